"""How much evidence a theme rests on, and what the next level would need."""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from dataclasses import dataclass, replace

from counterpoint.analysis.tally import Hearing, Outside
from counterpoint.analysis.values import Level, Strength
from counterpoint.dates import months_later
from counterpoint.model import Stance, Study

STRONG_PARTICIPANTS = 5
STRONG_ACCOUNTS = 3
STRONG_METHODS = 2
MODERATE_PARTICIPANTS = 3
MODERATE_ACCOUNTS = 2


@dataclass(frozen=True, slots=True)
class Freshness:
    """What the age of evidence and its accounts are judged by."""

    today: datetime.date
    stale_after_months: int
    names_accounts: bool
    """False where participants stand for accounts, as the study names none."""

    def is_fresh(self, day: datetime.date | None) -> bool:
        """Tell whether evidence of that day is not stale yet; its last day still counts."""
        return day is not None and months_later(day, self.stale_after_months) >= self.today


def freshness(study: Study) -> Freshness:
    """Return how this study's evidence is judged."""
    return Freshness(study.today, study.config.stale_after_months, bool(study.accounts))


def strength(
    current: tuple[Hearing, ...], measured: tuple[Outside, ...], rule: Freshness
) -> Strength:
    """Return a theme's level and its parts, from what counts on either side."""
    people = {one.participant for one in current}
    accounts = {one.account for one in current if one.account} if rule.names_accounts else people
    methods = {one.method for one in current} | {one.method for one in measured}
    parts = Strength(
        level=Level.WEAK,
        participants=len(people),
        accounts=len(accounts),
        methods=tuple(sorted(methods)),
        observed=bool(measured) or any(one.observed for one in current),
        measured=sum(one.items for one in measured),
        counter_evidence=len({p.participant for p in current if Stance.AGAINST in p.stances}),
        newest=max((one.date for one in current), default=None),
        missing=(),
    )
    return _levelled(parts, rule)


def _levelled(parts: Strength, rule: Freshness) -> Strength:
    """Return parts that are weak so far with their level, and what the next one needs."""
    for_strong = tuple(_missing_for_strong(parts, rule))
    for_moderate = tuple(_missing_for_moderate(parts, rule))
    if not for_strong:
        return replace(parts, level=Level.STRONG)
    if not for_moderate:
        return replace(parts, level=Level.MODERATE, missing=for_strong)
    return replace(parts, missing=for_moderate)


def _missing_for_strong(parts: Strength, rule: Freshness) -> Iterator[str]:
    yield from _more(STRONG_PARTICIPANTS - parts.participants, "participant")
    if rule.names_accounts:
        yield from _more(STRONG_ACCOUNTS - parts.accounts, "account")
    if len(parts.methods) < STRONG_METHODS and not parts.observed:
        yield "a second method, or something observed"
    if not rule.is_fresh(parts.newest):
        yield f"evidence from the last {rule.stale_after_months} months"


def _missing_for_moderate(parts: Strength, rule: Freshness) -> Iterator[str]:
    yield from _more(MODERATE_PARTICIPANTS - parts.participants, "participant")
    if rule.names_accounts:
        yield from _more(MODERATE_ACCOUNTS - parts.accounts, "account")


def _more(count: int, noun: str) -> Iterator[str]:
    if count > 0:
        yield f"{count} more {noun}{'s' if count > 1 else ''}"
