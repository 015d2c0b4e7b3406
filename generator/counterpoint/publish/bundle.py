"""Keep the shards of the search index for builds that change nothing of what is in them."""

from __future__ import annotations

import json
import re
import shutil
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

import msgspec

from counterpoint.publish.left import Left
from counterpoint.publish.noting import note, noted
from counterpoint.publish.pagefind import IndexFile
from counterpoint.publish.shards import Shard
from counterpoint.publish.store import Stamp, stamps
from counterpoint.publish.tree import Leaf, folders_of, linked, written

FOLDER = "pagefind"
"""Where a site has its search index."""
NUMBERS = "numbers.json"
"""Where the site's search reads how many there are of everything."""
SHARDS = "shards.json"
"""Where it reads which shards there are, in the order to ask them, and how much each holds."""
MAKING = "making-"
"""How the names of folders begin in which shards are put together."""

LIBRARY = "pagefind.js"
ENGINE = "wasm.en.pagefind"
PROGRAM = frozenset({LIBRARY, "pagefind-worker.js", ENGINE})
"""What every index brings, and a browser loads once: with the shard that it asks first."""
LOADED = b"pagefind_dcd"
"""What stands for the engine in the other shards, in Pagefind's form: it is loaded already."""
NEEDED = re.compile(rf"{'|'.join(map(re.escape, PROGRAM))}|pagefind-entry\.json|.*\.pf_meta")
"""What the site's own search loads; Pagefind's ready-made interfaces are left out."""

Numbers = Mapping[str, Mapping[str, int]]
"""How many things each value of each facet has."""


@dataclass(frozen=True, slots=True)
class Sealed:
    """An index of a shard that is whole."""

    of: Shard
    numbers: Numbers
    stamps: Mapping[str, Stamp]
    """Its files by path."""

    @property
    def size(self) -> int:
        """How many things can be found in it: each is of one type."""
        return sum(self.numbers.get("type", {}).values())


_SEALED = msgspec.msgpack.Decoder(Sealed)
_SHOWN = msgspec.msgpack.Decoder(tuple[Shard, ...])


@dataclass(frozen=True, slots=True)
class Bundle:
    """The search index of the last build: a folder for each shard, named by its digest."""

    folder: Path
    left: Left = field(default_factory=Left, compare=False)
    """How this process left the folder."""

    @property
    def notes(self) -> Path:
        """Where it stands which shards the site's search consists of."""
        return self.folder / "notes"

    def sealed(self, shard: Shard) -> Sealed | None:
        """Return a shard's index; None where there is none that is whole."""
        found = noted(self.folder / shard.digest / "notes", _SEALED)
        files = self.folder / shard.digest / FOLDER
        return found if found and found.of == shard and self._holds(files, found) else None

    def _holds(self, files: Path, sealed: Sealed) -> bool:
        """Tell whether a folder has the files of an index as they were sealed."""
        inner = folders_of(sealed.stamps)
        if self.left.stands(files, inner):
            return True
        self.left.leave(files, inner)
        is_whole = sealed.stamps == _stamps(files)
        if not is_whole:
            self.left.forget(files)
        return is_whole

    def seal(self, shard: Shard, numbers: Numbers, files: Iterable[IndexFile]) -> None:
        """Keep what Pagefind made, without its ready-made interfaces, in one step."""
        making = self.folder / f"{MAKING}{shard.digest}"
        shutil.rmtree(making, ignore_errors=True)
        needed = [one for one in files if "/" in one.path or NEEDED.fullmatch(one.path)]
        for folder in ("", *folders_of(one.path for one in needed)):
            (making / FOLDER / folder).mkdir(parents=True, exist_ok=True)
        for one in needed:
            written(one.content)(f"{making}/{FOLDER}/{one.path}")
        note(making / "notes", Sealed(shard, numbers, _stamps(making / FOLDER)))
        shutil.rmtree(self.folder / shard.digest, ignore_errors=True)
        making.rename(self.folder / shard.digest)

    def known(self) -> tuple[Shard, ...] | None:
        """Return the shards of the site's search; None where one of them is not whole."""
        shown = noted(self.notes, _SHOWN)
        return shown if shown and all(map(self.sealed, shown)) else None

    def show(self, shards: tuple[Shard, ...]) -> None:
        """Have the site's search consist of these shards, and remove all others."""
        note(self.notes, shards)
        kept = {shard.digest for shard in shards}
        for folder in self._folders():
            if folder.name not in kept:
                shutil.rmtree(folder, ignore_errors=True)
                self.left.forget(folder / FOLDER)

    def leaves(self) -> Iterator[Leaf]:
        """Yield the files that the site's search loads; shards in which nothing is have none."""
        shown = noted(self.notes, _SHOWN) or ()
        found = (noted(self.folder / one.digest / "notes", _SEALED) for one in shown)
        shards = [one for one in found if one and one.size]
        for number, shard in enumerate(shards):
            yield from self._leaves(shard, is_first=number == 0)
        yield _data(SHARDS, [(one.of.name, one.size) for one in shards])
        yield _data(NUMBERS, _added(one.numbers for one in shards))

    def _leaves(self, shard: Sealed, *, is_first: bool) -> Iterator[Leaf]:
        folder = f"{FOLDER}/{shard.of.name}"
        files = str(self.folder / shard.of.digest / FOLDER)
        for path, stamp in shard.stamps.items():
            if is_first or path not in PROGRAM:
                place = f"{FOLDER}/{path}" if path == LIBRARY else f"{folder}/{path}"
                yield Leaf(place, f"{stamp.size} {stamp.changed}", linked(f"{files}/{path}"))
        if not is_first:
            yield Leaf.of(f"{folder}/{ENGINE}", LOADED)

    def _folders(self) -> Iterator[Path]:
        for folder in self.folder.iterdir() if self.folder.is_dir() else ():
            if folder.is_dir():
                yield folder


def _data(name: str, value: object) -> Leaf:
    content = json.dumps(value, separators=(",", ":")).encode()
    return Leaf.of(f"{FOLDER}/{name}", content)


def _added(numbers: Iterable[Numbers]) -> Numbers:
    found: defaultdict[str, Counter[str]] = defaultdict(Counter)
    for one in numbers:
        for facet, counted in one.items():
            found[facet].update(counted)
    return {facet: dict(sorted(counted.items())) for facet, counted in sorted(found.items())}


def _stamps(files: Path) -> dict[str, Stamp]:
    if not files.is_dir():
        return {}
    found = stamps(files)
    for folder in files.iterdir():
        if folder.is_dir():
            found |= {f"{folder.name}/{name}": one for name, one in stamps(folder).items()}
    return found
