"""Which words before a colon, or above a paragraph, name a speaker."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable

LONGEST_NAME = 60
MOST_WORDS = 6

# fmt: off
PARTICLES = frozenset(
    {
        "al", "and", "bin", "da", "das", "de", "del", "den", "der", "di", "do", "dos", "du", "el",
        "et", "la", "le", "of", "ten", "ter", "the", "van", "von", "y", "und", "zu"
    }
)
# fmt: on

# fmt: off
NOT_NAMES = frozenset(
    {
        "also", "anyway", "but", "example", "finally", "first", "fine", "goal", "hence", "http",
        "https", "idea", "is", "issue", "like", "link", "maybe", "meaning", "nb", "no", "note",
        "ok", "okay", "or", "plus", "point", "problem", "ps", "reason", "result", "right",
        "second", "so", "still", "subject", "then", "third", "time", "title", "today", "tomorrow",
        "total", "warning", "well", "yeah", "yes"
    }
)
# fmt: on
"""Words that open a sentence with a colon more often than they name anybody."""

_WORD = re.compile(r"[^\W_][\w.'’&#/@+-]*\.?", re.UNICODE)


def is_name_like(label: str) -> bool:
    """Tell whether a label could name a speaker: `Dana Reyes (Northwind)`, `Speaker 1`, `Q`."""
    words = [word.strip("()[],*") for word in label.split()]
    if not words or len(label) > LONGEST_NAME or len(words) > MOST_WORDS:
        return False
    if words[0].casefold() in NOT_NAMES or not label[0].isalnum():
        return False
    return all(_is_name_word(word) for word in words if word) and any(
        character.isalpha() for character in label
    )


def _is_name_word(word: str) -> bool:
    if not _WORD.fullmatch(word) or "://" in word:
        return False
    first = word[0]
    return first.isdigit() or not first.islower() or word in PARTICLES


def accepted(candidates: Iterable[str], declared: Iterable[str] = ()) -> frozenset[str]:
    """Return the labels that name speakers, case ignored, out of those found before colons.

    A declared name always does. Another does if it is name-like, and either opens more than one
    line or has nothing against it.
    """
    known = frozenset(name.casefold() for name in declared)
    counted = Counter(candidates)
    names = {label for label in counted if label.casefold() in known or is_name_like(label)}
    return frozenset(label.casefold() for label in names)
