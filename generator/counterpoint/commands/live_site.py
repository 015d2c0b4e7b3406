"""What is shown while serving: the published site, and pages of the next one ahead of it."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path


class LiveSite:
    """The files of a site, and a number for each of its pages: it grows when the page changes.

    Pages change before their numbers do: who looks up a number first never takes an old page for
    a new one.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder.absolute()
        self.published = 0
        """The number of the site in the folder."""
        self._last = 0
        self._ahead: Mapping[str, bytes] = {}
        self._since: dict[str, int] = {}
        """The numbers of pages that are not as old as the site."""

    def version(self, path: str) -> int:
        """Return the number of a page."""
        return self._since.get(path, self.published)

    def page(self, path: str) -> bytes | None:
        """Return a page as it is shown; None where there is none."""
        found = self._ahead.get(path)
        return self._read(path) if found is None else found

    def show_ahead(self, pages: Mapping[str, bytes]) -> frozenset[str]:
        """Show some pages before the folder has them; return those that are other pages now."""
        new = frozenset(path for path, content in pages.items() if content != self.page(path))
        self._ahead = pages
        self._last += 1
        self._since |= {path: self.version(path) for path in pages} | dict.fromkeys(new, self._last)
        return new

    def withdraw(self) -> None:
        """Show the folder only: what was shown ahead does not come."""
        gone, self._ahead = self._ahead, {}
        self._last += 1
        self._since |= dict.fromkeys(gone, self._last)

    def publish(self) -> None:
        """Show the folder, which has a new site; pages that were shown ahead may be as they are."""
        shown, self._ahead = self._ahead, {}
        same = [path for path, content in shown.items() if content == self._read(path)]
        self._last += 1
        self._since = {path: self.version(path) for path in same}
        self.published = self._last

    def _read(self, path: str) -> bytes | None:
        try:
            return (self.folder / path).read_bytes()
        except OSError:
            return None
