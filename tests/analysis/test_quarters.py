"""How a theme's standing came about."""

from __future__ import annotations

import datetime

import pytest

from counterpoint.analysis.quarters import quarter_of, quarters
from counterpoint.analysis.values import Relation
from counterpoint.model import Stance
from studies import interview, person, says, study


@pytest.mark.parametrize(
    ("day", "name"),
    [("2026-01-01", "2026 Q1"), ("2026-03-31", "2026 Q1"), ("2025-12-31", "2025 Q4")],
)
def test_quarters_are_the_calendars(day: str, name: str) -> None:
    """Three months each."""
    assert str(quarter_of(datetime.date.fromisoformat(day))) == name


def test_each_quarter_shows_what_was_known_at_its_end() -> None:
    """Numbers add up over time, and the relation is that of the moment."""
    found = quarters(
        study(
            *[
                interview(f"b{n}", "2026-01-10", person(f"b{n}"), says(f"b{n}", "a"))
                for n in range(2)
            ],
            *[
                interview(f"u{n}", "2026-05-10", person(f"u{n}"), says(f"u{n}", "a"))
                for n in range(2)
            ],
        )
    ).history("a")
    assert [(str(one.quarter), one.relation) for one in found] == [
        ("2026 Q1", Relation.UNASKED),
        ("2026 Q2", Relation.SHARED),
    ]
    assert [one.heard for one in found] == [(("b0", "b1"), ()), ((), ("u0", "u1"))]


def test_changed_minds_are_told() -> None:
    """Who takes another stance than before is named with both."""
    found = quarters(
        study(
            interview("i1", "2026-01-10", person("u1"), says("u1", "a", "against")),
            interview("i2", "2026-05-10", person("u1"), says("u1", "a")),
            interview("i3", "2026-05-20", person("u1"), says("u1", "a")),
        )
    ).history("a")
    assert found[0].changed == ()
    (change,) = found[1].changed
    assert (change.before, change.after, change.interview) == (
        (Stance.AGAINST,),
        (Stance.FOR,),
        "i2",
    )
    assert found[1].sides[1].against == ()


def test_a_theme_without_stances_has_no_history() -> None:
    """Being asked is no quarter of its own."""
    found = quarters(study(interview("i1", "2026-01-10", person("u1"), asked="a")))
    assert found.history("a") == ()
