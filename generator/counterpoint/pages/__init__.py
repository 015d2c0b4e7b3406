"""From findings to pages: one module a page kind."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import partial
from typing import TypeAlias

from counterpoint.analysis.values import Analysis
from counterpoint.model import Study
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
    themes,
)
from counterpoint.pages.site import Site, gather
from counterpoint.pages.values import Lately, Page

PAGE_KINDS: tuple[Callable[[Site], Iterator[Page]], ...] = (
    overview.pages,
    overlap.pages,
    conflicts.pages,
    assumptions.pages,
    coverage.pages,
    roadmap_page.pages,
    themes.pages,
    theme.pages,
    personas.pages,
    persona.pages,
    accounts.pages,
    account.pages,
    interviews.pages,
    interview.pages,
    kinds.pages,
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


Portion: TypeAlias = Callable[[], Iterator[Page]]
"""Composes some pages; portions do not depend on each other."""

APART: Mapping[Callable[..., Iterator[Page]], Callable[[Site], Iterable[object]]] = {
    theme.pages: lambda site: site.study.themes.values(),
    account.pages: lambda site: site.study.accounts.values(),
    interview.pages: lambda site: site.interviews,
}
"""Kinds with a page for each of many things, and the things."""
THINGS = 16
"""Of a numerous kind in one portion."""


def portions(study: Study, analysis: Analysis, lately: Lately | None = None) -> tuple[Portion, ...]:
    """Return what composes a study's generated pages, in portions that can be worked on apart.

    `lately` is the study compared with itself some time ago; without it nothing is said of that.
    """
    site = gather(study, analysis, lately)
    return tuple(portion for kind in PAGE_KINDS for portion in _portions_of(kind, site))


def _portions_of(kind: Callable[..., Iterator[Page]], site: Site) -> Iterator[Portion]:
    if kind not in APART:
        yield partial(kind, site)
        return
    things = tuple(APART[kind](site))
    for start in range(0, len(things), THINGS):
        yield partial(kind, site, things[start : start + THINGS])


def compose(study: Study, analysis: Analysis, lately: Lately | None = None) -> tuple[Page, ...]:
    """Return every generated page of a study, in the order of `PAGE_KINDS`."""
    return tuple(page for portion in portions(study, analysis, lately) for page in portion())
