"""Pairs of themes that pull against each other, and how the sides stand to them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from counterpoint.analysis.values import Position, Tension, TensionKind, ThemeFindings
from counterpoint.model import DecisionStatus, Study


def decided_by(study: Study, *themes: str) -> tuple[str, ...]:
    """Return the decisions in force that name every one of the themes, by date, newest first."""
    found = [
        one
        for one in study.decisions.values()
        if one.status is DecisionStatus.DECIDED and set(themes) <= set(one.themes)
    ]
    newest_first = sorted(found, key=lambda one: (-one.date.toordinal(), one.id))
    return tuple(one.id for one in newest_first)


def tensions(study: Study, findings: Mapping[str, ThemeFindings]) -> tuple[Tension, ...]:
    """Return every declared pair of active themes on which the sides' wishes meet.

    Undecided ones come first; tensions stand before shared trade-offs.
    """
    found = [tension for pair in _pairs(study) for tension in _meeting(study, findings, pair)]
    return tuple(
        sorted(found, key=lambda one: (one.kind is TensionKind.TRADE_OFF, *_undecided_first(one)))
    )


def _undecided_first(one: Tension) -> tuple[bool, tuple[str, str]]:
    return bool(one.decided_by), one.themes


def _pairs(study: Study) -> Iterator[tuple[str, str]]:
    declared = {
        (min(theme.id, other), max(theme.id, other))
        for theme in study.themes.values()
        for other in theme.tension
        if other != theme.id
    }
    for one, other in sorted(declared):
        if _is_ranked(study, one) and _is_ranked(study, other):
            yield one, other


def _is_ranked(study: Study, theme: str) -> bool:
    return theme in study.themes and study.themes[theme].is_ranked


def _meeting(
    study: Study, findings: Mapping[str, ThemeFindings], pair: tuple[str, str]
) -> Iterator[Tension]:
    one, other = pair
    wants_one = [side.position is Position.FOR for side in findings[one].sides]
    wants_other = [side.position is Position.FOR for side in findings[other].sides]
    settled = decided_by(study, one, other)
    if all(wants_one) and all(wants_other):
        yield Tension(TensionKind.TRADE_OFF, pair, settled)
    elif wants_one[0] and wants_other[-1]:
        yield Tension(TensionKind.TENSION, pair, settled)
    elif wants_other[0] and wants_one[-1]:
        yield Tension(TensionKind.TENSION, (other, one), settled)
