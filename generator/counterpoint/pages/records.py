"""What `study.json` holds; its JSON Schema is made from these values and their descriptions."""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from typing import Annotated

from pydantic import ConfigDict, Field

Ids = tuple[str, ...]


class Described:
    """Puts the descriptions below the fields into the schema."""

    __slots__ = ()
    __pydantic_config__ = ConfigDict(use_attribute_docstrings=True)


@dataclass(frozen=True, slots=True)
class SideRecord(Described):
    """One of the two groups that the study compares."""

    key: str
    label: str
    plural: str
    interviewed: Ids
    """Participants in interviews that count; one who is both stands on either side."""


@dataclass(frozen=True, slots=True)
class ParticipantRecord(Described):
    """A participant as one interview declares them."""

    id: str
    side: str
    """A side's key, `both` or `proxy`."""
    persona: str
    account: str
    roles: Ids
    segments: Ids
    lifecycle: str


@dataclass(frozen=True, slots=True)
class EvidenceRecord(Described):
    """One piece of evidence."""

    id: str
    """Empty where it has none and so cannot be cited."""
    address: str
    """On the site, with its fragment."""
    line: int
    participant: str
    """Empty in a study without participants."""
    sides: Ids
    """Where it counts if it is first-hand: one side, both, or none."""
    themes: Ids
    stance: str
    basis: str
    about: str
    """The side spoken of where it is not the speaker's own."""
    kinds: Ids
    quote: str
    """The transcript's own words."""
    note: str
    stamp: str
    """The first 12 hexadecimal digits of the SHA-256 of quote, participant and side."""


@dataclass(frozen=True, slots=True)
class InterviewRecord(Described):
    """One interview; transcripts are on its page."""

    id: str
    title: str
    address: str
    date: datetime.date
    method: str
    counts: bool
    """Whether its coding is done."""
    joint: bool
    """Whether people of both sides sat in it."""
    participants: tuple[ParticipantRecord, ...]
    asked: Ids
    """Themes that were raised."""
    words: int
    evidence: tuple[EvidenceRecord, ...]


@dataclass(frozen=True, slots=True)
class SideNumbersRecord(Described):
    """Where one side stands on a theme."""

    side: str
    """A side's key, or `all` where buyers and users are the same people."""
    interviewed: int
    for_: Annotated[Ids, Field(alias="for")]
    against: Ids
    """Whoever takes both stances in their newest interview is in `for` too."""
    no_stance: Ids
    """Asked, or described without a stance."""
    not_asked: int
    accounts: Ids
    position: str
    """`silent`, `thin`, `for`, `against` or `split`."""


@dataclass(frozen=True, slots=True)
class StrengthRecord(Described):
    """How much evidence a theme or a roadmap item rests on."""

    level: str
    participants: int
    accounts: int
    methods: Ids
    observed: bool
    measured: int
    counter_evidence: int
    newest: datetime.date | None
    missing: Ids
    """What the next level needs, in words."""


@dataclass(frozen=True, slots=True)
class PastStanceRecord(Described):
    """A stance that a newer one of the same participant has replaced."""

    participant: str
    side: str
    interview: str
    stances: Ids


@dataclass(frozen=True, slots=True)
class ThemeRecord(Described):
    """One theme of the codebook with what is known of it."""

    id: str
    title: str
    address: str
    expresses: str
    status: str
    parent: str
    aliases: Ids
    tension: Ids
    influences: Ids
    relation: str
    """Empty where buyers and users are the same people."""
    sides: tuple[SideNumbersRecord, ...]
    secondhand: int
    hearsay: int
    measured: int
    uncoded: int
    """Items of interviews whose coding is not done."""
    strength: StrengthRecord
    history: tuple[PastStanceRecord, ...]
    decided_by: Ids


@dataclass(frozen=True, slots=True)
class TensionRecord(Described):
    """A pair of themes that pull against each other."""

    kind: str
    """`tension` or `shared_trade_off`."""
    themes: Ids
    """What the first side is for, and what the second."""
    decided_by: Ids


@dataclass(frozen=True, slots=True)
class ClaimRecord(Described):
    """What one side, or a proxy, says about a side."""

    theme: str
    about: str
    stance: str
    status: str
    evidence: Ids
    """Addresses of who says so."""
    settled_by: Ids
    """Addresses of first-hand evidence of the side spoken of."""


@dataclass(frozen=True, slots=True)
class PersonaRecord(Described):
    """A kind of participant."""

    id: str
    title: str
    address: str
    side: str
    people: Ids
    voiced_more: Ids
    """Themes that it is for, or against, in a greater part than everybody else."""
    not_shared: Ids
    """Shared themes of its side that it does not stand for."""


@dataclass(frozen=True, slots=True)
class AccountRecord(Described):
    """An organisation."""

    id: str
    title: str
    address: str
    segment: str
    participants: Ids
    roles: Ids
    """Heard of its decision-making unit and beyond."""
    missing_roles: Ids
    agreed: Ids
    """Themes on which its two sides take one stance."""
    divided: Ids
    """Themes on which its two sides disagree."""


@dataclass(frozen=True, slots=True)
class DecisionRecord(Described):
    """What was decided."""

    id: str
    title: str
    address: str
    date: datetime.date
    status: str
    themes: Ids
    optimise_for: str
    owner: str
    revisit_when: str
    superseded_by: str


@dataclass(frozen=True, slots=True)
class TargetRecord(Described):
    """Whom an outcome needs to hear; an empty field means anybody."""

    side: str
    persona: str
    lifecycle: str
    participants: int
    heard: Ids
    waiting: Ids
    """In interviews that are not coded yet only."""
    missing: int


@dataclass(frozen=True, slots=True)
class OutcomeRecord(Described):
    """What the team is trying to change."""

    id: str
    title: str
    address: str
    metric: str
    metric_side: str
    hear: tuple[TargetRecord, ...]


@dataclass(frozen=True, slots=True)
class RoadmapRecord(Described):
    """A roadmap item with what backs it."""

    title: str
    address: str
    status: str
    benefits: str
    value_for_other: str
    outcome: str
    depth: str
    participants: dict[str, Ids]
    """By side: whose live evidence it cites."""
    themes: Ids
    evidence: Ids
    """Addresses of the live evidence that it cites."""
    strength: StrengthRecord
    flags: Ids


@dataclass(frozen=True, slots=True)
class SaturationRecord(Described):
    """How the themes of a side, or of one persona on it, grew from interview to interview."""

    side: str
    persona: str
    """Empty for the whole side."""
    interviews: Ids
    themes: tuple[int, ...]
    """Themes so far, after each interview."""
    new_in_run: int
    """Themes that the last two interviews added."""
    saturated: bool
    """Whether that is at most five per cent of the first four interviews' themes."""


@dataclass(frozen=True, slots=True)
class SuggestionRecord(Described):
    """Whom to interview next; an empty field means anybody."""

    side: str
    persona: str
    account: str
    lifecycle: str
    role: str
    participant: str
    reasons: Ids


@dataclass(frozen=True, slots=True)
class OrdersRecord(Described):
    """Themes in the orders that the overlap page offers."""

    overlap: Ids
    """By the weaker side's breadth."""
    shared: Ids
    """Those that are shared, in that order."""
    go_to_market: Ids
    """By the first side's breadth."""
    product: Ids
    """By the second side's breadth."""


@dataclass(frozen=True, slots=True)
class StudyRecord(Described):
    """Everything that the pages of a study show."""

    title: str
    today: datetime.date
    """The day by which retention and staleness are judged."""
    audience: str
    same_people: bool
    min_participants: int
    sides: tuple[SideRecord, ...]
    interviews: tuple[InterviewRecord, ...]
    themes: tuple[ThemeRecord, ...]
    orders: OrdersRecord
    tensions: tuple[TensionRecord, ...]
    claims: tuple[ClaimRecord, ...]
    personas: tuple[PersonaRecord, ...]
    accounts: tuple[AccountRecord, ...]
    decisions: tuple[DecisionRecord, ...]
    outcomes: tuple[OutcomeRecord, ...]
    roadmap: tuple[RoadmapRecord, ...]
    saturation: tuple[SaturationRecord, ...]
    interview_next: tuple[SuggestionRecord, ...]
