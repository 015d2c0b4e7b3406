"""Put a finished site in the old one's place in one step, and keep builds apart."""

from __future__ import annotations

import ctypes
import fcntl
import os
import shutil
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

from counterpoint.publish.values import PublishError, refuse_link

LOCK = ".lock"
RENAME_EXCHANGE = 2
"""Linux: `renameat2`'s flag; macOS: `renamex_np`'s RENAME_SWAP."""
HERE = -100
"""AT_FDCWD: paths are relative to the current folder."""


@contextmanager
def locked(build: Path) -> Iterator[None]:
    """Hold the build folder for this process.

    The operating system lets go of it when the holder ends, however it ends, so that no lock is
    ever stale. Raises PublishError that says who holds it.
    """
    refuse_link(build)
    build.mkdir(parents=True, exist_ok=True)
    descriptor = os.open(build / LOCK, os.O_RDWR | os.O_CREAT | os.O_NOFOLLOW, 0o644)
    with os.fdopen(descriptor, "r+", encoding="utf-8") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            holder = lock.read().strip() or "another process"
            raise PublishError(
                f"another build is running in {build.name}/ ({holder}); wait for it, or end it"
            ) from None
        lock.truncate(0)
        lock.write(f"process {os.getpid()}, since {datetime.now(UTC):%H:%M:%S} UTC\n")
        lock.flush()
        yield
        lock.seek(0)
        lock.truncate(0)


def recover(site: Path) -> None:
    """Finish what an interrupted swap by two renames left: the old site goes back to its place."""
    old = _aside(site)
    if old.is_dir() and not site.exists():
        old.rename(site)
    shutil.rmtree(old, ignore_errors=True)


def swap(finished: Path, site: Path) -> bool:
    """Make the finished site the published one; tell whether the old one stands in its place now.

    One atomic exchange where the system has it: whoever looks, or whatever kills this process,
    finds the old site whole or the new one. Elsewhere two renames, mended by `recover`.
    """
    if not site.exists():
        finished.rename(site)
        return False
    if not exchange(finished, site):
        site.rename(_aside(site))
        finished.rename(site)
        _aside(site).rename(finished)
    return True


def exchange(one: Path, other: Path) -> bool:
    """Exchange two folders atomically; tell whether system and file system could."""
    library = ctypes.CDLL(None, use_errno=True)
    first, second = os.fsencode(one), os.fsencode(other)
    if sys.platform == "darwin":
        return bool(library.renamex_np(first, second, RENAME_EXCHANGE) == 0)
    if not hasattr(library, "renameat2"):
        return False
    return bool(library.renameat2(HERE, first, HERE, second, RENAME_EXCHANGE) == 0)


def _aside(site: Path) -> Path:
    return site.with_name(f"{site.name}.old")
