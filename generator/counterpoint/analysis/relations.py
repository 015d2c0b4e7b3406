"""How the two sides' positions on a theme meet: an ordered table of rules."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from counterpoint.analysis.values import Position, Relation, SideFindings


@dataclass(frozen=True, slots=True)
class Facing:
    """Two sides' findings on one theme, seen from `one`."""

    one: SideFindings
    other: SideFindings
    people: int
    """Distinct participants heard on either side."""
    k: int
    """Participants a side needs before a pattern is claimed for it."""

    @property
    def positions(self) -> tuple[Position, Position]:
        """Where the two stand."""
        return self.one.position, self.other.position

    @property
    def suffices(self) -> bool:
        """Whether so many were heard that two people of both sides cannot agree alone."""
        return self.people >= 2 * self.k


def relation(first: SideFindings, second: SideFindings, k: int) -> Relation:
    """Return the first relation of `RULES` that fits, whichever side it is seen from."""
    people = len({*first.heard, *second.heard})
    views = (Facing(first, second, people, k), Facing(second, first, people, k))
    for name, fits in RULES:
        if any(fits(view) for view in views):
            return name
    return Relation.THIN


def _conflict(view: Facing) -> bool:
    return view.positions == (Position.FOR, Position.AGAINST) and view.suffices


def _contested(view: Facing) -> bool:
    return view.one.position is Position.SPLIT and view.other.position is not Position.SILENT


def _shared(view: Facing) -> bool:
    return view.positions == (Position.FOR, Position.FOR) and view.suffices


def _unwanted(view: Facing) -> bool:
    return view.positions == (Position.AGAINST, Position.AGAINST) and view.suffices


def _nearly_shared(view: Facing) -> bool:
    leans = view.other.position is Position.FOR or not view.other.against
    return view.one.position is Position.FOR and bool(view.other.heard) and leans


def _nearly_unwanted(view: Facing) -> bool:
    leans = view.other.position is Position.AGAINST or not view.other.for_
    return view.one.position is Position.AGAINST and bool(view.other.heard) and leans


def _nearly_conflict(view: Facing) -> bool:
    stands = view.one.position in (Position.FOR, Position.AGAINST)
    return stands and bool(view.other.heard)


def _one_sided(view: Facing) -> bool:
    return _speaks_alone(view) and len(view.other.asked) >= view.k


def _unasked(view: Facing) -> bool:
    return _speaks_alone(view) and len(view.other.asked) < view.k


def _speaks_alone(view: Facing) -> bool:
    return len(view.one.heard) >= view.k and view.other.position is Position.SILENT


RULES: tuple[tuple[Relation, Callable[[Facing], bool]], ...] = (
    (Relation.CONFLICT, _conflict),
    (Relation.CONTESTED, _contested),
    (Relation.SHARED, _shared),
    (Relation.UNWANTED, _unwanted),
    (Relation.NEARLY_SHARED, _nearly_shared),
    (Relation.NEARLY_UNWANTED, _nearly_unwanted),
    (Relation.NEARLY_CONFLICT, _nearly_conflict),
    (Relation.ONE_SIDED, _one_sided),
    (Relation.UNASKED, _unasked),
)
