"""Keep what files say from one run to the next, by the digest of their bytes."""

from __future__ import annotations

import hashlib
import os
import tempfile
from collections import defaultdict
from collections.abc import Iterable, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from itertools import count
from pathlib import Path
from typing import BinaryIO, TypeAlias

import msgspec

from counterpoint.config import Config
from counterpoint.parse.files import ParsedFile
from counterpoint.parse.stored import (
    Stored,
    UnreadableError,
    decode,
    decode_gist,
    parser_version,
)
from counterpoint.sources import Source
from counterpoint.spreading import Store, is_little, processes, spread, store_here
from counterpoint.study import Parse, parse_here

DIGEST_BYTES = 32
LENGTH_BYTES = 8
SHARD_DIGITS = 2
"""Hexadecimal digits of a key that name its shard: one changed file writes one of 256 anew."""

_PART = msgspec.msgpack.Decoder(dict[str, bytes])


ShardSeen: TypeAlias = tuple[frozenset[str], tuple[int, int, int]]
"""The keys of a shard, and the size, time and number of its file."""


@dataclass(frozen=True, slots=True)
class Seen:
    """What a process found in a folder, or put there."""

    files: Mapping[str, ParsedFile | None] = field(default_factory=dict)
    """By key."""
    shards: Mapping[str, ShardSeen] = field(default_factory=dict)


Memory: TypeAlias = dict[str, Seen]
"""What a process has read, by folder: what stands there as it did need not be loaded again."""


def cached(
    folder: Path, store: Store = store_here, *, words: bool = True, memory: Memory | None = None
) -> Parse:
    """Return a parser that reads only files whose bytes it has not seen with these settings.

    Without `words`, interviews come back without what was said, which checks need not know.

    What it knows stands in the folder, below it the first, second … time that a run reads files
    (as they are, as they were). Of that it keeps what the last run needed: what was forgotten
    leaves the cache, and the memory, too. Whatever is damaged, or was written by another version,
    is thrown away.
    """
    times = count()
    seen: Memory = {} if memory is None else memory

    def parse_new(sources: Iterable[Source], config: Config) -> Iterable[ParsedFile | None]:
        settings = _digest(parser_version().encode(), msgspec.msgpack.encode(config))
        wanted = {_key(settings, source): source for source in sources}
        name = str(next(times))
        shelf = _Shelf(folder / name, wanted, seen.get(name, Seen()), words=words)
        missing = [key for key in wanted if key not in shelf.found]
        stored = store([wanted[key] for key in missing], config)
        new: dict[str, Stored] = {}
        for key, one in zip(missing, stored, strict=True):
            new[key] = one
            # While other processes still read.
            shelf.found[key] = shelf.decoded(one)
        with suppress(OSError):
            shelf.keep(new)
        seen[name] = Seen(shelf.found, shelf.left)
        return [shelf.found[key] for key in wanted]

    return parse_new


class _Shelf:
    """What a folder holds of what is wanted, shard by shard."""

    def __init__(self, folder: Path, wanted: Iterable[str], seen: Seen, *, words: bool) -> None:
        self.folder = folder
        self.found: dict[str, ParsedFile | None] = {}
        self.left: dict[str, ShardSeen] = {}
        """The shards that hold what is wanted, and nothing else."""
        self._seen = seen
        self._wanted = _by_shard(wanted)
        self._words = words
        self._changed: dict[str, set[str]] = {}
        for shard, keys in self._wanted.items():
            self._open(shard, keys)

    def _open(self, shard: str, keys: frozenset[str]) -> None:
        """Decode what is wanted of a shard; remember what is good of one to be written anew."""
        there = keys, _stamp(self.folder / shard)
        if self._seen.shards.get(shard) == there:
            self.found |= {key: self._seen.files[key] for key in keys}
            self.left[shard] = there
            return
        stored = _read(self.folder / shard, words=self._words)
        good = {one for one in keys if one in stored and self._decode(one, stored[one])}
        if len(good) < len(keys) or len(good) < len(stored):
            self._changed[shard] = good
        else:
            self.left[shard] = there

    def _decode(self, key: str, data: Stored) -> bool:
        known = self._seen.files
        try:
            self.found[key] = known[key] if key in known else self.decoded(data)
        except UnreadableError:
            return False
        return True

    def decoded(self, data: Stored) -> ParsedFile | None:
        """Return a file as it is asked for, with or without words."""
        return decode(data) if self._words else decode_gist(data.gist)

    def keep(self, new: Mapping[str, Stored]) -> None:
        """Write what was read anew, and drop what is no longer wanted."""
        self.folder.mkdir(parents=True, exist_ok=True)
        for shard in self.folder.iterdir():
            if shard.name not in self._wanted:
                shard.unlink()
        written: dict[str, dict[str, Stored]] = {
            shard: self._kept(shard, good) for shard, good in self._changed.items()
        }
        for key, stored in new.items():
            written[key[:SHARD_DIGITS]][key] = stored
        for name, entries in written.items():
            _replace(self.folder / name, _shard_of(entries))
            self.left[name] = frozenset(entries), _stamp(self.folder / name)

    def _kept(self, shard: str, good: set[str]) -> dict[str, Stored]:
        stored = _read(self.folder / shard) if good else {}
        return {key: stored[key] for key in good if key in stored}


def _stamp(file: Path) -> tuple[int, int, int]:
    """Return by what it is noticed that a file is another one; zeros where there is none."""
    try:
        found = file.stat()
    except OSError:
        return 0, 0, 0
    return found.st_size, found.st_mtime_ns, found.st_ino


def _key(settings: str, source: Source) -> str:
    return _digest(settings.encode(), source.path.encode(), source.digest.encode())


def _digest(*parts: bytes) -> str:
    found = hashlib.sha256()
    for part in parts:
        found.update(len(part).to_bytes(8, "little") + part)
    return found.hexdigest()


def _by_shard(keys: Iterable[str]) -> dict[str, frozenset[str]]:
    found: dict[str, set[str]] = defaultdict(set)
    for key in keys:
        found[key[:SHARD_DIGITS]].add(key)
    return {shard: frozenset(some) for shard, some in found.items()}


def _shard_of(entries: Mapping[str, Stored]) -> bytes:
    """Return a shard's bytes: the gist of all its files, then all their words."""
    ordered = sorted(entries.items())
    return b"".join(
        len(part).to_bytes(LENGTH_BYTES, "little") + hashlib.sha256(part).digest() + part
        for part in (
            msgspec.msgpack.encode({key: one.gist for key, one in ordered}),
            msgspec.msgpack.encode({key: one.words for key, one in ordered}),
        )
    )


def _read(file: Path, *, words: bool = True) -> dict[str, Stored]:
    """Return what a shard holds; nothing where it is not there, or not what was written."""
    try:
        with file.open("rb") as data:
            gists = _part(data)
            spoken = _part(data) if words else dict.fromkeys(gists, b"")
        return {key: Stored(gist, spoken[key]) for key, gist in gists.items()}
    except (OSError, KeyError, ValueError, msgspec.MsgspecError, RecursionError):
        return {}


def _part(data: BinaryIO) -> dict[str, bytes]:
    """Return the next part of a shard; ValueError where it is not what was written."""
    length = int.from_bytes(data.read(LENGTH_BYTES), "little")
    if length > os.fstat(data.fileno()).st_size:
        raise ValueError(length)
    digest, part = data.read(DIGEST_BYTES), data.read(length)
    if hashlib.sha256(part).digest() != digest:
        raise ValueError(length)
    return _PART.decode(part)


def _replace(file: Path, content: bytes) -> None:
    """Write a file in one step, so that two runs at once leave one of their contents whole."""
    descriptor, name = tempfile.mkstemp(dir=file.parent)
    with os.fdopen(descriptor, "wb") as out:
        out.write(content)
    Path(name).replace(file)


def reader(
    root: Path, store: Store | None = None, *, words: bool = True, memory: Memory | None = None
) -> Parse:
    """Return how a command reads a repository's files: what is known, then the rest on all cores.

    `store` reads the rest otherwise; `words` and `memory` are as in `cached`. The cache stands in
    `build/`; where there is no such folder, or only a link to one, nothing is kept.
    """
    build = root / "build"
    read = store or spread(processes)
    if build.is_symlink() or not build.is_dir():
        return _uncached(read)
    return cached(build / "cache" / "files", read, words=words, memory=memory)


def _uncached(store: Store) -> Parse:
    """Return a parser that keeps nothing, and takes no way over bytes where there is little."""

    def parse(sources: Iterable[Source], config: Config) -> Iterable[ParsedFile | None]:
        wanted = tuple(sources)
        if is_little(wanted):
            return parse_here(wanted, config)
        return map(decode, store(wanted, config))

    return parse
