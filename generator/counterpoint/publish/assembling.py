"""Make the next site: what MkDocs renders, and the generated pages put into its frames."""

from __future__ import annotations

import shutil
from collections.abc import Collection, Iterable, Iterator, Mapping
from pathlib import Path

from counterpoint.diagnostics import Diagnostic, has_errors
from counterpoint.pages.values import Page
from counterpoint.publish.filling import Frame, TableOfContents
from counterpoint.publish.frames import WORD, Form, Plan
from counterpoint.publish.links import Anchors, anchors
from counterpoint.publish.mkdocs import Instead, render
from counterpoint.publish.policy import theme_templates, with_policy
from counterpoint.publish.sitemap import list_pages
from counterpoint.publish.staging import published_path
from counterpoint.publish.values import Workspace


class FrameMismatchError(Exception):
    """A page put into its frame differs from MkDocs' own rendering of it."""


def render_site(
    workspace: Workspace, plan: Plan, own: Mapping[str, Anchors], staged: Collection[str]
) -> tuple[Mapping[str, Anchors], tuple[Diagnostic, ...]]:
    """Render the staged tree into the next site.

    `own` is what generated pages link to and are named, `staged` the paths of all pages, both by
    their staged paths.
    Returns the addresses and anchors of the pages that are finished, policy included, by their
    published file, and MkDocs' complaints. Where frames cannot serve, MkDocs renders all pages.
    """
    site = workspace.next_site
    if site.exists():
        shutil.rmtree(site)  # what cannot be removed must not be published
    instead = Instead(dict(plan.given), frozenset(plan.hidden))
    problems = render(workspace.configuration, site, instead)
    if has_errors(problems) or not instead.given:
        return {}, problems
    try:
        return dict(_filled(workspace, plan, own, staged)), problems
    except FrameMismatchError:
        shutil.rmtree(site)
        return {}, render(workspace.configuration, site)


def _filled(
    workspace: Workspace, plan: Plan, own: Mapping[str, Anchors], staged: Collection[str]
) -> Iterator[tuple[str, Anchors]]:
    """Fill every frame of a rendered site; yield what each filled page links to and is named."""
    site = workspace.next_site
    contents = TableOfContents((str(workspace.overrides), str(theme_templates())))
    frames = {form.frame: _compared(site, form, contents) for form in plan.forms}
    for form in plan.forms:
        shutil.rmtree((site / published_path(form.frame)).parent)
        frame = frames[form.frame]
        for path, around in _written(site, frame, form.pages, contents):
            yield published_path(path), around | own[path]
    for page in plan.alone:
        frame = (site / published_path(page.path)).read_text(encoding="utf-8")
        for path, around in _written(site, frame, (page,), contents):
            yield published_path(path), around | own[path]
    list_pages(site, plan.forms, staged)


def _compared(site: Path, form: Form, contents: TableOfContents) -> str:
    """Return a form's frame; FrameMismatchError where it does not give what MkDocs gives."""
    frame = (site / published_path(form.frame)).read_text(encoding="utf-8")
    rendered = (site / published_path(form.probe.path)).read_text(encoding="utf-8")
    if Frame(frame, contents).filled(form.probe, form.probe.html) != rendered:
        raise FrameMismatchError(form.frame)
    return frame


def _written(
    site: Path, frame: str, pages: Iterable[Page], contents: TableOfContents
) -> Iterator[tuple[str, Anchors]]:
    around = _around(frame)
    finished = Frame(with_policy(frame), contents)
    for page in pages:
        file = site / published_path(page.path)
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(finished.filled(page, page.html), encoding="utf-8", newline="")
        yield page.path, around


def _around(frame: str) -> Anchors:
    """Return what a frame links to and is named; its places link to headings of the page's own."""
    found = anchors(frame)
    return Anchors(frozenset(one for one in found.addresses if WORD not in one), found.names)
