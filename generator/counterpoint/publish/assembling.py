"""List the files of a site: what MkDocs made, generated pages in their frames, twins, the rest."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import partial

from counterpoint.pages.digests import digest
from counterpoint.pages.twins import address
from counterpoint.publish.finishing import Composed, Composition
from counterpoint.publish.framing import Framing
from counterpoint.publish.links import anchors_at
from counterpoint.publish.policy import with_policy
from counterpoint.publish.program import program
from counterpoint.publish.rendering import Rendered
from counterpoint.publish.staged import Staged
from counterpoint.publish.staging import published_path
from counterpoint.publish.store import Store
from counterpoint.publish.tree import Leaf, linked, written
from counterpoint.publish.values import StagedFile
from counterpoint.publish.verify import Checked


@dataclass(frozen=True, slots=True)
class Parts:
    """All that a site is put together from."""

    staged: Staged
    composition: Composition
    rendered: Rendered
    made: Store
    """Where what MkDocs made is."""
    framing: Framing


@dataclass(frozen=True, slots=True)
class Assembly:
    """A site's files, its search index apart, and what is to be checked on them."""

    leaves: tuple[Leaf, ...]
    checked: tuple[Checked, ...]


def assembly(parts: Parts, more: Iterable[StagedFile]) -> Assembly:
    """Return the files of a site; `more` are files that nothing else brings."""
    framed = tuple(_framed(parts))
    sealed = tuple(_sealed(parts))
    twins = ((f"{address(one.page.path)}index.md", one.twin) for one in parts.composition.pages)
    leaves = (
        *(_kept(parts.made, path, content) for path, content in parts.rendered.files.items()),
        *(leaf for leaf, _ in framed),
        *(_kept(parts.composition.store, path, content) for path, content in twins),
        *_copied(parts),
        *(leaf for leaf, _ in sealed),
        *(Leaf.of(file.path, file.content) for file in more),
    )
    checked = (
        *(Checked(path, found) for path, found in parts.rendered.pages.items()),
        *(page for _, page in framed),
        *(page for _, page in sealed),
    )
    return Assembly(leaves, checked)


def _kept(store: Store, path: str, content: str) -> Leaf:
    return Leaf(path, content, linked(f"{store.folder}/{content}"))


def _copied(parts: Parts) -> Iterator[Leaf]:
    """Yield the files that are in the staged tree as in the site."""
    for file in _shown(parts):
        if not file.path.endswith(".html"):
            original = f"{parts.staged.workspace.docs}/{file.path}"
            yield Leaf(file.path, digest(file.content), linked(original))


def _sealed(parts: Parts) -> Iterator[tuple[Leaf, Checked]]:
    """Yield the small pages that send readers on, with their policy."""
    for file in _shown(parts):
        if file.path.endswith(".html"):
            text = with_policy(file.content.decode())
            checked = Checked(file.path, anchors_at(file.path, text))
            yield Leaf.of(file.path, text.encode()), checked


def _shown(parts: Parts) -> Iterator[StagedFile]:
    return (file for file in parts.staged.static if file.path not in parts.rendered.left_out)


def _framed(parts: Parts) -> Iterator[tuple[Leaf, Checked]]:
    """Yield the generated pages that are put into frames."""
    framing, store = parts.framing, parts.composition.store
    for one in parts.staged.pages:
        if around := framing.around.get(one.page.path):
            path = published_path(one.page.path)
            made_of = digest(program(), parts.staged.overrides, around.text, one.staged)
            put = partial(_put_framed, framing, one, store)
            yield Leaf(path, made_of, put), Checked(path, one.anchors, around)


def _put_framed(framing: Framing, one: Composed, composed: Store, place: str) -> None:
    written(framing.filled(one, composed))(place)
