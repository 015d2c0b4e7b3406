"""Write changed files to the disk: all of them or none, and none half."""

from __future__ import annotations

import os
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path

from counterpoint.sources import LARGEST_TEXT


class ChangedMeanwhileError(OSError):
    """A file is not what it was when it was read."""


def save(root: Path, changes: Mapping[str, bytes | None], before: Mapping[str, bytes]) -> None:
    """Write, or with `None` delete, files below a folder; where one fails, all stay as they were.

    `before` holds what each file that is there held when it was read. Raises OSError where a file
    changed meanwhile, appeared, or cannot be written.
    """
    for path in changes:
        _expect(root / path, before.get(path))
    beside = {
        path: _write_beside(root / path, data) for path, data in changes.items() if data is not None
    }
    done: list[str] = []
    try:
        for path, data in changes.items():
            done.append(path)
            if path in beside:
                beside[path].replace(root / path)
            elif data is None:
                (root / path).unlink()
    except OSError:
        for path in done:
            _put_back(root / path, before.get(path))
        raise
    finally:
        for left in beside.values():
            left.unlink(missing_ok=True)


def _expect(path: Path, data: bytes | None) -> None:
    if path.is_symlink() or (data is None and path.exists()):
        message = f"{path.as_posix()} appeared meanwhile; nothing was written"
        raise ChangedMeanwhileError(message)
    if data is not None and path.read_bytes()[: LARGEST_TEXT + 1] != data:
        message = f"{path.as_posix()} changed meanwhile; nothing was written: try again"
        raise ChangedMeanwhileError(message)


def _write_beside(path: Path, data: bytes) -> Path:
    """Write to a new file in the same folder, with the permissions of the one it will replace."""
    path.parent.mkdir(parents=True, exist_ok=True)
    beside = path.with_name(f".{path.name}.{os.getpid()}.new")
    try:
        with beside.open("xb") as out:
            out.write(data)
        if path.exists():
            beside.chmod(path.stat().st_mode & 0o7777)
    except OSError:
        with suppress(OSError):
            beside.unlink()
        raise
    return beside


def _put_back(path: Path, data: bytes | None) -> None:
    with suppress(OSError):
        if data is None:
            path.unlink(missing_ok=True)
        elif not path.exists() or path.read_bytes() != data:
            path.write_bytes(data)
