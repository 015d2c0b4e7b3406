"""Keep contents in a folder by the digest of their bytes: written once, never changed."""

from __future__ import annotations

import hashlib
import os
import tempfile
from collections.abc import Collection, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path

from counterpoint.publish.values import PublishError

READABLE = 0o644
"""The mode of every file: a web server reads what somebody else has built."""


@dataclass(frozen=True, slots=True, order=True)
class Stamp:
    """By what a file is recognised without being read: whoever changes it changes this too.

    As git does: what was written without a new time, by intent or by a failing disk, is not
    noticed. Contents that are read are compared with their digest all the same.
    """

    size: int
    changed: int
    """Nanoseconds since 1970."""

    @classmethod
    def of(cls, found: os.stat_result) -> Stamp:
        """Return the stamp of a file."""
        return cls(found.st_size, found.st_mtime_ns)


@dataclass(frozen=True, slots=True)
class Store:
    """A folder of contents."""

    folder: Path
    standing: Mapping[str, Stamp] = field(default_factory=dict)
    """What was there, whole, when the store was opened, by digest."""

    @classmethod
    def opened(cls, folder: Path, known: Mapping[str, Stamp]) -> Store:
        """Return a store of what is known, and unchanged since; whatever else is there goes."""
        folder.mkdir(parents=True, exist_ok=True)
        there = stamps(folder)
        standing = {name: one for name, one in known.items() if there.get(name) == one}
        with os.scandir(folder) as entries:
            for entry in entries:
                if entry.name not in standing and not entry.is_dir(follow_symlinks=False):
                    os.unlink(entry)  # noqa: PTH108
        return cls(folder, standing)

    def put(self, content: bytes) -> str:
        """Keep a content, and return its digest."""
        digest = hashlib.sha256(content).hexdigest()
        if digest not in self.standing:
            self._write(f"{self.folder}/{digest}", content)
        return digest

    def _write(self, path: str, content: bytes) -> None:
        try:
            with open(path, "xb") as file:  # noqa: PTH123
                os.fchmod(file.fileno(), READABLE)
                file.write(content)
        except FileExistsError:
            # Another process of this build put it there, and may have been killed in the middle.
            if os.path.getsize(path) != len(content):  # noqa: PTH202
                write_anew(Path(path), content)

    def get(self, digest: str) -> bytes:
        """Return a content; PublishError where it is no longer what was put there."""
        place = self.folder / digest
        content = place.read_bytes()
        if hashlib.sha256(content).hexdigest() != digest:
            place.unlink()
            raise PublishError(f"{place} was changed: type `counterpoint build` again")
        return content

    def keep(self, wanted: Collection[str]) -> Mapping[str, Stamp]:
        """Remove all that is not wanted, and return the stamps of the rest."""
        there = {entry.name for entry in _plain_files(self.folder)}
        for name in there.difference(wanted):
            (self.folder / name).unlink()
        return {name: self._stamp(name) for name in there.intersection(wanted)}

    def _stamp(self, name: str) -> Stamp:
        """Return a file's stamp; what stood there has not changed since."""
        return self.standing.get(name) or Stamp.of(os.lstat(f"{self.folder}/{name}"))


def stamps(folder: Path) -> dict[str, Stamp]:
    """Return the stamps of the plain files in a folder."""
    return {
        entry.name: Stamp.of(entry.stat(follow_symlinks=False)) for entry in _plain_files(folder)
    }


def _plain_files(folder: Path) -> list[os.DirEntry[str]]:
    with os.scandir(folder) as entries:
        return [entry for entry in entries if entry.is_file(follow_symlinks=False)]


def write_anew(file: Path, content: bytes) -> None:
    """Write a new file in one step; other names of what stood there keep what they had."""
    descriptor, name = tempfile.mkstemp(dir=file.parent)
    try:
        with os.fdopen(descriptor, "wb") as out:
            out.write(content)
        os.chmod(name, READABLE)  # noqa: PTH101
        os.replace(name, file)  # noqa: PTH105
    except BaseException:
        with suppress(OSError):
            os.unlink(name)  # noqa: PTH108
        raise
