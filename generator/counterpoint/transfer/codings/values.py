"""A coding project of another program, before it is a study."""

from __future__ import annotations

import datetime
from dataclasses import dataclass

from counterpoint.diagnostics import Diagnostic


@dataclass(frozen=True, slots=True)
class Code:
    """An entry of the other program's codebook."""

    key: str
    """What codings refer to it by."""
    name: str
    description: str = ""
    parent: str = ""
    """The key of its group; empty at the top."""
    path: str = ""
    """In an export of ours, the theme's file."""


@dataclass(frozen=True, slots=True)
class Selection:
    """A stretch of a source's text, coded."""

    start: int
    end: int
    """Offsets into the source's text, in code points, the end excluded."""
    codes: tuple[str, ...]
    """Keys; empty for a note on a passage."""
    note: str = ""
    said: str = ""
    """The selected words, as the other program repeats them; empty where it does not."""
    is_verbatim: bool = False
    """Whether `said` is all of the words, not their beginning or a name."""
    name: str = ""


@dataclass(frozen=True, slots=True)
class Memo:
    """A note on the project itself, or a file that an export of ours kept, named by its path."""

    name: str
    text: str


@dataclass(frozen=True, slots=True)
class TextSource:
    """A text, and what was coded in it."""

    key: str
    name: str
    text: str
    """With LF line ends."""
    selections: tuple[Selection, ...] = ()
    memo: str = ""
    cases: tuple[str, ...] = ()
    """Names of the cases that it belongs to."""
    variables: tuple[tuple[str, str], ...] = ()
    """Its own, and its case's where it has one case."""
    date: datetime.date | None = None
    """When the other program took it in."""
    kept: Memo | None = None
    """In an export of ours, the interview's path and front matter."""


@dataclass(frozen=True, slots=True)
class Project:
    """Codes, texts and codings."""

    name: str
    origin: str
    """The program that made it."""
    codes: tuple[Code, ...] = ()
    sources: tuple[TextSource, ...] = ()
    memos: tuple[Memo, ...] = ()
    files: tuple[Memo, ...] = ()
    """Files of `research/` that an export of ours kept, by path."""

    @property
    def is_ours(self) -> bool:
        """Whether it is an export of this program."""
        return self.origin.startswith("Counterpoint")


@dataclass(frozen=True, slots=True)
class ProjectReading:
    """What reading a project gave; `None` with the reasons where it cannot be read."""

    project: Project | None
    diagnostics: tuple[Diagnostic, ...] = ()
