"""An evidence item written into an interview's file, below the words that it cites."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial
from typing import Any

from counterpoint.config import Config
from counterpoint.model import Interview
from counterpoint.parse.attributes import attribute_words
from counterpoint.parse.blocks import BlockReader, tokens_of
from counterpoint.parse.comparing import comparable
from counterpoint.parse.files import parse_source
from counterpoint.parse.frontmatter import read_front_matter
from counterpoint.parse.items import read_item
from counterpoint.parse.markdown import Anchors
from counterpoint.parse.places import source_of
from counterpoint.parse.transcript import SECTION
from counterpoint.parse.turns import Words, take_turns
from counterpoint.parse.values import Cast, Vocabulary
from counterpoint.sources import Source
from counterpoint.transfer.drafts import DraftItem
from counterpoint.transfer.writing import item_markdown


@dataclass(frozen=True, slots=True)
class Insertion:
    """A file with an item more."""

    text: str
    line: int
    """Where the item stands, from 1."""


def inserted(interview: Interview, text: str, item: DraftItem, config: Config) -> Insertion | None:
    """Return an interview's file with an item below the block that holds its words.

    Not a character else is touched. `None` where the words would not be found there in one place.
    """
    line_end = "\r\n" if "\r\n" in text else "\n"
    lines = text.split(line_end)
    for end in _block_ends(interview, _unified(text), item.quotation, config):
        block = ["", *item_markdown(item).split("\n")]
        if end < len(lines) and lines[end].strip():
            block.append("")
        changed = line_end.join([*lines[:end], *block, *lines[end:]])
        if _is_sound(interview, _unified(text), _unified(changed), config):
            return Insertion(changed, end + 2)
    return None


def _unified(text: str) -> str:
    return text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")


def _block_ends(interview: Interview, text: str, quotation: str, config: Config) -> Iterator[int]:
    """Yield the number of lines of the file down to the end of each block that has the words."""
    wanted = comparable(quotation)
    for words in _spoken(interview, text, config):
        if wanted in comparable(words.text):
            inline = words.block.parts[0]
            yield words.first_line + inline.line + inline.content.count("\n")


def _spoken(interview: Interview, text: str, config: Config) -> tuple[Words, ...]:
    front = read_front_matter(interview.path, text)
    source, env = source_of(front.body), dict[str, Any]()
    first, second = config.sides
    words = attribute_words(Vocabulary((first.key, second.key), config.evidence_kinds))
    reader = BlockReader(source, env, Anchors(SECTION).of, partial(read_item, attributes=words))
    flow = reader.run(tokens_of(source, env))
    cast = Cast(interview.participants, interview.interviewers)
    return take_turns(flow.entries, cast, source).words


def _is_sound(interview: Interview, before: str, after: str, config: Config) -> bool:
    """Tell whether a file has one item more and no error more."""
    old, new = (_read(interview.path, text, config) for text in (before, after))
    return new[0] == old[0] + 1 and new[1] <= old[1]


def _read(path: str, text: str, config: Config) -> tuple[int, int]:
    data = text.encode("utf-8")
    parsed = parse_source(Source(path, data, hashlib.sha256(data).hexdigest()), config)
    if parsed is None:
        return 0, 0
    errors = sum(one.severity.value == "error" for one in parsed.diagnostics)
    return len(parsed.items), errors
