"""Pairs of themes in tension, and the decisions that settle them."""

from __future__ import annotations

from counterpoint.analysis import analyse
from counterpoint.analysis.values import Tension, TensionKind
from counterpoint.config import Config
from studies import Part, decision, interview, person, says, study, theme


def wants(*pairs: str) -> list[Part]:
    """Return two interviews for each `side theme`; `audit` and `speed` pull apart."""
    parts: list[Part] = [theme("audit"), theme("speed", tension="audit")]
    for n, pair in enumerate(pairs):
        who, what = pair.split()
        for m in range(2):
            name = f"{who[0]}{n}{m}"
            parts.append(interview(f"i-{name}", "2026-05-01", person(name), says(name, what)))
    return parts


def tensions(*parts: Part) -> tuple[Tension, ...]:
    """Return the study's tensions."""
    return analyse(study(*parts)).tensions


def test_each_side_for_one_is_a_tension() -> None:
    """The pair is named in the order of the sides."""
    assert tensions(*wants("user audit", "buyer speed")) == (
        Tension(TensionKind.TENSION, ("speed", "audit"), ()),
    )


def test_the_other_way_round_too() -> None:
    """Whichever of the two themes the first side wants; a decision must name both."""
    parts = [*wants("buyer audit", "user speed"), decision("d1", "speed")]
    assert tensions(*parts) == (Tension(TensionKind.TENSION, ("audit", "speed"), ()),)
    settled = tensions(*parts, decision("d2", "speed audit"))
    assert settled == (Tension(TensionKind.TENSION, ("audit", "speed"), ("d2",)),)


def test_one_side_for_one_and_nobody_for_the_other_is_none() -> None:
    """Nobody is pulled anywhere by what nobody wants."""
    assert tensions(*wants("buyer audit")) == tensions(*wants("user speed")) == ()


def test_undecided_tensions_come_first_and_trade_offs_last() -> None:
    """Then by the ids of their themes; decisions by date, the newest first."""
    pulls = [theme(f"{one}-2", tension=one) for one in ("a", "b", "c", "all")]
    wished = [f"buyer {one}" for one in ("a", "b", "c", "all", "all-2")]
    wished += [f"user {one}" for one in ("a-2", "b-2", "c-2", "all", "all-2")]
    found = tensions(
        *pulls,
        *wants(*wished),
        decision("d1", "a a-2", date="2026-05-01"),
        decision("d2", "a a-2", date="2026-05-02"),
        decision("d3", "all all-2"),
    )
    assert [(one.themes, one.kind, one.decided_by) for one in found] == [
        (("b", "b-2"), TensionKind.TENSION, ()),
        (("c", "c-2"), TensionKind.TENSION, ()),
        (("a", "a-2"), TensionKind.TENSION, ("d2", "d1")),
        (("all", "all-2"), TensionKind.TRADE_OFF, ("d3",)),
    ]


def test_both_sides_for_both_share_a_trade_off() -> None:
    """Where everybody wants both it is no dispute between sides."""
    found = tensions(*wants("user audit", "buyer audit", "user speed", "buyer speed"))
    assert [one.kind for one in found] == [TensionKind.TRADE_OFF]


def test_three_of_four_wishes_are_a_tension() -> None:
    """One side is for one and the other for the other, whatever else they want."""
    found = tensions(*wants("user audit", "buyer audit", "buyer speed"))
    assert found == (Tension(TensionKind.TENSION, ("speed", "audit"), ()),)


def test_where_the_same_people_buy_and_use_nobody_pulls() -> None:
    """There is one column; what it wants of a pair is at most a trade-off."""
    same = Config(same_people=True)
    assert analyse(study(*wants("user audit"), config=same)).tensions == ()
    assert analyse(study(*wants("user speed"), config=same)).tensions == ()
    both = analyse(study(*wants("user audit", "buyer speed"), config=same)).tensions
    assert [one.kind for one in both] == [TensionKind.TRADE_OFF]


def test_one_side_alone_is_no_tension() -> None:
    """A side that wants both by itself has a trade-off of its own, not a tension."""
    assert tensions(*wants("user audit", "user speed")) == ()


def test_retired_themes_leave_the_list() -> None:
    """A retired theme pulls at nothing any more."""
    parts = [*wants("user audit", "buyer speed"), theme("audit", status="retired")]
    assert tensions(*parts) == ()


def test_a_decision_settles_what_it_names_whole() -> None:
    """A tension needs a decision that names both themes; only `decided` settles."""
    parts = wants("user audit", "buyer speed")
    both = decision("d1", "audit speed")
    open_ones = (
        decision("d2", "audit"),
        decision("d3", "audit speed", "proposed"),
        decision("d4", "audit speed", "superseded"),
    )
    assert tensions(*parts, *open_ones)[0].decided_by == ()
    assert tensions(*parts, both, *open_ones)[0].decided_by == ("d1",)


def test_a_decision_settles_each_theme_it_names() -> None:
    """The theme's own findings name the decisions in force."""
    found = analyse(study(*wants("user audit"), decision("d1", "audit speed")))
    assert [found.themes[name].decided_by for name in ("audit", "speed")] == [("d1",), ("d1",)]
