"""An interview's body as plain text, a line a block, with its evidence as stretches of it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import partial
from typing import Any

from counterpoint.parse.attributes import attribute_words
from counterpoint.parse.blocks import BlockReader, tokens_of
from counterpoint.parse.comparing import folded_offsets
from counterpoint.parse.evidence import read_evidence
from counterpoint.parse.flow import Block, Flow, HeadingLine, Place
from counterpoint.parse.inline import read_inline
from counterpoint.parse.items import read_item
from counterpoint.parse.markdown import Anchors
from counterpoint.parse.places import Source, source_of
from counterpoint.parse.transcript import SECTION
from counterpoint.parse.turns import Spoken, Words, take_turns
from counterpoint.parse.values import Body, Cast, Vocabulary


@dataclass(frozen=True, slots=True)
class Stretch:
    """An evidence item as another program needs it."""

    start: int
    """Offset in the text, in code points."""
    end: int
    id: str
    quotation: str
    """As the item writes it, rendered; empty where it covers its block."""
    attributes: tuple[str, ...]
    """As written, without `+`."""
    note: str
    """As written."""


@dataclass(frozen=True, slots=True)
class PlainInterview:
    """A transcript that any program can show."""

    text: str
    stretches: tuple[Stretch, ...]
    """In the order of the file: one for each piece of evidence of the interview."""
    undeclared: tuple[str, ...]
    """Labels that stand in the text and name nobody."""


@dataclass(slots=True)
class _Text:
    """The text so far, and where each of the spoken words begins in it."""

    parts: list[str] = field(default_factory=list)
    length: int = 0
    starts: dict[int, int] = field(default_factory=dict)

    def add(self, lead: str, words: str, key: int) -> None:
        """Append a line, an empty one above it."""
        glue = "\n\n" if self.parts else ""
        self.starts[key] = self.length + len(glue) + len(lead)
        line = f"{glue}{lead}{words}"
        self.parts.append(line)
        self.length += len(line)


def plain_interview(body: Body, cast: Cast, vocabulary: Vocabulary) -> PlainInterview:
    """Return a body as plain text: `Label [time]: words`, headings with their `#` signs.

    Every line is one block as the Markdown parser sees it; markup inside it is dropped.
    """
    source, env = source_of(body), dict[str, Any]()
    item_reader = partial(read_item, attributes=attribute_words(vocabulary))
    flow = BlockReader(source, env, Anchors(SECTION).of, item_reader).run(tokens_of(source, env))
    spoken = take_turns(flow.entries, cast, source)
    read_evidence(spoken, source, env, cast, vocabulary)
    text = _laid_out(flow, spoken)
    return PlainInterview(
        "".join(text.parts) + "\n",
        tuple(_stretches(flow, spoken, text, source)),
        tuple(label for label, _ in spoken.undeclared),
    )


def _laid_out(flow: Flow, spoken: Spoken) -> _Text:
    by_block: dict[int, list[Words]] = {}
    for words in spoken.words:
        by_block.setdefault(id(words.block), []).append(words)
    text, voice = _Text(), ("", False, "")
    for entry in flow.entries:
        if isinstance(entry, HeadingLine):
            heading = entry.heading
            text.add(f"{'#' * heading.level} ", heading.text, id(entry))
            voice = ("", False, "")
        elif isinstance(entry, Block):
            for words in by_block.get(id(entry), ()):
                text.add(_lead(words, voice), words.text, id(words))
                voice = words.speaker.voice
    return text


def _lead(words: Words, voice: tuple[str, bool, str]) -> str:
    """Return the label in front of a line: where it was written, or where somebody else begins."""
    label = words.segment.speaker or (words.speaker.label if words.speaker.voice != voice else "")
    time = f" [{words.segment.time}]" if words.segment.time and label else ""
    return f"{label}{time}: " if label else ""


def _stretches(flow: Flow, spoken: Spoken, text: _Text, source: Source) -> Iterator[Stretch]:
    places = {
        entry.number: entry
        for entry in flow.entries
        if isinstance(entry, Place) and entry.number >= 0
    }
    bounds = _bounds(spoken, text)
    for number, place in sorted(places.items()):
        start, end = bounds.get(number, (0, 0))
        written = place.written
        yield Stretch(
            start=start,
            end=end,
            id=next((tag.word for tag in written.tags if tag.sign == "^"), ""),
            quotation=_rendered(written.quotation),
            attributes=tuple(tag.word for tag in written.tags if tag.sign == "+"),
            note=_note(place, source),
        )


def _bounds(spoken: Spoken, text: _Text) -> Mapping[int, tuple[int, int]]:
    """Return where each item's first words begin and its last ones end."""
    found: dict[int, tuple[int, int]] = {}
    for words in spoken.words:
        own = folded_offsets(words.raw)
        at = {raw: folded for folded, raw in reversed(list(enumerate(own)))}
        for mark in words.segment.marks:
            first, last = mark.start - words.segment.start, mark.end - words.segment.start
            start = text.starts[id(words)] + at.get(first, 0)
            end = text.starts[id(words)] + at.get(last - 1, len(words.text) - 1) + 1
            before = found.get(mark.item, (start, end))
            found[mark.item] = (min(before[0], start), max(before[1], end))
    return found


def _rendered(quotation: str | None) -> str:
    return " ".join(read_inline(quotation, 0, {}).text.split()) if quotation else ""


def _note(place: Place, source: Source) -> str:
    """Return an item's note as it is written, its indent taken off."""
    first = place.inline.content[place.written.note :]
    later = [token.map for token in place.note[3 if first else 0 :] if token.map]
    if not later:
        return first
    begin, end = min(one[0] for one in later), max(one[1] for one in later)
    lines = source.lines[begin:end]
    indent = min(len(line) - len(line.lstrip()) for line in lines if line.strip())
    rest = "\n".join(line[indent:] for line in lines).strip("\n")
    return f"{first}\n\n{rest}" if first else rest
