"""Contributed Markdown as a page shows it."""

from __future__ import annotations

import pytest

from counterpoint.model import Document
from counterpoint.parse.markdown import render_document
from counterpoint.parse.values import Body
from parse.reading import PATH


def rendered(text: str, first_line: int = 1) -> Document:
    """Render a body."""
    return render_document(Body(PATH, text, first_line))


@pytest.mark.parametrize(
    ("text", "html"),
    [
        ("<b onclick=x>hi</b>", "<p>&lt;b onclick=x&gt;hi&lt;/b&gt;</p>\n"),
        ("<script>\nx\n</script>", "<p>&lt;script&gt;\nx\n&lt;/script&gt;</p>\n"),
        ("[x](javascript:alert(1))", "<p>[x](javascript:alert(1))</p>\n"),
        ("[x](<java\tscript:alert(1)>)", "<p>[x](&lt;java\tscript:alert(1)&gt;)</p>\n"),
        ("![x](data:text/html,x)", "<p>![x](data:text/html,x)</p>\n"),
        ('[x](y "a &quot;b&quot;")', '<p><a href="link:0" title="a &quot;b&quot;">x</a></p>\n'),
        ('[x](y "sha256:44a1363ef6b1")', '<p><a href="link:0">x</a></p>\n'),
        ("a  \nb\\\nc\nd", "<p>a<br>\nb<br>\nc\nd</p>\n"),
        ("```py\n<x>\n```", "<pre><code>&lt;x&gt;\n</code></pre>\n"),
        ("---", "<hr>\n"),
        ("7. a\n8. b", '<ol start="7">\n<li>\na\n</li>\n<li>\nb\n</li>\n</ol>\n'),
        ("- #a +for", "<ul>\n<li>\n#a +for\n</li>\n</ul>\n"),
        ("", ""),
    ],
)
def test_markdown_becomes_safe_html(text: str, html: str) -> None:
    """Raw HTML is text, dangerous addresses make no links, nothing else is stripped."""
    assert rendered(text).html == html


def test_links_are_numbered_and_kept_as_written() -> None:
    """Addresses are resolved by whoever composes the page."""
    text = (
        "[a *b*](../x%20y.md#z 'T') ![p *q*](i.png)\n<https://e.org/ä>\n\n[r]\n\n[r]: <a b> 'R'\n"
    )
    document = rendered(text, first_line=10)
    assert [(link.href, link.text, link.title, link.is_image) for link in document.links] == [
        ("../x%20y.md#z", "a b", "T", False),
        ("i.png", "p q", "", True),
        ("https://e.org/ä", "https://e.org/ä", "", False),
        ("a b", "r", "R", False),
    ]
    places = [(link.location.line, link.location.column) for link in document.links]
    assert places == [(10, 1), (10, 28), (11, 1), (13, 1)]


def test_headings_have_the_anchors_of_git_hosts() -> None:
    """Each once; words in any script."""
    headings = rendered("# Über uns: A & B\n## Same\n## Same\n## Same 1\n# ?\n").headings
    assert [heading.anchor for heading in headings] == [
        "über-uns-a--b",
        "same",
        "same-1",
        "same-1-1",
        "section",
    ]
    assert [heading.level for heading in headings] == [1, 2, 2, 2, 1]


def test_a_document_has_a_summary_and_its_text() -> None:
    """The first paragraph, and everything, as plain text."""
    document = rendered("# Title\n\nFirst *line*\nand `more`.\n\n| a | b |\n|---|---|\n| c | d |\n")
    assert document.summary == "First line and more."
    assert document.text == "Title\nFirst line and more.\na b c d"


def test_what_is_nested_too_deep_is_left_out() -> None:
    """Ten thousand levels take no time and raise nothing."""
    assert rendered(">" * 10_000 + " x").html.count("<blockquote") == 50


def test_small_tables_do_not_stand_for_huge_ones() -> None:
    """Short rows are filled up within bounds that hold for the whole file; the rest is text."""
    table = "|a" * 200 + "|\n" + "|-" * 200 + "|\n" + "|\n" * 300 + "\n"
    html = rendered(table * 20).html
    assert html.count("<td") < 150_000
    assert "<p>|a|a|" in html
