"""Make the shards of the search index that are missing with Pagefind, one after the other."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from threading import Event

from counterpoint.diagnostics import Diagnostic, Location
from counterpoint.publish.bundle import FOLDER, Bundle, Numbers, Room
from counterpoint.publish.searchable import Searched, numbers
from counterpoint.publish.shards import Shard
from counterpoint.publish.values import NO_SEARCH

RECORDS_PER_FOLDER = 1000
PIECE = {"PAGEFIND_UNSTABLE_INDEX_CHUNK_SIZE": "5000"}
"""A browser loads the piece of an index that a word is in: a quarter of Pagefind's own size."""


@dataclass(frozen=True, slots=True)
class Search:
    """The index that is wanted, and the one that is there."""

    wanted: tuple[Shard, ...]
    known: tuple[Shard, ...] | None
    """What the one that is there consists of; None where none is whole."""
    bundle: Bundle
    documents: Callable[[Shard], Iterable[Searched]]
    """Returns what a shard is made of, as Pagefind reads it."""

    @property
    def is_there(self) -> bool:
        """Whether nothing need be made."""
        return self.known == self.wanted

    @property
    def may_follow(self) -> bool:
        """Whether the one that is there is an older one, of people who may all still be shown."""
        return bool(
            self.known and not self.is_there and _people(self.known) <= _people(self.wanted)
        )

    def start(self) -> Indexing:
        """Begin to make what is missing. Until all of it is there, the old index stays."""
        return Indexing(self)


def _people(shards: Iterable[Shard]) -> frozenset[str]:
    return frozenset().union(*(shard.people for shard in shards))


class Indexing:
    """Pagefind at work on one shard at a time, so that its memory is that of one, or done."""

    def __init__(self, search: Search) -> None:
        self._search = search
        self._process: subprocess.Popen[str] | None = None
        self._is_cancelled = Event()
        executor = ThreadPoolExecutor(max_workers=1)
        self._problem = executor.submit(self._make)
        executor.shutdown(wait=False)

    @property
    def is_done(self) -> bool:
        """Whether `finish` returns at once."""
        return self._problem.done()

    def cancel(self) -> None:
        """End it if it is still at work; the index stays what it was."""
        self._is_cancelled.set()
        if process := self._process:
            process.kill()
        self._problem.exception()

    def finish(self) -> tuple[Diagnostic, ...]:
        """Wait for the end; return what went wrong."""
        if problem := self._problem.result():
            return (_failed(problem),)
        self._search.bundle.show(self._search.wanted)
        return ()

    def _make(self) -> str:
        """Make what is missing; return what went wrong."""
        self._search.bundle.clear()
        try:
            return self._made()
        finally:
            self._search.bundle.clear()

    def _made(self) -> str:
        """While Pagefind is at work on a shard, write what it reads of the next one."""
        bundle, before = self._search.bundle, None
        with ThreadPoolExecutor(max_workers=1) as pagefind:
            for shard in self._missing():
                room = bundle.room(shard)
                counted = numbers(_written(self._search.documents(shard), room.records))
                if before and (problem := before.result()):
                    return problem
                before = pagefind.submit(self._index, shard, counted, room)
        return before.result() if before else ""

    def _missing(self) -> Iterator[Shard]:
        search = self._search
        for shard in () if search.is_there else search.wanted:
            if shard not in (search.known or ()) and not search.bundle.sealed(shard):
                yield shard

    def _index(self, shard: Shard, counted: Numbers, room: Room) -> str:
        if self._is_cancelled.is_set():
            return "it was cancelled"
        problem = self._pagefind(room) if counted else ""
        if not problem:
            self._search.bundle.seal(shard, counted, room)
        return problem

    def _pagefind(self, room: Room) -> str:
        # Importing the package looks for the program, which only indexing needs.
        from pagefind_bin import get_executable  # noqa: PLC0415

        made = room.made / FOLDER
        command = [get_executable(), "--site", room.records, "--output-path", made, "--silent"]
        try:
            self._process = subprocess.Popen(  # noqa: S603 - the packaged program, on folders of our own
                command,
                env=os.environ | PIECE,
                stdout=subprocess.PIPE,
                stderr=subprocess.STDOUT,
                text=True,
            )
        except OSError as problem:
            return str(problem)
        if self._is_cancelled.is_set():
            self._process.kill()
        said, _ = self._process.communicate()
        failed = self._process.returncode != 0
        return (said.strip().partition("\n")[0] or "it ended with an error") if failed else ""


def _written(searched: Iterable[Searched], folder: Path) -> Iterator[Searched]:
    """Write a file for each thing that is searched, and pass it on."""
    for number, one in enumerate(searched):
        part = folder / str(number // RECORDS_PER_FOLDER)
        if number % RECORDS_PER_FOLDER == 0:
            part.mkdir()
        (part / f"{number}.html").write_text(one.html, encoding="utf-8")
        yield one


def _failed(reason: str) -> Diagnostic:
    return NO_SEARCH.at(
        Location("build/cache/search"),
        f"Pagefind could not make the index: {reason}",
        "type `pip install --force-reinstall pagefind_bin`",
    )
