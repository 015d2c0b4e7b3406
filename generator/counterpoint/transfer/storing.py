"""Writing a plan to the disk: everything or nothing, and never over what is there."""

from __future__ import annotations

import os
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path

from counterpoint.diagnostics import Diagnostic
from counterpoint.transfer import rules
from counterpoint.transfer.drafts import NewFile
from counterpoint.transfer.rules import finding

ONLY_OWNER = 0o600


def store(root: Path, files: Iterable[NewFile]) -> tuple[Diagnostic, ...]:
    """Write new files below a folder; where one is there already, or fails, none is written."""
    wanted = [(root / file.path, file) for file in files]
    taken = [file.path for path, file in wanted if path.exists() or path.is_symlink()]
    outside = [file.path for path, file in wanted if not _lies_within(root, path)]
    if taken or outside:
        return tuple(_refused(path) for path in (*taken, *outside))
    written: list[Path] = []
    try:
        for path, file in wanted:
            path.parent.mkdir(parents=True, exist_ok=True)
            with path.open("xb") as out:
                written.append(path)
                out.write(_bytes(file))
    except OSError:
        for path in written:
            path.unlink(missing_ok=True)
        raise
    return ()


def _lies_within(root: Path, path: Path) -> bool:
    """Tell whether a path stays inside a folder, links in it followed."""
    return path.resolve().is_relative_to(root.resolve())


def _refused(path: str) -> Diagnostic:
    message = f"{path} is there already; nothing was written"
    return finding(rules.FILE_EXISTS, path, message, "choose another title or id")


def _bytes(file: NewFile) -> bytes:
    return file.content if isinstance(file.content, bytes) else file.content.encode("utf-8")


def replace_file(path: Path, content: str | bytes, *, mode: int | None = None) -> None:
    """Write a file so that at no moment it is half written; `mode` are its permissions."""
    data = content if isinstance(content, bytes) else content.encode("utf-8")
    path.parent.mkdir(parents=True, exist_ok=True)
    beside = path.with_name(f".{path.name}.{os.getpid()}.new")
    try:
        with beside.open("xb") as out:
            if mode is not None:
                beside.chmod(mode)
            out.write(data)
        beside.replace(path)
    finally:
        with suppress(OSError):
            beside.unlink(missing_ok=True)
