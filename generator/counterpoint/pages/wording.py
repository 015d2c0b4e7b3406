"""Findings in plain words: the same sentence for the same finding on every page."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import cache

from counterpoint.analysis.values import ClaimStatus, Level, Relation
from counterpoint.config import Config, Side
from counterpoint.model import BOTH, PROXY, Basis, Expresses
from counterpoint.pages.views import Badge, SideView

LOOKS = ("first", "second")
VOWELS = frozenset("aeiouyAEIOUY")
MEASURED = SideView("measured", "Measured", "Measured", "measured", "measured", "measured")


def in_sentence(words: str) -> str:
    """Return a label as it stands inside a sentence; abbreviations keep their capitals."""
    return words if words[1:2].isupper() else words[:1].lower() + words[1:]


def counted(number: int, one: str, many: str = "") -> str:
    """Return `1 account` or `3 accounts`."""
    return f"{number:,} {one if number == 1 else many or one + 's'}"


def listed(words: Iterable[str], last: str = "and") -> str:
    """Return `a, b and c`."""
    all_words = tuple(words)
    if len(all_words) < 2:  # noqa: PLR2004  (one word needs no joining)
        return "".join(all_words)
    return f"{', '.join(all_words[:-1])} {last} {all_words[-1]}"


@cache
def day(when: date) -> str:
    """Return `2 March 2026`."""
    return f"{when.day} {when:%B %Y}"


def spoken(word: str) -> str:
    """Return an id or a closed vocabulary's word as it is read: `usability test`."""
    return word.replace("-", " ").replace("_", " ")


def title_of(word: str) -> str:
    """Return an id as a title, where nobody gave one: `Usability test`, `SMB`."""
    words = spoken(word)
    return words.upper() if VOWELS.isdisjoint(words) else words[:1].upper() + words[1:]


def side_view(side: Side, look: str) -> SideView:
    """Return one of the study's sides."""
    one, many = in_sentence(side.label), in_sentence(side.plural)
    return SideView(side.key, side.label, side.plural, one, many, look)


def side_views(config: Config) -> dict[str, SideView]:
    """Return every side that words may stand on, by key, the study's two first."""
    views = {
        side.key: side_view(side, look) for side, look in zip(config.sides, LOOKS, strict=True)
    }
    first, second = views.values()
    views[BOTH] = SideView(
        BOTH,
        f"{first.label} and {second.one}",
        f"{first.plural} and {second.many}",
        f"{first.one} and {second.one}",
        f"{first.many} and {second.many}",
        "both",
    )
    views[PROXY] = SideView(PROXY, "Proxy", "Proxies", "proxy", "proxies", "proxy")
    views["all"] = SideView("all", "Participant", "Participants", "participant", "people", "all")
    views[""] = MEASURED
    return views


@dataclass(frozen=True, slots=True)
class StanceWords:
    """How taking a stance is said, for one and for several."""

    for_one: str
    for_many: str
    for_noun: str
    """Heading of a list: `Want this`."""
    against_noun: str


STANCES = {
    Expresses.NEED: StanceWords("wants this", "want this", "Want this", "Do not want this"),
    Expresses.PROBLEM: StanceWords(
        "has this problem", "have this problem", "Have this problem", "Do not have this problem"
    ),
}


def are_for(number: int, expresses: Expresses) -> str:
    """Return `want this` or `wants this`, by the number and by what the theme expresses."""
    words = STANCES[expresses]
    return words.for_one if number == 1 else words.for_many


def are_not(number: int) -> str:
    """Return `does not` or `do not`."""
    return "does not" if number == 1 else "do not"


def are_against(number: int, expresses: Expresses) -> str:
    """Return `does not want this` or `do not have this problem`."""
    many = STANCES[expresses].for_many
    return f"{are_not(number)} {many}"


BASES = {
    Basis.OBSERVED: Badge("observed", "Observed", "The behaviour was seen, not only told."),
    Basis.SECONDHAND: Badge(
        "secondhand", "Second-hand", "Said about people of the other side; never counted."
    ),
    Basis.HEARSAY: Badge(
        "hearsay", "Hearsay", "Said about others of the speaker's own side; never counted."
    ),
    Basis.MEASURED: Badge("measured", "Measured", "From a study without participants."),
}
JOINT = Badge(
    "joint", "Joint interview", "Both sides were in the room; people speak differently then."
)
UNCODED = Badge("uncoded", "Coding unfinished", "Shown, but not counted until coding is done.")
SUPERSEDED = Badge("earlier", "Earlier stance", "This participant has said otherwise since.")

RELATION_LABELS = {
    Relation.CONFLICT: "Conflict",
    Relation.CONTESTED: "Contested",
    Relation.SHARED: "Shared",
    Relation.UNWANTED: "Unwanted",
    Relation.NEARLY_SHARED: "Nearly shared",
    Relation.NEARLY_UNWANTED: "Nearly unwanted",
    Relation.NEARLY_CONFLICT: "Nearly a conflict",
    Relation.ONE_SIDED: "One-sided",
    Relation.UNASKED: "Unasked",
    Relation.THIN: "Thin",
}
RELATION_MEANINGS = {
    Relation.CONFLICT: "one side is for it, the other against",
    Relation.CONTESTED: "people of one side differ among themselves",
    Relation.SHARED: "both sides are for it",
    Relation.UNWANTED: "both sides are against it",
    Relation.NEARLY_SHARED: "one side is for it, the other leans the same way",
    Relation.NEARLY_UNWANTED: "one side is against it, the other leans the same way",
    Relation.NEARLY_CONFLICT: "one side has a position, and the other may not share it",
    Relation.ONE_SIDED: "one side has a position; the other was asked and has none",
    Relation.UNASKED: "one side has a position; the other was hardly asked",
    Relation.THIN: "too few people were heard on either side",
}
RELATION_ADVICE = {
    Relation.CONFLICT: "Decide, and write the decision down.",
    Relation.CONTESTED: "Segment further: it differs within a side.",
    Relation.SHARED: "The highest leverage: do these first.",
    Relation.UNWANTED: "Nobody has it: stop.",
    Relation.NEARLY_SHARED: "One or two more interviews settle it.",
    Relation.NEARLY_UNWANTED: "One or two more interviews settle it.",
    Relation.NEARLY_CONFLICT: "Look closely, then interview.",
    Relation.ONE_SIDED: "Weigh it by who it is.",
    Relation.UNASKED: "Ask the other side: silence is not absence.",
    Relation.THIN: "Interview next.",
}
LEVELS = {
    Level.STRONG: Badge("strong", "Strong evidence"),
    Level.MODERATE: Badge("moderate", "Moderate evidence"),
    Level.WEAK: Badge("weak", "Weak evidence"),
}
LEVELS_IN_SHORT = {
    level: Badge(badge.key, badge.key.capitalize(), badge.label) for level, badge in LEVELS.items()
}
CLAIMS = {
    ClaimStatus.CONFIRMED: Badge("confirmed", "Confirmed", "The side spoken of says so itself."),
    ClaimStatus.CONTRADICTED: Badge(
        "contradicted", "Contradicted", "The side spoken of says the opposite."
    ),
    ClaimStatus.DISPUTED: Badge("disputed", "Disputed", "The side spoken of is split over it."),
    ClaimStatus.UNCONFIRMED: Badge(
        "unconfirmed", "Unconfirmed", "The side spoken of was asked and takes no such position."
    ),
    ClaimStatus.UNTESTED: Badge(
        "untested", "Untested", "Too few of the side spoken of have been asked."
    ),
}


def relation_badge(relation: Relation | None) -> Badge | None:
    """Return a relation's badge; `None` where there are no two sides to relate."""
    if relation is None:
        return None
    return Badge(relation.value, RELATION_LABELS[relation], RELATION_MEANINGS[relation])
