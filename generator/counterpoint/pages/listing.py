"""What index pages share: a title, words above, tables, and a true word when there is nothing."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from counterpoint.pages.place import Place
from counterpoint.pages.rendering import render
from counterpoint.pages.values import Page
from counterpoint.pages.views import Cell, Figure, Hyperlink, SideView, Table


@dataclass(frozen=True, slots=True)
class TableSection:
    """A table under a heading of its own."""

    id: str
    title: str
    words: str
    table: Table


@dataclass(frozen=True, slots=True)
class ListingView:
    """An index page."""

    lede: str
    figures: tuple[Figure, ...]
    sections: tuple[TableSection, ...]
    empty: str
    """What to do where there is nothing to list."""
    pages: tuple[Hyperlink, ...]
    """Further pages of the same list; the one shown has no address."""
    action: Hyperlink | None
    """What a reader can add here."""


def listing(  # noqa: PLR0913  (an index page in one call)
    here: Place,
    title: str,
    sections: Iterable[TableSection],
    *,
    lede: str,
    empty: str,
    figures: Sequence[Figure] = (),
    pages: Sequence[Hyperlink] = (),
    trail: Sequence[Hyperlink] = (),
    action: Hyperlink | None = None,
) -> Page:
    """Return an index page of the tables that have rows."""
    shown = tuple(one for one in sections if one.table.rows)
    view = ListingView(
        lede=lede,
        figures=tuple(figures),
        sections=shown,
        empty="" if shown else empty,
        pages=tuple(pages),
        action=action,
    )
    return render(here, "listing.html", view, title=title, description=lede, trail=tuple(trail))


def linked(*links: Hyperlink, sort: str = "") -> Cell:
    """Return a cell of links."""
    return Cell(links=links, sort=sort)


def words(text: str, *, sort: str = "") -> Cell:
    """Return a cell of plain words."""
    return Cell(links=(Hyperlink(text),) if text else (), sort=sort)


def sided(side: SideView) -> Cell:
    """Return a cell with a side's sign and label."""
    return Cell(side=side, sort=side.label)


def number(value: int, href: str = "") -> Cell:
    """Return a cell with a number that leads to its proof; zero proves itself."""
    return Cell(
        links=(Hyperlink(f"{value:,}", href if value else ""),), sort=str(value), is_number=True
    )
