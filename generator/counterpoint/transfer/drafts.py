"""An interview about to be written: who took part, what was said, what is evidence."""

from __future__ import annotations

import datetime
from dataclasses import dataclass, field

from counterpoint.model import Coding, Consent, Method, Participant, Stance


@dataclass(frozen=True, slots=True)
class DraftItem:
    """An evidence item as it will stand below what was said."""

    quotation: str
    """Empty: the item covers the block above it."""
    themes: tuple[str, ...]
    attributes: tuple[str, ...] = ()
    """Without `+`, in the order in which they are written."""
    id: str = ""
    note: str = ""
    """Markdown."""


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A block of a transcript, and the items below it."""

    text: str
    """Plain text on one line."""
    label: str = ""
    """Whose words begin here; empty where the paragraph goes on with the words above."""
    time: str = ""
    items: tuple[DraftItem, ...] = ()
    heading: int = 0
    """The level, where the paragraph is a heading; else 0."""


@dataclass(frozen=True, slots=True)
class InterviewHead:
    """What an interview's front matter says."""

    id: str
    title: str
    date: datetime.date
    participants: tuple[Participant, ...]
    consent: Consent
    interviewers: tuple[str, ...] = ()
    method: Method = Method.INTERVIEW
    guide: str = ""
    asked: tuple[str, ...] = ()
    coding: Coding | None = None
    retain_until: datetime.date | None = None
    recording: str = ""
    aliases: tuple[str, ...] = ()
    forgotten: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Draft:
    """A whole interview, names already replaced."""

    head: InterviewHead
    paragraphs: tuple[Paragraph, ...]


@dataclass(frozen=True, slots=True)
class ThemeDraft:
    """A theme about to be written."""

    id: str
    title: str
    definition: str = ""
    parent: str = ""


@dataclass(frozen=True, slots=True)
class NewFile:
    """A file that an import or an export yields."""

    path: str
    """Relative to the repository's root, or to where an export goes; forward slashes."""
    content: str | bytes = field(repr=False)


def stance_attribute(stance: Stance) -> tuple[str, ...]:
    """Return the attribute of a stance; none for the default."""
    return () if stance is Stance.FOR else (stance.value,)
