"""Whom the study has heard, how, and whom it has not."""

from __future__ import annotations

import datetime
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from counterpoint.analysis.people import Appearance, appearances_in, is_voice
from counterpoint.analysis.tally import columns, columns_of
from counterpoint.model import (
    BOTH,
    PROXY,
    Interview,
    Lifecycle,
    Method,
    Outcome,
    Role,
    Study,
    Target,
)

DECISION_MAKING_UNIT = (
    Role.INITIATOR,
    Role.INFLUENCER,
    Role.DECIDER,
    Role.APPROVER,
    Role.BUYER,
    Role.GATEKEEPER,
    Role.USER,
)
"""The parts of a buying centre: Webster & Wind 1972, with Kotler's initiators and approvers.

Champions and administrators are told where they were heard, and are not missed where they were
not.
"""
WEEKS = 52


@dataclass(frozen=True, slots=True)
class Cell:
    """Participants of one side, persona and stage."""

    side: str
    persona: str
    """Empty where none is declared."""
    lifecycle: Lifecycle | None
    participants: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class MethodUse:
    """How often a method was used on one side."""

    method: Method
    side: str
    """The side's key, `proxy`, or empty for a study without participants."""
    interviews: tuple[str, ...]
    participants: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class AccountRoles:
    """Who of an account's decision-making unit was heard."""

    account: str
    heard: tuple[tuple[Role, tuple[str, ...]], ...]
    """Every role that was heard, with its participants."""
    missing: tuple[Role, ...]
    """Of the decision-making unit."""
    sides: tuple[str, ...]
    """The sides of which somebody of the account was heard."""


@dataclass(frozen=True, slots=True)
class SegmentCount:
    """Participants of one side who carry a segment's name."""

    segment: str
    side: str
    participants: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Week:
    """Interviews of one week."""

    monday: datetime.date
    interviews: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class TargetProgress:
    """How far an outcome's wish to hear somebody is met."""

    outcome: str
    target: Target
    heard: tuple[str, ...]
    """Participants in interviews that count."""
    waiting: tuple[str, ...]
    """Participants in interviews that are not coded yet only."""

    @property
    def missing(self) -> int:
        """Participants still to be interviewed, when those waiting are coded."""
        return max(0, self.target.participants - len(self.heard) - len(self.waiting))


@dataclass(frozen=True, slots=True)
class Coverage:
    """Whom the study has heard."""

    matrix: tuple[Cell, ...]
    """Cells with somebody in them, by side, persona and stage."""
    counted: tuple[str, ...]
    """Interviews that count."""
    uncoded: tuple[str, ...]
    """Interviews whose coding is not done."""
    methods: tuple[MethodUse, ...]
    accounts: tuple[AccountRoles, ...]
    """Every account of which somebody was heard, or that has a file."""
    joint: tuple[str, ...]
    """Interviews of both sides in one session, to be repeated apart."""
    segments: tuple[SegmentCount, ...]
    cadence: tuple[Week, ...]
    """The last 52 weeks, this one last; interviews that are not coded yet are in it."""
    targets: tuple[TargetProgress, ...]
    one_sided_outcomes: tuple[str, ...]
    """Outcomes that measure one side's success only."""

    @property
    def weeks_without(self) -> int:
        """Weeks of the last year in which nobody was interviewed."""
        return sum(1 for week in self.cadence if not week.interviews)


def coverage(study: Study) -> Coverage:
    """Return whom the study has heard, in interviews that count unless said otherwise."""
    people = tuple(appearances_in(study.counted))
    return Coverage(
        matrix=tuple(_matrix(study, people)),
        counted=tuple(one.id for one in study.counted),
        uncoded=tuple(sorted(one.id for one in study.interviews.values() if not one.is_coded)),
        methods=tuple(_methods(study)),
        accounts=accounts_heard(study),
        joint=tuple(one.id for one in study.counted if one.is_joint(study.side_keys)),
        segments=tuple(_segments(study, people)),
        cadence=tuple(_cadence(study)),
        targets=tuple(
            _progress(study, outcome, target, people)
            for outcome in study.outcomes.values()
            for target in outcome.hear
        ),
        one_sided_outcomes=tuple(
            one.id for one in study.outcomes.values() if _measures_one_side(one)
        ),
    )


def matches(target: Target, one: Appearance) -> bool:
    """Tell whether somebody is whom an outcome needs to hear."""
    who = one.participant
    return (
        is_voice(one)
        and (not target.side or target.side == BOTH or who.side in (target.side, BOTH))
        and target.persona in ("", who.persona)
        and target.lifecycle in (None, who.lifecycle)
    )


def _measures_one_side(outcome: Outcome) -> bool:
    return bool(outcome.metric_side) and outcome.metric_side != BOTH


def _matrix(study: Study, people: Iterable[Appearance]) -> Iterator[Cell]:
    cells: dict[tuple[str, str, str], set[str]] = defaultdict(set)
    for one in people:
        who = one.participant
        for side in columns_of(who.side, study.config):
            cells[side, who.persona, who.lifecycle or ""].add(who.id)
    order = columns(study.config)
    stages = tuple(Lifecycle)

    def place(cell: tuple[str, str, str]) -> tuple[int, str, int]:
        side, persona, stage = cell
        return order.index(side), persona, stages.index(Lifecycle(stage)) if stage else len(stages)

    for side, persona, stage in sorted(cells, key=place):
        found = tuple(sorted(cells[side, persona, stage]))
        yield Cell(side, persona, Lifecycle(stage) if stage else None, found)


def _methods(study: Study) -> Iterator[MethodUse]:
    interviews: dict[tuple[Method, str], set[str]] = defaultdict(set)
    participants: dict[tuple[Method, str], set[str]] = defaultdict(set)
    for interview in study.counted:
        if not interview.participants:
            interviews[interview.method, ""].add(interview.id)
        for who in interview.participants:
            for side in columns_of(who.side, study.config) or (PROXY,):
                interviews[interview.method, side].add(interview.id)
                participants[interview.method, side].add(who.id)
    order = (*columns(study.config), PROXY, "")
    methods = tuple(Method)
    for method, side in sorted(
        interviews, key=lambda each: (methods.index(each[0]), order.index(each[1]))
    ):
        found = tuple(sorted(interviews[method, side]))
        yield MethodUse(method, side, found, tuple(sorted(participants[method, side])))


def accounts_heard(study: Study) -> tuple[AccountRoles, ...]:
    """Return every account of which somebody was heard, or that has a file, by id."""
    roles: dict[str, dict[Role, set[str]]] = {one: defaultdict(set) for one in study.accounts}
    sides: dict[str, set[str]] = defaultdict(set)
    for one in appearances_in(study.counted):
        who = one.participant
        if who.account and is_voice(one):
            sides[who.account].update(columns_of(who.side, study.config))
            for role in who.roles:
                roles.setdefault(who.account, defaultdict(set))[role].add(who.id)
    return tuple(
        account_roles(account, roles.get(account, {}), tuple(sorted(sides[account])))
        for account in sorted({*roles, *sides})
    )


def account_roles(
    account: str, roles: Mapping[Role, set[str]], sides: tuple[str, ...]
) -> AccountRoles:
    """Return an account's decision-making unit from who was heard in which role."""
    heard = tuple((role, tuple(sorted(roles[role]))) for role in Role if roles.get(role))
    missing = tuple(role for role in DECISION_MAKING_UNIT if not roles.get(role))
    return AccountRoles(account, heard, missing, sides)


def _segments(study: Study, people: Iterable[Appearance]) -> Iterator[SegmentCount]:
    found: dict[tuple[str, str], set[str]] = defaultdict(set)
    for one in people:
        for segment in one.participant.segments:
            for side in columns_of(one.participant.side, study.config):
                found[segment, side].add(one.participant.id)
    order = columns(study.config)
    for segment, side in sorted(found, key=lambda each: (each[0], order.index(each[1]))):
        yield SegmentCount(segment, side, tuple(sorted(found[segment, side])))


def _cadence(study: Study) -> Iterator[Week]:
    weeks: dict[datetime.date, list[str]] = defaultdict(list)
    for one in study.interviews.values():
        if one.participants:
            weeks[_monday(one.date)].append(one.id)
    this_week = _monday(study.today)
    for back in range(WEEKS - 1, -1, -1):
        monday = this_week - datetime.timedelta(weeks=back)
        yield Week(monday, tuple(sorted(weeks.get(monday, ()))))


def _monday(day: datetime.date) -> datetime.date:
    return day - datetime.timedelta(days=day.weekday())


def _progress(
    study: Study, outcome: Outcome, target: Target, people: Iterable[Appearance]
) -> TargetProgress:
    heard = {one.participant.id for one in people if matches(target, one)}
    open_ones: list[Interview] = [one for one in study.interviews.values() if not one.is_coded]
    found = {one.participant.id for one in appearances_in(open_ones) if matches(target, one)}
    return TargetProgress(outcome.id, target, tuple(sorted(heard)), tuple(sorted(found - heard)))
