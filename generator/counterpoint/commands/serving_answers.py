"""A study kept in memory for the tool server, read again when its files change."""

from __future__ import annotations

import datetime
from pathlib import Path
from threading import Lock

from counterpoint import study as studies
from counterpoint.analysis import analyse
from counterpoint.model import Audience
from counterpoint.sources import DOCS, RESEARCH
from counterpoint.transfer.answers import Library

State = tuple[datetime.date, tuple[tuple[str, int, int], ...]]


class FreshLibrary:
    """A library that is as new as the files, and as today: a withdrawal takes effect at once."""

    def __init__(self, root: Path, audience: Audience, site: str) -> None:
        self._root = root
        self._audience = audience
        self._site = site
        self._state: State | None = None
        self._library: Library | None = None
        self._lock = Lock()

    def current(self) -> Library:
        """Return the library, made anew if a file or the day has changed."""
        with self._lock:
            state = self._now()
            if self._library is None or state != self._state:
                loaded = studies.load(self._root, today=state[0], audience=self._audience)
                self._library = Library(loaded.study, analyse(loaded.study), self._site)
                self._state = state
            return self._library

    def _now(self) -> State:
        stats = [
            (path.as_posix(), found.st_mtime_ns, found.st_size)
            for folder in (RESEARCH, DOCS)
            for path in sorted((self._root / folder).rglob("*"))
            if path.suffix in (".md", ".yml") and (found := path.stat())
        ]
        return studies.today(), tuple(stats)
