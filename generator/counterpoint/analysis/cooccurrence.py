"""Themes that the same people speak of: related by participants in common, not by mentions."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from itertools import combinations

from counterpoint.analysis.values import Analysis
from counterpoint.model import Study

SHOWN = 8
"""Related themes kept per theme."""


@dataclass(frozen=True, slots=True)
class Related:
    """A theme on which the same people took a stance."""

    theme: str
    people: tuple[str, ...]
    """Participants heard on both themes, on either side, sorted."""
    overlap: float
    """Jaccard index: people in common over people heard on any of the two; a sort key."""


def related_themes(study: Study, analysis: Analysis) -> Mapping[str, tuple[Related, ...]]:
    """Return for every active theme at most `SHOWN` active ones with k participants in common.

    Most alike first: themes that everybody speaks of are near to all and so behind the particular.
    """
    heard = {
        theme.id: frozenset(analysis.themes[theme.id].people)
        for theme in study.themes.values()
        if theme.is_ranked
    }
    near: dict[str, list[Related]] = {theme: [] for theme in heard}
    least = study.config.min_participants
    for (one, other), common in sorted(_common(heard).items()):
        if common >= least:
            people = tuple(sorted(heard[one] & heard[other]))
            overlap = common / (len(heard[one]) + len(heard[other]) - common)
            near[one].append(Related(other, people, overlap))
            near[other].append(Related(one, people, overlap))
    return {theme: _nearest(found) for theme, found in near.items()}


def _common(heard: Mapping[str, frozenset[str]]) -> Counter[tuple[str, str]]:
    themes: dict[str, list[str]] = defaultdict(list)
    for theme, people in heard.items():
        for participant in people:
            themes[participant].append(theme)
    pairs: Counter[tuple[str, str]] = Counter()
    for named in themes.values():
        pairs.update(combinations(sorted(named), 2))
    return pairs


def _nearest(found: list[Related]) -> tuple[Related, ...]:
    ordered = sorted(found, key=lambda one: (-one.overlap, -len(one.people), one.theme))
    return tuple(ordered[:SHOWN])
