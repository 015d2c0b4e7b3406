"""An interview's page: the transcript with its evidence marked in place."""

from __future__ import annotations

import re

from composed import page_at, words
from counterpoint.citing import citation_link
from repositories import interview, loaded
from studies import interview as talk
from studies import person, says, study


def page(**given: str) -> str:
    """Return the page of an interview with one piece of evidence."""
    found = loaded({"research/interviews/one.md": interview(**given)})
    return page_at(found.study, "research/interviews/one/")


def test_evidence_is_marked_where_it_was_said() -> None:
    """The permalink lands on the words themselves."""
    html = page()
    anchor = html.index('id="no-trail"')
    mark = re.compile(r'<mark class="cp-cited cp-is-second"[^>]*>').search(html, anchor)
    assert mark
    assert html[mark.end() :].startswith("Nobody could say")


def test_what_it_says_stands_beside_the_words() -> None:
    """Tags, permalink and a citation to copy."""
    html = page()
    assert 'class="cp-passage"' in html
    assert 'href="#no-trail"' in html
    assert "[Nobody could say](/research/interviews/one.md#no-trail &#34;sha256:" in html


def test_speakers_look_like_their_side_and_interviewers_do_not() -> None:
    """One colour per side, used everywhere the same."""
    html = page()
    assert '<strong class="cp-speaker cp-is-second">Dana</strong>' in html


def test_an_open_interview_says_that_it_counts_nowhere() -> None:
    """Reading comes before tagging."""
    html = page(fields="coding: open")
    assert "Coding is not finished" in html
    assert "Not counted yet" in html


def test_a_citation_escapes_brackets_and_stays_short() -> None:
    """What is copied must be a valid link."""
    found = loaded({"research/interviews/one.md": interview()}).study
    item = found.interviews["one"].evidence[0]
    text = citation_link("a [gap] " + "word " * 60, "research/interviews/one.md", item)
    assert text.startswith(r"[a \[gap\] word")
    assert "…](/research" in text


def test_it_says_what_it_adds() -> None:
    """The only one heard on a theme, or one voice among several."""
    of = study(
        talk("one", "2026-01-01", person("b1"), says("b1", "audit speed")),
        talk("two", "2026-02-01", person("b2"), says("b2", "audit")),
    )
    said = words(page_at(of, "research/interviews/one/"))
    assert "b1 wants this, as does 1 other buyer the first to raise it" in said
    assert "the only buyer heard on it" in said


def test_a_large_index_is_split_by_year() -> None:
    """No page grows without bound."""
    of = study(*(talk(f"i{n}", f"20{20 + n % 2}-01-01", person("b1")) for n in range(600)))
    html = page_at(of, "research/interviews/")
    assert html.count("<tr") == 251
    assert "../interviews-2020-1/" in html
