"""Make the parts of the search index that are missing, while pages are made."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import cycle

from counterpoint.diagnostics import Diagnostic, Location
from counterpoint.publish.bundle import Bundle
from counterpoint.publish.indexer import Indexer, Making
from counterpoint.publish.pagefind import PagefindError
from counterpoint.publish.shards import Shard
from counterpoint.publish.tree import Leaf
from counterpoint.publish.values import NO_SEARCH
from counterpoint.publish.wanted import Wanted
from counterpoint.spreading import cores

CORES_APART = 2
"""Cores for each Pagefind, which works on one: the others make pages."""
SIDE_BY_SIDE = 4
"""So many at most, for each takes memory."""


class Indexing:
    """The search being made in threads of its own, beside the one that makes pages.

    What is unfinished when its context is left is given up; the old index stays until all of the
    new one is there.
    """

    def __init__(self, bundle: Bundle, said: tuple[Wanted, ...]) -> None:
        """Find out what is there; start nothing yet. `said` are the shards of interviews."""
        self._bundle = bundle
        self._said = said
        self._known = bundle.known()
        number = max(1, min(SIDE_BY_SIDE, cores() // CORES_APART))
        self._indexers = tuple(Indexer(bundle) for _ in range(number))
        self._next = cycle(self._indexers)
        self._making: dict[Shard, Making] = {}

    def __enter__(self) -> Indexing:
        """Return itself."""
        return self

    def __exit__(self, *_: object) -> None:
        """Give up what is unfinished."""
        for one in self._indexers:
            one.give_up()
        self._close()

    @property
    def may_follow(self) -> bool:
        """Whether pages can be shown with the old index.

        It must be whole, and everybody in it be in the new one: they may still be shown.
        """
        return self._known is not None and _people(self._known) <= _people(self._wanted())

    def is_there(self, pages: Wanted) -> bool:
        """Tell whether nothing need be made; `pages` is the shard of pages."""
        return self._known == self._wanted(pages)

    def begin(self) -> None:
        """Make the shards of interviews that are missing; no page need be there for them."""
        self._want(self._said)

    def go_on(self, pages: Wanted) -> None:
        """Make all that is missing, the shard of pages too."""
        self._want((pages, *self._said))

    @property
    def is_done(self) -> bool:
        """Whether `finish` returns at once."""
        return all(one.is_done for one in self._making.values())

    def finish(self, pages: Wanted) -> tuple[Diagnostic, ...]:
        """Wait until everything is there, and have the search consist of it.

        Return what went wrong; then the search stays what it was.
        """
        self.go_on(pages)
        shards = self._wanted(pages)
        try:
            for one in self._making.values():
                one.finish()
        except PagefindError as problem:
            return (_failed(str(problem)),)
        self._close()
        self._bundle.show(shards)
        return ()

    def leaves(self) -> Iterator[Leaf]:
        """Yield the files of the search as it is."""
        return self._bundle.leaves()

    def _close(self) -> None:
        for one in self._indexers:
            one.close()

    def _wanted(self, *pages: Wanted) -> tuple[Shard, ...]:
        return tuple(one.shard for one in (*pages, *self._said))

    def _want(self, wanted: Iterable[Wanted]) -> None:
        for one in wanted:
            if one.shard not in self._making and not self._is_made(one.shard):
                self._making[one.shard] = next(self._next).make(one)

    def _is_made(self, shard: Shard) -> bool:
        return shard in (self._known or ()) or bool(self._bundle.sealed(shard))


def _people(shards: Iterable[Shard]) -> frozenset[str]:
    return frozenset().union(*(shard.people for shard in shards))


def _failed(reason: str) -> Diagnostic:
    return NO_SEARCH.at(
        Location("build/cache/search"),
        f"Pagefind could not make the index: {reason}",
        "type `pip install --force-reinstall pagefind_bin`",
    )
