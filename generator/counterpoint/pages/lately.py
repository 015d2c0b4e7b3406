"""What changed lately, in words."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from counterpoint.analysis.compare import Changes, ClaimChange, RelationChange
from counterpoint.analysis.values import Relation
from counterpoint.model import Stance
from counterpoint.pages.place import Place
from counterpoint.pages.values import Lately
from counterpoint.pages.views import Badge, Hyperlink
from counterpoint.pages.wording import (
    CLAIMS,
    RELATION_LABELS,
    are_against,
    are_for,
    counted,
    day,
    in_sentence,
    relation_badge,
)

SHOWN = 10
URGENT = (Relation.CONFLICT, Relation.SHARED, Relation.UNWANTED, Relation.CONTESTED)
"""Relations whose arrival stands first."""


@dataclass(frozen=True, slots=True)
class Change:
    """One thing that is known now and was not before."""

    link: Hyperlink | None
    badge: Badge | None
    words: str


@dataclass(frozen=True, slots=True)
class LatelyView:
    """What changed, or why nobody can tell."""

    since: str
    changes: tuple[Change, ...]
    more: str
    empty: str


def lately_view(here: Place, lately: Lately | None) -> LatelyView | None:
    """Return what changed lately; `None` where nobody looked."""
    if lately is None:
        return None
    since = f"since {day(lately.since)}" if lately.since else ""
    if lately.changes is None:
        return LatelyView(since, (), "", lately.why_missing or "There is nothing to compare with.")
    found = tuple(_changes(here, lately.changes))
    rest = len(found) - SHOWN
    more = f"and {counted(rest, 'smaller change')}" if rest > 0 else ""
    empty = "" if found else "Nothing that is known has changed."
    return LatelyView(since, found[:SHOWN], more, empty)


def _changes(here: Place, changes: Changes) -> Iterator[Change]:
    moved = [one for one in changes.relations if one.is_of_relation and one.after]
    moved.sort(key=lambda one: one.after not in URGENT)
    yield from (_relation(here, one) for one in moved if one.theme in here.site.study.themes)
    for theme in changes.conflicts_decided:
        yield Change(here.theme(theme), None, "this conflict has a decision in force now")
    for one, other in changes.tensions_opened:
        words = f"now pulls against {here.theme(other).text}, each side being for one of them"
        yield Change(here.theme(one), None, words)
    yield from (_claim(here, one) for one in changes.claims if one.after)
    for decision in changes.decisions:
        yield Change(here.decision(decision), None, "decided")
    yield from _heard(here, changes)


def _relation(here: Place, change: RelationChange) -> Change:
    before = in_sentence(RELATION_LABELS[change.before]) if change.before else ""
    before = f"a {before}" if change.before is Relation.CONFLICT else before
    words = f"was {before} before" if before else "is new"
    return Change(here.theme(change.theme), relation_badge(change.after), words)


def _claim(here: Place, change: ClaimChange) -> Change:
    about = here.site.sides[change.about]
    expresses = here.site.study.themes[change.theme].expresses
    say = are_for if change.stance is Stance.FOR else are_against
    before = f", {change.before.value} before" if change.before else ""
    badge = CLAIMS[change.after] if change.after else None
    return Change(here.theme(change.theme), badge, f"“{about.plural} {say(2, expresses)}”{before}")


def _heard(here: Place, changes: Changes) -> Iterator[Change]:
    for key in changes.interviews_added:
        if key in here.site.study.interviews:
            yield Change(here.interview(key), None, "a new interview")
    for key in changes.coded:
        yield Change(here.interview(key), None, "is coded and counts now")
    if changes.interviews_gone:
        gone = counted(changes.interviews_gone, "interview")
        yield Change(None, None, f"{gone} can no longer be shown")
