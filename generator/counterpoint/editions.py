"""Which edition of the program made a thing: what another one made is not taken over."""

from __future__ import annotations

import hashlib
import sys
from collections.abc import Iterable
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

PACKAGE = Path(__file__).parent


def edition(packages: Iterable[str], files: Iterable[Path]) -> str:
    """Return a digest of Python, of the versions of some packages and of files of this one."""
    found = hashlib.sha256(sys.version.encode())
    for name in packages:
        found.update(f"\n{name} {_installed(name)}".encode())
    for file in files:
        found.update(b"\n" + file.relative_to(PACKAGE).as_posix().encode() + b"\n")
        found.update(file.read_bytes())
    return found.hexdigest()


def _installed(name: str) -> str:
    try:
        return version(name)
    except PackageNotFoundError:
        return ""
