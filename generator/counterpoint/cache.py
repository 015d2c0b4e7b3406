"""Keep what files say from one run to the next, by the digest of their bytes."""

from __future__ import annotations

import hashlib
import os
import tempfile
from collections import defaultdict
from collections.abc import Iterable, Mapping
from contextlib import suppress
from itertools import count
from pathlib import Path

import msgspec

from counterpoint.config import Config
from counterpoint.parse.files import ParsedFile
from counterpoint.parse.stored import UnreadableError, decode, encode, parser_version
from counterpoint.sources import Source
from counterpoint.spreading import processes, spread
from counterpoint.study import Parse, parse_here

DIGEST_BYTES = 32
SHARD_DIGITS = 2
"""Hexadecimal digits of a key that name its shard: one changed file writes one of 256 anew."""

_SHARD = msgspec.msgpack.Decoder(dict[str, bytes])


def cached(folder: Path, parse: Parse = parse_here) -> Parse:
    """Return a parser that reads only files whose bytes it has not seen with these settings.

    What it knows stands in the folder, below it the first, second … time that a run reads files
    (as they are, as they were). Of that it keeps what the last run needed: what was forgotten
    leaves the cache too. Whatever is damaged, or was written by another version, is thrown away.
    """
    times = count()

    def parse_new(sources: Iterable[Source], config: Config) -> Iterable[ParsedFile | None]:
        settings = _digest(parser_version().encode(), msgspec.msgpack.encode(config))
        wanted = {_key(settings, source): source for source in sources}
        shelf = _Shelf(folder / str(next(times)), wanted)
        missing = [key for key in wanted if key not in shelf.found]
        new = dict(zip(missing, parse([wanted[key] for key in missing], config), strict=True))
        with suppress(OSError):
            shelf.keep(new)
        found = shelf.found | new
        return [found[key] for key in wanted]

    return parse_new


class _Shelf:
    """What a folder holds of what is wanted, shard by shard."""

    def __init__(self, folder: Path, wanted: Iterable[str]) -> None:
        self.folder = folder
        self.found: dict[str, ParsedFile | None] = {}
        self._wanted = _by_shard(wanted)
        self._changed: dict[str, dict[str, bytes]] = {}
        for shard, keys in self._wanted.items():
            self._open(shard, keys)

    def _open(self, shard: str, keys: frozenset[str]) -> None:
        """Decode what is wanted of a shard; remember its bytes where it has to be written anew."""
        stored = _read(self.folder / shard)
        good = {
            key: data for key, data in stored.items() if key in keys and self._decode(key, data)
        }
        if len(good) < len(keys) or len(good) < len(stored):
            self._changed[shard] = good

    def _decode(self, key: str, data: bytes) -> bool:
        try:
            self.found[key] = decode(data)
        except UnreadableError:
            return False
        return True

    def keep(self, new: Mapping[str, ParsedFile | None]) -> None:
        """Write what was read anew, and drop what is no longer wanted."""
        self.folder.mkdir(parents=True, exist_ok=True)
        for shard in self.folder.iterdir():
            if shard.name not in self._wanted:
                shard.unlink()
        for key, file in new.items():
            self._changed[key[:SHARD_DIGITS]][key] = encode(file)
        for name, entries in self._changed.items():
            content = msgspec.msgpack.encode(dict(sorted(entries.items())))
            _replace(self.folder / name, hashlib.sha256(content).digest() + content)


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


def _read(file: Path) -> dict[str, bytes]:
    """Return what a shard holds; nothing where it is not there, or not what was written."""
    try:
        data = file.read_bytes()
        if hashlib.sha256(data[DIGEST_BYTES:]).digest() != data[:DIGEST_BYTES]:
            return {}
        return _SHARD.decode(data[DIGEST_BYTES:])
    except (OSError, msgspec.MsgspecError, RecursionError):
        return {}


def _replace(file: Path, content: bytes) -> None:
    """Write a file in one step, so that two runs at once leave one of their contents whole."""
    descriptor, name = tempfile.mkstemp(dir=file.parent)
    with os.fdopen(descriptor, "wb") as out:
        out.write(content)
    Path(name).replace(file)


def reader(root: Path, parse: Parse | None = None) -> Parse:
    """Return how a command reads a repository's files: what is known, then the rest on all cores.

    `parse` reads the rest otherwise. The cache stands in `build/`; where there is no such folder,
    or only a link to one, nothing is kept.
    """
    build = root / "build"
    read = parse or spread(processes)
    if build.is_symlink() or not build.is_dir():
        return read
    return cached(build / "cache" / "files", read)
