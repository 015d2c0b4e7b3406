"""Ids as contributors write them: what is one, and how a near miss is read."""

from __future__ import annotations

import re
from collections.abc import Iterable

LONGEST = 80
"""Characters an id may have."""

SLUG = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*-?")
MOST_LETTERS_OFF = 2


def is_slug(text: str) -> bool:
    """Tell whether a text is an id: lower-case letters, digits and single hyphens, 80 at most."""
    return len(text) <= LONGEST and SLUG.fullmatch(text) is not None


def normalised(text: str) -> str:
    """Return a reference as the id it means: `Audit_Trail` is `audit-trail`."""
    return re.sub(r"[-_\s]+", "-", text.strip()).lower()


def in_words(slug: str) -> str:
    """Return an id as a title: `audit-trail` is `Audit trail`."""
    words = slug.replace("-", " ").strip()
    return words[:1].upper() + words[1:]


def nearest(word: str, known: Iterable[str], *, most: int = MOST_LETTERS_OFF) -> str:
    """Return the known word that is at most so many letters off, or an empty string.

    Words that differ in their digits are different words (`round-1`, `round-2`), and so are words
    that have nothing in common.
    """
    from rapidfuzz import process  # noqa: PLC0415  (only needed once something is wrong)
    from rapidfuzz.distance import Levenshtein  # noqa: PLC0415

    scorer = Levenshtein.distance
    alike = process.extract(word, tuple(known), scorer=scorer, score_cutoff=most, limit=None)
    near = (
        (distance, name)
        for name, distance, _ in alike
        if digits_of(name) == digits_of(word) and distance < max(len(word), len(name))
    )
    return min(near, default=(0, ""))[1]


def closest(word: str, known: Iterable[str]) -> str:
    """Return the known word most like the one written, or an empty string if none is alike."""
    from rapidfuzz import fuzz, process  # noqa: PLC0415

    found = process.extractOne(
        word, sorted(known), scorer=fuzz.WRatio, processor=str.lower, score_cutoff=75
    )
    return found[0] if found else ""


def digits_of(word: str) -> str:
    """Return a word's digits, by which `round-1` and `round-2` are told apart."""
    return "".join(character for character in word if character.isdigit())
