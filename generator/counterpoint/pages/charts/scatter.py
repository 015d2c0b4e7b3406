"""Places on a map for points that would hide one another, and for as many names as fit."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

LETTER = 6.4
"""Mean width of a letter of a label, in pixels at the size in which labels are drawn."""
LINE = 14
GAP = 10
"""From a point's middle to its name."""
RINGS = 80


@dataclass(frozen=True, slots=True)
class Spot:
    """A place in pixels, from the upper left corner."""

    x: float
    y: float


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle in pixels."""

    left: float
    top: float
    right: float
    bottom: float

    def meets(self, other: Box) -> bool:
        """Tell whether two rectangles share a place."""
        apart = self.right <= other.left or other.right <= self.left
        return not (apart or self.bottom <= other.top or other.bottom <= self.top)

    def holds(self, other: Box) -> bool:
        """Tell whether another rectangle lies inside."""
        across = self.left <= other.left and other.right <= self.right
        return across and self.top <= other.top and other.bottom <= self.bottom


@dataclass(frozen=True, slots=True)
class Label:
    """A name beside its point; `spot` is the end that touches it."""

    index: int
    spot: Spot
    is_right: bool
    """Whether the name stands to the right of its point."""


def spread(wanted: Sequence[Spot], field: Box, spacing: float) -> tuple[Spot, ...]:
    """Return a place for every point, as near to where it belongs as free places are.

    Points are placed in the order given, on rings around their place, `spacing` apart from all
    others, inside `field`. Where nothing is free within `RINGS` rings a point stays where it
    belongs.
    """
    taken: dict[tuple[int, int], list[Spot]] = {}
    placed: list[Spot] = []
    for spot in wanted:
        free = (one for one in _rings(spot, spacing) if _is_free(one, taken, field, spacing))
        found = next(free, spot)
        taken.setdefault(_cell(found, spacing), []).append(found)
        placed.append(found)
    return tuple(placed)


def _rings(middle: Spot, spacing: float) -> Iterator[Spot]:
    yield middle
    for ring in range(1, RINGS):
        for step in range(6 * ring):
            angle = 2 * math.pi * step / (6 * ring)
            yield Spot(
                round(middle.x + ring * spacing * math.cos(angle), 2),
                round(middle.y - ring * spacing * math.sin(angle), 2),
            )


def _cell(spot: Spot, spacing: float) -> tuple[int, int]:
    return math.floor(spot.x / spacing), math.floor(spot.y / spacing)


def _is_free(
    spot: Spot, taken: dict[tuple[int, int], list[Spot]], field: Box, spacing: float
) -> bool:
    if not field.holds(Box(spot.x, spot.y, spot.x, spot.y)):
        return False
    column, row = _cell(spot, spacing)
    near = (
        other
        for across in (column - 1, column, column + 1)
        for down in (row - 1, row, row + 1)
        for other in taken.get((across, down), ())
    )
    least = spacing - 0.01
    return all(math.hypot(spot.x - one.x, spot.y - one.y) >= least for one in near)


def labels(
    spots: Sequence[Spot], names: Sequence[str], field: Box, radius: float
) -> tuple[Label, ...]:
    """Return as many names as fit beside their points without touching points or each other.

    Names are tried in the order given, first to the right of their points, then to the left.
    """
    blocked = [Box(one.x - radius, one.y - radius, one.x + radius, one.y + radius) for one in spots]
    found: list[Label] = []
    for index, name in enumerate(names):
        for label, box in _beside(index, spots[index], name):
            if field.holds(box) and not any(box.meets(other) for other in blocked):
                blocked.append(box)
                found.append(label)
                break
    return tuple(found)


def _beside(index: int, spot: Spot, name: str) -> Iterator[tuple[Label, Box]]:
    width = LETTER * len(name)
    top, bottom = spot.y - LINE / 2, spot.y + LINE / 2
    right, left = spot.x + GAP, spot.x - GAP
    yield Label(index, Spot(right, spot.y), is_right=True), Box(right, top, right + width, bottom)
    yield Label(index, Spot(left, spot.y), is_right=False), Box(left - width, top, left, bottom)
