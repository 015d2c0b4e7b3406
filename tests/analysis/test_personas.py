"""What a persona voices more than others, and what it does not share."""

from __future__ import annotations

from counterpoint.analysis import analyse
from counterpoint.analysis.personas import PersonaFindings, persona_findings
from counterpoint.analysis.values import Position
from counterpoint.model import Stance
from studies import Part, interview, person, says, study


def talk(who: str, persona: str, *items: str) -> Part:
    """Return an interview of somebody of a persona; items as `theme how`."""
    said = [says(who, *item.split(maxsplit=1)) for item in items]
    return interview(f"i-{who}", "2026-05-01", person(who, persona=persona), *said)


def findings(persona: str, *parts: Part) -> PersonaFindings:
    """Return what is known of a persona."""
    built = study(*parts)
    return persona_findings(built, analyse(built))[persona]


def test_people_are_compared_with_people() -> None:
    """Two of two reps against one of three others; mentions do not count."""
    found = findings(
        "rep",
        talk("u1", "rep", "a", "b"),
        talk("u2", "rep", "a", "c against"),
        talk("u3", "admin", "b", "b", "b"),
        talk("u4", "admin", "a"),
        talk("b1", "cfo", "b"),
    )
    (more,) = found.voiced_more
    assert (more.theme, more.stance, more.own, more.others) == (
        "a",
        Stance.FOR,
        ("u1", "u2"),
        ("u4",),
    )
    assert (found.people, found.others) == (("u1", "u2"), 3)
    assert [one.theme for one in found.themes] == ["a", "b", "c"]


SHARED: tuple[Part, ...] = (
    talk("b1", "cfo", "a"),
    talk("b2", "cfo", "a"),
    talk("u1", "rep", "a"),
    talk("u2", "rep", "a"),
    talk("u3", "rep", "a"),
    talk("u4", "rep", "a"),
)


def test_a_persona_may_not_share_what_its_side_shares() -> None:
    """Against what buyers and the rest of the users want."""
    found = findings(
        "admin", *SHARED, talk("u5", "admin", "a against"), talk("u6", "admin", "a against")
    )
    (one,) = found.not_shared
    assert (one.theme, one.side, one.position) == ("a", "user", Position.AGAINST)
    assert one.asked == ("u5", "u6")


def test_a_silent_persona_is_not_said_to_share() -> None:
    """Whether anybody asked it is told beside."""
    found = findings("admin", *SHARED, talk("u5", "admin", "b"))
    (one,) = found.not_shared
    assert (one.position, one.asked) == (Position.SILENT, ())


def test_a_single_voice_for_it_is_no_dissent() -> None:
    """A thin persona with somebody for the theme shares it as far as is known."""
    assert findings("admin", *SHARED, talk("u5", "admin", "a")).not_shared == ()


def test_quotations_are_the_strongest_first() -> None:
    """Everybody's strongest words before anybody's second."""
    found = findings("rep", talk("u1", "rep", "a", "b observed"), talk("u2", "rep", "c"))
    assert [item.themes for item in found.evidence] == [("b",), ("c",), ("a",)]
    assert found.of_kind("workaround") == ()
