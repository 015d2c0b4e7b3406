"""A theme's pieces of evidence, sorted by what they are good for."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field

from counterpoint.analysis.order import Strongest
from counterpoint.model import Basis, Evidence, Study


@dataclass(frozen=True, slots=True)
class ThemeItems:
    """All evidence on one theme, strongest first."""

    first_hand: tuple[Evidence, ...] = ()
    secondhand: tuple[Evidence, ...] = ()
    hearsay: tuple[Evidence, ...] = ()
    measured: tuple[Evidence, ...] = ()
    uncoded: tuple[Evidence, ...] = ()
    """Items of interviews whose coding is not done."""


@dataclass(frozen=True, slots=True)
class _Piles:
    counted: dict[Basis, list[Evidence]] = field(default_factory=lambda: defaultdict(list))
    uncoded: list[Evidence] = field(default_factory=list)


def items_by_theme(study: Study, strongest: Strongest) -> Mapping[str, ThemeItems]:
    """Return every theme's evidence; a theme without any is in it too."""
    piles = {theme: _Piles() for theme in study.themes}
    for interview in study.interviews.values():
        for item in interview.evidence:
            for theme in item.themes:
                pile = piles[theme]
                target = pile.counted[item.basis] if interview.is_coded else pile.uncoded
                target.append(item)
    return {theme: _in_order(pile, strongest) for theme, pile in piles.items()}


def _in_order(pile: _Piles, strongest: Strongest) -> ThemeItems:
    counted = pile.counted
    return ThemeItems(
        first_hand=strongest.first([*counted[Basis.OBSERVED], *counted[Basis.STATED]]),
        secondhand=strongest.first(counted[Basis.SECONDHAND]),
        hearsay=strongest.first(counted[Basis.HEARSAY]),
        measured=strongest.first(counted[Basis.MEASURED]),
        uncoded=strongest.first(pile.uncoded),
    )
