"""From the staged tree to the published site: render, verify, swap."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace

from counterpoint.diagnostics import Diagnostic, Severity, has_errors
from counterpoint.pages.keys import digest
from counterpoint.pages.twins import llms_txt
from counterpoint.publish.assembling import Parts, assembly
from counterpoint.publish.bundle import Bundle
from counterpoint.publish.records import records_of, records_of_pages
from counterpoint.publish.rendering import Job, rendered
from counterpoint.publish.search import Search
from counterpoint.publish.searchable import Searched, documents
from counterpoint.publish.shards import PAGES, Shard, divided
from counterpoint.publish.showing import show
from counterpoint.publish.staged import Content, Staged
from counterpoint.publish.staging import published_path, staged_path
from counterpoint.publish.tree import Leaf
from counterpoint.publish.values import BROKEN_LINK, Onlooker, StagedFile, Workspace
from counterpoint.publish.verify import verify
from counterpoint.references import page_address


def publish(
    content: Content,
    staged: Staged,
    workspace: Workspace,
    announce: Callable[[str], None],
    onlooker: Onlooker | None = None,
) -> tuple[Diagnostic, ...]:
    """Render, verify and swap in the staged tree; with any error the old site stays as it is.

    An onlooker sees the pages with the old search until it is made anew; not where somebody whom
    it knows is withheld now.
    """
    announce("Rendering")
    made, store, problems = rendered(workspace, _job(content, staged, workspace))
    if has_errors(problems):
        return problems
    parts = Parts(workspace, staged, content.composition, made, store)
    search = _search(content, parts)
    if onlooker and search.may_follow:
        return problems + _one_after_the_other(content, parts, search, announce, onlooker)
    return problems + _at_once(content, parts, search, announce)


def _at_once(
    content: Content, parts: Parts, search: Search, announce: Callable[[str], None]
) -> tuple[Diagnostic, ...]:
    """Verify the pages while the search index is made, and show both."""
    announce("Indexing for search")
    indexing = search.start()
    try:
        announce("Verifying")
        leaves, problems = _verified(content, parts)
        problems += indexing.finish()
    finally:
        indexing.cancel()
    return _shown(parts, leaves, search, problems)


def _one_after_the_other(
    content: Content,
    parts: Parts,
    search: Search,
    announce: Callable[[str], None],
    onlooker: Onlooker,
) -> tuple[Diagnostic, ...]:
    """Show the pages, then make the search index, unless something was saved meanwhile."""
    announce("Verifying")
    leaves, problems = _verified(content, parts)
    if has_errors(_shown(parts, leaves, search, problems)):
        return problems
    onlooker.shown()
    announce("Indexing for search")
    indexing = search.start()
    try:
        while not indexing.is_done:
            if onlooker.has_more():
                return problems
        problems += indexing.finish()
    finally:
        indexing.cancel()
    return _shown(parts, leaves, search, problems)


def _shown(
    parts: Parts, leaves: tuple[Leaf, ...], search: Search, problems: tuple[Diagnostic, ...]
) -> tuple[Diagnostic, ...]:
    """Publish the files with the search that is there, unless something is wrong; say what is."""
    if not has_errors(problems):
        show(parts.workspace, (*leaves, *search.bundle.leaves()))
    return problems


def _job(content: Content, staged: Staged, workspace: Workspace) -> Job:
    derived, handwritten = staged.derived, staged.handwritten
    texts = [(file.path, file.content) for file in handwritten]
    is_known = derived.is_plain and derived.is_closed
    return Job(
        plan=staged.plan,
        static=tuple(file.path for file in staged.static),
        handwritten=tuple(file.path for file in handwritten),
        generated=staged.pages,
        composed=content.composition.store,
        overrides=workspace.overrides,
        settings=digest(derived.text, staged.overrides) if is_known else "",
        words=digest(workspace.citations.read_bytes(), texts),
    )


def _published(parts: Parts) -> dict[str, str]:
    """Return what was published of the pages by hand: digests by their path in the repository."""
    made = parts.rendered.files
    files = {file.source: published_path(file.path) for file in parts.staged.handwritten}
    return {path: made[file] for path, file in files.items() if file in made}


def _judged(content: Content, found: Diagnostic) -> Diagnostic:
    """Return a finding as it is judged: a broken link of the past cannot be mended any more."""
    if not content.as_of or found.rule != BROKEN_LINK:
        return found
    return replace(found, rule=replace(found.rule, severity=Severity.WARNING))


def _verified(content: Content, parts: Parts) -> tuple[tuple[Leaf, ...], tuple[Diagnostic, ...]]:
    """Return the files of the site, search apart, and what is wrong with them."""
    staged = parts.staged
    whole = assembly(parts, [_list_for_programs(content, _published(parts))])
    files = frozenset(leaf.path for leaf in whole.leaves)
    sources = {published_path(one.path): one.source or one.path for one in staged.files}
    for one in staged.pages:
        sources[published_path(one.page.path)] = one.page.source or one.page.path
    found = verify(files, whole.checked, sources)
    return whole.leaves, tuple(_judged(content, one) for one in found)


def _search(content: Content, parts: Parts) -> Search:
    """Return the search for what is said, and for the pages by hand."""
    study, analysis = content.site.study, content.site.analysis
    handwritten = _published(parts)
    division = divided(content.site, list(handwritten.items()), content.alone)

    def make(shard: Shard) -> Iterator[Searched]:
        if shard.name != PAGES:
            said = (
                one for each in division.within(shard) for one in records_of(each, division.names)
            )
            return documents(said, ())
        contents = ((path, parts.made.get(one)) for path, one in handwritten.items())
        texts = ((page_address(path), text.decode()) for path, text in contents)
        return documents(records_of_pages(study, analysis), texts)

    bundle = Bundle(parts.workspace.search)
    return Search(division.shards, bundle.known(), bundle, make)


def _list_for_programs(content: Content, handwritten: Iterable[str]) -> StagedFile:
    """Return `llms.txt`; `handwritten` are paths of `docs/` that were published."""
    known = content.site.study.pages
    titles = [
        (staged_path(path), known[path].title if path in known else path) for path in handwritten
    ]
    file = llms_txt(content.site.study, [one.page for one in content.composition.pages], titles)
    return StagedFile(file.path, file.content)
