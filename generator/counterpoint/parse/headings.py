"""Anchors of headings as Python-Markdown's table of contents makes them.

Written anew because importing Python-Markdown takes longer than reading a small study; a test
compares the two.
"""

from __future__ import annotations

import re
import unicodedata

NUMBERED = re.compile(r"(.*)_([0-9]+)")


def slug_of(heading: str) -> str:
    """Return a heading's anchor, were it the only one of its page."""
    plain = unicodedata.normalize("NFKD", heading).encode("ascii", "ignore").decode("ascii")
    return re.sub(r"[-\s]+", "-", re.sub(r"[^\w\s-]", "", plain).strip().lower())


class Anchors:
    """Gives the headings of one page, in their order, an anchor each."""

    def __init__(self) -> None:
        self.taken: set[str] = set()
        self.after: dict[str, int] = {}
        """By numbered anchor that is taken: the next number that may be free."""

    def of(self, heading: str) -> str:
        """Return the anchor of the next heading."""
        slug = slug_of(heading)
        if slug in self.taken or not slug:
            slug = self._numbered(slug)
        self.taken.add(slug)
        return slug

    def _numbered(self, slug: str) -> str:
        found = NUMBERED.fullmatch(slug)
        stem, number = (found[1], int(found[2]) + 1) if found else (slug, 1)
        passed = []
        while (numbered := f"{stem}_{number}") in self.taken:
            passed.append(numbered)
            number = self.after.get(numbered, number + 1)
        self.after |= dict.fromkeys(passed, number)
        return numbered
