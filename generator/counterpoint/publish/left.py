"""How a process left folders: where nobody put, replaced or removed a file since, all is known.

What somebody wrote into a file in its place is not noticed so. The next process, which has left
nothing, looks at every file.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import TypeAlias

Marks: TypeAlias = Mapping[str, tuple[int, int]]
"""The number and the time of folders, by their paths in one of them."""


class Left:
    """The folders that a process left as they are to be."""

    def __init__(self) -> None:
        self._marks: dict[Path, Marks] = {}

    def stands(self, folder: Path, inner: Iterable[str]) -> bool:
        """Tell whether a folder, with these folders in it, is as it was left."""
        found = _marks(folder, inner)
        return bool(found) and self._marks.get(folder) == found

    def leave(self, folder: Path, inner: Iterable[str]) -> None:
        """Remember how a folder stands now, with these folders in it."""
        self._marks[folder] = _marks(folder, inner)

    def forget(self, folder: Path) -> None:
        """Remember nothing of a folder."""
        self._marks.pop(folder, None)


def _marks(folder: Path, inner: Iterable[str]) -> Marks:
    """Return the marks of a folder; none where it does not have all of these in it."""
    try:
        found = {path: os.lstat(f"{folder}/{path}") for path in ("", *inner)}
    except OSError:
        return {}
    return {path: (one.st_ino, one.st_mtime_ns) for path, one in found.items()}
