"""One side's partition, position and breadth."""

from __future__ import annotations

import pytest

from counterpoint.analysis import analyse
from counterpoint.analysis.sides import breadth, position
from counterpoint.analysis.values import Position, SideFindings
from counterpoint.config import Config
from studies import Part, interview, person, says, study


@pytest.mark.parametrize(
    ("for_", "against", "heard", "expected"),
    [
        (0, 0, 0, Position.SILENT),
        (1, 0, 1, Position.THIN),
        (1, 1, 1, Position.THIN),
        (2, 0, 2, Position.FOR),
        (2, 1, 3, Position.FOR),
        (2, 1, 2, Position.FOR),
        (3, 2, 5, Position.SPLIT),
        (1, 1, 2, Position.SPLIT),
        (1, 2, 3, Position.AGAINST),
        (0, 2, 2, Position.AGAINST),
    ],
)
def test_position(for_: int, against: int, heard: int, expected: Position) -> None:
    """A side takes a position from k heard on, with at least twice as many one way."""
    assert position(for_, against, heard, 2) is expected


def test_breadth_is_the_lower_wilson_bound() -> None:
    """Values of Wilson's interval; 9 of 12 outranks 2 of 2."""
    assert breadth(2, 2) == pytest.approx(0.3424, abs=1e-4)
    assert breadth(9, 12) == pytest.approx(0.4677, abs=1e-4)
    assert breadth(0, 7) == 0.0
    assert breadth(0, 0) == 0.0


def findings(*parts: Part, config: Config | None = None) -> SideFindings:
    """Return the user's numbers on `speed`."""
    return analyse(study(*parts, config=config)).themes["speed"].sides[-1]


def test_the_partition_covers_everybody_once() -> None:
    """For, against, both, no stance and not asked add up to those interviewed."""
    side = findings(
        interview("i1", "2026-05-01", person("u1"), says("u1", "speed")),
        interview("i2", "2026-05-01", person("u2"), says("u2", "speed", "against")),
        interview(
            "i3", "2026-05-01", person("u3"), says("u3", "speed"), says("u3", "speed", "against")
        ),
        interview("i4", "2026-05-01", person("u4"), says("u4", "speed", "neutral")),
        interview("i5", "2026-05-01", person("u5"), asked="speed"),
        interview("i6", "2026-05-01", person("u6")),
    )
    assert (side.for_only, side.against_only, side.both) == (("u1",), ("u2",), ("u3",))
    assert (side.no_stance, side.not_asked) == (("u4", "u5"), ("u6",))
    assert side.heard == ("u1", "u2", "u3")


def test_only_first_hand_words_count() -> None:
    """Second-hand and hearsay items put nobody in `heard` or `asked`."""
    side = findings(
        interview(
            "i1",
            "2026-05-01",
            person("u1"),
            person("b1"),
            says("u1", "speed", "hearsay"),
            says("b1", "speed", "secondhand"),
        )
    )
    assert (side.heard, side.asked, side.not_asked) == ((), (), ("u1",))


def test_an_open_interview_counts_nowhere() -> None:
    """Until its coding is done nobody in it was interviewed."""
    side = findings(interview("i1", "2026-05-01", person("u1"), says("u1", "speed"), coding="open"))
    assert (side.interviewed, side.heard) == ((), ())


def test_accounts_are_those_of_the_interviews_that_count() -> None:
    """Who changed jobs brings the account of the interview whose stance stands."""
    side = findings(
        interview("i1", "2026-01-01", person("u1", account="old"), says("u1", "speed")),
        interview("i2", "2026-02-01", person("u1", account="new"), says("u1", "speed")),
        interview("i3", "2026-02-01", person("u2", account="silent"), asked="speed"),
    )
    assert side.accounts == ("new",)


def test_who_speaks_in_one_role_counts_on_that_side_only() -> None:
    """`+as-user` words of somebody who is both stand in the user's column alone."""
    found = analyse(
        study(
            interview(
                "i1",
                "2026-05-01",
                person("x1", "both"),
                says("x1", "speed", "as-user"),
                says("x1", "price"),
            )
        )
    )
    assert [side.heard for side in found.themes["speed"].sides] == [(), ("x1",)]
    assert [side.heard for side in found.themes["price"].sides] == [("x1",), ("x1",)]
    assert found.themes["price"].people == ("x1",)


def test_one_role_changes_its_mind_without_the_other() -> None:
    """The newest interview is found for each side by itself."""
    found = analyse(
        study(
            interview("i1", "2026-01-01", person("x1", "both"), says("x1", "speed", "against")),
            interview("i2", "2026-02-01", person("x1", "both"), says("x1", "speed", "as-user")),
        )
    ).themes["speed"]
    assert [side.against for side in found.sides] == [("x1",), ()]
    assert [(one.side, one.interview) for one in found.history] == [("user", "i1")]


def test_the_same_people_fold_into_one_column() -> None:
    """Everybody counts once, under `all`, and no relation is claimed."""
    found = analyse(
        study(
            interview("i1", "2026-05-01", person("u1"), says("u1", "speed")),
            interview("i2", "2026-05-01", person("x1", "both"), says("x1", "speed", "as-buyer")),
            interview("i3", "2026-05-01", person("p1"), says("p1", "speed", "about-user")),
            config=Config(same_people=True),
        )
    )
    (side,) = found.themes["speed"].sides
    assert (side.side, side.heard, side.interviewed) == ("all", ("u1", "x1"), ("u1", "x1"))
    assert found.themes["speed"].relation is None
    assert found.interviewed == {"all": ("u1", "x1")}
