"""Check a finished site before anybody sees it: every page there, every link and anchor good."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass

from counterpoint.diagnostics import Diagnostic, Location
from counterpoint.publish.links import Anchors
from counterpoint.publish.rendering import Around
from counterpoint.publish.values import BROKEN_LINK, MISSING_PAGE, OWN_BROKEN_LINK
from counterpoint.sources import DOCS

GENERATED_BY_MATERIAL = frozenset({"404.html"})


@dataclass(frozen=True, slots=True)
class Checked:
    """A page of the site whose links are to be good."""

    path: str
    """Its file in the site."""
    anchors: Anchors
    """Resolved."""
    around: Around | None = None
    """What stands around it, where that is shared with other pages."""

    @property
    def targets(self) -> frozenset[str]:
        """Files and anchors to which it links; of what stands around it those on the page."""
        within = self.around.within if self.around else ()
        missing = {f"{self.path}#{name}" for name in within if not self.has(name)}
        return self.anchors.addresses | missing if missing else self.anchors.addresses

    def has(self, name: str) -> bool:
        """Tell whether there is a place of that name on it."""
        shared = self.around.names if self.around else ()
        return name in self.anchors.names or name in shared


def verify(
    files: Collection[str], pages: Iterable[Checked], sources: Mapping[str, str]
) -> Iterator[Diagnostic]:
    """Yield what is wrong with a site of these files.

    `sources` are the files of the repository, or the staged ones, by the file of the site that
    has to come of them. What a frame links to is looked at once, however many pages it has.
    """
    for path, source in sources.items():
        if path not in files:
            yield MISSING_PAGE.at(
                Location(source), f"{path} was not published", "give the file another name"
            )
    known = {page.path: page for page in pages if page.path in files}
    found: dict[str, list[str]] = {}
    for path, problem in _problems(known, files):
        found.setdefault(problem, []).append(path)
    for problem, (first, *others) in found.items():
        more = f"{len(others)} more page{'s' if len(others) > 1 else ''}"
        elsewhere = f" (and on {more})" if others else ""
        yield _finding(sources.get(first, first), problem + elsewhere)


def _problems(known: Mapping[str, Checked], files: Collection[str]) -> Iterator[tuple[str, str]]:
    """Yield pages with what is wrong with one of their links, page by page."""
    checked = {path: page for path, page in known.items() if path not in GENERATED_BY_MATERIAL}
    linked: frozenset[str] = frozenset().union(*(one.targets for one in checked.values()))
    around = {id(one.around): one.around for one in checked.values() if one.around}
    shared: frozenset[str] = frozenset().union(*(one.elsewhere for one in around.values()))
    broken = {one: why for one in linked | shared if (why := _broken(one, known, files))}
    for path, page in sorted(checked.items()) if broken else ():
        elsewhere = page.around.elsewhere if page.around else frozenset()
        for target in sorted(broken.keys() & (page.targets | elsewhere)):
            yield path, broken[target]


def _broken(target: str, pages: Mapping[str, Checked], files: Collection[str]) -> str:
    """Return what is wrong with where a link leads; nothing where nothing is."""
    if target in files:
        return ""
    file, _, fragment = target.partition("#")
    shown = file.removesuffix("index.html")
    if file not in files:
        return f"a link leads to /{shown}, which is not there"
    page = pages.get(file)
    if fragment and page and not page.has(fragment):
        return f"a link leads to /{shown}#{fragment}: there is no such anchor"
    return ""


def _finding(source: str, problem: str) -> Diagnostic:
    """Return an error for a page by hand; a generated one's broken link holds nobody up."""
    if source.startswith(f"{DOCS}/"):
        return BROKEN_LINK.at(Location(source), problem, "mend the link, or what it leads to")
    hint = "this is a bug of the generator; please report it with this line"
    return OWN_BROKEN_LINK.at(Location(source), problem, hint)
