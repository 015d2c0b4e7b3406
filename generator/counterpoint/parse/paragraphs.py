"""Lone lines of words, as most of a transcript is: paragraphs, whatever else there may be."""

from __future__ import annotations

import re

from markdown_it import MarkdownIt
from markdown_it.rules_block import StateBlock, paragraph

WORDS = re.compile(r"(?:\*\*|[\"“])?[^\W\d_]")
"""How only a paragraph begins, if the line below it is empty."""


def with_words_first(markdown: MarkdownIt) -> None:
    """Let a parser take lone lines of words for paragraphs before it asks its other rules."""
    markdown.block.ruler.before("table", "words", _words)


def _words(state: StateBlock, first: int, end: int, silent: bool) -> bool:  # noqa: FBT001
    is_lone = first + 1 >= state.lineMax or state.isEmpty(first + 1)
    if not is_lone or state.is_code_block(first):
        return False
    start = state.bMarks[first] + state.tShift[first]
    if WORDS.match(state.src, start, state.eMarks[first]) is None:
        return False
    return paragraph(state, first, end, silent)
