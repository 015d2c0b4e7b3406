"""Places for points that would hide one another."""

from __future__ import annotations

import math
from itertools import combinations

from hypothesis import given
from hypothesis import strategies as st

from counterpoint.pages.charts.scatter import LETTER, LINE, Box, Spot, labels, spread

FIELD = Box(0, 0, 600, 400)
crowds = st.lists(
    st.builds(
        Spot,
        st.integers(0, 6).map(lambda one: one * 100.0),
        st.integers(0, 4).map(lambda one: one * 100.0),
    ),
    max_size=60,
)


@given(crowds)
def test_no_point_hides_another(wanted: list[Spot]) -> None:
    """However many belong to one place, all keep their distance and stay on the map."""
    placed = spread(wanted, FIELD, 15)
    for one, other in combinations(placed, 2):
        assert math.hypot(one.x - other.x, one.y - other.y) >= 14.9
    assert all(FIELD.holds(Box(one.x, one.y, one.x, one.y)) for one in placed)


def test_a_point_alone_stands_where_it_belongs() -> None:
    """Only who would hide another is moved."""
    wanted = (Spot(10, 10), Spot(100, 100), Spot(100, 100))
    assert spread(wanted, FIELD, 15)[:2] == wanted[:2]


def test_a_full_map_hides_rather_than_fails() -> None:
    """Where no place is left a point stays where it belongs."""
    tiny = Box(0, 0, 10, 10)
    assert spread((Spot(5, 5), Spot(5, 5)), tiny, 50) == (Spot(5, 5), Spot(5, 5))


@given(crowds)
def test_names_touch_neither_points_nor_each_other(spots: list[Spot]) -> None:
    """What does not fit is left out; the table has it."""
    names = [f"Theme {number}" for number in range(len(spots))]
    boxes = []
    for one in labels(spots, names, FIELD, 6):
        width = LETTER * len(names[one.index])
        left = one.spot.x if one.is_right else one.spot.x - width
        boxes.append(Box(left, one.spot.y - LINE / 2, left + width, one.spot.y + LINE / 2))
    points = [Box(one.x - 6, one.y - 6, one.x + 6, one.y + 6) for one in spots]
    assert not any(one.meets(other) for one, other in combinations(boxes, 2))
    assert not any(box.meets(point) for box in boxes for point in points)
