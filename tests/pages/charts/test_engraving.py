"""A process of its own draws what this one draws, whatever becomes of it."""

from __future__ import annotations

import multiprocessing
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import suppress

import pytest

from counterpoint.pages.charts.engraving import (
    ahead,
    drawing_apart,
    drawn_here,
    engraved,
)

CHART = '{"data": {"values": [{"a": 1}]}, "mark": "bar", "encoding": {"x": {"field": "a"}}}'
OTHER = CHART.replace("bar", "point")
PATIENCE = 60
"""Seconds after which a process does not end any more."""
SERVES = f"""
import multiprocessing, time
from counterpoint.pages.charts.engraving import drawing_apart, engraved, has_drawn

if __name__ == "__main__":
    with drawing_apart():
        engraved('{CHART}')
        print(multiprocessing.active_children()[0].pid, has_drawn(), flush=True)
        time.sleep({PATIENCE})
"""


@pytest.fixture
def apart() -> Iterator[None]:
    """Have charts drawn by another process."""
    with drawing_apart():
        yield


@pytest.mark.usefixtures("apart")
def test_it_draws_the_same() -> None:
    """Byte for byte."""
    assert engraved(CHART) == drawn_here(CHART)


@pytest.mark.usefixtures("apart")
def test_what_is_begun_ahead_is_drawn_once() -> None:
    """And not begun again for what it was begun for last."""
    asked: list[str] = []

    def specs() -> list[str]:
        asked.append(CHART)
        return [CHART]

    ahead("key", specs)
    ahead("key", specs)
    assert asked == [CHART]
    assert engraved(CHART) == drawn_here(CHART)


@pytest.mark.usefixtures("apart")
def test_one_that_is_lost_is_replaced() -> None:
    """At work or idle."""
    engraved(CHART)
    for one in multiprocessing.active_children():
        one.kill()
        one.join()
    assert engraved(OTHER) == drawn_here(OTHER)
    assert engraved(CHART) == drawn_here(CHART)
    assert multiprocessing.active_children()


def test_without_one_nothing_is_begun_ahead() -> None:
    """A build that is no server's draws where a page asks for it."""

    def never() -> list[str]:
        raise AssertionError

    ahead("key", never)


@pytest.fixture
def serving() -> Iterator[tuple[int, str, int]]:
    """Begin a process that draws apart; yield its id, whether it has drawn, and who did."""
    begun = subprocess.Popen([sys.executable, "-c", SERVES], stdout=subprocess.PIPE, text=True)
    try:
        assert begun.stdout
        drawing, drawn = begun.stdout.readline().split()
        yield begun.pid, drawn, int(drawing)
    finally:
        begun.kill()
        begun.communicate()


def test_it_leaves_who_builds_able_to_begin_copies(serving: tuple[int, str, int]) -> None:
    """Those of one that has drawn would wait for ever for a chart."""
    assert serving[1] == "False"


def test_it_ends_with_who_began_it(serving: tuple[int, str, int]) -> None:
    """However that ended."""
    parent, _, drawing = serving
    os.kill(parent, signal.SIGKILL)
    end = time.monotonic() + PATIENCE
    with suppress(ProcessLookupError):
        while time.monotonic() < end:
            os.kill(drawing, 0)
            time.sleep(0.05)
        pytest.fail("it is still there")
