"""A theme's page."""

from __future__ import annotations

from composed import page_at, pages_of, words
from counterpoint.model import Stance
from counterpoint.pages.theme_evidence import ITEMS_PER_PAGE, VOICES_SHOWN
from studies import decision, interview, person, says, study, theme


def test_both_sides_face_each_other() -> None:
    """Each side has a column with its own sign, partition and words."""
    of = study(
        interview("b", "2026-01-01", person("b1"), says("b1", "audit")),
        interview("u", "2026-01-02", person("u1"), says("u1", "audit", "against")),
    )
    html = page_at(of, "research/themes/audit/")
    assert "cp-columns--2" in html
    assert html.index('id="buyer_for"') < html.index('id="user_against"')
    assert "1 buyer wants this" in words(html)


def test_evidence_of_joint_interviews_is_marked() -> None:
    """People speak differently when their boss is on the call."""
    of = study(
        interview("both", "2026-01-01", person("b1"), person("u1"), says("u1", "audit")),
    )
    assert "Joint interview" in page_at(of, "research/themes/audit/")


def test_uncoded_evidence_is_shown_and_marked_unfinished() -> None:
    """It counts nowhere until coding is done."""
    of = study(interview("o", "2026-01-01", person("b1"), says("b1", "audit"), coding="open"))
    html = page_at(of, "research/themes/audit/")
    assert "Coding unfinished" in html
    assert "Nobody interviewed" in html


def test_an_earlier_stance_is_shown_as_such() -> None:
    """Who changed their mind is no split; the earlier stance is history."""
    of = study(
        interview("one", "2026-01-01", person("b1"), says("b1", "audit", "against")),
        interview("two", "2026-02-01", person("b1"), says("b1", "audit")),
    )
    html = page_at(of, "research/themes/audit/")
    assert "Earlier stance" in html
    assert 'id="buyer_against"' not in html


def test_who_was_not_asked_is_named() -> None:
    """Silence is told from nobody having asked."""
    of = study(
        interview("one", "2026-01-01", person("b1"), says("b1", "audit")),
        interview("two", "2026-02-01", person("b2"), says("b2", "speed")),
    )
    html = page_at(of, "research/themes/audit/")
    assert 'id="buyer_unasked"' in html
    assert "1 not asked" in words(html)


def test_a_large_theme_shows_the_strongest_and_pages_through_the_rest() -> None:
    """No page grows without bound, and nothing is lost."""
    many = 3 * ITEMS_PER_PAGE
    of = study(
        *(
            interview(f"i{n}", "2026-01-01", person(f"b{n}"), says(f"b{n}", "audit"))
            for n in range(many)
        )
    )
    pages = pages_of(of)
    own = pages["research/themes/audit/"].html
    assert own.count('<section class="cp-voice ') == VOICES_SHOWN
    assert f"All {many} pieces of evidence" in own
    rest = [page.html for address, page in pages.items() if "/audit/evidence-" in address]
    assert sum(page.count("<figure") for page in rest) == many


def test_a_theme_without_evidence_says_what_to_do() -> None:
    """An empty page still says something true and useful."""
    html = page_at(study(theme("audit")), "research/themes/audit/")
    assert "<code>#audit</code>" in html


def test_a_retired_theme_says_so() -> None:
    """It keeps its page and leaves the rankings."""
    assert "Retired" in page_at(study(theme("old", status="retired")), "research/themes/old/")


def test_stances_are_told_by_words_and_not_by_colour_alone() -> None:
    """Every tag of another theme says in words which stance was taken."""
    of = study(interview("b", "2026-01-01", person("b1"), says("b1", "audit speed", "against")))
    html = page_at(of, "research/themes/audit/")
    assert f'<span class="cp-hidden">{Stance.AGAINST} </span>Speed' in html


def test_what_follows_stands_above_the_words_and_the_notes_for_coding_below() -> None:
    """A reader wants the verdict and what rests on it; the codebook's notes can wait."""
    of = study(
        interview("b", "2026-01-01", person("b1", persona="chief"), says("b1", "audit")),
        interview("u", "2026-01-02", person("u1", persona="rep"), says("u1", "audit")),
        decision("keep", "audit"),
    )
    html = page_at(of, "research/themes/audit/")
    order = [html.index(f'id="{one}"') for one in ("_rests", "_evidence", "_segments", "_codebook")]
    assert order == sorted(order)


def test_people_are_divided_by_one_thing_at_a_time() -> None:
    """One long table of everything that divides people would be read by nobody."""
    of = study(
        interview(
            "b",
            "2026-01-01",
            person("b1", persona="chief", roles="decider"),
            says("b1", "audit"),
        )
    )
    html = page_at(of, "research/themes/audit/")
    assert html.index('id="table_segments-persona"') < html.index("<summary>By role</summary>")
    assert 'id="table_segments-role"' in html
