"""Hand-written pages: titles, links, anchors, roadmap fields."""

from __future__ import annotations

import markdown
import pytest

from counterpoint.config import Config
from counterpoint.model import Depth, HandWrittenPage, RoadmapItem, RoadmapStatus
from counterpoint.parse.frontmatter import read_front_matter
from counterpoint.parse.handwritten import outline_of, read_page
from counterpoint.parse.values import Body


def _page(text: str, path: str = "docs/page-one.md") -> HandWrittenPage:
    front = read_front_matter(path, text, required=False)
    return read_page(path, front, Config()).page


def _links(text: str) -> list[tuple[str, int, int]]:
    links = outline_of(Body("docs/a.md", text, 1)).links
    return [(link.href, link.location.line, link.location.column) for link in links]


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("---\ntitle: Given\n---\n# Heading\n", "Given"),
        ("## Second\n\n# *Heading* `one` { #x }\n", "Heading one"),
        ("Words\n", "Page one"),
        ("", "Page one"),
    ],
)
def test_title(text: str, title: str) -> None:
    """Front matter, else the first h1, else the file's name."""
    assert _page(text).title == title


def test_a_page_may_carry_any_key() -> None:
    """What the theme knows is the theme's business."""
    page = _page("---\nhide: [navigation]\nstatus: new\nicon: a/b\n---\n")
    assert page.roadmap is None


def test_a_roadmap_page_with_a_status_is_an_item() -> None:
    """Its fields are read strictly."""
    text = "---\nstatus: now\nbenefits: user\noutcome: Renewal_Rate\ndepth: invest\n---\n"
    item = RoadmapItem(RoadmapStatus.NOW, "user", "", "renewal-rate", Depth.INVEST)
    assert _page(text, "docs/roadmap/a.md").roadmap == item
    assert _page("# Roadmap\n", "docs/roadmap/index.md").roadmap is None


def test_links_stand_where_they_are_written() -> None:
    """In paragraphs, lists, quotations, headings and tables, by line and column."""
    text = (
        "# A [one](1)\n\n> quoted\n> and [two](2)\n\n- item\n  [three](3), ![four](4)\n\n"
        "| a | b |\n| - | - |\n| [x](5) | [x](5) |\n\n[six][ref] <https://7>\n\n[ref]: 6\n"
    )
    assert _links(text) == [
        ("1", 1, 5),
        ("2", 4, 7),
        ("3", 7, 3),
        ("4", 7, 15),
        ("5", 11, 3),
        ("5", 11, 12),
        ("6", 13, 1),
        ("https://7", 13, 12),
    ]


def test_links_in_admonitions_are_links() -> None:
    """Text that Python-Markdown's blocks indent is no code."""
    assert _links('!!! note "x"\n\n    See [a](b.md).\n\n=== "Tab"\n\n    [c](d.md)\n') == [
        ("b.md", 3, 9),
        ("d.md", 7, 5),
    ]


def test_code_holds_no_links() -> None:
    """Neither fenced nor inline."""
    assert _links("`[a](b.md)`\n\n```\n[c](d.md)\n```\n") == []


def test_html_links_count() -> None:
    """Python-Markdown lets raw HTML through, so it is looked at too."""
    assert [
        href
        for href, _, _ in _links('<p><a class="x" href="a.md">a</a></p>\n\n<img src=\'b.png\'>\n')
    ] == [
        "a.md",
        "b.png",
    ]


def test_refused_schemes_are_still_seen() -> None:
    """A link that Python-Markdown would show is reported, not passed over."""
    assert _links("[a](javascript:alert(1))") == [("javascript:alert(1)", 1, 1)]


HEADINGS = (
    "# Why\n\n## Why\n\n### It's *here*, `now` & then\n\nTitle\n=====\n\n## Ünïcode — dash\n\n#\n"
)


def test_anchors_are_those_of_python_markdown() -> None:
    """Numbered, stripped and joined as its table of contents does it."""
    html = markdown.markdown(HEADINGS, extensions=["toc"])
    anchors = outline_of(Body("a.md", HEADINGS, 1)).anchors
    assert len(anchors) == 6
    assert all(f'id="{anchor}"' in html for anchor in anchors)


def test_given_anchors_count() -> None:
    """Attribute lists and HTML give anchors of their own."""
    text = (
        "## Why { #because .x }\n\nText\n{: #given }\n\n"
        "<a id=\"old\"></a> and\n\n<div name='n'></div>\n"
    )
    assert set(outline_of(Body("a.md", text, 1)).anchors) >= {"because", "given", "old", "n"}
