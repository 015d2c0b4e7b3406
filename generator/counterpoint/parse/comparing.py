"""When two texts say the same words: white space, quotes, dashes and case do not count."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence

QUOTES = "\"'`´ʹʺʻʼʽˈ‘’‚‛“”„‟′″‴‵‶«»‹›＂＇"
DASHES = "-‐‑‒–—―−⁃﹘﹣－⸺⸻֊᠆〜"

ASCII = "".join(map(chr, range(128)))
"""Stands for itself; each sign that a table of translation lacks costs an exception a text."""

UNIFIED = str.maketrans(
    dict(zip(ASCII, ASCII, strict=True)) | dict.fromkeys(QUOTES, "'") | dict.fromkeys(DASHES, "-")
)


def folded(text: str) -> str:
    """Return the text in NFC with each run of white space as one space, trimmed."""
    if not unicodedata.is_normalized("NFC", text):
        text = unicodedata.normalize("NFC", text)
    if text.isprintable() and "  " not in text:
        # Of all white space only blanks are printable.
        return text.strip()
    return " ".join(text.split())


def comparable(text: str) -> str:
    """Return folded text as it is compared: quotes, dashes and `--` unified, case ignored."""
    return text.replace("--", "-").translate(UNIFIED).casefold()


def same_length(text: str, compared: str) -> bool:
    """Tell whether every character of the text has one character to be compared."""
    return len(text) == len(compared) and "--" not in text


def offsets(text: str) -> Sequence[int]:
    """Return, for each character of `comparable(text)` and its end, where it stands in the text."""
    found: list[int] = []
    at = 0
    for piece in text.split("--"):
        if len(piece.casefold()) == len(piece):
            found.extend(range(at, at + len(piece)))
        else:
            found.extend(at + i for i, sign in enumerate(piece) for _ in sign.casefold())
        at += len(piece)
        found.append(at)
        at += len("--")
    return found


def folded_offsets(text: str) -> Sequence[int]:
    """Return, for each character of `folded(text)` and its end, where it stands in the text."""
    if len(text) == len(folded(text)):
        return range(len(text) + 1)
    found: list[int] = []
    for at, character in enumerate(text):
        if not character.isspace() or (found and not text[at - 1].isspace()):
            found.append(at)
    end = len(text.rstrip())
    return [*(at for at in found if at < end), end]
