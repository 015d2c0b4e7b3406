"""Front matter as it is written for people: values in quotes only where YAML needs them."""

from __future__ import annotations

from collections.abc import Iterable

import yaml

COMMENT = 34
"""Column at which comments begin, where the value leaves room."""


def quoted(text: str) -> str:
    """Return a text as YAML reads it back, on one line."""
    flat = " ".join(text.split())
    return (
        yaml.safe_dump(flat, allow_unicode=True, width=10**6).removesuffix("\n...\n").rstrip("\n")
    )


def listed(words: Iterable[str]) -> str:
    """Return words as a list on one line."""
    return f"[{', '.join(_word(word) for word in words)}]"


def _word(word: str) -> str:
    plain = quoted(word)
    return plain if not any(sign in plain for sign in ",[]{}") or plain[0] in "'\"" else f'"{word}"'


def aligned(field: str, comment: str) -> str:
    """Return a line with a comment behind its value."""
    return f"{field:<{COMMENT}}# {comment}" if len(field) < COMMENT else f"{field}  # {comment}"
