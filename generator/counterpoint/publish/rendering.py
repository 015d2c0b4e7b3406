"""What MkDocs makes of a staged tree, kept while nothing that it reads has changed."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from pathlib import Path

import msgspec

from counterpoint.diagnostics import Diagnostic
from counterpoint.pages.digests import digest
from counterpoint.pages.twins import address, published_twin
from counterpoint.publish.filling import Frame, TableOfContents
from counterpoint.publish.finishing import Composed
from counterpoint.publish.frames import WORD, Form, Plan
from counterpoint.publish.links import Anchors, anchors, anchors_at, resolved
from counterpoint.publish.mkdocs import Instead, Label, Run, render
from counterpoint.publish.noting import note, noted
from counterpoint.publish.policy import theme_templates, with_policy
from counterpoint.publish.program import program
from counterpoint.publish.sitemap import list_pages
from counterpoint.publish.staging import block_of, published_path
from counterpoint.publish.store import Stamp, Store
from counterpoint.publish.values import Workspace
from counterpoint.study import today


class FrameMismatchError(Exception):
    """A page put into its frame differs from MkDocs' own rendering of it."""


@dataclass(frozen=True, slots=True)
class Job:
    """What MkDocs is to render."""

    plan: Plan
    static: tuple[str, ...]
    """Staged paths of files that are no pages and need not be copied."""
    handwritten: tuple[str, ...]
    """Staged paths of pages by hand."""
    generated: tuple[Composed, ...]
    """Generated pages."""
    composed: Store
    """Where these are."""
    overrides: Path
    """The folder of templates that go before the theme's."""
    settings: str
    """A digest of the settings and templates; empty where MkDocs may read more than it is given."""
    words: Mapping[str, str]
    """Digests of the pages by hand, and of what each cites, by staged path."""

    @property
    def surroundings(self) -> str:
        """A digest of all that everything MkDocs makes rests on, the day included."""
        given = dict(self.plan.given)
        framed = {one.page.path for form in self.plan.forms for one in form.pages}
        read = [
            (one.page.path, one.staged)
            for one in self.generated
            if one.page.path not in framed and one.page.path not in given
        ]
        pages = sorted(one.page.path for one in self.generated)
        return digest(program(), self.settings, self.static, self.handwritten, pages, read, today())

    @property
    def texts(self) -> Mapping[str, str]:
        """Digests of what it makes something of apart: pages by hand, and frames, by staged path.

        Not of generated pages that are put into frames: that one of these is rendered too only
        tests its frame.
        """
        tests = {form.frame: form.has_markup for form in self.plan.forms}
        frames = {path: digest(text, tests.get(path)) for path, text in self.plan.given}
        return {**self.words, **frames}


@dataclass(frozen=True, slots=True)
class Around:
    """What stands around pages that are put into one frame."""

    text: str
    """The digest of the frame, its policy included."""
    elsewhere: frozenset[str]
    """Files and anchors to which it links, of other pages."""
    within: frozenset[str]
    """Anchors to which it links on the page itself."""
    names: frozenset[str]


@dataclass(frozen=True, slots=True)
class Rendered:
    """What MkDocs made."""

    files: Mapping[str, str] = field(default_factory=dict)
    """Digests by path in the site, of all but the pages that are put into frames."""
    pages: Mapping[str, Anchors] = field(default_factory=dict)
    """Resolved links and names of those that are pages."""
    frames: Mapping[str, Around] = field(default_factory=dict)
    """By the staged path of a form's frame, or of a page with a frame of its own."""
    left_out: frozenset[str] = frozenset()
    """Static files that the user's settings exclude."""
    labels: Mapping[str, Label] = field(default_factory=dict)
    """What other pages may show of each by hand or in the navigation, by its staged path."""


@dataclass(frozen=True, slots=True)
class _Kept:
    is_known: bool = False
    """Whether MkDocs read nothing but what it was given."""
    surroundings: str = ""
    texts: Mapping[str, str] = field(default_factory=dict)
    rendered: Rendered = field(default_factory=Rendered)
    stamps: Mapping[str, Stamp] = field(default_factory=dict)


_KEPT = msgspec.msgpack.Decoder(_Kept)


def rendered(workspace: Workspace, job: Job) -> tuple[Rendered, Store, tuple[Diagnostic, ...]]:
    """Return what MkDocs makes of the staged tree, its contents, and its complaints.

    It is not asked again while it would read the same as in the last build, and asked only for
    pages by hand and frames of which the text is another where nothing else has changed.
    """
    notes = workspace.rendered / "notes"
    kept = noted(notes, _KEPT) or _Kept()
    store = Store.opened(workspace.rendered / "contents", kept.stamps)
    surroundings, texts = job.surroundings, job.texts
    is_whole = store.standing.keys() >= _contents(kept.rendered)
    is_same = is_whole and kept.is_known and surroundings == kept.surroundings
    if is_same and texts == kept.texts:
        return kept.rendered, store, ()
    problems: tuple[Diagnostic, ...] = ()
    found = _renewed(workspace, job, kept, store) if is_same else None
    if found is None:
        found, problems = _made(workspace, job, store)
    if not problems:
        # Where frames did not serve, MkDocs read every page.
        is_known = bool(job.settings) and all(one.frame in found.frames for one in job.plan.forms)
        stamps = store.keep(_contents(found))
        note(notes, _Kept(is_known, surroundings, texts, found, stamps))
    return found, store, problems


def _contents(found: Rendered) -> set[str]:
    return {*found.files.values(), *(one.text for one in found.frames.values())}


@contextmanager
def _site(workspace: Workspace) -> Iterator[Path]:
    """Make room for what MkDocs writes, for a time."""
    site = workspace.rendered / "site"
    shutil.rmtree(site, ignore_errors=True)
    try:
        yield site
    finally:
        shutil.rmtree(site, ignore_errors=True)


def _renewed(workspace: Workspace, job: Job, kept: _Kept, store: Store) -> Rendered | None:
    """Return what is known with what has another text made anew; None where that is not enough.

    Only that is read and filled in, and beside it the heads of all pages by hand and in the
    navigation: where what others show of each of these is as it was, so is what stands around all
    others.
    """
    texts = job.texts
    changed = {path for path, text in texts.items() if kept.texts.get(path) != text}
    plan, known = job.plan.part(changed), kept.rendered
    tests = {form.probe.page.path for form in plan.forms}
    given = dict(job.plan.part(changed | job.plan.in_navigation).given)
    read = tests | given.keys()
    hidden = [one.page.path for one in job.generated if one.page.path not in read]
    wanted = changed | tests
    titles = {
        path: one.title
        for path, one in known.labels.items()
        if path not in wanted and one.title is not None
    }
    instead = Instead(given, hidden, job.static, wanted, titles)
    with _site(workspace) as site:
        run = render(workspace.configuration, site, instead)
        if run.complaints or known.labels != _labels(run, job):
            return None
        try:
            found = _taken(site, job, plan, run, store)
        except FrameMismatchError:
            return None
    frames = {**known.frames, **found.frames}
    return replace(
        known,
        files={**known.files, **found.files},
        pages={**known.pages, **found.pages},
        frames={path: one for path, one in frames.items() if path in texts},
    )


def _made(workspace: Workspace, job: Job, store: Store) -> tuple[Rendered, tuple[Diagnostic, ...]]:
    try:
        return _tried(workspace, job, job.plan, store)
    except FrameMismatchError:
        return _tried(workspace, job, Plan(), store)


def _tried(
    workspace: Workspace, job: Job, plan: Plan, store: Store
) -> tuple[Rendered, tuple[Diagnostic, ...]]:
    """Return what comes of a plan; FrameMismatchError where its frames cannot serve."""
    with _site(workspace) as site:
        instead = Instead(dict(plan.given), frozenset(plan.hidden), job.static)
        run = render(workspace.configuration, site, instead)
        if run.complaints:
            return Rendered(), run.complaints
        return _taken(site, job, plan, run, store), ()


def _labels(run: Run, job: Job) -> dict[str, Label]:
    shown = (*job.handwritten, *job.plan.in_navigation)
    return {path: run.labels[path] for path in shown if path in run.labels}


def _taken(site: Path, job: Job, plan: Plan, run: Run, store: Store) -> Rendered:
    """Put a rendered site into the store, its frames apart."""
    frames = dict(_frames(site, plan, job))
    if plan.forms:
        staged = (*job.handwritten, *(one.page.path for one in job.generated))
        list_pages(site, plan.forms, staged)
    _write_twins(site, job.handwritten)
    found = _gathered(site, frames, store)
    return replace(found, left_out=frozenset(run.left_out), labels=_labels(run, job))


def _gathered(site: Path, frames: Mapping[str, str], store: Store) -> Rendered:
    """Put a rendered site into the store, every page with its policy."""
    pages: dict[str, Anchors] = {}
    files: dict[str, str] = {}
    for path in sorted(_files(site)):
        content = (site / path).read_bytes()
        if path.endswith(".html"):
            text = with_policy(content.decode())
            pages[path] = anchors_at(path, text)
            content = text.encode()
        files[path] = store.put(content)
    around = {path: _around(path, text, store) for path, text in frames.items()}
    return Rendered(files, pages, around)


def _frames(site: Path, plan: Plan, job: Job) -> Iterator[tuple[str, str]]:
    """Yield the frames of a rendered site by their staged paths, and take them out of it."""
    contents = TableOfContents((str(job.overrides), str(theme_templates())))
    for form in plan.forms:
        yield form.frame, _compared(site, form, contents, job.composed)
        shutil.rmtree((site / published_path(form.frame)).parent)
        (site / published_path(form.probe.page.path)).unlink()
    for one in plan.alone:
        file = site / published_path(one.page.path)
        yield one.page.path, file.read_text(encoding="utf-8")
        file.unlink()


def _compared(site: Path, form: Form, contents: TableOfContents, composed: Store) -> str:
    """Return a form's frame; FrameMismatchError where it does not give what MkDocs gives."""
    frame = (site / published_path(form.frame)).read_text(encoding="utf-8")
    probe = form.probe
    made = (site / published_path(probe.page.path)).read_text(encoding="utf-8")
    if Frame(frame, contents).filled(probe.page, block(probe, composed)) != made:
        raise FrameMismatchError(form.frame)
    return frame


def block(one: Composed, composed: Store) -> str:
    """Return the HTML of a generated page."""
    return block_of(composed.get(one.staged).decode())


def _around(path: str, frame: str, store: Store) -> Around:
    """Return a frame with its links; those in its places lead to headings of the page's own."""
    found = anchors(frame)
    linked = Anchors(frozenset(one for one in found.addresses if WORD not in one), found.names)
    own = published_path(path)
    targets = resolved(linked, address(path)).addresses
    within = frozenset(one for one in targets if one.partition("#")[0] == own)
    return Around(
        text=store.put(with_policy(frame).encode()),
        elsewhere=targets - within,
        within=frozenset(one.partition("#")[2] for one in within if "#" in one),
        names=found.names,
    )


def _write_twins(site: Path, handwritten: Iterable[str]) -> None:
    """Write each page by hand as Markdown beside it, from what was published."""
    for path in handwritten:
        published = site / address(path) / "index.html"
        if published.is_file():
            twin = published_twin(path, published.read_text(encoding="utf-8"))
            (site / twin.path).write_bytes(twin.content)


def _files(site: Path) -> Iterator[str]:
    for directory, _, names in os.walk(site):
        for name in names:
            yield Path(directory, name).relative_to(site).as_posix()
