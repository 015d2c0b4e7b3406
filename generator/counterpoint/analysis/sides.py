"""Where one side stands on a theme: its partition, position and breadth."""

from __future__ import annotations

import math

from counterpoint.analysis.tally import Voices
from counterpoint.analysis.values import Position, SideFindings
from counterpoint.model import Stance

MAJORITY = 2
"""A side takes a position when so many times more of it are for than against, or the reverse."""
NORMAL_95 = 1.959963984540054
"""The 97.5 % quantile of the standard normal distribution."""


def position(for_: int, against: int, heard: int, k: int) -> Position:
    """Return the position of a side of which `heard` took a stance; `k` is the least that counts.

    Who takes both stances is in `for_` and in `against`, and once in `heard`.
    """
    if not heard:
        return Position.SILENT
    if heard < k:
        return Position.THIN
    if for_ >= MAJORITY * against:
        return Position.FOR
    if against >= MAJORITY * for_:
        return Position.AGAINST
    return Position.SPLIT


def breadth(for_: int, interviewed: int) -> float:
    """Return the lower bound of the 95 % Wilson score interval of `for_` in `interviewed`.

    Wilson (1927), doi 10.1080/01621459.1927.10502953. 0.0 where nobody was interviewed.
    """
    if not interviewed:
        return 0.0
    share = for_ / interviewed
    square = NORMAL_95**2 / interviewed
    spread = math.sqrt(square * share * (1 - share) + square**2 / 4)
    return max(0.0, (share + square / 2 - spread) / (1 + square))


def side_findings(side: str, voices: Voices, interviewed: tuple[str, ...], k: int) -> SideFindings:
    """Return one side's numbers on one theme, from what it said and who was interviewed."""
    current = voices.current
    for_ = sorted({one.participant for one in current if Stance.FOR in one.stances})
    against = sorted({one.participant for one in current if Stance.AGAINST in one.stances})
    heard = {one.participant for one in current}
    return SideFindings(
        side=side,
        interviewed=interviewed,
        for_=tuple(for_),
        against=tuple(against),
        asked=tuple(sorted(voices.asked)),
        accounts=tuple(sorted({one.account for one in current if one.account})),
        position=position(len(for_), len(against), len(heard), k),
        breadth=breadth(len(for_), len(interviewed)),
    )
