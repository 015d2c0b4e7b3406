"""A real cluster of two worker processes reads what one process reads, also when one is killed."""

from __future__ import annotations

import json
import os
import shutil
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from concurrent.futures import Executor, Future
from contextlib import contextmanager
from pathlib import Path
from time import monotonic, sleep
from typing import Any

import pytest
from distributed import Client

from counterpoint import spreading
from counterpoint.cluster import ClusterError, cluster
from counterpoint.config import Config
from counterpoint.sources import Source, read_repository
from counterpoint.spreading import spread, store_here

ROOT = Path(__file__).parent.parent
PATIENCE = 60.0
BUILD = "from counterpoint.cli import main; main()"

pytestmark = pytest.mark.slow


class Cluster:
    """A scheduler and two workers, each a process of its own."""

    def __init__(self, folder: Path) -> None:
        environment = os.environ | {"PYTHONPATH": str(ROOT / "generator")}
        self.file = folder / "scheduler.json"
        named = ("--scheduler-file", str(self.file))
        self.processes = [
            subprocess.Popen(
                [sys.executable, "-m", "dask", *command, *named],
                env=environment,
                cwd=folder,
                stdout=subprocess.DEVNULL,
                stderr=subprocess.DEVNULL,
            )
            for command in (
                ("scheduler", "--host", "127.0.0.1", "--port", "0", "--no-dashboard"),
                ("worker", "--no-nanny", "--nthreads", "1", "--no-dashboard"),
                ("worker", "--no-nanny", "--nthreads", "1", "--no-dashboard"),
            )
        ]

    @property
    def address(self) -> str:
        """Where the scheduler listens, once both workers have come."""
        until = monotonic() + PATIENCE
        while not self.file.exists() and monotonic() < until:
            sleep(0.05)
        address = str(json.loads(self.file.read_text(encoding="utf-8"))["address"])
        with Client(address, timeout=PATIENCE) as client:
            client.wait_for_workers(2, timeout=PATIENCE)
        return address

    def kill_a_worker(self) -> None:
        """End one worker without a warning."""
        self.processes[-1].send_signal(signal.SIGKILL)

    def end(self) -> None:
        """End what is left."""
        for process in reversed(self.processes):
            process.kill()
            process.wait()


@pytest.fixture
def machines(tmp_path: Path) -> Iterator[Cluster]:
    """Start a cluster and end it."""
    found = Cluster(tmp_path)
    try:
        yield found
    finally:
        found.end()


@pytest.fixture
def study(tmp_path: Path) -> Path:
    """Return a repository of sixty interviews."""
    folder = tmp_path / "study"
    command = ("benchmarks/synthetic.py", str(folder), "--interviews", "60", "--seed", "7")
    subprocess.run([sys.executable, *command], cwd=ROOT, check=True, capture_output=True)
    return folder


def staged(root: Path, *options: str) -> dict[str, bytes]:
    """Build the staged tree from nothing and return it."""
    command = [sys.executable, "-c", BUILD, "build", "-C", str(root), "--stage", *options]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    tree = root / "build" / "docs"
    return {
        file.relative_to(tree).as_posix(): file.read_bytes()
        for file in tree.rglob("*")
        if file.is_file()
    }


def test_a_cluster_stages_what_one_machine_stages(machines: Cluster, study: Path) -> None:
    """Byte by byte, each from nothing."""
    here = Path(shutil.copytree(study, study.with_name("here")))
    assert staged(study, "--scheduler", machines.address) == staged(here)


class Killing:
    """An executor that has a worker killed once it has some batches."""

    def __init__(self, executor: Executor, kill: Callable[[], None]) -> None:
        self.executor = executor
        self.kill = kill
        self.number = 0

    def submit(self, fn: Callable[..., Any], /, *args: Any, **kwargs: Any) -> Future[Any]:
        """Take a batch; after the third a worker is gone."""
        self.number += 1
        future = self.executor.submit(fn, *args, **kwargs)
        if self.number == 3:
            self.kill()
        return future


def test_a_worker_killed_half_way_changes_nothing(
    machines: Cluster, study: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Its batches are read by the other, or here; the order stays."""
    monkeypatch.setattr(spreading, "BATCH", 20_000)
    sources: tuple[Source, ...] = read_repository(study).sources
    opened = cluster(machines.address)

    @contextmanager
    def killing() -> Iterator[Any]:
        with opened() as executor:
            yield Killing(executor, machines.kill_a_worker)

    assert list(spread(killing)(sources, Config())) == store_here(sources, Config())
    assert machines.processes[-1].poll() is not None


def test_no_scheduler_is_said_in_one_line(monkeypatch: pytest.MonkeyPatch) -> None:
    """Where nobody listens the build does not wait for ever."""
    monkeypatch.setattr("counterpoint.cluster.PATIENCE", 0.5)
    with pytest.raises(ClusterError, match="no scheduler answers"), cluster("tcp://127.0.0.1:9")():
        pass
