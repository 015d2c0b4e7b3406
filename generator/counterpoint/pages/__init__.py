"""From findings to pages: one module a page kind."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
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
from counterpoint.pages.keys import Keys, digest
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


@dataclass(frozen=True, slots=True)
class Portion:
    """Some pages that are composed together; portions do not depend on each other."""

    key: str
    """What the pages are made of: while it is the same, so are they."""
    compose: Callable[[], Iterable[Page]]


def portions(site: Site) -> tuple[Portion, ...]:
    """Return what composes a site's generated pages, in portions that can be worked on apart."""
    keys = Keys(site)
    return tuple(portion for kind in PAGE_KINDS for portion in _portions_of(kind, site, keys))


def _portions_of(kind: PageKind, site: Site, keys: Keys) -> Iterator[Portion]:
    study = site.study
    if kind == theme.pages:
        for one in study.themes.values():
            yield Portion(keys.theme(one), partial(theme.pages, site, (one,)))
    elif kind == account.pages:
        for each in study.accounts.values():
            yield Portion(keys.account(each), partial(account.pages, site, (each,)))
    elif kind == interview.pages:
        for every in site.interviews:
            yield Portion(keys.interview(every), partial(interview.pages, site, (every,)))
    else:
        yield Portion(digest(keys.everything, kind.__module__), partial(kind, site))


def compose(study: Study, analysis: Analysis, lately: Lately | None = None) -> tuple[Page, ...]:
    """Return every generated page of a study, in the order of `PAGE_KINDS`.

    `lately` is the study compared with itself some time ago; without it nothing is said of that.
    """
    site = gather(study, analysis, lately)
    return tuple(page for kind in PAGE_KINDS for page in kind(site))
