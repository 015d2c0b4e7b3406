"""Contributed Markdown, rendered: text with its links and headings."""

from __future__ import annotations

from dataclasses import dataclass

from counterpoint.diagnostics import Location


@dataclass(frozen=True, slots=True)
class Link:
    """A link or an image in contributed Markdown."""

    href: str
    """As written (percent-decoded by nobody)."""
    text: str
    """Rendered text of the link, or the image's alternative text."""
    title: str
    """As written; a citation's stamp stands here."""
    location: Location
    is_image: bool = False


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading of a rendered document."""

    level: int
    text: str
    anchor: str
    location: Location


@dataclass(frozen=True, slots=True)
class Document:
    """Contributed Markdown, rendered once without looking at other files.

    In `html` the link number `n` of `links` has the address `link:n` and an image the source
    `link:n`; whoever composes a page puts the real address in and cleans the whole.
    """

    html: str = ""
    links: tuple[Link, ...] = ()
    headings: tuple[Heading, ...] = ()
    summary: str = ""
    """The first paragraph as plain text."""
    text: str = ""
    """Everything as plain text, for search and suggestions."""
