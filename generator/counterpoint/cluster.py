"""Read files on the machines of a Dask cluster."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from concurrent.futures import Executor
from contextlib import AbstractContextManager, contextmanager
from typing import Any

PATIENCE = 30
"""Seconds in which a scheduler must answer."""
RETRIES = 2
"""Times that a batch is given to another worker before it is read here."""


class ClusterError(Exception):
    """A cluster that was asked for cannot be used."""


def cluster(scheduler: str) -> Callable[[], AbstractContextManager[Executor]]:
    """Return what opens an executor on the workers of a scheduler (`tcp://host:8786`).

    Workers need this version of counterpoint, and nothing of the study: text goes out to them and
    what it says comes back. A lost worker's batches go to others.
    """

    @contextmanager
    def opened() -> Iterator[Executor]:
        with _client(scheduler) as client:
            yield client.get_executor(retries=RETRIES)

    return opened


def _client(scheduler: str) -> Any:
    try:
        # Importing it takes half a second, which only a cluster should cost.
        from distributed import Client  # noqa: PLC0415
    except ImportError as problem:
        hint = "type `pip install 'counterpoint[cluster]'`"
        raise ClusterError(f"a cluster needs dask.distributed: {hint}") from problem
    try:
        return Client(scheduler, timeout=PATIENCE)  # type: ignore[no-untyped-call]
    except (OSError, ValueError) as problem:
        raise ClusterError(f"no scheduler answers at {scheduler}: {problem}") from problem
