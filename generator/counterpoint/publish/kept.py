"""The pages of the last build, as far as they still stand."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

import msgspec

from counterpoint.publish.finishing import Composed
from counterpoint.publish.noting import note, noted
from counterpoint.publish.staging import published_path
from counterpoint.publish.store import Stamp, Store
from counterpoint.recall import Recall


@dataclass(frozen=True, slots=True)
class Made:
    """A portion as it was composed."""

    key: str
    pages: tuple[Composed, ...]

    @property
    def contents(self) -> Iterator[str]:
        """Yield the digests of what the store has of it."""
        for one in self.pages:
            yield one.staged
            yield one.twin


@dataclass(frozen=True, slots=True)
class _Notes:
    portions: Mapping[str, Made]
    """By name."""
    stamps: Mapping[str, Stamp]
    """Of the store, by digest."""


_NOTES = msgspec.msgpack.Decoder(_Notes)


class Kept:
    """Portions of pages in a folder: what is known of them, and a store of their words."""

    def __init__(self, folder: Path, recall: Recall) -> None:
        self._file = folder / "notes"
        self._recall = recall
        notes = self._remembered() or noted(self._file, _NOTES) or _Notes({}, {})
        self.store = Store.opened(folder / "contents", notes.stamps)
        standing = self.store.standing.keys()
        self.portions = {
            name: made for name, made in notes.portions.items() if standing >= set(made.contents)
        }
        """By name, those of the last build that are whole."""

    @property
    def as_before(self) -> Mapping[str, Composed]:
        """The pages by what they are made of, where that is no more than the page."""
        pages = (one for made in self.portions.values() for one in made.pages)
        return {one.made_of: one for one in pages if one.made_of}

    def has(self, name: str, key: str) -> bool:
        """Tell whether a portion is there, made of what the key says."""
        return name in self.portions and self.portions[name].key == key

    def published_at(self, files: Collection[str]) -> frozenset[str]:
        """Return the names of the portions that have a page at one of some paths in the site."""
        return frozenset(
            name
            for name, made in self.portions.items()
            if any(published_path(one.page.path) in files for one in made.pages)
        )

    def replace(self, portions: Mapping[str, Made]) -> None:
        """Keep these portions, by name, for the next build, and nothing else."""
        stamps = self.store.keep({one for made in portions.values() for one in made.contents})
        notes = _Notes(portions, stamps)
        note(self._file, notes)
        self._recall.leave(Kept, (Stamp.of(self._file.stat()), notes))

    def _remembered(self) -> _Notes | None:
        """Return what the last build of this process noted, where that is still what is noted."""
        remembered: tuple[Stamp, _Notes] | None = self._recall.left(Kept)
        if remembered and self._file.exists() and Stamp.of(self._file.stat()) == remembered[0]:
            return remembered[1]
        return None
