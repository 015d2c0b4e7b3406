"""Lone lines of words, as most of a transcript is: paragraphs, whatever else there may be."""

from __future__ import annotations

import re

from markdown_it import MarkdownIt
from markdown_it.common.utils import mdTrim
from markdown_it.rules_block import StateBlock

WORDS = re.compile(r"(?:\*\*|[\"“])?[^\W\d_]")
"""How only a paragraph begins, if the line below it is empty."""


def with_words_first(markdown: MarkdownIt) -> None:
    """Let a parser take lone lines of words for paragraphs before it asks its other rules."""
    markdown.block.ruler.before("table", "words", _words)


def _words(state: StateBlock, first: int, _end: int, _silent: bool) -> bool:  # noqa: FBT001
    below = first + 1
    if state.is_code_block(first) or not (below >= state.lineMax or state.isEmpty(below)):
        return False
    start, end = state.bMarks[first] + state.tShift[first], state.eMarks[first]
    if WORDS.match(state.src, start, end) is None:
        return False
    state.line = below
    state.push("paragraph_open", "p", 1).map = [first, below]
    inline = state.push("inline", "", 0)
    inline.content, inline.map, inline.children = mdTrim(state.src[start:end]), [first, below], []
    state.push("paragraph_close", "p", -1)
    return True
