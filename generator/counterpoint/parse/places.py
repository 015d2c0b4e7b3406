"""Where the text of a block stands in its file."""

from __future__ import annotations

import re
from dataclasses import dataclass

from counterpoint.diagnostics import Location
from counterpoint.parse.values import Body

LINE_END = re.compile(r"\r\n?")


@dataclass(frozen=True, slots=True)
class Source:
    """A body as the Markdown parser sees it: line ends unified, NUL replaced."""

    path: str
    text: str
    lines: tuple[str, ...]
    first_line: int
    hidden: frozenset[str] = frozenset()
    """Addresses of what is withheld."""

    def location(self, line: int, column: int) -> Location:
        """Return the place on the body's line of that index; both count from 0."""
        return Location(self.path, self.first_line + line, column + 1)


def source_of(body: Body) -> Source:
    """Return a body ready for parsing."""
    text = body.text
    if "\r" in text:
        text = LINE_END.sub("\n", text)
    text = text.replace("\0", "\ufffd")
    return Source(body.path, text, tuple(text.split("\n")), body.first_line, body.hidden)
