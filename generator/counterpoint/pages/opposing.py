"""Where one kind of people stands against what the other side is for, or the reverse."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from counterpoint.analysis.values import Position, SideFindings
from counterpoint.model import Persona
from counterpoint.pages.site import Site
from counterpoint.pages.views import SideView


@dataclass(frozen=True, slots=True)
class Opposition:
    """A theme on which a persona and the other side stand against each other."""

    theme: str
    people: tuple[str, ...]
    """Who of the persona takes the stance that the other side does not."""
    is_for: bool
    """Whether the persona is for it, and the other side against."""
    across: SideFindings


def opposite(site: Site, persona: Persona) -> SideView | None:
    """Return the side across; None where there are no two."""
    others = [side for side in site.pair if side.key != persona.side]
    return others[0] if len(others) == 1 and len(site.pair) > 1 else None


def oppositions(site: Site, persona: Persona) -> Iterator[Opposition]:
    """Yield the themes on which more of the persona contradict the other side than agree."""
    other = opposite(site, persona)
    if other is None:
        return
    for one in site.insights.personas[persona.id].themes:
        sides = site.findings(one.theme).sides
        across = next(side for side in sides if side.side == other.key)
        if across.position is Position.FOR and len(one.against) > len(one.for_):
            yield Opposition(one.theme, one.against, is_for=False, across=across)
        elif across.position is Position.AGAINST and len(one.for_) > len(one.against):
            yield Opposition(one.theme, one.for_, is_for=True, across=across)
