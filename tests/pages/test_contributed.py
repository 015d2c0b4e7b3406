"""Contributed text on its way into a page."""

from __future__ import annotations

from counterpoint.analysis import analyse
from counterpoint.pages.contributed import contributed
from counterpoint.pages.place import Place, place
from counterpoint.pages.site import gather
from counterpoint.parse.markdown import render_document
from counterpoint.parse.values import Body
from repositories import interview, loaded

PATH = "research/themes/audit-trail.md"


def shown(text: str, *, deepest: int = 0) -> str:
    """Return contributed Markdown as a theme's page shows it."""
    return str(contributed(here(), PATH, render_document(Body(PATH, text, 1)), deepest=deepest))


def here() -> Place:
    """Return the page of a theme in a study with one interview and a withheld one."""
    files = {
        "research/interviews/one.md": interview(),
        "research/interviews/secret.md": interview(participant="p2", audience="restricted"),
    }
    study = loaded(files).study
    return place(gather(study, analyse(study)), "research/themes/audit-trail/")


def test_links_mean_what_they_mean_on_a_git_host() -> None:
    """`/…` starts at the repository's root, others at the file."""
    assert 'href="../../interviews/one/#no-trail"' in shown(
        "[a](/research/interviews/one.md#no-trail)"
    )
    assert 'href="../../interviews/one/"' in shown("[a](../interviews/one.md)")


def test_a_stamp_stays_out_of_sight() -> None:
    """It is for programs."""
    html = shown('[a](/research/interviews/one.md "sha256:000000000000")')
    assert "sha256" not in html


def test_words_that_changed_since_are_marked() -> None:
    """A stamp that no longer fits makes a citation suspect."""
    html = shown('[a](/research/interviews/one.md#no-trail "sha256:000000000000")')
    assert "words changed since" in html


def test_what_is_withheld_leaves_no_trace() -> None:
    """Link, link text and title give way."""
    html = shown('[her very words](/research/interviews/secret.md#no-trail "told")')
    assert "evidence withheld" in html
    assert "her very words" not in html
    assert "secret" not in html


def test_a_link_that_leads_nowhere_is_only_words() -> None:
    """It is an error of its own; the page shows no dead link."""
    assert shown("[gone](/research/themes/nowhere.md)") == "<p>gone</p>"


def test_markup_and_scripts_are_text() -> None:
    """Raw HTML in contributed text is text, and nh3 stands behind that."""
    html = shown('<script>alert(1)</script> [x](javascript:alert(1)) <b onclick="x">b</b>')
    assert "<script" not in html
    assert "<b " not in html
    assert "href" not in html


def test_line_ends_in_preformatted_text_survive_as_entities() -> None:
    """A blank line in a listing would end the raw HTML block that a page is."""
    html = shown("```\na\n\nb\n```")
    assert "a&#10;&#10;b" in html
    assert "\n\n" not in html


def test_headings_start_at_the_level_that_the_page_gives_them() -> None:
    """Contributed headings stand below the page's own."""
    assert "<h3" in shown("# A\n\n## B", deepest=3)
    assert "<h4" in shown("# A\n\n## B", deepest=3)
