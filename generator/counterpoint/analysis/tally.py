"""What one interview adds to the numbers, and how such summaries merge.

A tally is nothing but sets, so merging is union: associative, commutative and idempotent. It may be
done in any order, on any number of machines, and a summary that arrives twice does no harm.
"""

from __future__ import annotations

import datetime
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property

from counterpoint.config import Config
from counterpoint.model import BOTH, PROXY, Basis, Evidence, Interview, Method, Stance

ALL = "all"
"""The one column where buyers and users are the same people."""


@dataclass(frozen=True, slots=True)
class Hearing:
    """The stances that one participant takes on one theme, for one side, in one interview."""

    theme: str
    side: str
    participant: str
    date: datetime.date
    interview: str
    stances: frozenset[Stance]
    """`FOR`, `AGAINST` or both."""
    account: str
    """As that interview declares it; empty where it names none."""
    method: Method
    observed: bool
    """Whether a stance was seen and not only told."""


@dataclass(frozen=True, slots=True)
class Outside:
    """Items of one interview on one theme that count no participant."""

    theme: str
    interview: str
    basis: Basis
    """`SECONDHAND` or `MEASURED`."""
    method: Method
    items: int


@dataclass(frozen=True, slots=True)
class Tally:
    """Everything that the numbers of a set of interviews rest on."""

    interviewed: frozenset[tuple[str, str]] = frozenset()
    """Side and participant."""
    asked: frozenset[tuple[str, str, str]] = frozenset()
    """Theme, side and participant, where it was raised or spoken of without a stance."""
    hearings: frozenset[Hearing] = frozenset()
    outside: frozenset[Outside] = frozenset()


@dataclass(frozen=True)
class Voices:
    """What one side said on one theme.

    Without slots: what counts of it is asked for again and again, and found out once.
    """

    asked: frozenset[str] = frozenset()
    hearings: tuple[Hearing, ...] = ()
    """By participant, then newest first."""

    @cached_property
    def current(self) -> tuple[Hearing, ...]:
        """The hearings of each participant's newest date; only they count."""
        return tuple(one for one in self.hearings if one.date == self._newest[one.participant])

    @cached_property
    def past(self) -> tuple[Hearing, ...]:
        """The hearings that a newer one of the same participant replaces."""
        return tuple(one for one in self.hearings if one.date != self._newest[one.participant])

    @cached_property
    def standing(self) -> Mapping[str, frozenset[Stance]]:
        """Each participant's stances as they count today."""
        stances: dict[str, frozenset[Stance]] = {}
        for one in self.current:
            stances[one.participant] = stances.get(one.participant, frozenset()) | one.stances
        return stances

    @cached_property
    def _newest(self) -> Mapping[str, datetime.date]:
        newest: dict[str, datetime.date] = {}
        for one in self.hearings:
            newest[one.participant] = max(one.date, newest.get(one.participant, one.date))
        return newest


@dataclass(frozen=True, slots=True)
class Poll:
    """A tally laid out by theme and side."""

    interviewed: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """Participants by side, sorted."""
    voices: Mapping[tuple[str, str], Voices] = field(default_factory=dict)
    """By theme and side; what nobody spoke of is missing."""
    measured: Mapping[str, tuple[Outside, ...]] = field(default_factory=dict)
    """By theme."""

    def of(self, theme: str, side: str) -> Voices:
        """Return what a side said on a theme, which may be nothing."""
        return self.voices.get((theme, side), Voices())


def columns(config: Config) -> tuple[str, ...]:
    """Return the keys under which participants are counted: both sides, or `all`."""
    if config.same_people:
        return (ALL,)
    return tuple(side.key for side in config.sides)


def columns_of(side: str, config: Config) -> tuple[str, ...]:
    """Return the columns in which a participant of that declared side is counted."""
    if side == PROXY:
        return ()
    if config.same_people or side == BOTH:
        return columns(config)
    return (side,)


def summarise(interview: Interview, config: Config) -> Tally:
    """Return what one interview that counts adds to the numbers."""
    present = frozenset(
        (side, one.id) for one in interview.participants for side in columns_of(one.side, config)
    )
    raised = {(theme, *seat) for theme in interview.asked for seat in present}
    return Tally(
        interviewed=present,
        asked=frozenset(raised.union(_spoken_of(interview, config))),
        hearings=frozenset(_hearings(interview, config)),
        outside=frozenset(_outside(interview)),
    )


def merge(tallies: Iterable[Tally]) -> Tally:
    """Return the tally of all interviews that the given ones cover."""
    parts = tuple(tallies)
    return Tally(
        frozenset().union(*(one.interviewed for one in parts)),
        frozenset().union(*(one.asked for one in parts)),
        frozenset().union(*(one.hearings for one in parts)),
        frozenset().union(*(one.outside for one in parts)),
    )


def by_theme(tally: Tally) -> Iterator[tuple[str, Tally]]:
    """Yield what a tally holds on each theme that somebody was asked about or spoke of."""
    asked: dict[str, set[tuple[str, str, str]]] = defaultdict(set)
    heard: dict[str, set[Hearing]] = defaultdict(set)
    for one in tally.asked:
        asked[one[0]].add(one)
    for hearing in tally.hearings:
        heard[hearing.theme].add(hearing)
    for theme in asked.keys() | heard.keys():
        yield theme, Tally(asked=frozenset(asked[theme]), hearings=frozenset(heard[theme]))


def lay_out(tally: Tally, config: Config) -> Poll:
    """Return the tally by theme and side, everything in a stable order."""
    people: dict[str, list[str]] = {side: [] for side in columns(config)}
    for side, participant in sorted(tally.interviewed):
        people[side].append(participant)
    measured: dict[str, list[Outside]] = defaultdict(list)
    for one in sorted(tally.outside, key=lambda each: (each.theme, each.interview)):
        if one.basis is Basis.MEASURED:
            measured[one.theme].append(one)
    return Poll(
        interviewed={side: tuple(ids) for side, ids in people.items()},
        voices=_voices(tally),
        measured={theme: tuple(items) for theme, items in measured.items()},
    )


def item_columns(item: Evidence, config: Config) -> tuple[str, ...]:
    """Return the columns in which an item is counted; none where it is not first-hand."""
    if not item.counts:
        return ()
    return columns(config) if config.same_people else item.sides


def _seats(item: Evidence, config: Config) -> Iterator[tuple[str, str, str]]:
    if item.participant is None:
        return
    for theme in item.themes:
        for side in item_columns(item, config):
            yield theme, side, item.participant.id


def _spoken_of(interview: Interview, config: Config) -> Iterator[tuple[str, str, str]]:
    for item in interview.evidence:
        if item.stance is Stance.NEUTRAL:
            yield from _seats(item, config)


def _hearings(interview: Interview, config: Config) -> Iterator[Hearing]:
    taken: dict[tuple[str, str, str], list[Evidence]] = defaultdict(list)
    for item in interview.evidence:
        if item.stance is not Stance.NEUTRAL:
            for seat in _seats(item, config):
                taken[seat].append(item)
    accounts = {one.id: one.account for one in interview.participants}
    for (theme, side, participant), items in taken.items():
        yield Hearing(
            theme=theme,
            side=side,
            participant=participant,
            date=interview.date,
            interview=interview.id,
            stances=frozenset(item.stance for item in items),
            account=accounts[participant],
            method=interview.method,
            observed=any(item.basis is Basis.OBSERVED for item in items),
        )


def _outside(interview: Interview) -> Iterator[Outside]:
    counts: dict[tuple[str, Basis], int] = defaultdict(int)
    for item in interview.evidence:
        if item.basis in (Basis.SECONDHAND, Basis.MEASURED):
            for theme in item.themes:
                counts[theme, item.basis] += 1
    for (theme, basis), items in counts.items():
        yield Outside(theme, interview.id, basis, interview.method, items)


def _voices(tally: Tally) -> Mapping[tuple[str, str], Voices]:
    asked: dict[tuple[str, str], set[str]] = defaultdict(set)
    for theme, side, participant in tally.asked:
        asked[theme, side].add(participant)
    heard: dict[tuple[str, str], list[Hearing]] = defaultdict(list)
    for one in tally.hearings:
        asked[one.theme, one.side].add(one.participant)
        heard[one.theme, one.side].append(one)
    return {
        seat: Voices(frozenset(asked[seat]), tuple(sorted(heard.get(seat, ()), key=_by_voice)))
        for seat in sorted(asked)
    }


def _by_voice(one: Hearing) -> tuple[str, int, str]:
    return one.participant, -one.date.toordinal(), one.interview
