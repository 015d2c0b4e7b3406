"""Whom the study has heard."""

from __future__ import annotations

import datetime

from counterpoint.analysis.coverage import coverage
from counterpoint.config import Config
from counterpoint.model import Lifecycle, Method, Outcome, Role, Target
from studies import interview, person, says, study


def test_the_matrix_counts_people_under_what_each_interview_says() -> None:
    """Who changed jobs is heard in both places, once in each."""
    found = coverage(
        study(
            interview("i1", "2026-01-01", person("u1", persona="rep", lifecycle="engaged")),
            interview("i2", "2026-02-01", person("u1", persona="rep", lifecycle="churned")),
            interview("i3", "2026-03-01", person("u1", persona="rep", lifecycle="churned")),
            interview("i4", "2026-03-01", person("x1", "both", persona="owner")),
            interview("i5", "2026-03-01", person("p1")),
        )
    )
    assert [
        (cell.side, cell.persona, cell.lifecycle, cell.participants) for cell in found.matrix
    ] == [
        ("buyer", "owner", None, ("x1",)),
        ("user", "owner", None, ("x1",)),
        ("user", "rep", Lifecycle.ENGAGED, ("u1",)),
        ("user", "rep", Lifecycle.CHURNED, ("u1",)),
    ]


def test_what_is_not_coded_yet_is_told_apart() -> None:
    """Uncoded interviews are named and stand in no other number but the cadence."""
    found = coverage(
        study(interview("i1", "2026-05-30", person("u1", persona="rep"), coding="open"))
    )
    assert (found.uncoded, found.counted, found.matrix) == (("i1",), (), ())
    assert [week.interviews for week in found.cadence[-2:]] == [("i1",), ()]


def test_cadence_covers_a_year_of_weeks() -> None:
    """52 weeks from Monday on, this one last; older interviews fall out."""
    found = coverage(
        study(
            interview("i1", "2026-06-01", person("u1")),
            interview("i2", "2026-05-31", person("u1")),
            interview("i3", "2025-06-08", person("u1")),
        )
    )
    assert len(found.cadence) == 52
    assert found.cadence[-1].monday == datetime.date(2026, 6, 1)
    assert [week.interviews for week in found.cadence[-2:]] == [("i2",), ("i1",)]
    assert found.weeks_without == 50


def test_methods_are_mixed_by_side() -> None:
    """A study without participants stands under no side, a proxy's call under `proxy`."""
    found = coverage(
        study(
            interview("i1", "2026-05-01", person("b1"), person("u1")),
            interview("i2", "2026-05-01", says("", "a"), method="survey"),
            interview("i3", "2026-05-01", person("p1"), method="sales-call"),
        )
    )
    assert [(one.method, one.side, one.participants) for one in found.methods] == [
        (Method.INTERVIEW, "buyer", ("b1",)),
        (Method.INTERVIEW, "user", ("u1",)),
        (Method.SURVEY, "", ()),
        (Method.SALES_CALL, "proxy", ("p1",)),
    ]


def test_an_account_misses_roles_of_its_decision_making_unit() -> None:
    """Champions are told where heard, and are not missed."""
    talk = interview(
        "i1",
        "2026-05-01",
        person("b1", account="acme", roles="decider champion"),
        person("p1", account="acme", roles="user"),
    )
    (unit,) = coverage(study(talk)).accounts
    assert unit.heard == ((Role.DECIDER, ("b1",)), (Role.CHAMPION, ("b1",)))
    assert Role.USER in unit.missing
    assert Role.CHAMPION not in unit.missing
    assert unit.sides == ("buyer",)


def test_joint_interviews_are_listed() -> None:
    """Both sides in one session count, and should be repeated apart."""
    found = coverage(
        study(
            interview("i1", "2026-05-01", person("b1"), person("u1")),
            interview("i2", "2026-05-01", person("u1"), person("u2")),
        )
    )
    assert found.joint == ("i1",)


def outcome(side: str = "", persona: str = "", lifecycle: Lifecycle | None = None) -> Outcome:
    """Return an outcome that wants to hear three people."""
    target = Target(3, side, persona, lifecycle)
    return Outcome("growth", "research/outcomes/growth.md", "Growth", "x", "buyer", (target,))


def test_a_target_counts_who_was_heard_and_who_waits() -> None:
    """What is missing is what interviews and coding together do not yet bring."""
    found = coverage(
        study(
            outcome("user", "rep"),
            interview("i1", "2026-05-01", person("u1", persona="rep")),
            interview("i2", "2026-05-01", person("u2", persona="rep"), coding="open"),
            interview("i3", "2026-05-01", person("u3", persona="admin")),
            interview("i4", "2026-05-01", person("b1", persona="rep")),
        )
    )
    (progress,) = found.targets
    assert (progress.heard, progress.waiting, progress.missing) == (("u1",), ("u2",), 1)
    assert found.one_sided_outcomes == ("growth",)


def test_a_target_without_a_side_takes_anybody() -> None:
    """An empty field means any; a proxy is nobody."""
    found = coverage(
        study(
            outcome(),
            interview("i1", "2026-05-01", person("b1"), person("u1"), person("p1")),
        )
    )
    assert found.targets[0].heard == ("b1", "u1")


def test_segments_stand_beside_personas() -> None:
    """The free words of an interview are counted by side."""
    talk = interview("i1", "2026-05-01", person("u1", segments="power new"), person("b1"))
    found = coverage(study(talk)).segments
    assert [(one.segment, one.side, one.participants) for one in found] == [
        ("new", "user", ("u1",)),
        ("power", "user", ("u1",)),
    ]


def test_one_column_where_the_same_people_buy_and_use() -> None:
    """Folded sides are one in the matrix too."""
    found = coverage(
        study(
            interview("i1", "2026-05-01", person("u1"), person("b1")),
            config=Config(same_people=True),
        )
    )
    assert [(cell.side, cell.participants) for cell in found.matrix] == [("all", ("b1", "u1"))]


def test_an_empty_study_is_covered_by_nobody() -> None:
    """Nothing raises where there is nothing."""
    found = coverage(study())
    assert (found.matrix, found.methods, found.targets, found.weeks_without) == ((), (), (), 52)
