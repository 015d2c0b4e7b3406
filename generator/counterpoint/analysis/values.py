"""The results of an analysis: frozen values that pages, data files and reports show."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from functools import cached_property

from counterpoint.analysis.tally import Poll
from counterpoint.model import Evidence, Method, Stance


class Position(StrEnum):
    """Where one side stands on a theme."""

    SILENT = "silent"
    THIN = "thin"
    FOR = "for"
    AGAINST = "against"
    SPLIT = "split"


class Relation(StrEnum):
    """How the two sides' positions on a theme meet; the first that fits, in this order."""

    CONFLICT = "conflict"
    CONTESTED = "contested"
    SHARED = "shared"
    UNWANTED = "unwanted"
    NEARLY_SHARED = "nearly_shared"
    NEARLY_UNWANTED = "nearly_unwanted"
    NEARLY_CONFLICT = "nearly_conflict"
    ONE_SIDED = "one_sided"
    UNASKED = "unasked"
    THIN = "thin"


class Level(StrEnum):
    """How much evidence a theme rests on: a stated policy, not a statistic."""

    STRONG = "strong"
    MODERATE = "moderate"
    WEAK = "weak"


class ClaimStatus(StrEnum):
    """What became of something one side says about the other."""

    CONFIRMED = "confirmed"
    CONTRADICTED = "contradicted"
    DISPUTED = "disputed"
    UNCONFIRMED = "unconfirmed"
    UNTESTED = "untested"


@dataclass(frozen=True)
class SideFindings:
    """One side's numbers on one theme; every tuple holds ids, sorted, each once.

    Without slots: pages ask again and again who stands where, which is found out once.
    """

    side: str
    """The side's key; `all` where buyers and users are the same people."""
    interviewed: tuple[str, ...]
    for_: tuple[str, ...]
    against: tuple[str, ...]
    asked: tuple[str, ...]
    """Everybody heard, plus neutral evidence, plus those whose interview raised the theme."""
    accounts: tuple[str, ...]
    """Named accounts in the interviews that put somebody in `heard`."""
    position: Position
    breadth: float
    """Lower bound of the 95 % Wilson interval of for/interviewed: a sort key, never shown."""

    @cached_property
    def all_for(self) -> frozenset[str]:
        """Participants for, whatever their order."""
        return frozenset(self.for_)

    @cached_property
    def all_against(self) -> frozenset[str]:
        """Participants against, whatever their order."""
        return frozenset(self.against)

    @cached_property
    def heard(self) -> tuple[str, ...]:
        """Participants with a stance."""
        return tuple(sorted(self.all_for | self.all_against))

    @cached_property
    def for_only(self) -> tuple[str, ...]:
        """Participants for and not against."""
        return tuple(one for one in self.for_ if one not in self.all_against)

    @cached_property
    def against_only(self) -> tuple[str, ...]:
        """Participants against and not for."""
        return tuple(one for one in self.against if one not in self.all_for)

    @cached_property
    def both(self) -> tuple[str, ...]:
        """Participants with both stances in their newest interview."""
        return tuple(one for one in self.for_ if one in self.all_against)

    @cached_property
    def no_stance(self) -> tuple[str, ...]:
        """Participants asked who took no stance."""
        heard = set(self.heard)
        return tuple(one for one in self.asked if one not in heard)

    @cached_property
    def not_asked(self) -> tuple[str, ...]:
        """Participants interviewed who were not asked."""
        asked = set(self.asked)
        return tuple(one for one in self.interviewed if one not in asked)


@dataclass(frozen=True, slots=True)
class Strength:
    """A theme's level with the parts it is made of."""

    level: Level
    participants: int
    accounts: int
    """Distinct named accounts; where the study names none at all, the participants."""
    methods: tuple[Method, ...]
    observed: bool
    measured: int
    """Items of studies without participants."""
    counter_evidence: int
    """Participants against, on either side."""
    newest: date | None
    missing: tuple[str, ...]
    """What the next level needs, in words; empty for `strong`."""


@dataclass(frozen=True, slots=True)
class PastStance:
    """A stance that its participant has since replaced by a newer one."""

    participant: str
    side: str
    interview: str
    stances: tuple[Stance, ...]


@dataclass(frozen=True, slots=True)
class ThemeFindings:
    """Everything counted about one theme."""

    theme: str
    sides: tuple[SideFindings, ...]
    """Two, in the order of the settings; one where buyers and users are the same people."""
    relation: Relation | None
    """`None` where buyers and users are the same people."""
    people: tuple[str, ...]
    """Distinct participants heard on either side."""
    strength: Strength
    first_hand: tuple[Evidence, ...]
    """Items that count, of counted interviews, strongest first (see `analysis.order`)."""
    secondhand: tuple[Evidence, ...]
    """Items about the other side, and a proxy's."""
    hearsay: tuple[Evidence, ...]
    measured: tuple[Evidence, ...]
    uncoded: tuple[Evidence, ...]
    """Items of interviews whose coding is not done: shown, never counted."""
    history: tuple[PastStance, ...]
    decided_by: tuple[str, ...]
    """Decisions in force that name the theme."""


class TensionKind(StrEnum):
    """How the sides stand to a pair of themes that pull against each other."""

    TENSION = "tension"
    TRADE_OFF = "shared_trade_off"


@dataclass(frozen=True, slots=True)
class Tension:
    """A declared pair on which the sides pull apart, or both want both."""

    kind: TensionKind
    themes: tuple[str, str]
    """For a tension: what the first side is for, what the second side is for."""
    decided_by: tuple[str, ...]
    """Decisions in force that name both themes."""


@dataclass(frozen=True, slots=True)
class Claim:
    """What one side, or a proxy, says about a side, on one theme."""

    theme: str
    about: str
    """The side's key."""
    stance: Stance
    """`FOR`: they want it or have it; `AGAINST`: they do not."""
    status: ClaimStatus
    evidence: tuple[Evidence, ...]
    """Who says so."""
    settled_by: tuple[Evidence, ...]
    """First-hand items of the side spoken of, on that theme."""


@dataclass(frozen=True, slots=True)
class Analysis:
    """What the evidence of a study says."""

    themes: Mapping[str, ThemeFindings]
    """By theme id, every theme, retired and proposed ones included, sorted by id."""
    interviewed: Mapping[str, tuple[str, ...]]
    """Participants by side key, of counted interviews."""
    shared: tuple[str, ...]
    """Active themes whose relation is `shared`, in the order of the overlap page."""
    go_to_market: tuple[str, ...]
    """Ranked themes by the first side's breadth."""
    product: tuple[str, ...]
    """Ranked themes by the second side's breadth."""
    tensions: tuple[Tension, ...]
    claims: tuple[Claim, ...]
    overlap: tuple[str, ...] = ()
    """Every active theme in the order of the overlap page (the weaker side's breadth)."""
    poll: Poll = field(default_factory=Poll)
    """What the numbers rest on: every stance by theme and side."""
