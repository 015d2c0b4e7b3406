"""From the staged tree to the published site: render, verify, swap."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace

from counterpoint.diagnostics import Diagnostic, Severity, has_errors
from counterpoint.pages.digests import digest
from counterpoint.pages.twins import llms_txt
from counterpoint.publish.assembling import Parts, assembly
from counterpoint.publish.framing import Framing
from counterpoint.publish.rendering import Job, rendered
from counterpoint.publish.search import Indexing
from counterpoint.publish.showing import show
from counterpoint.publish.staged import Content, Staged
from counterpoint.publish.staging import published_path, staged_path
from counterpoint.publish.tree import Leaf
from counterpoint.publish.values import BROKEN_LINK, Onlooker, StagedFile
from counterpoint.publish.verify import verify
from counterpoint.publish.wanted import Wanted, wanted_of_pages


def publish(
    content: Content,
    staged: Staged,
    indexing: Indexing,
    announce: Callable[[str], None],
    onlooker: Onlooker | None = None,
) -> tuple[Diagnostic, ...]:
    """Render, verify and swap in the staged tree; with any error the old site stays as it is.

    An onlooker sees the pages with the old search until it is made anew; not where somebody whom
    it knows is withheld now.
    """
    announce("Rendering")
    made, store, problems = rendered(staged.workspace, _job(content, staged))
    if has_errors(problems):
        return problems
    framing = Framing(staged, made, store)
    content.site.recall.leave(Framing, framing)
    parts = Parts(staged, content.composition, made, store, framing)
    pages = wanted_of_pages(content.site, _published(parts), store)
    publication = _Publication(content, parts, pages, indexing, announce)
    if onlooker and indexing.may_follow and not indexing.is_there(pages):
        return problems + publication.one_after_the_other(onlooker)
    return problems + publication.at_once()


@dataclass(frozen=True, slots=True)
class _Publication:
    """A site of which all pages are there, and its search may be."""

    content: Content
    parts: Parts
    pages: Wanted
    """The shard of pages."""
    indexing: Indexing
    announce: Callable[[str], None]

    def at_once(self) -> tuple[Diagnostic, ...]:
        """Verify the pages while the search index is made, and show both."""
        self.indexing.go_on(self.pages)
        leaves, problems = self._verified()
        self.announce("Indexing for search")
        problems += self.indexing.finish(self.pages)
        return self._shown(leaves, problems)

    def one_after_the_other(self, onlooker: Onlooker) -> tuple[Diagnostic, ...]:
        """Show the pages, then make the search index, unless something was saved meanwhile."""
        leaves, problems = self._verified()
        if has_errors(self._shown(leaves, problems)):
            return problems
        onlooker.shown()
        self.announce("Indexing for search")
        # Meanwhile, the first time, readers load their pages anew: they are not to wait for it.
        while not onlooker.has_more():
            self.indexing.go_on(self.pages)
            if self.indexing.is_done:
                return self._shown(leaves, problems + self.indexing.finish(self.pages))
        return problems

    def _shown(
        self, leaves: tuple[Leaf, ...], problems: tuple[Diagnostic, ...]
    ) -> tuple[Diagnostic, ...]:
        """Publish the files with the search that is there, unless something is wrong; say what."""
        if not has_errors(problems):
            self.announce("Publishing")
            show(self.parts.staged.workspace, (*leaves, *self.indexing.leaves()))
        return problems

    def _verified(self) -> tuple[tuple[Leaf, ...], tuple[Diagnostic, ...]]:
        """Return the files of the site, search apart, and what is wrong with them."""
        self.announce("Verifying")
        content, staged = self.content, self.parts.staged
        whole = assembly(self.parts, [_list_for_programs(content, _published(self.parts))])
        files = frozenset(leaf.path for leaf in whole.leaves)
        sources = {published_path(one.path): one.source or one.path for one in staged.files}
        for one in staged.pages:
            sources[published_path(one.page.path)] = one.page.source or one.page.path
        found = verify(files, whole.checked, sources)
        return whole.leaves, tuple(_judged(content, one) for one in found)


def _job(content: Content, staged: Staged) -> Job:
    derived, handwritten = staged.derived, staged.handwritten
    cited = json.loads(staged.workspace.citations.read_bytes())
    is_known = derived.is_plain and derived.is_closed
    return Job(
        plan=staged.plan,
        static=tuple(file.path for file in staged.static),
        handwritten=tuple(file.path for file in handwritten),
        generated=staged.pages,
        composed=content.composition.store,
        overrides=staged.workspace.overrides,
        settings=digest(derived.text, staged.overrides) if is_known else "",
        words={
            one.path: digest(one.content, cited["pages"].get(one.source), cited["signs"])
            for one in handwritten
        },
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


def _list_for_programs(content: Content, handwritten: Iterable[str]) -> StagedFile:
    """Return `llms.txt`; `handwritten` are paths of `docs/` that were published."""
    known = content.site.study.pages
    titles = [
        (staged_path(path), known[path].title if path in known else path) for path in handwritten
    ]
    file = llms_txt(content.site.study, [one.page for one in content.composition.pages], titles)
    return StagedFile(file.path, file.content)
