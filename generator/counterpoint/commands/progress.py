"""Say on the terminal what takes longer than a second."""

from __future__ import annotations

import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from time import monotonic

PATIENCE = 1.0
"""Seconds before anything is said."""


class Progress:
    """Names the step at work; shown on a terminal only, and only once it takes its time."""

    def __init__(self) -> None:
        self._step = ""
        self._started = monotonic()
        self._done = threading.Event()

    @property
    def seconds(self) -> float:
        """Seconds since the beginning."""
        return monotonic() - self._started

    def __call__(self, step: str) -> None:
        """Name the step that begins: `Reading`."""
        self._step = step

    @contextmanager
    def shown(self) -> Iterator[None]:
        """Show the steps while the block runs."""
        if not sys.stderr.isatty():
            yield
            return
        display = threading.Thread(target=self._display, daemon=True)
        display.start()
        try:
            yield
        finally:
            self._done.set()
            display.join()

    def _display(self) -> None:
        if self._done.wait(PATIENCE):
            return
        # Importing rich takes 0.1 s, which only somebody who waits should pay.
        from rich.console import Console

        with Console(stderr=True).status(self._step) as status:
            while not self._done.wait(0.1):
                status.update(f"{self._step} ({self.seconds:.0f} s)")
