"""From findings to pages: one module a page kind."""

from __future__ import annotations

from collections.abc import Callable, Iterator

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


def compose(study: Study, analysis: Analysis, lately: Lately | None = None) -> tuple[Page, ...]:
    """Return every generated page of a study, in the order of `PAGE_KINDS`.

    `lately` is the study compared with itself some time ago; without it nothing is said of that.
    """
    site = gather(study, analysis, lately)
    return tuple(page for kind in PAGE_KINDS for page in kind(site))
