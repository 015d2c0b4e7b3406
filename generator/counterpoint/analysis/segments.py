"""A theme's stances by persona, account segment, lifecycle and role, people by people."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from enum import StrEnum

from counterpoint.analysis.people import Roster, roster
from counterpoint.analysis.tally import Voices, columns
from counterpoint.analysis.values import Analysis
from counterpoint.model import Participant, Stance, Study


class Dimension(StrEnum):
    """What participants are divided by."""

    PERSONA = "persona"
    ACCOUNT_SEGMENT = "account segment"
    LIFECYCLE = "lifecycle"
    ROLE = "role"
    SEGMENT = "segment"
    """The free words that an interview gives a participant, such as `power-user`."""


@dataclass(frozen=True, slots=True)
class SegmentStance:
    """One side's participants of one segment on one theme; every tuple holds ids, sorted."""

    dimension: Dimension
    value: str
    """A key, or a segment's own words; empty where nothing is stated."""
    side: str
    for_: tuple[str, ...]
    against: tuple[str, ...]
    no_stance: tuple[str, ...]
    """Asked, or described without a stance."""
    not_asked: int
    """How many of the segment were interviewed and not asked."""

    @property
    def interviewed(self) -> int:
        """How many of the segment were interviewed."""
        return len({*self.for_, *self.against, *self.no_stance}) + self.not_asked


@dataclass(frozen=True, slots=True)
class Segmenting:
    """Everybody's segments, worked out once for all themes."""

    study: Study
    roster: Roster
    members: Mapping[tuple[Dimension, str], Mapping[str, frozenset[str]]]
    """By dimension and side: the participants of each value, as their newest interview says."""

    def values(self, dimension: Dimension, who: Participant) -> tuple[str, ...]:
        """Return where a participant stands in a dimension; `("",)` where nothing is stated."""
        return READERS[dimension](self, who) or ("",)


def segmenting(study: Study) -> Segmenting:
    """Return everybody's segments."""
    divided = Segmenting(study, roster(study), {})
    members: dict[tuple[Dimension, str], dict[str, set[str]]] = {}
    for (side, participant), declared in divided.roster.newest.items():
        for dimension in Dimension:
            groups = members.setdefault((dimension, side), defaultdict(set))
            for value in divided.values(dimension, declared):
                groups[value].add(participant)
    return replace(divided, members={key: _frozen(groups) for key, groups in members.items()})


def _frozen(groups: Mapping[str, set[str]]) -> Mapping[str, frozenset[str]]:
    return {value: frozenset(people) for value, people in groups.items()}


def stances_by_segment(
    analysis: Analysis, theme: str, divided: Segmenting
) -> tuple[SegmentStance, ...]:
    """Return a theme's stances by every dimension, its values and the sides, in that order.

    Whoever takes a stance stands in the segments that the interview declares in which they took it,
    everybody else where their newest interview puts them. A dimension that says nothing of anybody
    is left out.
    """
    return tuple(
        row for dimension in Dimension for row in _by_dimension(analysis, theme, divided, dimension)
    )


def _by_dimension(
    analysis: Analysis, theme: str, divided: Segmenting, dimension: Dimension
) -> tuple[SegmentStance, ...]:
    sides = columns(divided.study.config)
    rows = [
        row
        for side in sides
        for row in _on_side(analysis.poll.of(theme, side), divided, dimension, side)
    ]
    if not any(row.value for row in rows):
        return ()
    return tuple(sorted(rows, key=lambda row: (not row.value, row.value, sides.index(row.side))))


def _on_side(
    voices: Voices, divided: Segmenting, dimension: Dimension, side: str
) -> Iterator[SegmentStance]:
    taken: dict[str, dict[Stance, set[str]]] = defaultdict(lambda: defaultdict(set))
    heard: set[str] = set()
    for hearing in voices.current:
        heard.add(hearing.participant)
        declared = divided.roster.declared[hearing.interview, hearing.participant]
        for value in divided.values(dimension, declared):
            for stance in hearing.stances:
                taken[value][stance].add(hearing.participant)
    members = divided.members.get((dimension, side), {})
    for value in {*members, *taken}:
        unheard = members.get(value, frozenset()) - heard
        if not unheard and value not in taken:
            continue
        no_stance = unheard & voices.asked
        yield SegmentStance(
            dimension,
            value,
            side,
            for_=tuple(sorted(taken[value][Stance.FOR])),
            against=tuple(sorted(taken[value][Stance.AGAINST])),
            no_stance=tuple(sorted(no_stance)),
            not_asked=len(unheard) - len(no_stance),
        )


def _account_segment(divided: Segmenting, who: Participant) -> tuple[str, ...]:
    account = divided.study.accounts.get(who.account)
    return (account.segment,) if account and account.segment else ()


READERS: dict[Dimension, Callable[[Segmenting, Participant], tuple[str, ...]]] = {
    Dimension.PERSONA: lambda _, who: (who.persona,) if who.persona else (),
    Dimension.ACCOUNT_SEGMENT: _account_segment,
    Dimension.LIFECYCLE: lambda _, who: (who.lifecycle.value,) if who.lifecycle else (),
    Dimension.ROLE: lambda _, who: tuple(role.value for role in who.roles),
    Dimension.SEGMENT: lambda _, who: who.segments,
}
"""What reads each dimension; a new one is a word in `Dimension` and a line here."""
