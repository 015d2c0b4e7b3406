"""Where exactly a name stands in a file, and a link's address."""

from __future__ import annotations

import re

from counterpoint.diagnostics import Location
from counterpoint.editing.edits import Edit
from counterpoint.model import Link
from counterpoint.parse.slugs import normalised

NAME = re.compile(r"[\"']?(?P<name>[^\W_](?:[\w \t-]*\w)?-?)")
BRACKET = re.compile(r"\\.|[\[\]]", re.DOTALL)
INSIDE = r"\(\s*<?(?P<href>{href})(?=[\s)>])"
DEFINITION = r"^[ >\t]*\[[^\]\n]+\]:\s*<?(?P<href>{href})>?(?=\s|$)"
HTML = r"(?:href|src)\s*=\s*[\"']?(?P<href>{href})(?=[\"'\s>])"
FARTHEST = 20_000
"""Characters behind its beginning in which a link's address is looked for."""


class Lines:
    """A file's text with the offsets of its lines; lines end in line feeds."""

    def __init__(self, path: str, text: str) -> None:
        self.path = path
        self.text = text
        self._starts = [0, *(found.end() for found in re.finditer("\n", text))]

    def offset(self, location: Location) -> int:
        """Return where in the text a place is."""
        return self._starts[location.line - 1] + location.column - 1

    def location(self, offset: int) -> Location:
        """Return the place of an offset."""
        line = self.text.count("\n", 0, offset)
        return Location(self.path, line + 1, offset - self._starts[line] + 1)

    def replacing(self, start: int, end: int, new: str) -> Edit:
        """Return the edit that puts a text in the place of a stretch."""
        return Edit(self.location(start), self.text[start:end], new)


def name_at(lines: Lines, location: Location, name: str) -> tuple[int, int] | None:
    """Return from where to where a name stands at a place of the front matter.

    `None` where something else stands there, such as a value that YAML folds together.
    """
    found = NAME.match(lines.text, lines.offset(location))
    if found is None or normalised(found["name"]) != name:
        return None
    return found.span("name")


def tag_at(lines: Lines, location: Location, written: str) -> tuple[int, int] | None:
    """Return from where to where a tag's word stands, its sign at a place not included."""
    start = lines.offset(location) + 1
    end = start + len(written)
    return (start, end) if lines.text[start:end] == written else None


def address_of(lines: Lines, link: Link) -> tuple[int, int] | None:
    """Return from where to where a link's address stands: in it, in its definition or in HTML."""
    start = lines.offset(link.location)
    close = _closing_bracket(lines.text, start)
    inside = _named(INSIDE, link.href).match(lines.text, close + 1) if close else None
    if inside:
        return inside.span("href")
    if close and lines.text[close + 1 : close + 2] != "(":
        defined = _named(DEFINITION, link.href).search(lines.text)
        return defined.span("href") if defined else None
    html = _named(HTML, link.href).search(lines.text, start, start + FARTHEST)
    return html.span("href") if html else None


def _named(pattern: str, href: str) -> re.Pattern[str]:
    return re.compile(pattern.format(href=re.escape(href)), re.MULTILINE)


def _closing_bracket(text: str, start: int) -> int:
    """Return where the bracket that opens at a place closes; 0 where none opens there."""
    start += text.startswith("![", start)
    if not text.startswith("[", start):
        return 0
    depth = 0
    for found in BRACKET.finditer(text, start, start + FARTHEST):
        depth += {"[": 1, "]": -1}.get(found[0], 0)
        if depth == 0:
            return found.start()
    return 0
