"""Edits: what stands at a place of a file, and what is to stand there."""

from __future__ import annotations

import codecs
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from counterpoint.diagnostics import Location

LINE_END = re.compile(r"\r\n|\r|\n")


class MisplacedEditError(ValueError):
    """An edit does not find what it was made to replace, or meets another edit."""


@dataclass(frozen=True, slots=True, order=True)
class Edit:
    """A replacement at one place of one file."""

    location: Location
    old: str
    """What stands there, lines ended by line feeds; empty where something is put in."""
    new: str


@dataclass(frozen=True, slots=True)
class Editable:
    """A file's text as it is, byte order mark and line ends included, with its lines' offsets."""

    text: str
    starts: tuple[int, ...]
    line_end: str
    """How the file ends its first line."""

    def offset(self, location: Location) -> int:
        """Return where in the text a place is; MisplacedEditError beyond the text."""
        if location.line > len(self.starts):
            raise MisplacedEditError(str(location))
        return min(self.starts[location.line - 1] + location.column - 1, len(self.text))


def editable(data: bytes) -> Editable:
    """Return a file's bytes, known to be UTF-8, ready to be edited."""
    text = data.decode("utf-8")
    mark = int(data.startswith(codecs.BOM_UTF8))
    ends = list(LINE_END.finditer(text))
    starts = (mark, *(end.end() for end in ends))
    return Editable(text, starts, ends[0][0] if ends else "\n")


def edited(data: bytes, edits: Iterable[Edit]) -> bytes:
    """Return a file with every edit made; what none of them names stays byte for byte.

    Raises MisplacedEditError where an edit does not find its text, or two overlap.
    """
    file = editable(data)
    parts: list[str] = []
    done = 0
    for edit in sorted(set(edits)):
        start, end = _span(file, edit)
        if start < done:
            raise MisplacedEditError(f"two edits meet at {edit.location}")
        parts += [file.text[done:start], edit.new.replace("\n", file.line_end)]
        done = end
    return "".join([*parts, file.text[done:]]).encode()


def _span(file: Editable, edit: Edit) -> tuple[int, int]:
    """Return from where to where an edit's old text goes, however its lines end."""
    start = file.offset(edit.location)
    pattern = r"(?:\r\n|\r|\n)".join(map(re.escape, edit.old.split("\n")))
    found = re.compile(pattern).match(file.text, start)
    if not found:
        raise MisplacedEditError(f"{edit.old!r} does not stand at {edit.location}")
    return found.span()


def compatible(groups: Iterable[tuple[Edit, ...]]) -> Iterator[int]:
    """Yield the numbers of the groups of edits that meet no earlier one that is yielded."""
    taken: dict[str, list[tuple[Location, Location]]] = defaultdict(list)
    for number, group in enumerate(groups):
        if not any(_meets(edit, taken[edit.location.path]) for edit in group):
            for edit in group:
                taken[edit.location.path].append((edit.location, _end(edit)))
            yield number


def _end(edit: Edit) -> Location:
    at = edit.location
    lines = edit.old.split("\n")
    column = len(lines[-1]) + (at.column if len(lines) == 1 else 1)
    return Location(at.path, at.line + len(lines) - 1, column)


def _meets(edit: Edit, taken: list[tuple[Location, Location]]) -> bool:
    start, end = edit.location, _end(edit)
    return any(start <= other_end and other_start <= end for other_start, other_end in taken)
