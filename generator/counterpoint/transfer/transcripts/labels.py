"""Which words before a colon, or above a paragraph, name a speaker."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable

UNKNOWN = "Unknown speaker"
"""The label of words that somebody said whom the transcript does not name."""
UNNAMED = frozenset({"unknown speaker", "unknown", "unidentified speaker", "unidentified"})
LONGEST_NAME = 60
MOST_WORDS = 6
LONGEST_CODE = 20
OFTEN = 3
"""Lines that a word in lower case must open to be a speaker's label."""

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
    """Return the labels that name speakers, folded, out of those found before colons.

    A declared name always does, one that is like a name too. A code such as `admin-1` does if it
    opens several lines.
    """
    known = frozenset(name.casefold() for name in declared)
    counted = Counter(candidates)
    names = (
        label
        for label, times in counted.items()
        if label.casefold() in known or is_name_like(label) or _is_code(label, times)
    )
    return frozenset(label.casefold() for label in names)


def _is_code(label: str, times: int) -> bool:
    is_one_word = bool(_WORD.fullmatch(label)) and len(label) <= LONGEST_CODE
    return is_one_word and times >= OFTEN and label.casefold() not in NOT_NAMES
