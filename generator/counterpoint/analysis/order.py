"""In which order evidence is shown and themes are ranked."""

from __future__ import annotations

import datetime
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from operator import itemgetter

from counterpoint.analysis.values import Relation, ThemeFindings
from counterpoint.model import Basis, Evidence, Study

WEIGHT = {
    Basis.OBSERVED: 0,
    Basis.MEASURED: 1,
    Basis.STATED: 2,
    Basis.SECONDHAND: 3,
    Basis.HEARSAY: 4,
}
"""What was seen goes before what was told, and that before what was told of others."""


@dataclass(frozen=True, slots=True)
class Strongest:
    """The rule by which quotations are chosen, with the dates of their interviews."""

    dates: Mapping[str, datetime.date]
    """By interview id."""

    def first(self, items: Iterable[Evidence]) -> tuple[Evidence, ...]:
        """Return the items strongest first, everybody's first before anybody's second.

        Within each round: observed, then first-hand stated, then the rest; the newest interview
        first; then by interview and place in it.
        """
        rounds: dict[str, int] = defaultdict(int)
        placed: list[tuple[int, Evidence]] = []
        for item in sorted(items, key=self._weight):
            voice = item.who or item.interview
            placed.append((rounds[voice], item))
            rounds[voice] += 1
        return tuple(item for _, item in sorted(placed, key=itemgetter(0)))

    def _weight(self, item: Evidence) -> tuple[int, int, str, int, int]:
        newest_first = -self.dates[item.interview].toordinal()
        place = item.location
        return WEIGHT[item.basis], newest_first, item.interview, place.line, place.column


def strongest(study: Study) -> Strongest:
    """Return the rule for the study's evidence."""
    return Strongest({one.id: one.date for one in study.interviews.values()})


def overlap_order(study: Study, findings: Mapping[str, ThemeFindings]) -> tuple[str, ...]:
    """Return active themes by the weaker side's breadth, then both sides' accounts, then title."""

    def weaker(found: ThemeFindings) -> tuple[float, int]:
        accounts = {account for side in found.sides for account in side.accounts}
        return min(side.breadth for side in found.sides), len(accounts)

    ranks = {found.theme: weaker(found) for found in findings.values()}
    return _ranked(study, ranks)


def shared_order(study: Study, findings: Mapping[str, ThemeFindings]) -> tuple[str, ...]:
    """Return the shared themes in the order of the overlap page."""
    return tuple(
        theme
        for theme in overlap_order(study, findings)
        if findings[theme].relation is Relation.SHARED
    )


def side_order(study: Study, findings: Mapping[str, ThemeFindings], side: int) -> tuple[str, ...]:
    """Return active themes by the breadth of the side of that index, its accounts, then title.

    Where buyers and users are the same people there is one side, which any index means.
    """
    ranks: dict[str, tuple[float, int]] = {}
    for found in findings.values():
        numbers = found.sides[min(side, len(found.sides) - 1)]
        ranks[found.theme] = (numbers.breadth, len(numbers.accounts))
    return _ranked(study, ranks)


def _ranked(study: Study, ranks: Mapping[str, tuple[float, int]]) -> tuple[str, ...]:
    active = [theme for theme in study.themes.values() if theme.is_ranked]

    def place(theme: str, title: str) -> tuple[float, int, str, str]:
        breadth, accounts = ranks[theme]
        return -breadth, -accounts, title.casefold(), theme

    ordered = sorted(active, key=lambda theme: place(theme.id, theme.title))
    return tuple(theme.id for theme in ordered)
