"""Reading on many workers gives what reading here gives, whatever becomes of the workers."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from concurrent.futures import Executor, Future, ProcessPoolExecutor, ThreadPoolExecutor
from contextlib import AbstractContextManager, suppress
from pathlib import Path
from typing import Any

import pytest

from counterpoint import spreading
from counterpoint.config import Config
from counterpoint.parse.stored import decode
from counterpoint.sources import Source, source_of
from counterpoint.spreading import OtherVersionError, read_batch, spread
from counterpoint.study import parse_here

SPOKEN = "\n\n".join(f"**Dana** [00:0{n}:00] We waited {n} days for it." for n in range(9))
TEXT = f"---\ntitle: T\ndate: 2026-01-02\nparticipants: []\n---\n\n## Talk\n\n{SPOKEN}\n" * 3


def sources(number: int = 40) -> list[Source]:
    """Return that many different interviews."""
    found = (
        source_of(f"research/interviews/2026-01-02-i{n}.md", f"{TEXT}\n{n}\n".encode())[0]
        for n in range(number)
    )
    return [one for one in found if one]


@pytest.fixture(autouse=True)
def little_is_enough(monkeypatch: pytest.MonkeyPatch) -> None:
    """Spread even a few small files."""
    monkeypatch.setattr(spreading, "WORTHWHILE", 1)
    monkeypatch.setattr(spreading, "BATCH", 4000)


def check(open_executor: Callable[[], AbstractContextManager[Executor]]) -> None:
    """Read on an executor; what comes must be what comes here, in the same order."""
    wanted = sources()
    found = [decode(one) for one in spread(open_executor)(wanted, Config())]
    assert found == list(parse_here(wanted, Config()))


def test_processes_read_what_one_does() -> None:
    """On this machine's cores."""
    check(spreading.processes)


def test_who_leaves_early_does_not_wait_for_all(tmp_path: Path) -> None:
    """Ctrl-C ends a build soon: what has not begun is never begun."""
    with pytest.raises(KeyboardInterrupt):
        begin_and_leave(tmp_path)
    assert len(list(tmp_path.iterdir())) < 100


def begin_and_leave(folder: Path) -> None:
    """Give much to do, then stop."""
    with spreading.processes() as executor:
        for number in range(400):
            executor.submit(leave_a_mark, folder / str(number))
        raise KeyboardInterrupt


def leave_a_mark(file: Path) -> None:
    """Take a moment, so that others have to wait."""
    time.sleep(0.01)
    file.touch()


def test_processes_leave_the_interrupt_to_who_began_them() -> None:
    """The terminal sends it to all of them at once."""
    with spreading.processes() as executor:
        assert executor.submit(signal.getsignal, signal.SIGINT).result() == signal.SIG_IGN


def test_any_executor_serves() -> None:
    """All of `concurrent.futures`."""
    check(lambda: ThreadPoolExecutor(2))


class Counting(ThreadPoolExecutor):
    """Counts the batches that it is given."""

    given = 0

    def submit(self, fn: Callable[..., Any], /, *args: Any, **kwargs: Any) -> Future[Any]:
        """Take a task."""
        self.given += 1
        return super().submit(fn, *args, **kwargs)


def test_meanwhile_comes_once_when_all_is_handed_out() -> None:
    """What is done then does not keep workers waiting."""
    executor = Counting(1)
    seen: list[int] = []
    found = spread(lambda: executor, lambda: seen.append(executor.given))(sources(), Config())
    assert len(list(found)) == len(sources())
    assert seen == [executor.given]


class Lossy(ThreadPoolExecutor):
    """Loses every second batch, as a worker that dies does."""

    def submit(self, fn: Callable[..., Any], /, *args: Any, **kwargs: Any) -> Future[Any]:
        """Take a task, or lose it."""
        self.number = getattr(self, "number", 0) + 1
        if self.number % 2:
            return super().submit(fn, *args, **kwargs)
        lost: Future[Any] = Future()
        lost.set_exception(ConnectionError("worker lost"))
        return lost


def test_what_a_lost_worker_owes_is_read_here() -> None:
    """Nothing is missing, and the order stays."""
    check(lambda: Lossy(2))


def end_this_process(*_: object) -> None:
    """Die as by the hand of an operator."""
    os.kill(os.getpid(), signal.SIGKILL)


class Dying(ProcessPoolExecutor):
    """Has a worker killed after its second task."""

    def submit(self, fn: Callable[..., Any], /, *args: Any, **kwargs: Any) -> Future[Any]:
        """Take a task."""
        self.number = getattr(self, "number", 0) + 1
        if self.number == 3:
            super().submit(end_this_process)
        return super().submit(fn, *args, **kwargs)


def test_a_killed_process_is_survived() -> None:
    """The pool is broken from then on; the rest is read here."""
    check(lambda: Dying(2))


LEADER = """
import os, time
from counterpoint.spreading import processes
with processes() as executor:
    waiting = [executor.submit(time.sleep, 0.5) for _ in range(8)]
    print(*executor._processes, flush=True)
    time.sleep(600)
"""


@pytest.fixture
def leader() -> Iterator[subprocess.Popen[str]]:
    """Return a process that has begun others, and says which."""
    command = [sys.executable, "-c", LEADER]
    process = subprocess.Popen(command, stdout=subprocess.PIPE, text=True, start_new_session=True)
    yield process
    with suppress(ProcessLookupError):
        os.killpg(process.pid, signal.SIGKILL)
    process.communicate()


def test_processes_end_with_who_began_them(leader: subprocess.Popen[str]) -> None:
    """However it ends: they hold the lock of its build, and no other build could begin."""
    assert leader.stdout
    begun = [int(one) for one in leader.stdout.readline().split()]
    assert begun
    leader.kill()
    leader.stdout.read()  # ends when the last of them has closed it


def test_a_worker_of_another_version_is_refused() -> None:
    """It would read the same bytes otherwise."""
    with pytest.raises(OtherVersionError):
        read_batch("other", Config(), ())
