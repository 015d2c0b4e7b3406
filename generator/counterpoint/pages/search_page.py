"""The search page: a form and every facet with its values in words, brought to life by a script."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from counterpoint.analysis.values import Relation
from counterpoint.model import Account, Lifecycle, Method, Persona, Role, Stance, Theme
from counterpoint.pages.common_questions import questions
from counterpoint.pages.place import SEARCH, place
from counterpoint.pages.rendering import render
from counterpoint.pages.site import Site
from counterpoint.pages.values import Page
from counterpoint.pages.views import Hyperlink, SideView
from counterpoint.pages.wording import title_of

DESCRIPTION = "Everything that was said and written, by side, persona, theme, account and more."
TYPES = (("evidence", "Evidence"), ("transcript", "Transcripts"), ("page", "Pages"))


@dataclass(frozen=True, slots=True)
class Facet:
    """Something that results can be narrowed by."""

    key: str
    title: str
    values: tuple[tuple[str, str], ...]
    """Keys and words, in the order shown."""
    is_open: bool = False


@dataclass(frozen=True, slots=True)
class SearchView:
    """What the search page shows before anybody typed."""

    facets: tuple[Facet, ...]
    sides: tuple[SideView, ...]
    """Whose signs stand beside results."""
    elsewhere: tuple[Hyperlink, ...]
    """Where readers without scripts find the same."""
    questions: tuple[Hyperlink, ...]
    """What to begin with."""


def pages(site: Site) -> Iterator[Page]:
    """Yield the search page."""
    here = place(site, SEARCH)
    view = SearchView(
        facets=tuple(facet for facet in _facets(site) if len(facet.values) > 1),
        sides=tuple(side for key, side in site.sides.items() if key),
        elsewhere=(
            Hyperlink("Themes", here.to("research/themes/")),
            Hyperlink("Interviews", here.to("research/interviews/")),
        ),
        questions=questions(here),
    )
    yield render(here, "search.html", view, title="Search", description=DESCRIPTION)


def _facets(site: Site) -> Iterator[Facet]:
    study = site.study
    keys = {*study.side_keys, "both", "proxy"} if not study.config.same_people else set[str]()
    yield Facet("type", "Look in", TYPES, is_open=True)
    sides = ((key, side.label) for key, side in site.sides.items() if key in keys)
    yield Facet("side", "Side", tuple(sides), is_open=True)
    yield Facet("persona", "Persona", _titles(study.personas.values()), is_open=True)
    yield Facet("theme", "Theme", _titles(study.themes.values()))
    yield Facet("relation", "Relation", tuple((one.value, title_of(one)) for one in Relation))
    yield Facet("stance", "Stance", tuple((one.value, title_of(one)) for one in Stance))
    kinds = tuple((kind.key, kind.label) for kind in study.config.evidence_kinds)
    yield Facet("kind", "Kind", kinds)
    yield Facet("account", "Account", _titles(study.accounts.values()))
    yield Facet("stage", "Stage", tuple((one.value, title_of(one)) for one in Lifecycle))
    yield Facet("role", "Role", tuple((one.value, title_of(one)) for one in Role))
    methods = sorted({one.method for one in study.interviews.values()}, key=list(Method).index)
    yield Facet("method", "Method", tuple((one.value, title_of(one)) for one in methods))
    years = sorted({str(one.date.year) for one in study.interviews.values()}, reverse=True)
    yield Facet("year", "Year", tuple((year, year) for year in years))


def _titles(
    entities: Iterable[Theme | Persona | Account],
) -> tuple[tuple[str, str], ...]:
    pairs = ((one.id, one.title) for one in entities)
    return tuple(sorted(pairs, key=lambda pair: (pair[1].casefold(), pair[0])))
