"""The codebook: every theme's definition on one page, and the words for how things were said."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from markupsafe import Markup

from counterpoint.config import EvidenceKind
from counterpoint.model import Theme, ThemeStatus
from counterpoint.pages.contributed import contributed
from counterpoint.pages.listing import words
from counterpoint.pages.place import Place, place
from counterpoint.pages.rendering import render
from counterpoint.pages.site import Site
from counterpoint.pages.values import Page
from counterpoint.pages.views import Column, Fact, Hyperlink, Row, Table
from counterpoint.pages.wording import spoken

THEMES_PER_PAGE = 150
_ID = re.compile(r"(?<=<h[1-6]) id=\"[^\"]*\"")


@dataclass(frozen=True, slots=True)
class Entry:
    """A theme as the codebook defines it."""

    id: str
    link: Hyperlink
    expresses: str
    status: str
    definition: Markup
    facts: tuple[Fact, ...]


@dataclass(frozen=True, slots=True)
class CodebookView:
    """Everything on a page of the codebook."""

    entries: tuple[Entry, ...]
    kinds: Table
    pages: tuple[Hyperlink, ...]


def pages(site: Site) -> Iterator[Page]:
    """Yield the codebook, themes below their parents, 150 a page."""
    themes = tuple(_by_family(site))
    starts = range(0, len(themes), THEMES_PER_PAGE) or range(1)
    addresses = [
        "research/codebook/" if start == 0 else f"research/codebook-{number}/"
        for number, start in enumerate(starts, start=1)
    ]
    for number, start in enumerate(starts):
        here = place(site, addresses[number])
        view = CodebookView(
            entries=tuple(_entry(here, one) for one in themes[start : start + THEMES_PER_PAGE]),
            kinds=_kinds(here),
            pages=tuple(
                Hyperlink(str(n), "" if n == number + 1 else here.to(address))
                for n, address in enumerate(addresses, start=1)
            ),
        )
        title = "Codebook" if number == 0 else f"Codebook, page {number + 1}"
        yield render(here, "codebook.html", view, title=title)


def _by_family(site: Site) -> Iterator[Theme]:
    """Yield themes by title, children after their parent, what is retired last."""
    known = site.study.themes
    tops = (one for one in known.values() if one.parent not in known or one.parent == one.id)
    shown: set[str] = set()
    for theme in sorted(tops, key=_by_title):
        yield from _with_children(site, theme, shown)
    yield from (one for one in known.values() if one.id not in shown)


def _by_title(theme: Theme) -> tuple[bool, str, str]:
    return theme.status is ThemeStatus.RETIRED, theme.title.casefold(), theme.id


def _with_children(site: Site, theme: Theme, shown: set[str]) -> Iterator[Theme]:
    if theme.id in shown:
        return
    shown.add(theme.id)
    yield theme
    for child in site.children.get(theme.id, ()):
        yield from _with_children(site, child, shown)


def _entry(here: Place, theme: Theme) -> Entry:
    return Entry(
        id=theme.id,
        link=here.theme(theme.id),
        expresses=theme.expresses.value,
        status="" if theme.status is ThemeStatus.ACTIVE else theme.status.value,
        definition=_without_anchors(contributed(here, theme.path, theme.body, deepest=3)),
        facts=tuple(_facts(here, theme)),
    )


def _without_anchors(body: Markup) -> Markup:
    """Return a definition whose headings have no ids: on this page they would repeat."""
    return Markup(_ID.sub("", body))  # noqa: S704  (only takes away)


def _facts(here: Place, theme: Theme) -> Iterator[Fact]:
    known = here.site.study.themes
    if theme.parent in known:
        yield Fact("Part of", (here.theme(theme.parent),))
    if theme.aliases:
        yield Fact("Also", tuple(Hyperlink(f"#{one}") for one in theme.aliases))
    if pulls := tuple(here.theme(one) for one in theme.tension if one in known):
        yield Fact("Pulls against", pulls)
    if theme.influences:
        yield Fact("Informs", tuple(Hyperlink(spoken(one)) for one in theme.influences))


def _kinds(here: Place) -> Table:
    columns = (Column("Kind"), Column("Written"), Column("Whose"))
    rows = (_kind(here, one) for one in here.site.study.config.evidence_kinds)
    return Table("kinds", "Kinds of evidence", columns, tuple(rows))


def _kind(here: Place, kind: EvidenceKind) -> Row:
    side = "Either side" if kind.side == "either" else here.site.sides[kind.side].plural
    cells: Iterable[str] = (kind.label, f"+{kind.key}", side)
    return Row(tuple(words(one) for one in cells))
