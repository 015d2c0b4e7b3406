"""What composing yields: pages ready to be staged, and nothing that needs a disk."""

from __future__ import annotations

from dataclasses import dataclass

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


@dataclass(frozen=True, slots=True)
class DataFile:
    """One generated file that is no page."""

    path: str
    """In the staged tree: `research/data/themes.csv`."""
    content: bytes
