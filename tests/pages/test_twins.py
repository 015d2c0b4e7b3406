"""Every page once more as Markdown, and the list of them."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from counterpoint.analysis import analyse
from counterpoint.pages import compose
from counterpoint.pages.plain_markdown import markdown_of
from counterpoint.pages.twins import llms_txt, published_twin, twins
from repositories import interview, loaded, theme


@pytest.mark.parametrize(
    ("page", "expected"),
    [
        ("<h2 id='a'>Two <em>words</em></h2><p>And\n more.</p>", "## Two *words*\n\nAnd more.\n"),
        ("<ul><li>one</li><li><a href='x'>q</a> two</li></ul>", "- one\n- q two\n"),
        ('<p><a href="../b/?c&amp;d">there</a></p>', "[there](../b/?c&d)\n"),
        ("<ol><li>one<ul><li>in</li></ul></li><li>two</li></ol>", "1. one\n  - in\n2. two\n"),
        ("<blockquote><p>said</p></blockquote><p>after</p>", "> said\n\nafter\n"),
        (
            "<table><tr><th>a</th><th>b</th></tr><tr><td><p>1</p></td><td>x|y</td></tr></table>",
            "| a | b |\n| --- | --- |\n| 1 | x\\|y |\n",
        ),
        ("<p>seen<svg><text>no</text></svg><script>no()</script></p>", "seen\n"),
        ('<p>it<span role="tooltip"><span>note</span> of it</span> goes on</p>', "it goes on\n"),
        ("<p>a &lt; b &amp; c</p>", "a < b & c\n"),
        ("a<hr>b<header>c</header><li>d", "a\n\nb\n\nc\n\n- d\n"),
        ("<table><tr><td>a<td>b<tr><td>c", "| a | b |\n| --- | --- |\n| c |\n"),
        ("<p><b>9 want</b> <code>a</code> <code>b</code><em></em></p>", "**9 want** `a` `b`\n"),
        (
            '<p><strong><a href="a">Ben</a></strong><a href="b">Buyer</a><a href="c"></a></p>',
            "**[Ben](a)** [Buyer](b)\n",
        ),
        ("<nav><nav>in</nav>out</nav><p>a<del>b</del><br>c<img alt='' src='d'></p>", "ab c\n"),
    ],
    ids=[
        "blocks",
        "list",
        "link",
        "nested",
        "quotation",
        "table",
        "skipped",
        "tooltip",
        "entities",
        "lines",
        "never closed",
        "signs",
        "neighbours",
        "unread",
    ],
)
def test_html_becomes_readable_markdown(page: str, expected: str) -> None:
    """What a reader sees, without what only a browser needs."""
    assert markdown_of(page) == expected


@given(
    st.lists(
        st.sampled_from([*"<>/ apultrdh1\"='&;", "<hr>", "<td>", "<tr>", "<h2>", "<b>"]),
        max_size=40,
    ).map("".join)
)
def test_no_html_raises(page: str) -> None:
    """Broken pages too."""
    assert markdown_of(page).endswith("\n")


def test_every_page_has_a_twin_and_withheld_ones_have_none() -> None:
    """At the page's address plus `index.md`; the words and their ids are in it."""
    files = {
        "research/themes/audit-trail.md": theme("Audit trail"),
        "research/interviews/a.md": interview(),
        "research/interviews/b.md": interview(title="Zebra", participant="z9", status="withdrawn"),
    }
    study = loaded(files).study
    pages = compose(study, analyse(study))
    found = {one.path: one.content.decode() for one in twins(study, pages)}
    assert len(found) == len(pages)
    assert '- "Nobody could say" #audit-trail' in found["research/interviews/a/index.md"]
    assert "# Audit trail" in found["research/themes/audit-trail/index.md"]
    everything = "".join((*found.values(), llms_txt(study, pages, []).content.decode()))
    assert "Zebra" not in everything
    assert "z9" not in everything


def test_the_list_leads_to_twins() -> None:
    """Every address in llms.txt is one that was written."""
    study = loaded({"research/themes/audit-trail.md": theme("Audit trail")}).study
    pages = compose(study, analyse(study))
    listed = llms_txt(study, pages, [("roadmap/log.md", "Audit log")]).content.decode()
    addresses = set(re.findall(r"\]\(([^)]*)\)", listed)) - {"roadmap/log/index.md"}
    assert addresses
    assert addresses <= {one.path for one in twins(study, pages)}
    assert "- [Audit log](roadmap/log/index.md)" in listed


def test_a_published_page_is_its_article() -> None:
    """Without the frame around it."""
    page = '<nav>menu</nav><article class="x"><h1>Log<a class="headerlink">¶</a></h1></article>'
    twin = published_twin("roadmap/log.md", page)
    assert (twin.path, twin.content) == ("roadmap/log/index.md", b"# Log\n")
