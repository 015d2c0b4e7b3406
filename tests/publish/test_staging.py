"""Staging assembles exactly what is to be published."""

from __future__ import annotations

import markdown
import pytest
import yaml

from counterpoint.diagnostics import Location
from counterpoint.model import Heading
from counterpoint.pages.values import Page
from counterpoint.publish.staging import (
    clashes,
    generated_file,
    handwritten_file,
    sealed,
    staged_path,
)
from counterpoint.publish.values import StagedFile


def front_matter(file: StagedFile) -> dict[str, object]:
    """Return what an engine reads above the text."""
    meta: dict[str, object] = yaml.safe_load(file.content.decode().split("---\n")[1])
    return meta


def test_a_generated_page_names_its_source_and_escapes_its_title() -> None:
    """Themes print front matter as it stands, so it may hold no markup."""
    page = Page("research/x.md", "A <b> & c", "<p>x</p>", "research/x.md", 'say "x"')
    meta = front_matter(generated_file(page))
    assert meta["title"] == "A &lt;b&gt; &amp; c"
    assert meta["description"] == "say &quot;x&quot;"
    assert meta["source"] == "research/x.md"


def test_headings_become_a_nested_table_of_contents() -> None:
    """Engines list no headings of raw HTML: the page brings its own list."""
    place = Location("x.md")
    headings = (
        Heading(2, "A", "a", place),
        Heading(3, "B", "b", place),
        Heading(2, "C", "c", place),
    )
    meta = front_matter(generated_file(Page("x.md", "X", "<p>x</p>", headings=headings)))
    assert meta["contents"] == [
        {
            "title": "A",
            "url": "#a",
            "level": 2,
            "children": [{"title": "B", "url": "#b", "level": 3, "children": []}],
        },
        {"title": "C", "url": "#c", "level": 2, "children": []},
    ]


@pytest.mark.parametrize(
    "hostile",
    [
        "<p>a\n\n```\ncode\n```\n\nb</p>",
        '<pre>```\n--8<-- "secret.txt"\n```</pre>',
        "<p>{{ config }} {% raw %} {: onclick=x }</p>",
        "<p>\n---\ntitle: x\n---\n</p>",
        "<ul>\n    <li>deep\n\n        indented</li>\n</ul>",
    ],
)
def test_no_markdown_extension_finds_anything_in_a_sealed_block(hostile: str) -> None:
    """What contributors wrote reaches the page as it is, whatever extensions a user chose."""
    extensions = ["pymdownx.superfences", "pymdownx.snippets", "attr_list", "md_in_html", "tables"]
    block = f"<div>{sealed(hostile)}</div>"
    rendered = markdown.markdown(f"{block}\n", extensions=extensions)
    assert rendered == block
    assert "{" not in block
    assert "\n" not in block


def test_preformatted_text_keeps_its_lines() -> None:
    """A line end means a space everywhere but in preformatted text."""
    assert sealed("<p>a\nb</p><pre>a\nb</pre>") == "<p>a b</p><pre>a&#10;b</pre>"


def test_a_handwritten_page_keeps_its_front_matter_and_names_its_source() -> None:
    """`page.meta.source` is where "edit this page" leads."""
    text = "---\ntitle: A & b\nhide: [toc]\nsource: elsewhere\n---\n\n# Heading\n"
    staged = handwritten_file("docs/roadmap/x.md", text)
    assert staged.path == "roadmap/x.md"
    assert front_matter(staged) == {
        "title": "A &amp; b",
        "hide": ["toc"],
        "source": "docs/roadmap/x.md",
    }
    assert staged.content.decode().endswith("\n# Heading\n")


def test_empty_front_matter_ends_where_it_ends() -> None:
    """Not at a rule further down: what is between is the page."""
    staged = handwritten_file("docs/x.md", "---\n---\n\n# Heading\n\nWords\n\n---\n\nMore\n")
    assert b"\n# Heading\n\nWords\n\n---\n\nMore\n" in staged.content


def test_a_handwritten_page_without_front_matter_gets_some() -> None:
    """A thematic break at the top of a page is no front matter."""
    staged = handwritten_file("docs/x.md", "# Heading\n\n---\n\ntext\n")
    assert front_matter(staged) == {"source": "docs/x.md"}
    assert staged.content.decode().endswith("# Heading\n\n---\n\ntext\n")


def test_docs_stand_at_the_root_and_research_keeps_its_folder() -> None:
    """`docs/x.md` is staged as `x.md`."""
    assert staged_path("docs/roadmap/x.md") == "roadmap/x.md"
    assert staged_path("research/themes/x.md") == "research/themes/x.md"


def test_two_files_at_one_address_are_a_clash_whatever_their_case() -> None:
    """A hand-written page may not take a generated one's place."""
    generated = StagedFile("research/overlap.md", b"")
    own = StagedFile("Research/overlap/index.md", b"", "docs/Research/overlap/index.md")
    (found,) = clashes([generated, own])
    assert found.location.path == "docs/Research/overlap/index.md"
    assert not tuple(clashes([generated, StagedFile("index.md", b"")]))
