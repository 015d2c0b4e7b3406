"""Tables whose short rows are filled up, within bounds that hold for the whole file."""

from __future__ import annotations

from markdown_it import MarkdownIt
from markdown_it.rules_block import StateBlock
from markdown_it.rules_block.table import table

CELLS = ("th_open", "td_open")
MOST_FILLED = 0x10000
"""Cells that nobody wrote; after as many, what looks like a table is text."""
FILLED = "cells filled up"


def with_bounded_tables(markdown: MarkdownIt) -> None:
    """Let a parser read tables, many small ones that stand for huge ones excepted."""
    markdown.enable("table")
    markdown.block.ruler.at("table", _table, {"alt": ["paragraph", "reference"]})


def _table(state: StateBlock, first: int, end: int, silent: bool) -> bool:  # noqa: FBT001
    filled = state.env.get(FILLED, 0)
    before = len(state.tokens)
    if filled >= MOST_FILLED or not table(state, first, end, silent):
        return False
    cells = sum(token.type in CELLS for token in state.tokens[before:])
    written = state.src.count("|", state.bMarks[first], state.eMarks[state.line - 1])
    state.env[FILLED] = filled + max(cells - written, 0)
    return True
