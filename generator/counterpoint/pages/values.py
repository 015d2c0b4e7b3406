"""What composing yields: pages ready to be staged, and nothing that needs a disk."""

from __future__ import annotations

import datetime
from dataclasses import dataclass

from counterpoint.analysis.compare import Changes
from counterpoint.model import Heading


@dataclass(frozen=True, slots=True)
class Page:
    """One generated page."""

    path: str
    """In the staged tree: `research/themes/audit-trail.md`."""
    title: str
    html: str
    """The body as one block of trusted HTML, without the page's first heading's text elsewhere."""
    source: str = ""
    """The repository file that "edit this page" opens; empty where there is none."""
    description: str = ""
    headings: tuple[Heading, ...] = ()
    """For the table of contents."""
    adds: str = ""
    """The repository's folder to which readers may add a file from here; empty for most pages."""


@dataclass(frozen=True, slots=True)
class DataFile:
    """One generated file that is no page."""

    path: str
    """In the staged tree: `research/data/themes.csv`."""
    content: bytes


@dataclass(frozen=True, slots=True)
class Lately:
    """The study compared with itself some time ago, or why it could not be."""

    changes: Changes | None
    since: datetime.date | None = None
    why_missing: str = ""
    """A sentence: `This copy of the repository has no history.`"""
