"""What mending yields: a change of one file, and what it is called."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import TypeAlias

from counterpoint.editing.edits import Edit
from counterpoint.names import Names
from counterpoint.parse.layout import Kind
from counterpoint.sources import Source
from counterpoint.study import Loaded


@dataclass(frozen=True, slots=True)
class What:
    """What a kind of fix does, in words, once and several times."""

    one: str
    many: str

    def counted(self, number: int) -> str:
        """Return `an evidence id written` or `3 evidence ids written`."""
        return self.one if number == 1 else f"{number} {self.many}"


@dataclass(frozen=True, slots=True)
class Fix:
    """One thing mended: edits of a file, or a new file."""

    what: What
    cause: str
    """Path of the file that needed it."""
    edits: tuple[Edit, ...] = ()
    path: str = ""
    """Of the new file; empty where there is none."""
    content: str = ""


@dataclass(frozen=True, slots=True)
class Patient:
    """A study to be mended."""

    loaded: Loaded
    names: Mapping[Kind, Names]
    sources: Mapping[str, Source]
    """By path."""

    def text(self, path: str) -> str:
        """Return a file's text as its locations count it."""
        return self.sources[path].text


Fixer: TypeAlias = Callable[[Patient], Iterator[Fix]]
