"""Pagefind at work on one shard after the other, so that its memory is that of two at most."""

from __future__ import annotations

from collections.abc import Iterable
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass
from threading import Event

from counterpoint.publish.bundle import Bundle
from counterpoint.publish.pagefind import Pagefind
from counterpoint.publish.searchable import Searched, numbers
from counterpoint.publish.shards import Shard
from counterpoint.publish.wanted import Wanted


@dataclass(frozen=True, slots=True)
class Making:
    """A shard that is being made."""

    asked: Future[Future[None]]
    """What asks Pagefind for it returns what waits for its answer."""

    @property
    def is_done(self) -> bool:
        """Whether `finish` returns at once."""
        return self.asked.done() and (bool(self.asked.exception()) or self.asked.result().done())

    def finish(self) -> None:
        """Wait until it is made; PagefindError where it is not."""
        self.asked.result().result()


class Indexer:
    """One Pagefind after the other, with a thread that asks them and one that waits for answers.

    While the answer of one is kept the next is at work already.
    """

    def __init__(self, bundle: Bundle) -> None:
        """Start nothing yet."""
        self._bundle = bundle
        self._asking = ThreadPoolExecutor(max_workers=1)
        self._waiting = ThreadPoolExecutor(max_workers=1)
        self._begun: list[tuple[Pagefind, Future[None]]] = []
        """Two at most."""
        self._is_given_up = Event()

    def make(self, wanted: Wanted) -> Making:
        """Make a shard after those before it."""
        return Making(self._asking.submit(self._ask, wanted))

    def give_up(self) -> None:
        """Make nothing more."""
        self._is_given_up.set()
        for pagefind, _ in self._begun.copy():
            pagefind.end()

    def close(self) -> None:
        """Give back what it took, once it has nothing to do or was given up."""
        for executor in (self._asking, self._waiting):
            executor.shutdown(cancel_futures=True)
        for pagefind, _ in self._begun:
            pagefind.close()

    def _ask(self, wanted: Wanted) -> Future[None]:
        searched = tuple(wanted.documents())
        pagefind = Pagefind()
        kept = self._waiting.submit(self._keep, pagefind, wanted.shard, searched)
        self._begun.append((pagefind, kept))
        if self._is_given_up.is_set():
            pagefind.end()
        pagefind.ask(one.request for one in searched)
        if len(self._begun) > 1:
            before, its = self._begun[0]
            its.result()
            before.close()
            del self._begun[0]
        return kept

    def _keep(self, pagefind: Pagefind, shard: Shard, searched: Iterable[Searched]) -> None:
        self._bundle.seal(shard, numbers(searched), pagefind.files())
