"""The whole path from a repository to its site, as `build` and `serve` walk it."""

from __future__ import annotations

import datetime
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field, replace
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING

from counterpoint.cache import Memory as FilesRead
from counterpoint.diagnostics import Diagnostic, has_errors, in_order
from counterpoint.model import Audience, Study
from counterpoint.publish.left import Left
from counterpoint.publish.values import ALONE, Onlooker, Workspace
from counterpoint.recall import Recall

if TYPE_CHECKING:
    from counterpoint.analysis.values import Analysis
    from counterpoint.pages.site import Site
    from counterpoint.pages.values import DataFile, Lately
    from counterpoint.study import Loaded, Parse

Announce = Callable[[str], None]
"""Takes the name of the step that begins."""


@dataclass(frozen=True, slots=True)
class Order:
    """What is to be built, and how far."""

    root: Path
    today: datetime.date
    audience: Audience = Audience.INTERNAL
    also: tuple[Path, ...] = ()
    """Further repositories whose `research/` is merged in."""
    only_stage: bool = False
    """Whether to stop before MkDocs."""
    as_of: str = ""
    """A day or a revision to look back to; empty for what is known now."""
    scheduler: str = ""
    """The address of a cluster that reads the files; empty for this machine."""
    alone: int = ALONE
    """So many interviews make one shard of the search index."""

    @property
    def workspace(self) -> Workspace:
        """The repository's build folder."""
        return Workspace(self.root / "build")


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of an order."""

    diagnostics: tuple[Diagnostic, ...]
    study: Study | None = None
    pages: int = 0

    @property
    def is_published(self) -> bool:
        """Whether nothing stood in the way."""
        return not has_errors(self.diagnostics)


@dataclass(frozen=True, slots=True)
class Memory:
    """What one build of a process leaves to the next."""

    files: FilesRead = field(default_factory=dict)
    reading: Recall = field(default_factory=Recall)
    """What was made of files."""
    recall: Recall = field(default_factory=Recall)
    """What was made of interviews."""
    left: Left = field(default_factory=Left)
    """The folders that were written."""


def build(
    order: Order,
    announce: Announce,
    onlooker: Onlooker | None = None,
    memory: Memory | None = None,
) -> Outcome:
    """Read, check, analyse, compose and publish; the old site stays where there are errors.

    An onlooker sees new pages before they can be searched. Memory spares a build what the one
    before it found out; the site comes out the same.
    Raises PublishError where another build holds the folder or MkDocs gives up.
    """
    from counterpoint.publish.swap import locked, recover

    with locked(order.workspace.build):
        recover(order.workspace.site)
        return _build(order, announce, onlooker, memory or Memory())


def prepare(order: Order, memory: Memory) -> None:
    """Do ahead, once a site is shown, what the next build of this process would wait for.

    What cannot be done is left to that build, which says why.
    """
    from counterpoint.publish.mkdocs import compile_templates
    from counterpoint.publish.showing import double
    from counterpoint.publish.swap import locked
    from counterpoint.publish.values import PublishError

    compile_templates(order.workspace.configuration)
    with suppress(PublishError, OSError), locked(order.workspace.build):
        double(replace(order.workspace, left=memory.left))


@dataclass(frozen=True, slots=True)
class _Counted:
    """A study that can be published."""

    loaded: Loaded
    site: Site
    as_of: str
    """What every page says of itself where the site looks back; empty for today's."""
    workspace: Workspace


def _build(order: Order, announce: Announce, onlooker: Onlooker | None, memory: Memory) -> Outcome:
    # Each stage is imported when it begins, or while much is read, so that a broken file is
    # reported at once.
    from counterpoint import study as studies

    announce("Reading")
    parse = studies.remembering(_reader(order, memory))
    loaded = studies.load(
        order.root,
        today=order.today,
        audience=order.audience,
        also=order.also,
        parse=parse,
        recall=memory.reading,
    )
    memory.reading.turn()
    if has_errors(loaded.for_build):
        return Outcome(loaded.for_build, loaded.study)
    as_of = ""
    if order.as_of:
        announce("Looking back")
        loaded, as_of = _looked_back(order, loaded)
    from counterpoint.analysis import analyse
    from counterpoint.pages.site import gather

    loaded = _recognised(loaded, memory.recall)
    announce("Counting")
    analysis = analyse(loaded.study, memory.recall)
    changed = None if order.as_of else _lately(order, loaded, analysis, parse)
    site = gather(loaded.study, analysis, changed, memory.recall)
    workspace = replace(order.workspace, left=memory.left)
    counted = _Counted(loaded, site, as_of, workspace)
    outcome = _published(order, counted, announce, onlooker)
    memory.recall.turn()
    return outcome


def _published(
    order: Order, counted: _Counted, announce: Announce, onlooker: Onlooker | None
) -> Outcome:
    """Compose, stage and publish; what is said is indexed for search from the beginning."""
    from counterpoint.pages.data import data_files
    from counterpoint.pages.elsewhere import elsewhere_files
    from counterpoint.publish.ahead import ahead
    from counterpoint.publish.bundle import Bundle
    from counterpoint.publish.composing import composed
    from counterpoint.publish.search import Indexing
    from counterpoint.publish.site import publish
    from counterpoint.publish.staged import Content, Staged, stage
    from counterpoint.publish.wanted import wanted_of_interviews

    loaded, site, workspace = counted.loaded, counted.site, counted.workspace
    said = wanted_of_interviews(site, order.alone)
    with Indexing(Bundle(workspace.search, workspace.left), said) as indexing:
        waits = order.only_stage or (onlooker and indexing.may_follow)
        data: list[DataFile] = []

        def meanwhile() -> None:
            data.extend((*data_files(site), *elsewhere_files(site)))
            if not waits:
                indexing.begin()

        announce("Composing pages")
        pages = composed(site, workspace.composed, meanwhile, ahead(onlooker, site.recall))
        announce("Staging")
        content = Content(loaded, site, pages, tuple(data), counted.as_of)
        staged = stage(order.root, content, workspace)
        if not isinstance(staged, Staged):
            return Outcome(in_order((*loaded.for_build, *staged)), loaded.study)
        problems: tuple[Diagnostic, ...] = ()
        if not order.only_stage:
            problems = publish(content, staged, indexing, announce, onlooker)
    return Outcome(in_order((*loaded.for_build, *problems)), loaded.study, len(pages.pages))


def _reader(order: Order, memory: Memory) -> Parse:
    """Return what reads files: on this machine's cores, or on a cluster's."""
    from counterpoint.cache import reader
    from counterpoint.cluster import cluster
    from counterpoint.spreading import processes, spread

    executor = cluster(order.scheduler) if order.scheduler else processes
    return reader(order.root, spread(executor, _make_ready), memory=memory.files)


def _make_ready() -> None:
    """Import what comes after reading and compile its templates, which takes half a second."""
    from counterpoint.pages.rendering import load_templates

    load_templates()
    import_module("counterpoint.publish.site")


def _recognised(loaded: Loaded, recall: Recall) -> Loaded:
    """Return the study with the very interviews of the last build that are as they were."""
    interviews = recall.same(loaded.study.interviews)
    return replace(loaded, study=replace(loaded.study, interviews=interviews))


def _looked_back(order: Order, now: Loaded) -> tuple[Loaded, str]:
    """Return the study as it was known, and what every page says of that."""
    from counterpoint.as_of import look_back
    from counterpoint.git import history
    from counterpoint.resolve import Release

    release = Release(order.today, order.audience)
    found = look_back(history(order.root), order.as_of, now, release=release)
    return found.loaded, found.mark


def _lately(order: Order, now: Loaded, analysis: Analysis, parse: Parse) -> Lately:
    """Return what changed lately."""
    from counterpoint.analysis.compare import Known
    from counterpoint.commands.lately import lately
    from counterpoint.resolve import Release

    release = Release(order.today, order.audience)
    known = Known(now.study, analysis)
    return lately((order.root, *order.also), now, known, release=release, parse=parse)
