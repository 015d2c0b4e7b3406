"""A theme's stances by persona, account segment, lifecycle and role, people by people."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum

from counterpoint.analysis.people import Roster, roster
from counterpoint.analysis.tally import columns
from counterpoint.analysis.values import Analysis
from counterpoint.model import Participant, Study


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
    not_asked: tuple[str, ...]

    @property
    def people(self) -> tuple[str, ...]:
        """Everybody of the segment who was interviewed."""
        return tuple(sorted({*self.for_, *self.against, *self.no_stance, *self.not_asked}))


@dataclass(frozen=True, slots=True)
class Segmenting:
    """Everybody's segments, worked out once for all themes."""

    study: Study
    roster: Roster

    def values(self, dimension: Dimension, who: Participant) -> tuple[str, ...]:
        """Return where a participant stands in a dimension; `("",)` where nothing is stated."""
        return READERS[dimension](self, who) or ("",)


def segmenting(study: Study) -> Segmenting:
    """Return everybody's segments."""
    return Segmenting(study, roster(study))


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
    groups: dict[tuple[str, str], dict[str, set[str]]] = defaultdict(lambda: defaultdict(set))
    for side in sides:
        for declared, group in _placed(analysis, theme, divided.roster, side):
            for value in divided.values(dimension, declared):
                groups[value, side][group].add(declared.id)
    if not any(value for value, _ in groups):
        return ()
    places = sorted(groups, key=lambda each: (not each[0], each[0], sides.index(each[1])))
    return tuple(_row(dimension, value, side, groups[value, side]) for value, side in places)


def _placed(
    analysis: Analysis, theme: str, people: Roster, side: str
) -> Iterator[tuple[Participant, str]]:
    voices = analysis.poll.of(theme, side)
    heard: set[str] = set()
    for hearing in voices.current:
        heard.add(hearing.participant)
        for stance in hearing.stances:
            yield people.declared[hearing.interview, hearing.participant], stance.value
    for participant in analysis.interviewed[side]:
        if participant not in heard:
            group = "no_stance" if participant in voices.asked else "not_asked"
            yield people.newest[side, participant], group


def _row(
    dimension: Dimension, value: str, side: str, people: Mapping[str, set[str]]
) -> SegmentStance:
    return SegmentStance(
        dimension,
        value,
        side,
        for_=tuple(sorted(people.get("for", ()))),
        against=tuple(sorted(people.get("against", ()))),
        no_stance=tuple(sorted(people.get("no_stance", ()))),
        not_asked=tuple(sorted(people.get("not_asked", ()))),
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
