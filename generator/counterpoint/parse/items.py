"""The written form of an evidence item: a quotation, tags on one line, a note."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

DOUBLE_QUOTES = '"“”„‟'
SINGLE_QUOTES = "'‘’«»‹›"

TAG = re.compile(r"[#+^][\w-]+")
TAGS = re.compile(r"\s*[#+^][\w-]+(?:\s+[#+^][\w-]+)*\s*")
THEME_LIKE = re.compile(r"(?:^|(?<=[\s(\[“‘\"'*_,;]))#(?=[\w-]*[^\W\d_])[\w-]*[^\W_]")
TAG_LIKE = re.compile(r"(?:^|(?<=[\s(\[“‘\"',;]))[#+^](?=[\w-]*[^\W\d_])[\w-]*[^\W_][,;]?(?!\w)")


CHECKBOX = re.compile(r"^\[[ xX]\]\s+")


@dataclass(frozen=True, slots=True)
class WrittenTag:
    """A word with its sign, as the contributor wrote it."""

    sign: str
    """`#`, `+` or `^`."""
    word: str
    offset: int
    """Of the sign, in the block's Markdown."""

    @property
    def written(self) -> str:
        """Sign and word."""
        return self.sign + self.word


@dataclass(frozen=True, slots=True)
class WrittenItem:
    """An evidence item in its written form."""

    quotation: str | None
    """The Markdown between the quotation marks; `None` where there is no quotation."""
    tags: tuple[WrittenTag, ...]
    tags_end: int
    """Offset in the block's Markdown behind the last tag."""
    note: int
    """Offset in the block's Markdown at which the note's first line starts, or its end."""


def read_item(content: str, attributes: Sequence[str]) -> WrittenItem | None:
    """Return the evidence item that a list item's first paragraph is, or `None`.

    Without quotation the first line has to be tags only, a theme or a known attribute among them.
    """
    if content.startswith(tuple(DOUBLE_QUOTES)):
        return _quoted(content)
    if not content.startswith(("#", "+", "^")):
        return None
    line = content.partition("\n")[0]
    if TAGS.fullmatch(line) is None:
        return None
    item = _item(content, None, 0, len(line))
    if any(tag.sign == "#" or tag.word in attributes for tag in item.tags):
        return item
    return None


def _quoted(content: str) -> WrittenItem | None:
    """Read an item whose quotation closes on the first line that ends in a quote and tags."""
    start = 0
    while start < len(content):
        end = content.find("\n", start)
        end = len(content) if end < 0 else end
        close = max(content.rfind(sign, start, end) for sign in DOUBLE_QUOTES)
        if close > 0 and TAGS.fullmatch(content, close + 1, end):
            return _item(content, content[1:close], close + 1, end)
        start = end + 1
    return None


def _item(content: str, quotation: str | None, start: int, end: int) -> WrittenItem:
    tags = tuple(
        WrittenTag(found[0][0], found[0][1:], found.start())
        for found in TAG.finditer(content, start, end)
    )
    last = tags[-1]
    note = min(end + 1, len(content))
    return WrittenItem(quotation, tags, last.offset + len(last.written), note)


def is_tags_only(line: str) -> bool:
    """Tell whether a line holds tags and nothing else, a theme among them."""
    return "#" in line and TAGS.fullmatch(line) is not None


def theme_like(runs: Sequence[tuple[int, str]]) -> Iterator[tuple[int, str]]:
    """Yield `#words` with their offsets in the block's Markdown, outside code and links."""
    for start, text in _chunks(runs):
        for found in THEME_LIKE.finditer(text):
            yield start + found.start(), found[0]


def as_it_should_be(content: str) -> tuple[str, str]:
    """Return a tagged list item in the form of an evidence item, and what would be its note."""
    tags = [found[0].rstrip(",;") for found in TAG_LIKE.finditer(content)]
    rest = " ".join(TAG_LIKE.sub(" ", content).split())
    quotation, note = _quotation_and_note(rest)
    if quotation and content.startswith(("#", "+", "^")) and not _is_quoted(rest):
        quotation, note = "", quotation
    first = [f'"{quotation}"'] if quotation else []
    line = "- " + " ".join([*first, *sorted(tags, key=lambda tag: "#+^".index(tag[0]))])
    return line, note


def _is_quoted(rest: str) -> bool:
    return any(sign in rest for sign in DOUBLE_QUOTES) or rest.startswith(tuple(SINGLE_QUOTES))


def _quotation_and_note(rest: str) -> tuple[str, str]:
    rest = CHECKBOX.sub("", rest).strip(" -–—:,;()→>")
    for opening, closing in ((DOUBLE_QUOTES, DOUBLE_QUOTES), (SINGLE_QUOTES, SINGLE_QUOTES)):
        if rest[:1] and rest[0] in opening:
            close = max(rest.rfind(sign) for sign in closing)
            inside = rest[1:close] if close > 0 else rest[1:]
            note = rest[close + 1 :] if close > 0 else ""
            return inside.strip(), note.strip(" -–—:,;.()→>")
    return rest.replace('"', "'"), ""


def _chunks(runs: Sequence[tuple[int, str]]) -> Iterator[tuple[int, str]]:
    """Yield runs with their neighbours joined."""
    start, end = 0, -1
    parts: list[str] = []
    for at, text in runs:
        if at != end:
            if parts:
                yield start, "".join(parts)
            start, parts = at, []
        parts.append(text)
        end = at + len(text)
    if parts:
        yield start, "".join(parts)
