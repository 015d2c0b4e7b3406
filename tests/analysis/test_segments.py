"""A theme's stances by segment."""

from __future__ import annotations

from counterpoint.analysis import analyse
from counterpoint.analysis.segments import (
    Dimension,
    SegmentStance,
    segmenting,
    stances_by_segment,
)
from counterpoint.model import Account
from studies import Part, interview, person, says, study


def rows(dimension: Dimension, *parts: Part) -> list[SegmentStance]:
    """Return the rows of one dimension for the theme `a`."""
    built = study(*parts)
    found = stances_by_segment(analyse(built), "a", segmenting(built))
    return [row for row in found if row.dimension is dimension]


def test_each_persona_has_a_partition() -> None:
    """For, against, without a stance and not asked, by persona."""
    found = rows(
        Dimension.PERSONA,
        interview("i1", "2026-05-01", person("u1", persona="rep"), says("u1", "a")),
        interview("i2", "2026-05-01", person("u2", persona="rep"), says("u2", "a", "neutral")),
        interview("i3", "2026-05-01", person("u3", persona="admin"), says("u3", "a", "against")),
        interview("i4", "2026-05-01", person("u4")),
    )
    assert found == [
        SegmentStance(Dimension.PERSONA, "admin", "user", (), ("u3",), (), 0),
        SegmentStance(Dimension.PERSONA, "rep", "user", ("u1",), (), ("u2",), 0),
        SegmentStance(Dimension.PERSONA, "", "user", (), (), (), 1),
    ]
    assert found[1].interviewed == 2


def test_a_stance_stands_where_its_interview_puts_the_speaker() -> None:
    """Who moved on later keeps the stance in the role in which it was taken."""
    found = rows(
        Dimension.LIFECYCLE,
        interview("i1", "2026-01-01", person("u1", lifecycle="engaged"), says("u1", "a")),
        interview("i2", "2026-02-01", person("u1", lifecycle="churned")),
    )
    assert [(row.value, row.for_) for row in found] == [("engaged", ("u1",))]


def test_account_segments_and_roles_divide_too() -> None:
    """An account's segment is its file's; whoever has two roles stands in both."""
    parts: tuple[Part, ...] = (
        Account("acme", "research/accounts/acme.md", "Acme", "smb"),
        interview(
            "i1",
            "2026-05-01",
            person("b1", account="acme", roles="decider user"),
            says("b1", "a"),
        ),
    )
    assert [(row.value, row.for_) for row in rows(Dimension.ACCOUNT_SEGMENT, *parts)] == [
        ("smb", ("b1",))
    ]
    assert [row.value for row in rows(Dimension.ROLE, *parts)] == ["decider", "user"]


def test_a_dimension_that_says_nothing_is_left_out() -> None:
    """Without a single persona there is no table of personas."""
    talk = interview("i1", "2026-05-01", person("u1"), says("u1", "a"))
    assert rows(Dimension.PERSONA, talk) == []
