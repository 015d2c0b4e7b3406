"""Lone lines of words among whatever else a body holds."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from counterpoint.parse.inline import DEEPEST, Markdown

STARTS = (
    "",
    "**Dana** ",
    '"',
    "“",
    "**",
    "* ",
    "- ",
    "1. ",
    "> ",
    "# ",
    "    ",
    "\t",
    "| ",
    "[a]: ",
)
ENDS = ("words", "", "é", "9", "---", "- #tag", "===", "``` x", "|-|", "**", "[a]")
LINES = st.builds(lambda start, end: start + end, st.sampled_from(STARTS), st.sampled_from(ENDS))

WITH_WORDS = Markdown(DEEPEST)
WITHOUT = Markdown(DEEPEST, ("words",))


@given(st.lists(LINES | st.just(""), max_size=12).map("\n".join))
def test_they_are_what_the_other_rules_make_of_them(text: str) -> None:
    """No other rule of the parser would have taken them, and the one for paragraphs reads them."""
    assert WITH_WORDS.parse(text) == WITHOUT.parse(text)
