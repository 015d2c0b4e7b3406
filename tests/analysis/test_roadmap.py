"""What backs each roadmap item."""

from __future__ import annotations

import pytest

from counterpoint.analysis import analyse
from counterpoint.analysis.roadmap import Flag, Roadmap, roadmap
from counterpoint.diagnostics import Location
from counterpoint.model import Depth, HandWrittenPage, Link, RoadmapItem, RoadmapStatus
from studies import Part, decision, interview, person, says, study

STAMP = "sha256:000000000000"
"""The stamp of every item built by hand."""


def item(*hrefs: str, title: str = STAMP, **fields: str) -> HandWrittenPage:
    """Return a roadmap page that cites these: `i1#e20` is evidence, `a` a theme."""
    path = f"docs/roadmap/{fields.get('name', 'thing')}.md"
    links = tuple(Link(_address(href), "words", title, Location(path)) for href in hrefs)
    depth = fields.get("depth", "")
    fields_of = RoadmapItem(
        RoadmapStatus(fields.get("status", "now")),
        fields.get("benefits", "both"),
        fields.get("value_for_other", ""),
        depth=Depth(depth) if depth else None,
    )
    return HandWrittenPage(path, fields.get("name", "thing"), links, fields_of)


def _address(href: str) -> str:
    interview_id, mark, anchor = href.partition("#")
    folder = "interviews" if mark else "themes"
    return f"/research/{folder}/{interview_id}.md{mark}{anchor}"


def talk(who: str, *hows: str, date: str = "2026-05-01", theme: str = "a") -> Part:
    """Return the interview `i-who`; its evidence is `e20` and so on."""
    said = [says(who, theme, how) for how in hows]
    return interview(f"i-{who}", date, person(who, account=f"of-{who}"), *said)


def found(*parts: Part) -> Roadmap:
    """Return the roadmap of a study."""
    built = study(*parts)
    return roadmap(built, analyse(built))


def flags(*parts: Part) -> tuple[Flag, ...]:
    """Return the flags of the only item."""
    (one,) = found(*parts).items
    return one.flags


def test_evidence_is_told_by_side() -> None:
    """Participants and accounts behind an item, each side by itself."""
    (one,) = found(
        item("i-b1#e20", "i-u1#e20", "i-u1#e20", "a"), talk("b1", "for"), talk("u1", "for")
    ).items
    assert [(side.side, side.participants, side.accounts) for side in one.sides] == [
        ("buyer", ("b1",), ("of-b1",)),
        ("user", ("u1",), ("of-u1",)),
    ]
    assert (len(one.live), one.themes, one.flags) == (2, ("a",), ())
    assert one.strength.participants == 2


def test_an_item_without_evidence_is_unsupported() -> None:
    """Citing a theme alone is no evidence."""
    assert flags(item("a"), talk("u1", "for")) == (Flag.UNSUPPORTED,)


def test_changed_words_are_suspect_and_no_live_evidence() -> None:
    """A stamp that is not the words' any more backs nothing."""
    page = item("i-u1#e20", title="sha256:111111111111")
    assert flags(page, talk("u1", "for")) == (Flag.UNSUPPORTED, Flag.SUSPECT)


def test_one_sides_evidence_does_not_show_a_benefit_for_both() -> None:
    """What benefits both needs both sides' words."""
    assert flags(item("i-u1#e20"), talk("u1", "for")) == (Flag.ONE_SIDES_EVIDENCE,)


def test_one_sided_items_owe_the_other_side_a_word() -> None:
    """Without `value_for_other` the trap is named."""
    talks = talk("u1", "for")
    assert flags(item("i-u1#e20", benefits="user"), talks) == (Flag.NO_VALUE_FOR_OTHER,)
    assert flags(item("i-u1#e20", benefits="user", value_for_other="less work"), talks) == ()


def test_second_hand_words_alone_are_flagged() -> None:
    """What is said about others is no evidence of theirs."""
    assert Flag.ONLY_SECONDHAND in flags(item("i-b1#e20"), talk("b1", "secondhand"))


def test_stale_words_alone_are_flagged() -> None:
    """The newest decides."""
    old = talk("b1", "for", date="2024-01-01")
    assert Flag.ONLY_STALE in flags(item("i-b1#e20"), old)
    assert Flag.ONLY_STALE not in flags(item("i-b1#e20", "i-u1#e20"), old, talk("u1", "for"))


FIGHT: tuple[Part, ...] = (
    talk("b1", "for"),
    talk("b2", "for"),
    talk("u1", "against"),
    talk("u2", "against"),
)


def test_an_undecided_conflict_is_flagged() -> None:
    """A decision in force on the theme takes the flag away."""
    page = item("i-b1#e20", benefits="buyer", value_for_other="x")
    assert flags(page, *FIGHT) == (Flag.UNDECIDED,)
    assert flags(page, *FIGHT, decision("d1", "a")) == ()


def test_a_decision_for_the_other_side_is_contradicted() -> None:
    """What was decided for users is not built for buyers without a word."""
    page = item("i-b1#e20", benefits="buyer", value_for_other="x")
    assert flags(page, *FIGHT, decision("d1", "a", optimise_for="user")) == (Flag.CONTRADICTS,)
    assert flags(page, *FIGHT, decision("d1", "a", optimise_for="buyer")) == ()


def test_what_neither_side_wants_is_flagged() -> None:
    """Building it all the same is told on the item."""
    against = [talk(who, "against") for who in ("b1", "b2", "u1", "u2")]
    (one,) = found(item("i-b1#e20", "i-u1#e20"), *against).items
    assert (one.flags, one.unwanted) == ((Flag.UNWANTED,), ("a",))


def test_a_claim_that_those_spoken_of_contradict_is_flagged() -> None:
    """What a buyer says of users, and users say otherwise; untested it is no reason to look."""
    claim = talk("b1", "for secondhand")
    page = item("i-b1#e20", benefits="user", value_for_other="x")
    users = (talk("u1", "against"), talk("u2", "against"))
    assert Flag.DISPROVED in flags(page, claim, *users)
    assert Flag.DISPROVED not in flags(page, claim)


@pytest.mark.parametrize(("status", "counted"), [("now", 1), ("next", 1), ("later", 0)])
def test_the_balance_is_of_now_and_next(status: str, counted: int) -> None:
    """Items further off do not balance those on the way."""
    balance = found(item(benefits="user", status=status, depth="invest")).balance
    assert [(one.benefits, len(one.items), len(one.invest)) for one in balance] == [
        ("buyer", 0, 0),
        ("user", counted, counted),
        ("both", 0, 0),
    ]


def test_items_stand_by_status_and_title() -> None:
    """Now comes before next, whatever the files are called."""
    pages = (item(name="a", status="next"), item(name="c"), item(name="b"))
    assert [one.page.title for one in found(*pages).items] == ["b", "c", "a"]
