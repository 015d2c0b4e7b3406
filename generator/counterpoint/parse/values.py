"""What reading one file yields, before any other file is looked at."""

from __future__ import annotations

from dataclasses import dataclass, field

from counterpoint.config import EvidenceKind
from counterpoint.diagnostics import Diagnostic, Location
from counterpoint.model import Basis, Document, Participant, Stance, Turn


@dataclass(frozen=True, slots=True)
class Body:
    """The Markdown below a file's front matter."""

    path: str
    text: str
    first_line: int
    """The line of the file on which `text` begins, from 1."""
    hidden: frozenset[str] = frozenset()
    """Addresses of what is withheld, as written: links to them are read without their words."""


@dataclass(frozen=True, slots=True)
class Cast:
    """Who speaks in an interview."""

    participants: tuple[Participant, ...]
    """Empty where the method needs no speaker: then the items quote the file's own text."""
    interviewers: tuple[str, ...]
    """Labels whose words are never evidence."""


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """The words that an attribute may be, by the study's settings."""

    sides: tuple[str, str]
    kinds: tuple[EvidenceKind, ...]


@dataclass(frozen=True, slots=True)
class Tag:
    """A reference to a theme, normalised (`Audit_Trail` is `audit-trail`)."""

    name: str
    location: Location
    written: str
    """As it stands in the file, without `#`."""


@dataclass(frozen=True, slots=True)
class Item:
    """An evidence item as one file shows it; its themes are still the contributor's words."""

    id: str
    anchor: str
    location: Location
    """Of the list item's first character after the bullet."""
    participant: str
    """The participant's id; empty where the item has no speaker."""
    tags: tuple[Tag, ...]
    stance: Stance
    basis: Basis
    as_side: str
    about: str
    """The side a proxy's words are about; empty for everybody else."""
    kinds: tuple[str, ...]
    quote: str
    has_quotation: bool
    stamp: str
    note: Document
    turn: int
    tags_end: Location = field(default_factory=lambda: Location(""))
    """Behind the last tag, where an id may be added."""


@dataclass(frozen=True, slots=True)
class Transcript:
    """An interview's body, read."""

    document: Document
    """As `model.Interview.transcript` promises."""
    turns: tuple[Turn, ...]
    items: tuple[Item, ...]
    """Items without an error, in the order of the file; `document` numbers them so."""
    stray_tags: tuple[Tag, ...]
    """`#words` outside evidence items, code and links; a warning where they name a theme."""
    faulty_tags: tuple[Tag, ...]
    """Themes on items with an error, so that a wrong name among them is told in the same run."""
    words: int
    diagnostics: tuple[Diagnostic, ...]
