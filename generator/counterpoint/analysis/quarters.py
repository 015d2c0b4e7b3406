"""How a theme's standing came about, quarter by quarter, changed minds included."""

from __future__ import annotations

import datetime
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from counterpoint.analysis.relations import relation
from counterpoint.analysis.sides import side_findings
from counterpoint.analysis.tally import (
    Hearing,
    Poll,
    Tally,
    by_theme,
    columns,
    lay_out,
    merge,
    summarise,
)
from counterpoint.analysis.values import Relation, SideFindings
from counterpoint.config import Config
from counterpoint.model import Stance, Study
from counterpoint.recall import Recall

MONTHS = 3


@dataclass(frozen=True, slots=True, order=True)
class Quarter:
    """A quarter of a calendar year."""

    year: int
    number: int
    """1 to 4."""

    def __str__(self) -> str:
        """Return the quarter as `2026 Q1`."""
        return f"{self.year} Q{self.number}"


@dataclass(frozen=True, slots=True)
class ChangedMind:
    """A participant who took another stance than before."""

    participant: str
    side: str
    before: tuple[Stance, ...]
    after: tuple[Stance, ...]
    interview: str
    """Where the newer stance was taken."""


@dataclass(frozen=True, slots=True)
class QuarterFindings:
    """What was known of a theme at the end of a quarter, and what the quarter added."""

    quarter: Quarter
    sides: tuple[SideFindings, ...]
    """As counted from everything up to the quarter's end."""
    relation: Relation | None
    heard: tuple[tuple[str, ...], ...]
    """Participants who took a stance in the quarter, by side."""
    changed: tuple[ChangedMind, ...]


def quarter_of(day: datetime.date) -> Quarter:
    """Return the quarter in which a day lies."""
    return Quarter(day.year, (day.month - 1) // MONTHS + 1)


@dataclass(frozen=True, slots=True)
class Quarters:
    """What interviews that count said, quarter by quarter."""

    config: Config
    added: Mapping[str, Mapping[Quarter, Tally]]
    """What a quarter added on a theme, oldest first."""
    interviewed: Mapping[Quarter, Mapping[str, tuple[str, ...]]]
    """Participants by the quarter's end, by side."""

    def history(self, theme: str) -> tuple[QuarterFindings, ...]:
        """Return the quarters in which somebody took a stance on a theme, oldest first."""
        return tuple(self._rows(theme))

    def _rows(self, theme: str) -> Iterator[QuarterFindings]:
        known = Tally()
        before = lay_out(known, self.config)
        for quarter, added in self.added.get(theme, {}).items():
            known = merge((known, added))
            after = replace(lay_out(known, self.config), interviewed=self.interviewed[quarter])
            if added.hearings:
                yield _row(self.config, quarter, theme, added, (before, after))
            before = after


def quarters(study: Study, recall: Recall | None = None) -> Quarters:
    """Return what was said in which quarter."""
    known = recall or Recall()
    by_quarter: dict[Quarter, list[Tally]] = defaultdict(list)
    for interview in study.counted:
        tally = known.of(summarise, interview, study.config)
        by_quarter[quarter_of(interview.date)].append(tally)
    added: dict[str, dict[Quarter, Tally]] = defaultdict(dict)
    interviewed: dict[Quarter, Mapping[str, tuple[str, ...]]] = {}
    so_far = Tally()
    for quarter in sorted(by_quarter):
        whole = merge(by_quarter[quarter])
        so_far = merge((so_far, Tally(interviewed=whole.interviewed)))
        interviewed[quarter] = lay_out(so_far, study.config).interviewed
        for theme, tally in by_theme(whole):
            added[theme][quarter] = tally
    return Quarters(study.config, added, interviewed)


def _row(
    config: Config, quarter: Quarter, theme: str, added: Tally, polls: tuple[Poll, Poll]
) -> QuarterFindings:
    before, after = polls
    k = config.min_participants
    order = columns(config)
    heard = {side: [one for one in added.hearings if one.side == side] for side in order}
    sides = tuple(
        side_findings(side, after.of(theme, side), after.interviewed[side], k) for side in order
    )
    return QuarterFindings(
        quarter,
        sides,
        relation(sides[0], sides[1], k) if len(sides) > 1 else None,
        heard=tuple(_participants(heard[side]) for side in order),
        changed=tuple(
            change
            for side in order
            for change in _changes(before.of(theme, side).standing, heard[side])
        ),
    )


def _participants(heard: list[Hearing]) -> tuple[str, ...]:
    return tuple(sorted({one.participant for one in heard}))


def _changes(
    standing: Mapping[str, frozenset[Stance]], heard: list[Hearing]
) -> Iterator[ChangedMind]:
    days: dict[tuple[str, datetime.date], list[Hearing]] = defaultdict(list)
    for one in heard:
        days[one.participant, one.date].append(one)
    now = dict(standing)
    for (participant, _), said in sorted(days.items(), key=lambda each: each[0]):
        stances = frozenset().union(*(one.stances for one in said))
        before = now.get(participant)
        now[participant] = stances
        if before is not None and before != stances:
            newest = max(said, key=lambda each: each.interview)
            yield ChangedMind(
                participant,
                newest.side,
                tuple(sorted(before)),
                tuple(sorted(stances)),
                newest.interview,
            )
