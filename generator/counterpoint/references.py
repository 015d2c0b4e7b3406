"""From a link as written to a path in the repository, and on to an address of the site."""

from __future__ import annotations

import posixpath
import re
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from pathlib import PurePosixPath
from urllib.parse import unquote

SCHEME = re.compile(r"([A-Za-z][A-Za-z0-9+.-]*):")
ALLOWED_SCHEMES = frozenset({"http", "https", "mailto"})
FOLDER_PAGES = frozenset({"index", "readme"})
"""File names that are their folder's own page."""
GENERATED_FOLDERS = frozenset(
    {"research/"}
    | {
        f"research/{name}/"
        for name in (
            "accounts",
            "add",
            "assumptions",
            "codebook",
            "conflicts",
            "coverage",
            "data",
            "decisions",
            "guides",
            "interviews",
            "kinds",
            "method",
            "outcomes",
            "overlap",
            "personas",
            "roadmap",
            "search",
            "themes",
        )
    }
)
"""Addresses of the pages that builds write and no file stands for."""
BADGES = "research/badges"
DATA = "research/data"
INVENTORY = "objects.inv"
GENERATED_FILES = frozenset(
    {
        INVENTORY,
        *(
            f"{DATA}/{name}"
            for name in ("themes.csv", "evidence.csv", "study.json", "study.schema.json")
        ),
    }
)
IGNORED_IN_URLS = re.compile(r"[\x00-\x20\x7f]")
"""What browsers pass over in a scheme: `java\\nscript:` is one."""


class ReferenceKind(StrEnum):
    """Where a link leads."""

    EXTERNAL = "external"
    """To another site, or an e-mail address."""
    PATH = "path"
    """Into this repository."""
    INVALID = "invalid"
    """Nowhere that a page may link to."""


@dataclass(frozen=True, slots=True)
class Reference:
    """A link's target."""

    kind: ReferenceKind
    path: str = ""
    """In the repository, without leading slash; a folder ends with one; empty for the root."""
    fragment: str = ""
    """Decoded, without `#`."""
    problem: str = ""
    """Why it is invalid, to follow the words "this link"."""


def resolve_href(source_path: str, href: str) -> Reference:
    """Return where a link written in a file leads: `/…` from the root, others from the file.

    Links mean what they mean on a Git host. Never raises.
    """
    scheme = SCHEME.match(IGNORED_IN_URLS.sub("", href))
    if scheme:
        return _with_scheme(scheme[1].lower())
    if href.startswith(("//", "\\")):
        return _invalid("has no scheme: write https:// in front, or one slash")
    written, _, fragment = href.partition("#")
    path = unquote(written.partition("?")[0])
    if any(character in "\\\0" or not character.isprintable() for character in path):
        return _invalid("holds a character that no file name has")
    if not path:
        return Reference(ReferenceKind.PATH, source_path, unquote(fragment))
    folder = "" if path.startswith("/") else posixpath.dirname(source_path)
    return _inside(posixpath.join("/", folder, path.lstrip("/")), path, unquote(fragment))


def _with_scheme(scheme: str) -> Reference:
    if scheme in ALLOWED_SCHEMES:
        return Reference(ReferenceKind.EXTERNAL)
    return _invalid(f"starts with {scheme}:, which pages may not use")


def _invalid(problem: str) -> Reference:
    return Reference(ReferenceKind.INVALID, problem=problem)


def _inside(joined: str, written: str, fragment: str) -> Reference:
    depth = 0
    for part in joined.split("/"):
        depth += {"": 0, ".": 0, "..": -1}.get(part, 1)
        if depth < 0:
            return _invalid("leads out of the repository")
    path = posixpath.normpath(joined).lstrip("/")
    if (path and written.endswith(("/", "/.", "/.."))) or written in (".", ".."):
        path += "/" if path else ""
    return Reference(ReferenceKind.PATH, path, fragment)


@cache
def page_address(path: str) -> str:
    """Return a page's address on the site: no leading slash, a slash at the end, or empty.

    `docs/roadmap/x.md` has `roadmap/x/`, `research/themes/x.md` `research/themes/x/`,
    `docs/index.md` the empty one.
    """
    page = PurePosixPath(path.removeprefix("docs/"))
    if page.stem.lower() in FOLDER_PAGES:
        return "" if str(page.parent) == "." else f"{page.parent}/"
    return f"{page.with_suffix('')}/"


def asset_address(path: str) -> str:
    """Return the address of an image or a PDF: its path, counted from `docs/` where it is there."""
    return path.removeprefix("docs/")


def relative_address(from_address: str, to_address: str) -> str:
    """Return the link from one address of the site to another; `./` to itself.

    An address that is no page's keeps its last part as it is: `img/a.png`.
    """
    relative = posixpath.relpath(f"/{to_address}", f"/{from_address}")
    is_page = not to_address or to_address.endswith("/")
    return f"{relative}/" if is_page else relative


def theme_badge(theme: str) -> str:
    """Return the address of a theme's badge, by its id or an old one."""
    return f"{BADGES}/themes/{theme}.svg"


def roadmap_badge(path: str) -> str:
    """Return the address of a roadmap item's badge: `docs/roadmap/x.md` has `…/roadmap/x.svg`."""
    return f"{BADGES}/{path.removeprefix('docs/').removesuffix('.md')}.svg"


def theme_data(theme: str) -> str:
    """Return the address of what is known of one theme, as JSON."""
    return f"{DATA}/themes/{theme}.json"


def evidence_data(interview: str) -> str:
    """Return the address of an interview's evidence as JSON, a piece under its anchor."""
    return f"{DATA}/evidence/{interview}.json"
