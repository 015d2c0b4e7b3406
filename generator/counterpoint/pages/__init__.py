"""From findings to pages: one module a page kind."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import partial
from operator import attrgetter
from typing import Any, TypeAlias

from counterpoint.analysis.values import Analysis
from counterpoint.model import Interview, Study
from counterpoint.pages import (
    account,
    accounts,
    assumptions,
    codebook,
    composer,
    conflicts,
    coverage,
    data_page,
    decisions,
    guides,
    interview,
    interviews,
    kind,
    kinds,
    method,
    outcomes,
    overlap,
    overview,
    persona,
    personas,
    roadmap_page,
    search_page,
    theme,
    theme_evidence,
    themes,
)
from counterpoint.pages.charts import CHARTS, ahead
from counterpoint.pages.digests import digest
from counterpoint.pages.ground import Ground
from counterpoint.pages.keys import Keys
from counterpoint.pages.place import address_of, drawing, kind_address
from counterpoint.pages.site import Site, gather
from counterpoint.pages.values import Lately, Page

PageKind: TypeAlias = Callable[[Site], Iterator[Page]]

PAGE_KINDS: tuple[PageKind, ...] = (
    overview.pages,
    overlap.pages,
    conflicts.pages,
    assumptions.pages,
    coverage.pages,
    roadmap_page.pages,
    themes.pages,
    theme.pages,
    theme_evidence.pages,
    personas.pages,
    persona.pages,
    accounts.pages,
    account.pages,
    interviews.pages,
    interview.pages,
    kinds.pages,
    kind.pages,
    decisions.pages,
    outcomes.pages,
    guides.pages,
    codebook.pages,
    method.pages,
    data_page.pages,
    search_page.pages,
    composer.pages,
)
"""What yields each kind of page; a new kind is a module and a line here."""


def _nothing(_: Site, __: object) -> str:
    return ""


def _said(site: Site, interview: Interview) -> str:
    return site.recall.of(digest, interview)


@dataclass(frozen=True, slots=True)
class Division:
    """How pages of one kind, one or a few for each of some things, are composed apart."""

    things: Callable[[Site], Iterable[Any]]
    address: Callable[[Any], str]
    """Of the page of one thing."""
    key: Callable[[Keys, Any], str]
    """What the pages of one thing are made of, as far as other pages may show it."""
    pages: Callable[[Site, Iterable[Any]], Iterator[Page]]
    own: Callable[[Site, Any], str] = _nothing
    """What they are made of besides."""


DIVISIONS: Mapping[PageKind, Division] = {
    theme.pages: Division(
        lambda site: site.study.themes.values(), address_of, Keys.theme, theme.pages
    ),
    theme_evidence.pages: Division(
        theme_evidence.sheets, attrgetter("address"), Keys.sheet, theme_evidence.pages
    ),
    persona.pages: Division(
        lambda site: site.study.personas.values(), address_of, Keys.persona, persona.pages
    ),
    account.pages: Division(
        lambda site: site.study.accounts.values(), address_of, Keys.account, account.pages
    ),
    interviews.pages: Division(
        interviews.parts, attrgetter("address"), Keys.part, interviews.pages
    ),
    interview.pages: Division(
        lambda site: site.interviews, address_of, Keys.interview, interview.pages, own=_said
    ),
    kind.pages: Division(
        lambda site: site.study.config.evidence_kinds,
        lambda one: kind_address(one.key),
        Keys.kind,
        kind.pages,
    ),
}
"""The kinds whose pages are numerous; the pages of any other are composed together."""


GROUNDS: Mapping[PageKind, Callable[[Ground], str]] = {
    overlap.pages: attrgetter("counted"),
    themes.pages: attrgetter("counted"),
    accounts.pages: attrgetter("counted"),
    coverage.pages: attrgetter("listed"),
}
"""What kinds rest on that are composed together and do not show everything: no words."""


@dataclass(frozen=True, slots=True)
class Portion:
    """Some pages that are composed together; portions do not depend on each other."""

    name: str
    """What it is found by, in this build and in the next."""
    compose: Callable[[], Iterable[Page]]
    is_one_of_many: bool = False
    """Whether there are as many of its kind as the study has things of some sort."""


def portions(site: Site) -> tuple[Portion, ...]:
    """Return what composes a site's generated pages, in portions that can be worked on apart."""
    for one in (site.ground.counted, site.ground.said, site.ground.everything):
        site.recall.keep(one)
    ahead(site.ground.everything, partial(_specifications, site))
    return tuple(portion for pages in PAGE_KINDS for portion in _portions_of(pages, site))


def keys(site: Site) -> tuple[str, ...]:
    """Return a key of each portion, in order: while it is the same, so are the pages."""
    known = Keys(site)
    return tuple(key for pages in PAGE_KINDS for key in _keys_of(pages, site, known))


def _specifications(site: Site) -> Iterator[str]:
    drawings = (drawing(site, one) for one in CHARTS)
    return (one.spec for one in drawings if one)


def _portions_of(pages: PageKind, site: Site) -> Iterator[Portion]:
    division = DIVISIONS.get(pages)
    if division is None:
        yield Portion(pages.__module__, partial(pages, site))
        return
    for one in division.things(site):
        compose = partial(division.pages, site, (one,))
        yield Portion(division.address(one), compose, is_one_of_many=True)


def _keys_of(pages: PageKind, site: Site, keys: Keys) -> Iterator[str]:
    division = DIVISIONS.get(pages)
    if division is None:
        rests_on = GROUNDS.get(pages, attrgetter("everything"))
        yield digest(rests_on(site.ground), pages.__module__)
        return
    things = tuple(division.things(site))
    known = site.recall.known(
        pages, site.ground.everything, lambda: [division.key(keys, one) for one in things]
    )
    for one, key in zip(things, known, strict=True):
        yield digest(key, division.own(site, one))


def compose(study: Study, analysis: Analysis, lately: Lately | None = None) -> tuple[Page, ...]:
    """Return every generated page of a study, in the order of `PAGE_KINDS`.

    `lately` is the study compared with itself some time ago; without it nothing is said of that.
    """
    site = gather(study, analysis, lately)
    return tuple(page for pages in PAGE_KINDS for page in pages(site))
