"""Spread the reading of files over processes, here or on other machines."""

from __future__ import annotations

import gc
import os
import signal
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager
from typing import TYPE_CHECKING, TypeAlias

from counterpoint.config import Config
from counterpoint.parse.stored import Stored, encode, parser_version
from counterpoint.sources import Source, source_of
from counterpoint.study import parse_here

if TYPE_CHECKING:
    from concurrent.futures import Executor, Future, ProcessPoolExecutor

WORTHWHILE = 600_000
"""Bytes of text (ten long interviews) below which starting processes costs more than it saves."""
BATCH = 250_000
"""Bytes of text that are sent at once."""

Batch = tuple[tuple[str, bytes], ...]
"""Paths and bytes of files."""
Store: TypeAlias = "Callable[[Iterable[Source], Config], Iterable[Stored]]"
"""Reads sources, in their order, into what the cache keeps of them."""


class OtherVersionError(Exception):
    """A worker would read files otherwise than this machine does."""


def read_batch(version: str, config: Config, batch: Batch) -> list[Stored]:
    """Read files on a worker: text in, stored values out.

    Raises OtherVersionError where the worker's parser is not the one that is asked for.
    """
    if version != parser_version():
        raise OtherVersionError("a worker has another version of counterpoint, or of what it uses")
    sources = (source_of(path, data)[0] for path, data in batch)
    return store_here((source for source in sources if source is not None), config)


def store_here(sources: Iterable[Source], config: Config) -> list[Stored]:
    """Read files one after another in this process, into what the cache keeps of them."""
    return [encode(file) for file in parse_here(sources, config)]


def spread(
    open_executor: Callable[[], AbstractContextManager[Executor]],
    meanwhile: Callable[[], None] | None = None,
) -> Store:
    """Return what reads much at once on an executor's workers, and yields it in a stable order.

    The executor is opened when there is enough to read; `meanwhile` is called once they are at
    work. What a worker that is lost did not return is read here.
    """

    def store(sources: Iterable[Source], config: Config) -> Iterator[Stored]:
        wanted = tuple(sources)
        if is_little(wanted):
            yield from store_here(wanted, config)
            return
        with open_executor() as executor:
            waiting = [(batch, _submitted(executor, batch, config)) for batch in _batches(wanted)]
            if meanwhile:
                meanwhile()
            for batch, future in waiting:
                yield from _result(batch, future, config)

    return store


def is_little(sources: Iterable[Source]) -> bool:
    """Tell whether files are read here sooner than processes begin."""
    return sum(len(source.data) for source in sources) < WORTHWHILE


def _submitted(
    executor: Executor, batch: Sequence[Source], config: Config
) -> Future[list[Stored]] | None:
    """Return a batch's future; None where the executor takes no more, its workers being gone."""
    sent = tuple((source.path, source.data) for source in batch)
    try:
        return executor.submit(read_batch, parser_version(), config, sent)
    except (RuntimeError, OSError):
        return None


def _result(
    batch: Sequence[Source], future: Future[list[Stored]] | None, config: Config
) -> Sequence[Stored]:
    """Return what a batch says; what no worker answers is read here, for reading never raises."""
    try:
        found = future.result() if future else []
    except OtherVersionError:
        raise
    except Exception:  # noqa: BLE001  (executors tell in their own ways that a worker is lost)
        found = []
    return found if len(found) == len(batch) else store_here(batch, config)


def _batches(sources: Sequence[Source]) -> Iterator[tuple[Source, ...]]:
    batch: list[Source] = []
    size = 0
    for source in sources:
        batch.append(source)
        size += len(source.data)
        if size >= BATCH:
            yield tuple(batch)
            batch, size = [], 0
    if batch:
        yield tuple(batch)


def cores() -> int:
    """Return how many processes can run at once here."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def can_fork() -> bool:
    """Tell whether processes can begin as copies of this one, everything imported and at hand."""
    return sys.platform == "linux"


@contextmanager
def processes() -> Iterator[ProcessPoolExecutor]:
    """Open an executor with a process a core; whoever leaves it early waits for little."""
    executor = _executor(cores(), "fork" if can_fork() else "spawn")
    try:
        yield executor
    finally:
        executor.shutdown(cancel_futures=True)


def process_apart() -> ProcessPoolExecutor:
    """Return an executor with one process that is no copy of this one."""
    return _executor(1, "spawn")


def _executor(number: int, way: str) -> ProcessPoolExecutor:
    # Importing these takes longer than reading a file.
    import multiprocessing  # noqa: PLC0415
    from concurrent.futures import ProcessPoolExecutor  # noqa: PLC0415

    context = multiprocessing.get_context(way)
    return ProcessPoolExecutor(number, mp_context=context, initializer=_begin)


def _begin() -> None:
    """Leave Ctrl-C to who began this, and do not look for garbage among all that was given."""
    import threading  # noqa: PLC0415

    signal.signal(signal.SIGINT, signal.SIG_IGN)
    gc.disable()
    threading.Thread(target=_end_with_parent, daemon=True).start()


def _end_with_parent() -> None:
    """End this process when the one that began it does, however it is killed.

    Nobody else would, and it holds what that one had locked.
    """
    from multiprocessing import connection, parent_process  # noqa: PLC0415

    if parent := parent_process():
        connection.wait([parent.sentinel])
        os._exit(1)
