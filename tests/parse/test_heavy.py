"""What would take MkDocs very long is said at its place, before MkDocs is asked."""

from __future__ import annotations

import pytest

from counterpoint.config import Config
from counterpoint.parse.files import parse_source
from counterpoint.parse.heavy import TOO_HEAVY
from counterpoint.sources import source_of


def found(text: str) -> list[tuple[int, int, str]]:
    """Return where a page by hand is too heavy, and why."""
    source, _ = source_of("docs/page.md", text.encode())
    assert source
    page = parse_source(source, Config())
    assert page
    heavy = (one for one in page.diagnostics if one.rule == TOO_HEAVY)
    return [(one.location.line, one.location.column, one.message) for one in heavy]


@pytest.mark.parametrize(
    "opened",
    ["[", "[a](", "![a](b", "[a][", "[^", "<a ", "<!-- ", "[a](b) ["],
)
def test_brackets_that_are_never_closed_are_counted(opened: str) -> None:
    """By paragraph, over a page: Python-Markdown looks to the paragraph's end for each."""
    assert found("# A\n\n" + (opened * 50 + "\n\n") * 10) == []
    ((line, _, message),) = found("# A\n\n" + (opened * 50 + "\n\n") * 10 + opened)
    assert line == 23
    assert message.startswith("more than 500 brackets")


@pytest.mark.parametrize(
    "text",
    [
        "[a](b) ![c](d) <b>e</b> [f] " * 1_000,
        "\\[ 1 < 2 " * 1_000,
        "```\n" + "[a]( <a \n" * 5_000 + "```\n",
        "> ~~~ json\n" + "> [\n" * 5_000 + "> ~~~\n",
        "a\n\n" * 5_000,
        "| a | b |\n| --- | --- |\n" + "| [c](d) | e |\n" * 5_000,
        "[^1]\n\n[^1]: A note.\n\n" * 500,
    ],
    ids=["closed", "escaped", "code", "quoted code", "paragraphs", "table", "footnotes"],
)
def test_what_people_write_is_not_too_heavy(text: str) -> None:
    """However much of it: what is closed, escaped, code, or in paragraphs and tables."""
    assert found(text) == []


@pytest.mark.parametrize(
    ("text", "line", "says"),
    [
        ("\n" + "# a\n" * 2_001, 2_002, "without an empty line"),
        ("a\n\n" + "*a* " * 12_501, 3, "without an empty line"),
        ("```\n" + "# a\n" * 2_001, 2_001, "without an empty line"),
        ("\n|a|b|\n|-|-|\n|" + "a" * 50_001, 4, "without an empty line"),
        ("|a" * 300 + "\n" + "|-" * 300 + "\n" + "|\n" * 200, 1, "60,000 cells"),
        ("[^1]: A note.\n\n" + "[^1] [TOC] " * 1_000, 3, "2,000 marks"),
    ],
    ids=["lines", "characters", "fence that is never closed", "row", "cells", "footnotes"],
)
def test_what_is_copied_with_each_step_is_bounded(text: str, line: int, says: str) -> None:
    """Lines and characters without an empty line, cells that short rows leave out, footnotes."""
    ((at, _, message),) = found(text)
    assert at == line
    assert says in message
