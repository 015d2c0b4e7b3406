"""Compose the pages of which something changed, on all cores, and take the others over."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from concurrent.futures import Future
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path

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
from counterpoint.publish.staging import front_matter, generated_text, sealed
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


@dataclass(frozen=True, slots=True)
class _Kept:
    """What is known of the last build's pages."""

    portions: Mapping[str, tuple[Composed, ...]]
    """By key."""
    stamps: Mapping[str, Stamp]
    """Of the store, by digest."""


_KEPT = msgspec.msgpack.Decoder(_Kept)


@dataclass(frozen=True, slots=True)
class Composition:
    """Every generated page of a site, and where their words are."""

    pages: tuple[Composed, ...]
    store: Store


def composed(site: Site, folder: Path, meanwhile: Callable[[], None]) -> Composition:
    """Return every generated page of a site, in order.

    `meanwhile` is called once, when no more processes begin as copies of this one: what it starts
    in other threads goes on beside.

    Pages whose key is that of the last build are taken over from the folder; the others are
    composed, on all cores where there are many. What follows from one that comes out as it was is
    taken over too. The folder then holds these pages only: what is withheld now leaves it. Where
    there is nothing to take over, keys are worked out while pages are composed.
    """
    found = portions(site)
    kept = _known(folder / "notes", site.recall) or _Kept({}, {})
    store = Store.opened(folder / "contents", kept.stamps)
    known = {key: some for key, some in kept.portions.items() if _stand(some, store)}
    named = cache(lambda: [digest(program(), one) for one in keys(site)])
    missing = (
        [one for one, key in zip(found, named(), strict=True) if key not in known]
        if known
        else found
    )

    def beside() -> None:
        named()
        meanwhile()

    names = {address_of(one): one for one in site.interviews}
    as_before = {one.made_of: one for some in known.values() for one in some if one.made_of}
    whole = _Whole(tuple(missing), names, as_before, store)
    new = iter(_composed(whole, beside))
    by_key = {key: known[key] if key in known else tuple(next(new)) for key in named()}
    wanted = {content for some in by_key.values() for one in some for content in _contents(one)}
    _keep(folder / "notes", _Kept(by_key, store.keep(wanted)), site.recall)
    return Composition(tuple(page for some in by_key.values() for page in some), store)


def _known(notes: Path, recall: Recall) -> _Kept | None:
    """Return what the last build noted: as it remembers, where the notes are still its own."""
    remembered: tuple[Stamp, _Kept] | None = recall.left(_Kept)
    if remembered and notes.exists() and Stamp.of(notes.stat()) == remembered[0]:
        return remembered[1]
    return noted(notes, _KEPT)


def _keep(notes: Path, kept: _Kept, recall: Recall) -> None:
    note(notes, kept)
    recall.leave(_Kept, (Stamp.of(notes.stat()), kept))


def _stand(some: Iterable[Composed], store: Store) -> bool:
    return all(content in store.standing for one in some for content in _contents(one))


def _contents(one: Composed) -> tuple[str, str]:
    return one.staged, one.twin


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
    interviews: Mapping[str, Interview]
    as_before: Mapping[str, Composed]
    """Pages of the last build by what they are made of."""
    store: Store

    def composed(self, numbers: Iterable[int]) -> dict[int, list[Composed]]:
        """Return the pages of some portions by their numbers."""
        return {at: [*map(self._finished, self.portions[at].compose())] for at in numbers}

    def _finished(self, page: Page) -> Composed:
        if own := self.interviews.get(address(page.path)):
            return finished(page, self.store, own)
        made_of = digest(program(), page)
        return self.as_before.get(made_of) or finished(page, self.store, made_of=made_of)


_inherited: list[_Whole] = []
"""What processes that begin as copies of this one find there."""


def _composed(whole: _Whole, meanwhile: Callable[[], None]) -> list[list[Composed]]:
    """Return the pages of all portions, in order.

    What is numerous is composed on many processes where it is much. Charts are on the others: here
    these come last, for they may be drawn apart meanwhile.
    """
    every = range(len(whole.portions))
    numerous = [at for at in every if whole.portions[at].is_one_of_many]
    rest = [at for at in every if not whole.portions[at].is_one_of_many]
    many = MANY_ANEW if whole.as_before else MANY
    if len(numerous) < many or cores() == 1 or not can_fork() or has_drawn():
        meanwhile()
        found = whole.composed((*numerous, *rest))
    else:
        found = _spread(whole, numerous, rest, meanwhile)
    return [found[at] for at in every]


def _spread(
    whole: _Whole, numerous: Sequence[int], rest: Sequence[int], meanwhile: Callable[[], None]
) -> dict[int, list[Composed]]:
    """Return the pages of all portions, composed on all cores.

    The rest is one batch, begun first: so the engine of charts starts in one process only, and not
    in this one, which could not give the others anything to do while it draws.
    """
    batches = [rest, *(numerous[at : at + AT_ONCE] for at in range(0, len(numerous), AT_ONCE))]
    found: dict[int, list[Composed]] = {}
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


def _result(
    whole: _Whole, batch: Sequence[int], future: Future[dict[int, list[Composed]]]
) -> dict[int, list[Composed]]:
    """Return a batch's pages; those that a lost process owes are composed here."""
    try:
        return future.result()
    except BrokenProcessPool:
        return whole.composed(batch)


def _compose(batch: Sequence[int]) -> dict[int, list[Composed]]:
    return _inherited[-1].composed(batch)
