"""The settings of a study, as `research/research.yml` gives them."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Codebook(StrEnum):
    """Whether contributors may propose themes, personas and accounts by using them."""

    OPEN = "open"
    CLOSED = "closed"


@dataclass(frozen=True, slots=True)
class Side:
    """One of the two groups that a study compares."""

    key: str
    """As contributors write it: `buyer`."""
    label: str
    """One of them: `Buyer`."""
    plural: str
    """Several: `Buyers`."""


@dataclass(frozen=True, slots=True)
class EvidenceKind:
    """A word that says what sort of thing a piece of evidence is."""

    key: str
    side: str
    """The side's key to which it belongs, or `either`."""

    @property
    def label(self) -> str:
        """The key in words: `Buying criterion`."""
        return self.key.replace("-", " ").capitalize()


BUYER = Side("buyer", "Buyer", "Buyers")
USER = Side("user", "User", "Users")

DEFAULT_KINDS = (
    *(
        EvidenceKind(key, "buyer")
        for key in (
            "buying-criterion",
            "decision-process",
            "business-impact",
            "churn-risk",
            "expansion",
        )
    ),
    *(
        EvidenceKind(key, "user")
        for key in ("workflow-fit", "usability", "feature-need", "workaround", "adoption-blocker")
    ),
    *(
        EvidenceKind(key, "either")
        for key in ("pain-point", "alternative", "opportunity", "aspiration")
    ),
)


@dataclass(frozen=True, slots=True)
class Config:
    """A study's settings, defaults filled in."""

    title: str = "Research"
    sides: tuple[Side, Side] = (BUYER, USER)
    same_people: bool = False
    """Whether those who buy are those who use: the sides fold into one."""
    codebook: Codebook = Codebook.OPEN
    evidence_kinds: tuple[EvidenceKind, ...] = DEFAULT_KINDS
    """In the order of `research.yml`."""
    min_participants: int = 2
    """Participants a side needs before a pattern is claimed for it: `k`."""
    retention_months: int | None = 24
    """How long an interview is kept after its date; `None`: for good."""
    stale_after_months: int = 12

    @property
    def side_keys(self) -> tuple[str, str]:
        """The two sides' keys, in the order of the settings."""
        first, second = self.sides
        return first.key, second.key

    def side(self, key: str) -> Side:
        """Return the side of that key; KeyError for any other word."""
        for side in self.sides:
            if side.key == key:
                return side
        raise KeyError(key)

    def other(self, key: str) -> Side:
        """Return the side facing the side of that key."""
        first, second = self.sides
        return second if self.side(key) is first else first

    def kind(self, key: str) -> EvidenceKind:
        """Return the evidence kind of that key; KeyError for any other word."""
        for kind in self.evidence_kinds:
            if kind.key == key:
                return kind
        raise KeyError(key)
