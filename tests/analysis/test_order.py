"""In which order evidence is shown and themes are ranked."""

from __future__ import annotations

import pytest

from counterpoint.analysis import analyse
from studies import Part, interview, person, says, study, theme


def talk(who: str, date: str, *hows: str) -> Part:
    """Return an interview in which somebody speaks of `speed` in these ways."""
    items = [says(who, "speed", how) for how in hows]
    return interview(f"i-{who}-{date}", date, person(who, account=f"a-{who}"), *items)


def test_evidence_is_shown_strongest_first() -> None:
    """Observed first, then newest; everybody's first item before anybody's second."""
    found = analyse(
        study(
            talk("u1", "2026-01-01", "for", "observed", "for"),
            talk("u2", "2026-03-01", "for"),
            talk("u3", "2026-02-01", "for", "observed"),
        )
    ).themes["speed"]
    shown = [(item.interview[2:4], item.basis.value) for item in found.first_hand]
    assert shown == [
        ("u3", "observed"),
        ("u1", "observed"),
        ("u2", "stated"),
        ("u3", "stated"),
        ("u1", "stated"),
        ("u1", "stated"),
    ]


def test_everybodys_second_goes_before_anybodys_third() -> None:
    """However strong the third; of one person over all their interviews."""
    found = analyse(
        study(
            talk("u1", "2026-01-01", "observed", "observed"),
            talk("u1", "2026-01-02", "observed"),
            talk("u2", "2026-01-01", "for", "for"),
        )
    ).themes["speed"]
    assert [item.interview[2:] for item in found.first_hand] == [
        "u1-2026-01-02",
        "u2-2026-01-01",
        "u1-2026-01-01",
        "u2-2026-01-01",
        "u1-2026-01-01",
    ]


@pytest.mark.parametrize(
    ("pile", "how", "coding"),
    [
        ("secondhand", "secondhand", "done"),
        ("hearsay", "hearsay", "done"),
        ("uncoded", "for", "open"),
    ],
)
def test_each_pile_is_in_this_order(pile: str, how: str, coding: str) -> None:
    """Of what does not count, too, the newest comes first."""
    talks = [
        interview(f"i{n}", f"2026-0{n}-01", person("u1"), says("u1", "speed", how), coding=coding)
        for n in (1, 3, 2)
    ]
    found = analyse(study(*talks)).themes["speed"]
    assert [item.interview for item in getattr(found, pile)] == ["i3", "i2", "i1"]


def test_what_was_measured_is_in_this_order() -> None:
    """The newest study comes first."""
    surveys = [
        interview(f"i{n}", f"2026-0{n}-01", says("", "speed"), method="survey") for n in (1, 3, 2)
    ]
    found = analyse(study(*surveys)).themes["speed"]
    assert [item.interview for item in found.measured] == ["i3", "i2", "i1"]


def wish(name: str, *people: str) -> list[Part]:
    """Return an interview each of people who want a theme."""
    return [
        interview(f"{name}-{who}", "2026-05-01", person(who, account=f"a-{who}"), says(who, name))
        for who in people
    ]


def test_shared_themes_rank_by_the_weaker_side() -> None:
    """Wide agreement on one side does not make up for little on the other."""
    found = analyse(
        study(
            *wish("lopsided", "b1", "b2", "b3", "b4", "u1", "u2"),
            *wish("even", "b1", "b2", "b3", "u1", "u2", "u3"),
            *wish("alone", "b1", "b2", "b3", "b4"),
        )
    )
    assert found.shared == ("even", "lopsided")
    assert found.overlap == ("even", "lopsided", "alone")


def test_each_side_has_an_order_of_its_own() -> None:
    """Go-to-market follows the buyer's breadth, product the user's."""
    found = analyse(
        study(
            *wish("price", "b1", "b2", "u1"),
            *wish("speed", "b1", "u1", "u2"),
        )
    )
    assert found.go_to_market == ("price", "speed")
    assert found.product == ("speed", "price")


def test_more_people_of_one_account_go_before_fewer_of_two() -> None:
    """Breadth is of people; accounts decide between equals only."""
    one_account = [
        interview(f"i-{who}", "2026-05-01", person(who, account="a"), says(who, "zeal"))
        for who in ("b1", "b2", "b3")
    ]
    assert analyse(study(*one_account, *wish("apt", "b4", "b5"))).go_to_market == ("zeal", "apt")


def test_equal_breadth_is_ordered_by_accounts_and_title() -> None:
    """More accounts go first, then the alphabet."""
    found = analyse(
        study(
            *wish("zebra", "b1", "u1"),
            *wish("apple", "b1", "u1"),
            interview("n", "2026-05-01", person("b1"), says("b1", "none")),
            interview("m", "2026-05-01", person("u1"), says("u1", "none")),
        )
    )
    assert found.overlap == ("apple", "zebra", "none")


def test_retired_and_proposed_themes_are_not_ranked() -> None:
    """They keep their findings and leave every order."""
    found = analyse(
        study(
            *wish("old", "b1", "b2", "u1", "u2"),
            *wish("new", "b1", "b2", "u1", "u2"),
            theme("old", status="retired"),
            theme("new", status="proposed"),
        )
    )
    assert (found.shared, found.overlap, found.product) == ((), (), ())
    assert set(found.themes) == {"new", "old"}
