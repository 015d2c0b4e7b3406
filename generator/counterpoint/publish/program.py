"""The digest of the program: what another version made is not taken over."""

from __future__ import annotations

import hashlib
import sys
from functools import cache
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

USED = (
    "jinja2",
    "markdown",
    "markdown-it-py",
    "markupsafe",
    "mkdocs",
    "mkdocs-material",
    "mkdocs-material-extensions",
    "msgspec",
    "nh3",
    "pygments",
    "pymdown-extensions",
    "pyyaml",
    "vl-convert-python",
)
"""Packages on which it depends what a page looks like."""


@cache
def program() -> str:
    """Return a digest of the package's modules and templates, and of what they use."""
    package = Path(__file__).parent.parent
    found = hashlib.sha256(sys.version.encode())
    for name in USED:
        found.update(f"\n{name} {_installed(name)}".encode())
    for file in sorted(package.rglob("*")):
        if file.suffix in {".py", ".html", ".yml", ".xml"} and file.is_file():
            found.update(b"\n" + file.relative_to(package).as_posix().encode() + b"\n")
            found.update(file.read_bytes())
    return found.hexdigest()


def _installed(name: str) -> str:
    try:
        return version(name)
    except PackageNotFoundError:
        return ""
