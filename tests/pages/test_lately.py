"""What changed lately."""

from __future__ import annotations

from composed import address_of, words
from counterpoint.analysis import analyse
from counterpoint.analysis.compare import Known, compare
from counterpoint.model import Study
from counterpoint.pages import compose
from counterpoint.pages.values import Lately
from studies import day, interview, person, says, study


def overview(of: Study, lately: Lately | None) -> str:
    """Return the words of the overview."""
    pages = {address_of(page): page for page in compose(of, analyse(of), lately)}
    return words(pages["research/"].html)


def talks(*who: str) -> Study:
    """Return a study in which everybody wants an audit."""
    return study(
        *(interview(f"i-{one}", "2026-01-01", person(one), says(one, "audit")) for one in who)
    )


def test_a_relation_that_changed_is_told_with_what_it_was() -> None:
    """Themes that became shared stand first."""
    before, after = talks("b1", "b2", "u1"), talks("b1", "b2", "u1", "u2")
    changes = compare(Known(before, analyse(before)), Known(after, analyse(after)))
    said = overview(after, Lately(changes, day("2026-05-01")))
    assert "What changed since 1 May 2026" in said
    assert "Audit Shared was nearly shared before" in said


def test_without_history_the_section_says_why() -> None:
    """A missing comparison is told, not left out."""
    said = overview(talks("b1"), Lately(None, why_missing="This copy has no history."))
    assert "This copy has no history." in said


def test_nothing_is_said_where_nobody_looked() -> None:
    """The section is there only if a comparison was asked for."""
    assert "What changed" not in overview(talks("b1"), None)
