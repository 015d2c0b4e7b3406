"""Notice what is saved in a repository."""

from __future__ import annotations

import datetime
from pathlib import Path

from watchfiles import watch

from counterpoint.commands.options import today
from counterpoint.sources import ASSET_SUFFIXES

SETTLE = 10
"""Milliseconds without a further change before a build begins: editors write in several steps."""
ROUND = 200
"""Milliseconds of watching without a change, after which it begins anew."""

APART = frozenset({*ASSET_SUFFIXES, ".css", ".js"})
"""Ends of the names of files that browsers load besides a page."""


class Saved:
    """What is saved, from now on: noticed during a build too."""

    def __init__(self, watched: list[Path]) -> None:
        self._changes = watch(
            *watched, step=SETTLE, rust_timeout=ROUND, yield_on_timeout=True, raise_interrupt=True
        )
        self._more: set[str] = set()
        self._not_shown: set[str] = set()
        next(self._changes)  # the watch stands

    @property
    def is_of_pages(self) -> bool:
        """Whether browsers have only pages to load of what was saved before `wait` returned."""
        return not any(Path(path).suffix.lower() in APART for path in self._not_shown)

    def has_more(self) -> bool:
        """Tell, after a round at most, whether something was saved since `wait` returned."""
        self._more |= {path for _, path in next(self._changes)}
        return bool(self._more)

    def wait(self, day: datetime.date) -> None:
        """Return once something was saved since this returned last, or the day is over."""
        while today() == day and not (self._more or self.has_more()):
            pass
        self._not_shown |= self._more
        self._more = set()

    def shown(self) -> None:
        """Hear that all that was saved before `wait` returned is on the site."""
        self._not_shown = set()
