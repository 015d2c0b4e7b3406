"""Make the next site: what MkDocs renders, and the generated pages put into its frames."""

from __future__ import annotations

import shutil
from collections.abc import Collection, Iterable, Iterator, Mapping
from pathlib import Path

from counterpoint.diagnostics import Diagnostic, has_errors
from counterpoint.pages.twins import address
from counterpoint.publish.composing import Composed
from counterpoint.publish.filling import Frame, TableOfContents
from counterpoint.publish.frames import WORD, Form, Plan
from counterpoint.publish.links import Anchors, anchors, resolved
from counterpoint.publish.mkdocs import Instead, render
from counterpoint.publish.policy import theme_templates, with_policy
from counterpoint.publish.sitemap import list_pages
from counterpoint.publish.staging import block_of, published_path
from counterpoint.publish.store import Store
from counterpoint.publish.values import Workspace


class FrameMismatchError(Exception):
    """A page put into its frame differs from MkDocs' own rendering of it."""


def render_site(
    workspace: Workspace, plan: Plan, store: Store, staged: Collection[str]
) -> tuple[Mapping[str, Anchors], tuple[Diagnostic, ...]]:
    """Render the staged tree into the next site.

    `staged` are the staged paths of all pages. Returns the links and names of the pages that are
    finished, policy included, by their published file, and MkDocs' complaints. Where frames cannot
    serve, MkDocs renders all pages.
    """
    site = workspace.next_site
    if site.exists():
        shutil.rmtree(site)  # what cannot be removed must not be published
    instead = Instead(dict(plan.given), frozenset(plan.hidden))
    problems = render(workspace.configuration, site, instead)
    if has_errors(problems) or not instead.given:
        return {}, problems
    try:
        return dict(_filled(workspace, plan, store, staged)), problems
    except FrameMismatchError:
        shutil.rmtree(site)
        return {}, render(workspace.configuration, site)


def _filled(
    workspace: Workspace, plan: Plan, store: Store, staged: Collection[str]
) -> Iterator[tuple[str, Anchors]]:
    """Fill every frame of a rendered site; yield what each filled page links to and is named."""
    site = workspace.next_site
    contents = TableOfContents((str(workspace.overrides), str(theme_templates())))
    frames = {form.frame: _compared(site, form, contents, store) for form in plan.forms}
    for form in plan.forms:
        shutil.rmtree((site / published_path(form.frame)).parent)
        yield from _written(site, frames[form.frame], form.pages, contents, store)
    for one in plan.alone:
        frame = (site / published_path(one.page.path)).read_text(encoding="utf-8")
        yield from _written(site, frame, (one,), contents, store)
    list_pages(site, plan.forms, staged)


def _compared(site: Path, form: Form, contents: TableOfContents, store: Store) -> str:
    """Return a form's frame; FrameMismatchError where it does not give what MkDocs gives."""
    frame = (site / published_path(form.frame)).read_text(encoding="utf-8")
    probe = form.probe
    rendered = (site / published_path(probe.page.path)).read_text(encoding="utf-8")
    if Frame(frame, contents).filled(probe.page, _block(probe, store)) != rendered:
        raise FrameMismatchError(form.frame)
    return frame


def _block(one: Composed, store: Store) -> str:
    return block_of(store.get(one.staged).decode())


def _written(
    site: Path, frame: str, pages: Iterable[Composed], contents: TableOfContents, store: Store
) -> Iterator[tuple[str, Anchors]]:
    around = anchors(frame)
    # Its places link to headings of the page's own.
    linked = frozenset(one for one in around.addresses if WORD not in one)
    finished = Frame(with_policy(frame), contents)
    for one in pages:
        path = published_path(one.page.path)
        file = site / path
        file.parent.mkdir(parents=True, exist_ok=True)
        text = finished.filled(one.page, _block(one, store))
        file.write_text(text, encoding="utf-8", newline="")
        found = resolved(Anchors(linked, around.names), address(one.page.path))
        names = found.names | one.anchors.names
        yield path, Anchors(found.addresses | one.anchors.addresses, names)
