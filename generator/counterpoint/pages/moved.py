"""Pages at former addresses: an old id keeps leading to what it names today."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from counterpoint.model import Account, Decision, Guide, Interview, Outcome, Persona, Theme
from counterpoint.pages.place import address_of, folder_of, place
from counterpoint.pages.rendering import render
from counterpoint.pages.site import Site
from counterpoint.pages.values import Page
from counterpoint.pages.views import Hyperlink

Aliased = Theme | Persona | Account | Decision | Outcome | Guide | Interview


@dataclass(frozen=True, slots=True)
class MovedView:
    """Where something has gone."""

    link: Hyperlink


def pages(site: Site) -> Iterator[Page]:
    """Yield a page for every former id that is nobody's id now."""
    entities = tuple(_entities(site))
    taken = {address_of(one) for one in entities}
    for entity in entities:
        for alias in entity.aliases:
            address = f"research/{folder_of(entity)}/{alias}/"
            if address not in taken:
                taken.add(address)
                here = place(site, address)
                view = MovedView(Hyperlink(entity.title, here.to(address_of(entity))))
                yield render(here, "moved.html", view, title=f"Moved: {entity.title}")


def _entities(site: Site) -> Iterator[Aliased]:
    study = site.study
    yield from study.themes.values()
    yield from study.personas.values()
    yield from study.accounts.values()
    yield from study.interviews.values()
    yield from study.decisions.values()
    yield from study.outcomes.values()
    yield from study.guides.values()
