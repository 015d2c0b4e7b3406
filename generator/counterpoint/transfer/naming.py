"""Ids for what is imported: slugs of titles, no two alike."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection

from counterpoint.parse.slugs import LONGEST

RESERVED = re.compile(r"(?:index|readme|con|prn|aux|nul|com\d|lpt\d)")
LONGEST_TITLE_SLUG = 60


def slug(text: str, otherwise: str = "untitled") -> str:
    """Return a text as an id: lower-case letters, digits and single hyphens."""
    spelled = text.replace("ß", "ss").replace("æ", "ae").replace("ø", "o").replace("&", " and ")
    flat = unicodedata.normalize("NFKD", spelled).encode("ascii", "ignore").decode()
    words = re.findall(r"[a-z0-9]+", re.sub(r"(?<=\w)['’](?=\w)", "", flat).lower())
    found = "-".join(words)[:LONGEST_TITLE_SLUG].strip("-") or otherwise
    return f"{found}-1" if RESERVED.fullmatch(found) else found


def unused(wanted: str, taken: Collection[str]) -> str:
    """Return an id, with a number behind it where it is taken."""
    if wanted not in taken:
        return wanted
    stem = wanted[: LONGEST - 5]
    number = next(n for n in range(2, len(taken) + 3) if f"{stem}-{n}" not in taken)
    return f"{stem}-{number}"


def numbered(prefix: str, taken: Collection[str]) -> str:
    """Return the next id of a row: `p015` after `p014`; three digits at least."""
    pattern = re.compile(rf"{re.escape(prefix)}(\d+)")
    numbers = [int(found[1]) for one in taken if (found := pattern.fullmatch(one))]
    return f"{prefix}{max(numbers, default=0) + 1:03}"
