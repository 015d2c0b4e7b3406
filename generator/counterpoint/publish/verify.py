"""Check a finished site before anybody sees it: every page there, every link and anchor good."""

from __future__ import annotations

import os
from collections.abc import Collection, Iterable, Iterator, Mapping
from pathlib import Path

from counterpoint.diagnostics import Diagnostic, Location
from counterpoint.publish.links import Anchors, anchors, resolved
from counterpoint.publish.policy import with_policy
from counterpoint.publish.staging import published_path
from counterpoint.publish.values import BROKEN_LINK, MISSING_PAGE, OWN_BROKEN_LINK, StagedFile
from counterpoint.sources import DOCS

GENERATED_BY_MATERIAL = frozenset({"404.html"})


def seal_and_verify(
    site: Path, staged: Iterable[StagedFile], finished: Mapping[str, Anchors] | None = None
) -> Iterator[Diagnostic]:
    """Write its policy into every page of a finished site, then yield what is wrong with it.

    `finished` pages, by their path in the site, have their policy and resolved links, and are not
    read again.
    """
    sources = {published_path(file.path): file.source or file.path for file in staged}
    files = frozenset(_files(site))
    for path, source in sources.items():
        if path not in files:
            yield MISSING_PAGE.at(
                Location(source), f"{path} was not published", "give the file another name"
            )
    known = finished or {}
    html = (path for path in sorted(files) if path.endswith(".html"))
    pages = {path: known.get(path) or _seal(site, path) for path in html}
    good = files | {f"{path}#{name}" for path, page in pages.items() for name in page.names}
    found: dict[str, list[str]] = {}
    for path, page in pages.items():
        if path not in GENERATED_BY_MATERIAL:
            for target in sorted(page.addresses - good):
                for problem in _broken(target, pages, files):
                    found.setdefault(problem, []).append(path)
    for problem, (first, *others) in found.items():
        more = f"{len(others)} more page{'s' if len(others) > 1 else ''}"
        elsewhere = f" (and on {more})" if others else ""
        yield _finding(sources.get(first, first), problem + elsewhere)


def _finding(source: str, problem: str) -> Diagnostic:
    """Return an error for a page by hand; a generated one's broken link holds nobody up."""
    if source.startswith(f"{DOCS}/"):
        return BROKEN_LINK.at(Location(source), problem, "mend the link, or what it leads to")
    hint = "this is a bug of the generator; please report it with this line"
    return OWN_BROKEN_LINK.at(Location(source), problem, hint)


def _seal(site: Path, path: str) -> Anchors:
    file = site / path
    page = with_policy(file.read_text(encoding="utf-8"))
    file.write_text(page, encoding="utf-8", newline="")
    folder, _, _ = path.rpartition("/")
    return resolved(anchors(page), f"{folder}/" if folder else "")


def _broken(target: str, pages: Collection[str], files: Collection[str]) -> Iterator[str]:
    """Yield what is wrong with where a link leads, if anything is."""
    file, _, fragment = target.partition("#")
    shown = file.removesuffix("index.html")
    if file not in files:
        yield f"a link leads to /{shown}, which is not there"
    elif file in pages:
        yield f"a link leads to /{shown}#{fragment}: there is no such anchor"


def _files(site: Path) -> Iterator[str]:
    for directory, _, names in os.walk(site):
        for name in names:
            yield Path(directory, name).relative_to(site).as_posix()
