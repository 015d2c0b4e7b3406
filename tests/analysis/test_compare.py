"""What differs between two states of a study."""

from __future__ import annotations

from counterpoint.analysis import analyse
from counterpoint.analysis.compare import Changes, Known, compare
from counterpoint.analysis.values import ClaimStatus, Relation
from counterpoint.citing import CitationState
from counterpoint.diagnostics import Location
from counterpoint.model import HandWrittenPage, Link, RoadmapItem, RoadmapStatus
from studies import Part, decision, interview, person, says, study


def talk(who: str, how: str = "for", theme: str = "a", coding: str = "done") -> Part:
    """Return the interview `i-who` of somebody on a theme."""
    return interview(f"i-{who}", "2026-05-01", person(who), says(who, theme, how), coding=coding)


def changes(before: list[Part], after: list[Part]) -> Changes:
    """Return what changed between two studies."""
    old, new = study(*before), study(*after)
    return compare(Known(old, analyse(old)), Known(new, analyse(new)))


BUYERS = [talk("b1"), talk("b2")]


def test_nothing_changes_in_the_same_study() -> None:
    """A study compared with itself is empty."""
    assert changes(BUYERS, BUYERS).is_empty


def test_a_theme_becomes_shared() -> None:
    """The change names both relations and the numbers behind them."""
    found = changes(BUYERS, [*BUYERS, talk("u1"), talk("u2")])
    (change,) = found.relations
    assert (change.before, change.after) == (Relation.UNASKED, Relation.SHARED)
    assert [side.heard for side in change.sides_after] == [2, 2]
    assert found.interviews_added == ("i-u1", "i-u2")
    assert found.participants_added == {"buyer": (), "user": ("u1", "u2")}
    assert len(found.evidence_added) == 2
    assert not found.is_empty


def test_conflicts_open_are_decided_and_close() -> None:
    """The three are told apart."""
    users = [talk("u1", "against"), talk("u2", "against")]
    fight = [*BUYERS, *users]
    assert changes(BUYERS, fight).conflicts_opened == ("a",)
    decided = changes(fight, [*fight, decision("d1", "a")])
    assert (decided.conflicts_decided, decided.decisions) == (("a",), ("d1",))
    assert changes(fight, BUYERS).conflicts_closed == ("a",)


def test_assumptions_are_settled() -> None:
    """A claim's status before and after."""
    claim = talk("b1", "secondhand")
    (change,) = changes([claim], [claim, talk("u1"), talk("u2")]).claims
    assert (change.before, change.after) == (ClaimStatus.UNTESTED, ClaimStatus.CONFIRMED)


def test_what_is_gone_is_a_number() -> None:
    """Nothing of a withdrawn interview is named."""
    found = changes([*BUYERS, talk("u1")], BUYERS)
    assert (found.interviews_gone, found.evidence_removed) == (1, 1)
    assert found.participants_gone == {"buyer": 0, "user": 1}
    assert "u1" not in repr(found)


def test_finished_coding_is_told() -> None:
    """An interview that was open before counts now, and its themes are heard first."""
    found = changes([talk("u1", coding="open")], [talk("u1")])
    assert (found.coded, found.first_mentions) == (("i-u1",), ("a",))


def test_changed_evidence_is_shown_as_it_was_and_is() -> None:
    """The same id with another meaning."""
    found = changes([talk("u1")], [talk("u1", "against")])
    ((was, now),) = found.evidence_changed
    assert (was.stance.value, now.stance.value) == ("for", "against")


def page(stamp: str) -> HandWrittenPage:
    """Return a roadmap item that cites the only user."""
    path = "docs/roadmap/x.md"
    link = Link("/research/interviews/i-u1.md#e20", "the words", f"sha256:{stamp}", Location(path))
    return HandWrittenPage(path, "X", (link,), RoadmapItem(RoadmapStatus.NOW))


def test_citations_that_go_wrong_are_told() -> None:
    """A roadmap item whose evidence changed is named once it has."""
    parts = [talk("u1")]
    found = changes([*parts, page("0" * 12)], [*parts, page("1" * 12)])
    (change,) = found.citations
    assert (change.page, change.is_roadmap) == ("docs/roadmap/x.md", True)
    assert change.citation.state is CitationState.SUSPECT
    stays = changes([*parts, page("1" * 12)], [*parts, page("1" * 12)])
    assert stays.citations == ()
