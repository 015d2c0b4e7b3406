"""Write a study as the tree of plain files that a site engine publishes."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from counterpoint.diagnostics import Diagnostic
from counterpoint.drawings import drawing_only, is_drawing
from counterpoint.model import Study
from counterpoint.pages.digests import digest
from counterpoint.pages.evidence_panel import panels
from counterpoint.pages.site import Site
from counterpoint.pages.values import DataFile
from counterpoint.pages.wording import day
from counterpoint.publish import configuration, staging
from counterpoint.publish.cited import citations_file
from counterpoint.publish.finishing import Composed, Composition
from counterpoint.publish.frames import Plan, plan
from counterpoint.publish.home import home
from counterpoint.publish.tree import Leaf, keep_up, linked
from counterpoint.publish.values import PublishError, StagedFile, Workspace
from counterpoint.references import resolve_href
from counterpoint.sources import ASSET_SUFFIXES, DOCS, Asset, Source, read_asset
from counterpoint.study import Loaded

LARGEST_CONFIGURATION = 1_000_000
EVERY_PAGES_SCRIPTS = f"{staging.ASSETS}/*.js"
"""Scripts in folders below are modules, which a page's own script asks for."""
ASSET = re.compile(
    rf"(?:{'|'.join(map(re.escape, sorted(ASSET_SUFFIXES)))})(?:[?#]|$)", re.IGNORECASE
)
OVERRIDES = Path(__file__).parent.parent / "defaults" / "overrides"


@dataclass(frozen=True, slots=True)
class Content:
    """All that a site is made of."""

    loaded: Loaded
    site: Site
    composition: Composition
    data: tuple[DataFile, ...] = ()
    as_of: str = ""
    """What every page says of itself where the site looks back; empty for today's."""

    @property
    def handwritten(self) -> Iterator[Source]:
        """The pages of `docs/`."""
        return (one for one in self.loaded.sources if one.path.startswith(f"{DOCS}/"))


@dataclass(frozen=True, slots=True)
class Staged:
    """The staged tree, on the disk."""

    workspace: Workspace
    """Where it is."""
    files: tuple[StagedFile, ...]
    """All but generated pages."""
    pages: tuple[Composed, ...]
    """The generated ones, the home page too where there is none by hand."""
    derived: configuration.Derived
    plan: Plan
    """What MkDocs renders of the generated pages."""
    overrides: str
    """A digest of the templates."""

    @property
    def static(self) -> tuple[StagedFile, ...]:
        """The files that are no pages and that MkDocs need not copy."""
        if not self.derived.is_plain:
            return ()
        return tuple(file for file in self.files if not file.path.endswith(".md"))

    @property
    def handwritten(self) -> tuple[StagedFile, ...]:
        """The pages by hand."""
        return tuple(file for file in self.files if file.path.endswith(".md"))


def stage(root: Path, content: Content, workspace: Workspace) -> Staged | tuple[Diagnostic, ...]:
    """Write `build/docs`, the overrides and the derived settings; or return what is wrong."""
    own = _read_configuration(root)
    derived = configuration.derive(own, _shape(content))
    if isinstance(derived, Diagnostic):
        return (derived,)
    pages = tuple(_pages(content))
    files = (*_staged_files(content, pages), *_named_files(root, derived.named))
    generated = (StagedFile(one.page.path, b"", one.page.source) for one in pages)
    if problems := tuple(staging.clashes((*files, *generated))):
        return problems
    contents, trees, left = content.composition.store.folder, workspace.trees, workspace.left
    kept = (Leaf(one.page.path, one.staged, linked(f"{contents}/{one.staged}")) for one in pages)
    keep_up(workspace.docs, (*_leaves(files), *kept), trees / "docs", left)
    overrides = tuple(_overrides(root, derived.custom_dir))
    keep_up(workspace.overrides, _leaves(overrides), trees / "overrides", left)
    workspace.configuration.write_text(derived.text, encoding="utf-8")
    workspace.citations.write_bytes(citations_file(content.site))
    chosen = plan(pages, derived.in_navigation) if derived.is_plain else Plan()
    return Staged(workspace, files, pages, derived, chosen, digest(overrides))


def _leaves(files: Iterable[StagedFile]) -> Iterator[Leaf]:
    return (Leaf.of(file.path, file.content) for file in files)


def _read_configuration(root: Path) -> str | None:
    path = root / configuration.NAME
    if path.is_symlink():
        raise PublishError(f"{configuration.NAME} is a symbolic link; put the file itself there")
    if not path.exists():
        return None
    data = path.read_bytes()
    if len(data) > LARGEST_CONFIGURATION:
        raise PublishError(f"{configuration.NAME} is larger than a megabyte")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise PublishError(f"{configuration.NAME} is not UTF-8") from error


def _shape(content: Content) -> configuration.SiteShape:
    assets = tuple(staging.loaded_assets())
    return configuration.SiteShape(
        title=content.site.study.config.title,
        generated=tuple(one.page.path for one in content.composition.pages),
        handwritten=tuple(staging.staged_path(source.path) for source in content.handwritten),
        styles=tuple(path for path in assets if path.endswith(".css")),
        as_of=content.as_of,
        as_of_day=f"as of {day(content.site.study.today)}",
        scripts=tuple(path for path in assets if PurePosixPath(path).match(EVERY_PAGES_SCRIPTS)),
    )


def _pages(content: Content) -> Iterator[Composed]:
    """Yield every generated page, the home page too where there is none by hand."""
    yield from content.composition.pages
    if not any(staging.staged_path(one.path) == "index.md" for one in content.handwritten):
        yield from home(content.composition)


def _staged_files(content: Content, pages: tuple[Composed, ...]) -> Iterator[StagedFile]:
    yield from staging.package_assets()
    appendices = panels(content.site)
    for source in content.handwritten:
        appendix = appendices.get(source.path, "")
        yield staging.handwritten_file(source.path, source.text, appendix)
    yield from map(staging.data_file, content.data)
    for asset in _published_assets(content, pages):
        yield StagedFile(staging.staged_path(asset.path), _drawn(asset), asset.path)


def _drawn(asset: Asset) -> bytes:
    """Return an asset's bytes as they are published: of a drawing only what it draws."""
    data = read_asset(asset)
    drawing = drawing_only(asset.path, data) if is_drawing(asset.path) else data
    if isinstance(drawing, Diagnostic):
        raise PublishError(f"{drawing.location}: {drawing.message}; {drawing.hint}")
    return drawing


def _published_assets(content: Content, pages: Iterable[Composed]) -> Iterator[Asset]:
    """Yield the images and PDFs that some page shows, and those of `docs/` that are nobody's.

    What only withheld interviews show goes with them.
    """
    shown = _shown(pages) | _linked_from_docs(content.site.study)
    for asset in content.loaded.assets:
        path = asset.path
        if path in content.site.study.withheld_assets:
            continue
        is_own = path.startswith(f"{DOCS}/")
        if is_own or path in shown or staging.staged_path(path) in shown:
            yield asset


def _linked_from_docs(study: Study) -> frozenset[str]:
    return frozenset(
        resolve_href(page.path, link.href).path
        for page in study.pages.values()
        for link in page.links
    )


def _shown(pages: Iterable[Composed]) -> frozenset[str]:
    """Return the addresses of all images and PDFs that generated pages show or link to."""
    addresses: frozenset[str] = frozenset().union(*(one.anchors.addresses for one in pages))
    return frozenset(
        path
        for address in addresses
        if ASSET.search(address)
        for path in (address, address.partition("#")[0])
    )


def _overrides(root: Path, custom_dir: str) -> Iterator[StagedFile]:
    """Yield the product's templates, then the user's own, which win."""
    yield from _files_of(OVERRIDES)
    if not custom_dir:
        return
    own = (root / custom_dir).resolve()
    if not own.is_relative_to(root.resolve()):
        raise PublishError(f"theme.custom_dir leads out of the repository: {custom_dir}")
    yield from _files_of(own)


def _files_of(folder: Path) -> Iterator[StagedFile]:
    for file in sorted(folder.rglob("*")):
        if file.is_file() and not file.is_symlink():
            yield StagedFile(file.relative_to(folder).as_posix(), file.read_bytes())


def _named_files(root: Path, named: Iterable[str]) -> Iterator[StagedFile]:
    """Yield the style sheets and scripts of `docs/` that the user's settings name."""
    for name in named:
        path = PurePosixPath(name)
        is_inside = not path.is_absolute() and ".." not in path.parts
        if is_inside and (root / DOCS / path).is_file():
            yield StagedFile(name, read_asset(Asset(f"{DOCS}/{name}", root)), f"{DOCS}/{name}")
