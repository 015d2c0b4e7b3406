"""Make of a page what follows from it alone: its staged text, its Markdown, its links."""

from __future__ import annotations

from dataclasses import dataclass, replace

from counterpoint.model import Interview
from counterpoint.pages.twins import address, twin
from counterpoint.pages.values import Page
from counterpoint.publish.links import Anchors, anchors, resolved
from counterpoint.publish.staging import front_matter, generated_text, sealed
from counterpoint.publish.store import Store


@dataclass(frozen=True, slots=True)
class Composed:
    """A generated page with all that follows from it alone; its words are in the store."""

    page: Page
    """Without its HTML."""
    size: int
    """Characters of its HTML."""
    has_title: bool
    """Whether its HTML has a heading of the first level."""
    staged: str
    """The digest of its file in the staged tree."""
    twin: str
    """The digest of the same as Markdown."""
    anchors: Anchors
    """Its links resolved."""
    made_of: str = ""
    """A digest of the page; empty where more than the page went in."""


@dataclass(frozen=True, slots=True)
class Composition:
    """Generated pages of a site, and where their words are."""

    pages: tuple[Composed, ...]
    store: Store


def finished(page: Page, store: Store, own: Interview | None = None, made_of: str = "") -> Composed:
    """Return a page with what follows from it; `own` is the interview whose page it is."""
    block = sealed(page.html)
    bare = replace(page, html="")
    return Composed(
        page=bare,
        size=len(block),
        has_title="<h1" in block,
        staged=store.put(generated_text(front_matter(bare), block).encode()),
        twin=store.put(twin(page, own).content),
        anchors=resolved(anchors(block), address(page.path)),
        made_of=made_of,
    )
