"""Fenced code, as Python-Markdown sees it: a fence that is never closed is none."""

from __future__ import annotations

from collections.abc import Sequence

from markdown_it.token import Token


def is_code(token: Token, lines: Sequence[str]) -> bool:
    """Tell whether a token of a body of these lines is fenced code."""
    if token.type != "fence" or token.map is None:
        return False
    first, end = token.map
    return end - first > 1 and lines[end - 1].strip("> \t").startswith(token.markup)
