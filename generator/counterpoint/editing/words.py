"""Where exactly a name stands in a file, and a link's address."""

from __future__ import annotations

import re

from counterpoint.diagnostics import Location
from counterpoint.editing.edits import Edit
from counterpoint.model import Link
from counterpoint.parse.slugs import normalised

NAME = re.compile(r"[\"']?(?P<name>[^\W_](?:[\w \t-]*\w)?-?)")
BESIDE = r"\]\(\s*<?(?P<href>{href})(?=[\s)>\"'])|=\s*[\"']?(?P<html>{href})[\"'\s>]"
DEFINITION = r"^[ >\t]*\[[^\]\n]+\]:\s*<?(?P<href>{href})>?(?=\s|$)"
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
    """Return from where to where a link's address stands, in the link or in its definition."""
    start = lines.offset(link.location)
    href = re.escape(link.href)
    found = re.compile(BESIDE.format(href=href)).search(lines.text, start, start + FARTHEST)
    if found and "\n\n" not in lines.text[start : found.start()]:
        return found.span("href" if found["href"] is not None else "html")
    defined = re.compile(DEFINITION.format(href=href), re.MULTILINE).search(lines.text)
    return defined.span("href") if defined else None
