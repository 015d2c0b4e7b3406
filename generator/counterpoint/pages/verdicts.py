"""What a theme's findings mean and what to do about them, in sentences."""

from __future__ import annotations

from dataclasses import dataclass

from counterpoint.analysis.values import (
    Level,
    Position,
    Relation,
    SideFindings,
    Strength,
    ThemeFindings,
)
from counterpoint.model import Basis, Evidence, Expresses
from counterpoint.pages.partitions import headline
from counterpoint.pages.place import Place
from counterpoint.pages.views import Badge
from counterpoint.pages.wording import (
    LEVELS,
    RELATION_ADVICE,
    STANCES,
    counted,
    day,
    listed,
    relation_badge,
    spoken,
)


@dataclass(frozen=True, slots=True)
class Verdict:
    """A theme's relation, what it says, and what the reader should do."""

    badge: Badge | None
    meaning: str
    advice: str


@dataclass(frozen=True, slots=True)
class StrengthView:
    """A theme's level with its parts in words."""

    badge: Badge
    parts: tuple[str, ...]
    missing: str


SETTLED_BY_DECISION = (Relation.CONFLICT, Relation.NEARLY_CONFLICT, Relation.CONTESTED)


def verdict(place: Place, findings: ThemeFindings) -> Verdict:
    """Return what a theme's findings mean; advice on a weak shared theme says what is missing."""
    return Verdict(
        badge=relation_badge(findings.relation),
        meaning=meaning(place, findings),
        advice=advice(findings),
    )


def advice(findings: ThemeFindings) -> str:
    """Return what to do about a theme, by its relation and its strength."""
    relation, strength = findings.relation, findings.strength
    if relation is None:
        return _folded_advice(findings)
    if relation in SETTLED_BY_DECISION and findings.decided_by:
        return "Decided; look again when the decision says so."
    if relation is Relation.SHARED and strength.level is Level.WEAK:
        return f"The evidence is weak: {_missing(strength)}. Then do it first."
    if relation is Relation.UNWANTED and strength.level is Level.WEAK:
        return f"The evidence is weak: {_missing(strength)}. Then stop."
    return RELATION_ADVICE[relation]


def _folded_advice(findings: ThemeFindings) -> str:
    position = findings.sides[0].position
    if position is Position.FOR and findings.strength.level is Level.WEAK:
        return f"The evidence is weak: {_missing(findings.strength)}."
    return {
        Position.FOR: "A pattern: weigh it by how strong its evidence is.",
        Position.AGAINST: "Nobody has it: stop.",
        Position.SPLIT: "Segment further: people differ.",
        Position.THIN: "Interview next.",
        Position.SILENT: "Ask: nobody has taken a stance yet.",
    }[position]


def _missing(strength: Strength) -> str:
    return f"it still needs {listed(strength.missing)}" if strength.missing else "hear more people"


def meaning(place: Place, findings: ThemeFindings) -> str:
    """Return a theme's relation as a sentence with the sides' own names."""
    expresses = place.site.study.themes[findings.theme].expresses
    many = STANCES[expresses].for_many
    if findings.relation is None:
        (found,) = findings.sides
        return f"{headline(found, place.site.sides[found.side], expresses)}."
    first, second = findings.sides
    if findings.relation is Relation.SHARED:
        return f"{_names(place, first, second)} both {many}."
    if findings.relation is Relation.UNWANTED:
        return f"Neither {_many(place, first)} nor {_many(place, second)} {many}."
    if findings.relation is Relation.THIN:
        return "Too few people were heard on either side to say more."
    if findings.relation is Relation.CONTESTED:
        split = [one for one in findings.sides if one.position is Position.SPLIT]
        return f"{_names(place, *split)} differ among themselves."
    return _led(place, findings, expresses)


def _led(place: Place, findings: ThemeFindings, expresses: Expresses) -> str:
    """Return the sentence for a relation that one side's position leads."""
    firm = (Position.FOR, Position.AGAINST)
    lead, other = findings.sides
    if lead.position not in firm:
        lead, other = other, lead
    they, others = _names(place, lead), _many(place, other)
    many = STANCES[expresses].for_many
    says = many if lead.position is Position.FOR else f"do not {many}"
    return {
        Relation.CONFLICT: f"{they} {says}, {others} {_mirror(lead, many)}.",
        Relation.NEARLY_SHARED: f"{they} {says}; the {others} heard so far lean the same way.",
        Relation.NEARLY_UNWANTED: f"{they} {says}; the {others} heard so far lean the same way.",
        Relation.NEARLY_CONFLICT: f"{they} {says}; the {others} heard so far may not agree.",
        Relation.ONE_SIDED: f"{they} {says}; {others} were asked and took no stance.",
        Relation.UNASKED: f"{they} {says}; {_asked(place, other)}.",
    }[findings.relation or Relation.CONFLICT]


def _asked(place: Place, found: SideFindings) -> str:
    side, number = place.site.sides[found.side], len(found.asked)
    if not number:
        return f"no {side.one} was asked"
    verb = "was" if number == 1 else "were"
    return f"only {counted(number, side.one, side.many)} {verb} asked"


def _mirror(lead: SideFindings, many: str) -> str:
    return "do not" if lead.position is Position.FOR else many


def _many(place: Place, found: SideFindings) -> str:
    return place.site.sides[found.side].many


def _names(place: Place, *found: SideFindings) -> str:
    """Return sides' plurals as the start of a sentence."""
    words = listed(_many(place, one) for one in found)
    return words[:1].upper() + words[1:]


def strength_view(strength: Strength, *, names_accounts: bool = True) -> StrengthView:
    """Return a theme's strength with its parts in words.

    Where a study names no account, participants stand for accounts, and that is said.
    """
    parts = [
        counted(strength.participants, "participant"),
        counted(strength.accounts, "account") if names_accounts else "accounts not named",
        listed(spoken(method) for method in strength.methods) or "no method yet",
        "something observed" if strength.observed else "only told",
    ]
    if strength.measured:
        parts.append(f"{strength.measured:,} measured")
    if strength.counter_evidence:
        parts.append(f"{counted(strength.counter_evidence, 'participant')} against")
    if strength.newest:
        parts.append(f"newest {day(strength.newest)}")
    missing = f"For the next level: {listed(strength.missing)}." if strength.missing else ""
    return StrengthView(LEVELS[strength.level], tuple(parts), missing)


def representative(evidence: tuple[Evidence, ...], number: int) -> tuple[Evidence, ...]:
    """Return the pieces shown where there is room for a few: the first of each participant."""
    chosen: list[Evidence] = []
    seen: set[str] = set()
    for item in evidence:
        if item.who not in seen or item.basis is Basis.MEASURED:
            seen.add(item.who)
            chosen.append(item)
        if len(chosen) == number:
            break
    return tuple(chosen)
