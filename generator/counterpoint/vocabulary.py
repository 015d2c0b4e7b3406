"""The closed vocabularies of the format: words that mean one thing wherever they stand."""

from __future__ import annotations

from enum import StrEnum

BOTH = "both"
"""The `side` of a participant who buys and uses."""
PROXY = "proxy"
"""The `side` of a participant who speaks for others."""


class Stance(StrEnum):
    """What a piece of evidence says about its theme."""

    FOR = "for"
    AGAINST = "against"
    NEUTRAL = "neutral"


class Basis(StrEnum):
    """How a piece of evidence is known."""

    STATED = "stated"
    OBSERVED = "observed"
    SECONDHAND = "secondhand"
    HEARSAY = "hearsay"
    MEASURED = "measured"

    @property
    def is_first_hand(self) -> bool:
        """Whether it speaks for the participant who said it."""
        return self in (Basis.STATED, Basis.OBSERVED)


class Method(StrEnum):
    """How an interview's material was gathered."""

    INTERVIEW = "interview"
    CONTEXTUAL_INQUIRY = "contextual-inquiry"
    USABILITY_TEST = "usability-test"
    PROTOTYPE_WALKTHROUGH = "prototype-walkthrough"
    DIARY_STUDY = "diary-study"
    FIELD_STUDY = "field-study"
    SURVEY = "survey"
    USAGE_DATA = "usage-data"
    AB_TEST = "ab-test"
    SALES_CALL = "sales-call"
    SUPPORT_CALL = "support-call"
    PRICING_STUDY = "pricing-study"
    MARKET_SIZING = "market-sizing"
    WIN_LOSS = "win-loss"

    @property
    def needs_no_participants(self) -> bool:
        """Whether `participants: []` is allowed."""
        return self in WITHOUT_PARTICIPANTS


WITHOUT_PARTICIPANTS = frozenset(
    {Method.SURVEY, Method.USAGE_DATA, Method.AB_TEST, Method.MARKET_SIZING, Method.PRICING_STUDY}
)


class Role(StrEnum):
    """A part in the decision-making unit."""

    INITIATOR = "initiator"
    INFLUENCER = "influencer"
    DECIDER = "decider"
    APPROVER = "approver"
    BUYER = "buyer"
    GATEKEEPER = "gatekeeper"
    USER = "user"
    CHAMPION = "champion"
    ADMINISTRATOR = "administrator"


class Lifecycle(StrEnum):
    """Where a participant stands as a customer."""

    PROSPECT = "prospect"
    ONBOARDING = "onboarding"
    ENGAGED = "engaged"
    UNENGAGED = "unengaged"
    CHURNED = "churned"
    INTERNAL = "internal"


class Coding(StrEnum):
    """Whether tagging is finished; only what is done counts."""

    OPEN = "open"
    DONE = "done"


class ConsentStatus(StrEnum):
    """What the people interviewed agreed to."""

    GRANTED = "granted"
    WITHDRAWN = "withdrawn"
    EXPIRED = "expired"


class Audience(StrEnum):
    """Who may read: each level includes those before it."""

    PUBLIC = "public"
    INTERNAL = "internal"
    RESTRICTED = "restricted"

    @property
    def rank(self) -> int:
        """0 for public, 2 for restricted."""
        return tuple(Audience).index(self)


class Expresses(StrEnum):
    """What a theme states."""

    NEED = "need"
    PROBLEM = "problem"


class ThemeStatus(StrEnum):
    """A theme's place in the codebook; `PROPOSED` has no file yet."""

    ACTIVE = "active"
    RETIRED = "retired"
    PROPOSED = "proposed"


class Influence(StrEnum):
    """The decision that evidence on a theme informs."""

    POSITIONING = "positioning"
    PRICING = "pricing"
    GO_TO_MARKET = "go-to-market"
    PRODUCT_DESIGN = "product-design"
    PRIORITISATION = "prioritisation"


class DecisionStatus(StrEnum):
    """Only `DECIDED` settles a conflict."""

    PROPOSED = "proposed"
    DECIDED = "decided"
    SUPERSEDED = "superseded"


class RoadmapStatus(StrEnum):
    """Where a roadmap item stands."""

    NOW = "now"
    NEXT = "next"
    LATER = "later"
    DONE = "done"
    DROPPED = "dropped"


class Depth(StrEnum):
    """How far a roadmap item is to go."""

    INVEST = "invest"
    CHECK_THE_BOX = "check-the-box"


class Withholding(StrEnum):
    """Why a citation of an interview shows nothing."""

    WITHHELD = "withheld"
    """Its audience is not this build's."""
    WITHDRAWN = "withdrawn"
    """Consent is gone, retention is over, or somebody was forgotten."""
