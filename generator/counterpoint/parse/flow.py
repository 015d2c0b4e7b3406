"""A body's blocks in the order of the file: what is words, what is evidence, what frames them."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TypeAlias

from markdown_it.token import Token

from counterpoint.diagnostics import Location
from counterpoint.model import Heading, Link
from counterpoint.parse.inline import Inline
from counterpoint.parse.items import WrittenItem
from counterpoint.parse.places import Source

NO_TURN = -1

LONGEST_CELL = 10_000
"""Characters of a table's cell up to which places are exact."""


@dataclass(frozen=True, slots=True)
class Mark:
    """Cited words inside a block."""

    start: int
    """Offset in the block's text."""
    end: int
    item: int
    anchor: str = ""
    """The item's anchor where these are its first words; else empty."""


@dataclass(slots=True)
class Segment:
    """What one turn says in one block."""

    turn: int
    start: int
    """Offset in the block's text of the first words."""
    end: int
    """Offset behind the last ones."""
    first: int
    """Index of the first child of the block's inline text that belongs to it."""
    last: int
    """Index behind the last one."""
    said: str
    """The words, white space folded."""
    offset: int = 0
    """Offset in the block's text of that first child."""
    speaker: str = ""
    """The label with which it starts, if it does."""
    time: str = ""
    marks: list[Mark] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Opening:
    """The start of an element that holds blocks."""

    name: str
    attributes: str = ""


@dataclass(frozen=True, slots=True)
class Closing:
    """The end of an element that holds blocks."""

    name: str


@dataclass(slots=True)
class Block:
    """Text that stands together: a paragraph, a table, code."""

    parts: list[Inline]
    frame: tuple[str | int, ...] = ()
    """HTML and indices of parts; empty for a paragraph."""
    is_tight: bool = False
    """Whether it is a list item's only paragraph, which needs no element of its own."""
    segments: list[Segment] = field(default_factory=list)

    @property
    def text(self) -> str:
        """As rendered, parts on lines of their own."""
        if len(self.parts) == 1:
            return self.parts[0].text
        return "\n".join(part.text for part in self.parts)


@dataclass(frozen=True, slots=True)
class HeadingLine:
    """A heading."""

    heading: Heading
    inline: Inline


@dataclass(slots=True)
class Place:
    """Where an evidence item stands."""

    written: WrittenItem
    inline: Inline
    note: tuple[Token, ...]
    number: int = -1
    """Its index among the items without an error; -1 for one with an error."""


Entry: TypeAlias = Opening | Closing | Block | HeadingLine | Place | str


@dataclass(slots=True)
class Flow:
    """A body laid out."""

    entries: list[Entry] = field(default_factory=list)
    links: list[Link] = field(default_factory=list)
    headings: list[Heading] = field(default_factory=list)
    tagged: list[tuple[Inline, tuple[tuple[int, str], ...]]] = field(default_factory=list)
    """List items that carry `#words` without being evidence, and those words' offsets."""
    stray: list[tuple[Location, str]] = field(default_factory=list)
    """Other `#words` outside evidence, code and links."""
    too_deep: int = -1
    """Index of a line at which nesting was cut off; -1 where it was not."""


def location(source: Source, inline: Inline, offset: int) -> Location:
    """Return the place of a character of a block's Markdown."""
    number = inline.line_of(offset)
    if inline.column < 0:
        start, written = inline.written_line(number)
        whole = source.lines[inline.line + number].rstrip()
        column = len(whole) - len(written.rstrip()) + offset - start
        return source.location(inline.line + number, max(column, 0))
    pipes = inline.content.count("|", 0, min(offset, LONGEST_CELL))
    return source.location(inline.line, inline.column + offset + pipes)


def closing(tokens: list[Token], opening: int) -> int:
    """Return the index of the token that closes the one at an index."""
    depth = 0
    for index in range(opening, len(tokens)):
        depth += tokens[index].nesting
        if depth == 0:
            return index
    return len(tokens) - 1
