"""Make the parts of the search index that are missing, while pages are made."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from threading import Event

from counterpoint.diagnostics import Diagnostic, Location
from counterpoint.publish.bundle import Bundle
from counterpoint.publish.pagefind import Pagefind, PagefindError
from counterpoint.publish.searchable import Searched, numbers
from counterpoint.publish.shards import Shard
from counterpoint.publish.tree import Leaf
from counterpoint.publish.values import NO_SEARCH
from counterpoint.publish.wanted import Wanted


class Indexing:
    """Pagefind at work on one shard after the other, so that its memory is that of one.

    It works in threads of its own beside the one that makes pages. What is unfinished when its
    context is left is given up; the old index stays until all of the new one is there.
    """

    def __init__(self, bundle: Bundle, said: tuple[Wanted, ...]) -> None:
        """Find out what is there; start nothing yet. `said` are the shards of interviews."""
        self._bundle = bundle
        self._said = said
        self._known = bundle.known()
        self._made: dict[Shard, Future[Future[None] | None]] = {}
        self._asking = ThreadPoolExecutor(max_workers=1)
        self._listening = ThreadPoolExecutor(max_workers=1)
        self._last: Future[None] | None = None
        self._pagefind: Pagefind | None = None
        self._is_given_up = Event()

    def __enter__(self) -> Indexing:
        """Return itself."""
        return self

    def __exit__(self, *_: object) -> None:
        """Give up what is unfinished, and end Pagefind."""
        self._is_given_up.set()
        if self._pagefind:
            self._pagefind.end()
        for executor in (self._asking, self._listening):
            executor.shutdown(cancel_futures=True)
        if self._pagefind:
            self._pagefind.close()

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
        return all(map(_is_done, self._made.values()))

    def finish(self, pages: Wanted) -> tuple[Diagnostic, ...]:
        """Wait until everything is there, and have the search consist of it.

        Return what went wrong; then the search stays what it was.
        """
        self.go_on(pages)
        shards = self._wanted(pages)
        try:
            for shard in shards:
                if listening := self._made[shard].result():
                    listening.result()
        except PagefindError as problem:
            return (_failed(str(problem)),)
        self._bundle.show(shards)
        return ()

    def leaves(self) -> Iterator[Leaf]:
        """Yield the files of the search as it is."""
        return self._bundle.leaves()

    def _wanted(self, *pages: Wanted) -> tuple[Shard, ...]:
        return tuple(one.shard for one in (*pages, *self._said))

    def _want(self, wanted: Iterable[Wanted]) -> None:
        for one in wanted:
            if one.shard not in self._made:
                self._made[one.shard] = self._asking.submit(self._make, one)

    def _make(self, wanted: Wanted) -> Future[None] | None:
        """Ask for a shard that is not there; return what listens for it.

        While Pagefind is at work on it the next one is asked for, but not the one after that.
        """
        if wanted.shard in (self._known or ()) or self._bundle.sealed(wanted.shard):
            return None
        searched = tuple(wanted.documents())
        pagefind = self._started()
        before = self._last
        self._last = self._listening.submit(self._sealed, pagefind, wanted.shard, searched)
        pagefind.ask(one.request for one in searched)
        if before:
            before.result()
        return self._last

    def _sealed(self, pagefind: Pagefind, shard: Shard, searched: Iterable[Searched]) -> None:
        self._bundle.seal(shard, numbers(searched), pagefind.files())

    def _started(self) -> Pagefind:
        self._pagefind = self._pagefind or Pagefind()
        if self._is_given_up.is_set():
            self._pagefind.end()
        return self._pagefind


def _is_done(asking: Future[Future[None] | None]) -> bool:
    if not asking.done():
        return False
    listening = None if asking.exception() else asking.result()
    return listening is None or listening.done()


def _people(shards: Iterable[Shard]) -> frozenset[str]:
    return frozenset().union(*(shard.people for shard in shards))


def _failed(reason: str) -> Diagnostic:
    return NO_SEARCH.at(
        Location("build/cache/search"),
        f"Pagefind could not make the index: {reason}",
        "type `pip install --force-reinstall pagefind_bin`",
    )
