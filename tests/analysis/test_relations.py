"""How two sides' positions meet."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from counterpoint.analysis.relations import relation
from counterpoint.analysis.sides import position
from counterpoint.analysis.values import Relation, SideFindings

K = 2


def side(prefix: str, for_: int, against: int, both: int = 0, asked: int = 0) -> SideFindings:
    """Return the findings of a side with so many people of each opinion."""
    names = [f"{prefix}{n}" for n in range(for_ + against + both)]
    lean_for, lean_against = names[: for_ + both], names[for_:]
    silent = [f"{prefix}-asked{n}" for n in range(asked)]
    return SideFindings(
        side=prefix,
        interviewed=tuple(names + silent),
        for_=tuple(lean_for),
        against=tuple(lean_against),
        asked=tuple(sorted(names + silent)),
        accounts=(),
        position=position(len(lean_for), len(lean_against), len(names), K),
        breadth=0.0,
    )


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        (side("b", 2, 0), side("u", 0, 2), Relation.CONFLICT),
        (side("b", 1, 1), side("u", 1, 0), Relation.CONTESTED),
        (side("b", 1, 1), side("u", 1, 1), Relation.CONTESTED),
        (side("b", 1, 1), side("u", 0, 0, asked=2), Relation.ONE_SIDED),
        (side("b", 1, 1), side("u", 0, 0, asked=1), Relation.UNASKED),
        (side("b", 2, 0), side("u", 2, 1), Relation.SHARED),
        (side("b", 0, 2), side("u", 0, 2), Relation.UNWANTED),
        (side("b", 2, 0), side("u", 1, 0), Relation.NEARLY_SHARED),
        (side("b", 0, 3), side("u", 0, 1), Relation.NEARLY_UNWANTED),
        (side("b", 3, 0), side("u", 0, 1), Relation.NEARLY_CONFLICT),
        (side("b", 0, 3), side("u", 1, 0), Relation.NEARLY_CONFLICT),
        (side("b", 3, 0), side("u", 0, 0, both=1), Relation.NEARLY_CONFLICT),
        (side("b", 2, 0), side("u", 0, 0, asked=2), Relation.ONE_SIDED),
        (side("b", 2, 0), side("u", 0, 0, asked=1), Relation.UNASKED),
        (side("b", 1, 0), side("u", 1, 0), Relation.THIN),
        (side("b", 0, 0), side("u", 0, 0), Relation.THIN),
    ],
)
def test_relation(one: SideFindings, other: SideFindings, expected: Relation) -> None:
    """The first rule that fits names the relation, whichever side is named first."""
    assert relation(one, other, K) is expected
    assert relation(other, one, K) is expected


def test_two_people_who_are_both_do_not_agree_with_themselves() -> None:
    """People are counted over both sides, so two of them make a near agreement only."""
    same = side("x", 2, 0)
    assert relation(same, same, K) is Relation.NEARLY_SHARED
    assert relation(side("x", 0, 2), side("x", 0, 2), K) is Relation.NEARLY_UNWANTED


def test_two_people_who_are_both_do_not_conflict_with_themselves() -> None:
    """The same two people for in one role and against in the other are a near conflict."""
    assert relation(side("x", 2, 0), side("x", 0, 2), K) is Relation.NEARLY_CONFLICT


sides = st.builds(
    side,
    st.sampled_from(["b", "u"]),
    st.integers(0, 5),
    st.integers(0, 5),
    st.integers(0, 3),
    st.integers(0, 3),
)


@given(sides, sides)
def test_a_relation_has_no_direction(one: SideFindings, other: SideFindings) -> None:
    """Exchanging the sides changes no relation."""
    assert relation(one, other, K) is relation(other, one, K)


@given(sides, sides)
def test_thin_means_that_neither_side_reaches_k(one: SideFindings, other: SideFindings) -> None:
    """The last row of the table is what is left, and nothing else."""
    thin = len(one.heard) < K and len(other.heard) < K
    assert (relation(one, other, K) is Relation.THIN) is thin
