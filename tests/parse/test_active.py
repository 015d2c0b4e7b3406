"""What would run a program in a reader's browser is refused on pages by hand, at its place."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from counterpoint.config import Config
from counterpoint.parse.active import ACTIVE
from counterpoint.parse.files import parse_source
from counterpoint.sources import source_of


def found(text: str) -> list[tuple[int, int, str]]:
    """Return where a page by hand is active, and by what."""
    source, _ = source_of("docs/page.md", text.encode())
    assert source
    page = parse_source(source, Config())
    assert page
    some = (one for one in page.diagnostics if one.rule == ACTIVE)
    return [(one.location.line, one.location.column, one.message.split("`")[1]) for one in some]


@pytest.mark.parametrize(
    ("text", "name", "column"),
    [
        ("<script>alert(1)</script>", "<script", 1),
        ("words <ScRiPt src=x>", "<script", 7),
        ('<img alt=">" src=x onerror=alert(1)>', "onerror", 20),
        ('<img src="x"onerror=alert(1)>', "onerror", 13),
        (
            '<div class="grid" markdown>\n<iframe src="https://e.example"></iframe>\n</div>',
            "<iframe",
            1,
        ),
        ("<a href=java&#9;script:alert(1)>x</a>", "href", 4),
        ('<svg><a xlink:href="data:text/html,x">x</a></svg>', "xlink:href", 9),
        ('[x](page.md){: href="javascript:alert(1)" }', "href", 16),
        ("# Heading { onclick=alert(1) }", "onclick", 13),
        ("!!! note\n\n    <b onclick=alert(1)>words</b>", "onclick", 8),
        ("<![x]><b onclick=alert(1)>", "onclick", 10),
        ("``` \n<script>", "<script", 1),
    ],
)
def test_what_would_run_is_named_at_its_place(text: str, name: str, column: int) -> None:
    """However it is written: as a browser reads it."""
    assert [(at, what) for _, at, what in found(f"# Page\n\n{text}\n")] == [(column, name)]


@pytest.mark.parametrize(
    "text",
    [
        "```html\n<script>alert(1)</script>\n```",
        "`<script>` and ``<b onclick=x>``",
        "\\<script> and &lt;script&gt;",
        "Once on = a day, 1 < 2 and {onclick}",
        '<details><summary>More</summary><b class="x">words</b></details>',
        '<img src="data:image/png;base64,AA==" alt="dot">',
        "[javascript: a language](https://e.example)",
    ],
)
def test_what_shows_or_says_the_same_is_none(text: str) -> None:
    """Code, escaped signs, and HTML that only shows something."""
    assert found(f"# Page\n\n{text}\n") == []


@pytest.mark.parametrize(
    ("field", "name"),
    [
        ('title: "</title><script>alert(1)</script>"', "<script"),
        ("author: '\" onclick=\"alert(1)'", "onclick"),
        ('tags: [a, "<img src=x onerror=alert(1)>"]', "onerror"),
    ],
)
def test_front_matter_is_looked_at_too(field: str, name: str) -> None:
    """Themes print some of it as it stands, also inside an attribute."""
    ((line, _, what),) = found(f"---\n{field}\n---\n\n# Page\n")
    assert (line, what) == (2, name)


@given(st.text(alphabet="<>![]-/'\"=& \n`{:}abscriptonx", max_size=60))
def test_whatever_a_page_holds_is_read(text: str) -> None:
    """Reading never raises."""
    found(f"# Page\n\n{text}")
