"""Compose the pages of which something changed, on all cores, and take the others over."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from concurrent.futures import Future
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass
from functools import cache
from itertools import chain
from pathlib import Path
from typing import TypeAlias

from counterpoint.model import Interview
from counterpoint.pages import Portion, keys, portions
from counterpoint.pages.charts import has_drawn
from counterpoint.pages.digests import digest
from counterpoint.pages.place import address_of
from counterpoint.pages.rendering import load_templates
from counterpoint.pages.site import Site
from counterpoint.pages.twins import address
from counterpoint.pages.values import Page
from counterpoint.publish.finishing import Composed, Composition, finished
from counterpoint.publish.kept import Kept, Made
from counterpoint.publish.program import program
from counterpoint.publish.store import Store
from counterpoint.spreading import can_fork, cores, processes

MANY = 200
"""Numerous portions below which starting processes costs more than it saves."""
MANY_ANEW = 600
"""The same where there are pages of a build before: whatever of all that is known of it one of
these processes looks at has to be copied first."""
AT_ONCE = 16
"""Portions that a process is given at a time."""


Pages: TypeAlias = dict[int, tuple[Composed, ...]]
"""The pages of portions by their numbers."""


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
    kept = Kept(folder, site.recall)
    names = {address_of(one): one for one in site.interviews}
    whole = _Whole(found, names, kept.as_before, kept.store)
    new = _composed_ahead(whole, kept, ahead) if ahead else {}
    keyed = cache(lambda: [digest(program(), one) for one in keys(site)])
    missing = [at for at in range(len(found)) if at not in new]
    if kept.portions:
        missing = [at for at in missing if not kept.has(found[at].name, keyed()[at])]

    def beside() -> None:
        keyed()
        meanwhile()

    new |= _composed(whole, missing, beside)
    made = [
        Made(key, new[at] if at in new else kept.portions[one.name].pages)
        for at, (one, key) in enumerate(zip(found, keyed(), strict=True))
    ]
    kept.replace({one.name: some for one, some in zip(found, made, strict=True)})
    return Composition(tuple(page for some in made for page in some.pages), kept.store)


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


def _composed_ahead(whole: _Whole, kept: Kept, ahead: Ahead) -> Pages:
    """Return the portions of which pages of the last build are wanted ahead, and show them."""
    wanted = kept.published_at(ahead.files)
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
