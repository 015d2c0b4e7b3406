"""Compose the pages of which something changed, on all cores, and take the others over."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from concurrent.futures import Future
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass, replace
from functools import cache
from itertools import chain
from pathlib import Path
from typing import TypeAlias

import msgspec

from counterpoint.model import Interview
from counterpoint.pages import Portion, keys, portions
from counterpoint.pages.charts import has_drawn
from counterpoint.pages.digests import digest
from counterpoint.pages.place import address_of
from counterpoint.pages.rendering import load_templates
from counterpoint.pages.site import Site
from counterpoint.pages.twins import address, twin
from counterpoint.pages.values import Page
from counterpoint.publish.links import Anchors, anchors, resolved
from counterpoint.publish.noting import note, noted
from counterpoint.publish.program import program
from counterpoint.publish.staging import front_matter, generated_text, published_path, sealed
from counterpoint.publish.store import Stamp, Store
from counterpoint.recall import Recall
from counterpoint.spreading import can_fork, cores, processes

MANY = 200
"""Numerous portions below which starting processes costs more than it saves."""
MANY_ANEW = 600
"""The same where there are pages of a build before: whatever of all that is known of it one of
these processes looks at has to be copied first."""
AT_ONCE = 16
"""Portions that a process is given at a time."""


@dataclass(frozen=True, slots=True)
class Composed:
    """A generated page with all that follows from it alone; its words are in the store."""

    page: Page
    """Without its HTML."""
    size: int
    """Characters of its HTML."""
    has_title: bool
    """Whether its HTML has a heading of the first level."""
    staged: str
    """The digest of its file in the staged tree."""
    twin: str
    """The digest of the same as Markdown."""
    anchors: Anchors
    """Its links resolved."""
    made_of: str = ""
    """A digest of the page; empty where more than the page went in."""


Pages: TypeAlias = dict[int, tuple[Composed, ...]]
"""The pages of portions by their numbers."""


@dataclass(frozen=True, slots=True)
class _Made:
    """A portion as the last build composed it."""

    key: str
    pages: tuple[Composed, ...]


@dataclass(frozen=True, slots=True)
class _Kept:
    """What is known of the last build's pages."""

    portions: Mapping[str, _Made]
    """By name."""
    stamps: Mapping[str, Stamp]
    """Of the store, by digest."""


_KEPT = msgspec.msgpack.Decoder(_Kept)


@dataclass(frozen=True, slots=True)
class Composition:
    """Generated pages of a site, and where their words are."""

    pages: tuple[Composed, ...]
    store: Store


@dataclass(frozen=True, slots=True)
class Ahead:
    """Pages that are wanted before all others."""

    files: Collection[str]
    """Where they are published."""
    show: Callable[[Composition], None]
    """Takes them as soon as they are composed, and what is composed with them."""


def composed(
    site: Site, folder: Path, meanwhile: Callable[[], None], ahead: Ahead | None = None
) -> Composition:
    """Return every generated page of a site, in order.

    `meanwhile` is called once, when no more processes begin as copies of this one: what it starts
    in other threads goes on beside.

    Pages whose key is that of the last build are taken over from the folder; the others are
    composed, on all cores where there are many. What follows from one that comes out as it was is
    taken over too. The folder then holds these pages only: what is withheld now leaves it. Where
    there is nothing to take over, keys are worked out while pages are composed. Pages that are
    wanted ahead are composed, whatever their key.
    """
    found = portions(site)
    kept = _known(folder / "notes", site.recall) or _Kept({}, {})
    store = Store.opened(folder / "contents", kept.stamps)
    known = {name: one for name, one in kept.portions.items() if _stands(one, store)}
    as_before = {one.made_of: one for made in known.values() for one in made.pages if one.made_of}
    names = {address_of(one): one for one in site.interviews}
    whole = _Whole(found, names, as_before, store)
    new = _composed_ahead(whole, known, ahead) if ahead else {}
    keyed = cache(lambda: [digest(program(), one) for one in keys(site)])
    missing = [at for at in range(len(found)) if at not in new]
    if known:
        missing = [at for at in missing if not _is_made(known, found[at], keyed()[at])]

    def beside() -> None:
        keyed()
        meanwhile()

    new |= _composed(whole, missing, beside)
    pages = [new[at] if at in new else known[one.name].pages for at, one in enumerate(found)]
    all_three = zip(found, keyed(), pages, strict=True)
    made = {one.name: _Made(key, some) for one, key, some in all_three}
    wanted = {content for one in made.values() for content in _contents(one)}
    _keep(folder / "notes", _Kept(made, store.keep(wanted)), site.recall)
    return Composition(tuple(chain.from_iterable(pages)), store)


def _known(notes: Path, recall: Recall) -> _Kept | None:
    """Return what the last build noted: as it remembers, where the notes are still its own."""
    remembered: tuple[Stamp, _Kept] | None = recall.left(_Kept)
    if remembered and notes.exists() and Stamp.of(notes.stat()) == remembered[0]:
        return remembered[1]
    return noted(notes, _KEPT)


def _keep(notes: Path, kept: _Kept, recall: Recall) -> None:
    note(notes, kept)
    recall.leave(_Kept, (Stamp.of(notes.stat()), kept))


def _stands(made: _Made, store: Store) -> bool:
    return all(content in store.standing for content in _contents(made))


def _contents(made: _Made) -> Iterator[str]:
    for one in made.pages:
        yield one.staged
        yield one.twin


def _is_made(known: Mapping[str, _Made], portion: Portion, key: str) -> bool:
    made = known.get(portion.name)
    return made is not None and made.key == key


def finished(page: Page, store: Store, own: Interview | None = None, made_of: str = "") -> Composed:
    """Return a page with what follows from it; `own` is the interview whose page it is."""
    block = sealed(page.html)
    bare = replace(page, html="")
    return Composed(
        page=bare,
        size=len(block),
        has_title="<h1" in block,
        staged=store.put(generated_text(front_matter(bare), block).encode()),
        twin=store.put(twin(page, own).content),
        anchors=resolved(anchors(block), address(page.path)),
        made_of=made_of,
    )


@dataclass(frozen=True, slots=True)
class _Whole:
    """What every process has before its eyes."""

    portions: tuple[Portion, ...]
    """All of them."""
    interviews: Mapping[str, Interview]
    """By address."""
    as_before: Mapping[str, Composed]
    """Pages of the last build by what they are made of."""
    store: Store

    def composed(self, numbers: Iterable[int]) -> Pages:
        """Return the pages of some portions."""
        return {at: (*map(self._finished, self.portions[at].compose()),) for at in numbers}

    def _finished(self, page: Page) -> Composed:
        if own := self.interviews.get(address(page.path)):
            return finished(page, self.store, own)
        made_of = digest(program(), page)
        return self.as_before.get(made_of) or finished(page, self.store, made_of=made_of)


_inherited: list[_Whole] = []
"""What processes that begin as copies of this one find there."""


def _composed_ahead(whole: _Whole, known: Mapping[str, _Made], ahead: Ahead) -> Pages:
    """Return the portions of which pages of the last build are wanted ahead, and show them."""
    wanted = {
        name
        for name, made in known.items()
        if any(published_path(one.page.path) in ahead.files for one in made.pages)
    }
    found = whole.composed(at for at, one in enumerate(whole.portions) if one.name in wanted)
    if found:
        ahead.show(Composition(tuple(chain.from_iterable(found.values())), whole.store))
    return found


def _composed(whole: _Whole, missing: Iterable[int], meanwhile: Callable[[], None]) -> Pages:
    """Return the pages of the portions that are missing.

    What is numerous is composed on many processes where it is much. Charts are on the others: here
    these come last, for they may be drawn apart meanwhile.
    """
    numerous: list[int] = []
    rest: list[int] = []
    for at in missing:
        (numerous if whole.portions[at].is_one_of_many else rest).append(at)
    many = MANY_ANEW if whole.as_before else MANY
    if len(numerous) < many or cores() == 1 or not can_fork() or has_drawn():
        meanwhile()
        return whole.composed((*numerous, *rest))
    return _spread(whole, numerous, rest, meanwhile)


def _spread(
    whole: _Whole, numerous: Sequence[int], rest: Sequence[int], meanwhile: Callable[[], None]
) -> Pages:
    """Return the pages of some portions, composed on all cores.

    The rest is one batch, begun first: so the engine of charts starts in one process only, and not
    in this one, which could not give the others anything to do while it draws.
    """
    batches = [rest, *(numerous[at : at + AT_ONCE] for at in range(0, len(numerous), AT_ONCE))]
    found: Pages = {}
    load_templates()
    _inherited.append(whole)
    try:
        with processes() as executor:
            waiting = [executor.submit(_compose, batch) for batch in batches]
            meanwhile()
            for batch, future in zip(batches, waiting, strict=True):
                found |= _result(whole, batch, future)
    finally:
        _inherited.remove(whole)
    return found


def _result(whole: _Whole, batch: Sequence[int], future: Future[Pages]) -> Pages:
    """Return a batch's pages; those that a lost process owes are composed here."""
    try:
        return future.result()
    except BrokenProcessPool:
        return whole.composed(batch)


def _compose(batch: Sequence[int]) -> Pages:
    return _inherited[-1].composed(batch)
