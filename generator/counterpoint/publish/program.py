"""The digest of the program: what another version made is not taken over."""

from __future__ import annotations

from functools import cache

from counterpoint.editions import PACKAGE, edition

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


SUFFIXES = frozenset({".py", ".html", ".yml", ".xml"})


@cache
def program() -> str:
    """Return a digest of the package's modules and templates, and of what they use."""
    files = (file for file in sorted(PACKAGE.rglob("*")) if file.suffix in SUFFIXES)
    return edition(USED, (file for file in files if file.is_file()))
