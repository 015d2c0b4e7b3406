"""The nouns of a study: frozen values that every later stage shares."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from dataclasses import dataclass, field

from counterpoint.config import Config
from counterpoint.diagnostics import Location
from counterpoint.documents import Document, Heading, Link
from counterpoint.vocabulary import (
    BOTH,
    PROXY,
    Audience,
    Basis,
    Coding,
    ConsentStatus,
    DecisionStatus,
    Depth,
    Expresses,
    Influence,
    Lifecycle,
    Method,
    RoadmapStatus,
    Role,
    Stance,
    ThemeStatus,
    Withholding,
)

__all__ = [
    "BOTH",
    "PROXY",
    "Account",
    "Audience",
    "Basis",
    "Coding",
    "Consent",
    "ConsentStatus",
    "Decision",
    "DecisionStatus",
    "Depth",
    "Document",
    "Evidence",
    "Expresses",
    "Guide",
    "HandWrittenPage",
    "Heading",
    "Influence",
    "Interview",
    "Lifecycle",
    "Link",
    "Method",
    "Outcome",
    "Participant",
    "Persona",
    "RoadmapItem",
    "RoadmapStatus",
    "Role",
    "Stance",
    "Study",
    "Target",
    "Theme",
    "ThemeStatus",
    "Turn",
    "Withholding",
]


@dataclass(frozen=True, slots=True)
class Participant:
    """Somebody who took part, as one interview declares them."""

    id: str
    side: str
    """A side's key, `both` or `proxy`."""
    speaker: str = ""
    """The label in the transcript; the id where none is given."""
    persona: str = ""
    account: str = ""
    roles: tuple[Role, ...] = ()
    segments: tuple[str, ...] = ()
    lifecycle: Lifecycle | None = None


@dataclass(frozen=True, slots=True)
class Consent:
    """What was agreed, and who may read."""

    status: ConsentStatus
    audience: Audience
    date: datetime.date | None = None


@dataclass(frozen=True, slots=True)
class Turn:
    """Somebody's words from one label to the next label or heading."""

    speaker: str
    """The label as written, without its marks; empty before the first label."""
    participant: str
    """The participant's id; empty for an interviewer and for nobody."""
    is_interviewer: bool
    time: str
    """The time stamp as written, without brackets; empty where there is none."""
    text: str
    """What was said, as rendered text, white space folded."""
    anchor: str
    """The nearest heading's anchor above it; empty where there is none."""
    line: int
    """Of the file, from 1, on which it begins."""


@dataclass(frozen=True, slots=True)
class Evidence:
    """Words with a meaning: what stands on a theme's page and is counted."""

    interview: str
    id: str
    """Without `^`; empty where the contributor gave none."""
    anchor: str
    """The fragment of its permalink: the id, or `quote-STAMP`."""
    location: Location
    participant: Participant | None
    """Who said it; `None` in a study without participants."""
    sides: tuple[str, ...]
    """The sides on which the speaker's words stand: one key, both keys, or none for a proxy and
    for measured evidence. Whether they count there is the basis' business."""
    themes: tuple[str, ...]
    """Resolved, each once, sorted."""
    stance: Stance
    basis: Basis
    about: str
    """The side spoken of, where it is not their own; else empty."""
    kinds: tuple[str, ...]
    quote: str
    """The transcript's own words, as they are stamped."""
    has_quotation: bool
    """False where the item covers the whole block above it."""
    stamp: str
    """12 hexadecimal digits."""
    note: Document
    turn: int
    """Index into the interview's turns where the (last piece of the) words stand; -1 for none."""

    @property
    def counts(self) -> bool:
        """Whether it is first-hand and so may enter the numbers of its sides."""
        return self.basis.is_first_hand and bool(self.sides)

    @property
    def who(self) -> str:
        """The id of the participant who said it; empty where nobody did."""
        return self.participant.id if self.participant else ""


@dataclass(frozen=True, slots=True)
class Interview:
    """One session, transcript and evidence."""

    id: str
    path: str
    title: str
    date: datetime.date
    participants: tuple[Participant, ...]
    method: Method
    coding: Coding
    consent: Consent
    retain_until: datetime.date | None
    """The last day on which it may be shown; `None`: for good."""
    transcript: Document
    """In its `html` every item's place is marked `<div class="cp-item" data-item="n"></div>`, and
    every run of cited words stands in `<mark class="cp-quote" data-evidence="n m">`; `n` is an
    index into `evidence`. It has a `text` only where there are no turns, which hold the words."""
    turns: tuple[Turn, ...]
    evidence: tuple[Evidence, ...]
    interviewers: tuple[str, ...] = ()
    guide: str = ""
    asked: tuple[str, ...] = ()
    """Themes that were really raised, resolved, sorted."""
    recording: str = ""
    aliases: tuple[str, ...] = ()
    words: int = 0
    """Words spoken, by anybody."""

    @property
    def is_coded(self) -> bool:
        """Whether its evidence counts."""
        return self.coding is Coding.DONE

    def is_joint(self, sides: tuple[str, str]) -> bool:
        """Tell whether two or more of its participants cover both sides in one session."""
        heard = {one.side for one in self.participants}
        return len(self.participants) > 1 and (BOTH in heard or set(sides) <= heard)


@dataclass(frozen=True, slots=True)
class Theme:
    """An entry of the codebook."""

    id: str
    path: str
    """Empty for a proposed theme, which has no file yet."""
    title: str
    expresses: Expresses = Expresses.NEED
    parent: str = ""
    aliases: tuple[str, ...] = ()
    tension: tuple[str, ...] = ()
    """Themes that pull against this one, from either side's declaration, resolved, sorted."""
    influences: tuple[Influence, ...] = ()
    status: ThemeStatus = ThemeStatus.ACTIVE
    body: Document = field(default_factory=Document)

    @property
    def is_ranked(self) -> bool:
        """Whether it appears in rankings, the map and the lists."""
        return self.status is ThemeStatus.ACTIVE


@dataclass(frozen=True, slots=True)
class Persona:
    """A kind of participant."""

    id: str
    path: str
    """Empty for a proposed one."""
    title: str
    side: str
    """The usual side's key, `both` or `proxy`."""
    aliases: tuple[str, ...] = ()
    body: Document = field(default_factory=Document)


@dataclass(frozen=True, slots=True)
class Account:
    """An organisation to which participants belong."""

    id: str
    path: str
    """Empty for a proposed one."""
    title: str
    segment: str = ""
    aliases: tuple[str, ...] = ()
    body: Document = field(default_factory=Document)


@dataclass(frozen=True, slots=True)
class Decision:
    """What was decided about a conflict or a theme."""

    id: str
    path: str
    title: str
    date: datetime.date
    themes: tuple[str, ...]
    status: DecisionStatus
    optimise_for: str = ""
    """A side's key, `both`, or empty."""
    owner: str = ""
    revisit_when: str = ""
    """Words, or a date in ISO form."""
    revisit_on: datetime.date | None = None
    """The date, where `revisit_when` is one."""
    superseded_by: str = ""
    aliases: tuple[str, ...] = ()
    body: Document = field(default_factory=Document)


@dataclass(frozen=True, slots=True)
class Target:
    """Whom an outcome needs to hear, and how many; an empty field means any."""

    participants: int
    side: str = ""
    persona: str = ""
    lifecycle: Lifecycle | None = None


@dataclass(frozen=True, slots=True)
class Outcome:
    """What the team is trying to change."""

    id: str
    path: str
    title: str
    metric: str = ""
    metric_side: str = ""
    """Whose success the metric measures: a side's key, `both`, or empty."""
    hear: tuple[Target, ...] = ()
    aliases: tuple[str, ...] = ()
    body: Document = field(default_factory=Document)


@dataclass(frozen=True, slots=True)
class Guide:
    """An interview guide."""

    id: str
    path: str
    title: str
    side: str
    covers: tuple[str, ...] = ()
    aliases: tuple[str, ...] = ()
    body: Document = field(default_factory=Document)


@dataclass(frozen=True, slots=True)
class RoadmapItem:
    """What a page under `docs/roadmap/` says of itself when it has a status."""

    status: RoadmapStatus
    benefits: str = ""
    """A side's key, `both`, or empty."""
    value_for_other: str = ""
    outcome: str = ""
    depth: Depth | None = None


@dataclass(frozen=True, slots=True)
class HandWrittenPage:
    """A Markdown page under `docs/`, read for its links and its roadmap fields."""

    path: str
    """In the repository: `docs/roadmap/audit-log.md`."""
    title: str
    links: tuple[Link, ...] = ()
    roadmap: RoadmapItem | None = None
    anchors: tuple[str, ...] = ()
    body: Document = field(default_factory=Document)
    """Rendered for `docs/summary.md` only, which the overview shows."""


@dataclass(frozen=True, slots=True)
class Study:
    """Everything that may be published, with every reference resolved.

    Withheld interviews are not in it; `withheld` knows their ids only, so that citations of them
    can be told from broken ones. Mappings are by id, in the order of their keys.
    """

    config: Config
    today: datetime.date
    audience: Audience
    interviews: Mapping[str, Interview]
    themes: Mapping[str, Theme]
    personas: Mapping[str, Persona]
    accounts: Mapping[str, Account]
    decisions: Mapping[str, Decision]
    outcomes: Mapping[str, Outcome]
    guides: Mapping[str, Guide]
    pages: Mapping[str, HandWrittenPage]
    """By path in the repository."""
    withheld: Mapping[str, Withholding]
    """By interview id, aliases included."""
    forgotten_evidence: Mapping[str, frozenset[str]]
    """By interview id: ids of evidence whose speaker was forgotten."""
    assets: frozenset[str] = frozenset()
    """Paths of the repository's images and PDFs, without those that are withheld."""
    withheld_assets: Mapping[str, Withholding] = field(default_factory=dict)
    """By path: images and PDFs that only withheld interviews show."""

    @property
    def side_keys(self) -> tuple[str, str]:
        """The two sides' keys, in the order of the settings."""
        return self.config.side_keys

    @property
    def counted(self) -> tuple[Interview, ...]:
        """Interviews whose coding is done, by date and id."""
        done = (one for one in self.interviews.values() if one.is_coded)
        return tuple(sorted(done, key=lambda one: (one.date, one.id)))
