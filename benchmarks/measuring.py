"""Run a command and measure what it costs."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from time import perf_counter

QUIET = {"NO_MKDOCS_2_WARNING": "1", "DISABLE_MKDOCS_2_WARNING": "true"}


@dataclass(frozen=True, slots=True)
class Cost:
    """What a command took."""

    seconds: float
    """By the clock on the wall; other programs on the machine make it longer."""
    cpu: float
    """Seconds of all cores, of the command and whatever it started."""
    memory: float
    """Megabytes of the largest of its processes."""
    output: str

    def __add__(self, other: Cost) -> Cost:
        """Return what two commands one after another take."""
        return Cost(
            self.seconds + other.seconds,
            self.cpu + other.cpu,
            max(self.memory, other.memory),
            self.output + other.output,
        )


def measured(
    command: Sequence[str | Path], folder: Path, environment: Mapping[str, str] | None = None
) -> Cost:
    """Run a command in a folder; RuntimeError with its last words where it fails."""
    start = perf_counter()
    with (folder / ".benchmark-output").open("w+", encoding="utf-8") as output:
        process = subprocess.Popen(  # noqa: S603  (the benchmark's own commands)
            [str(one) for one in command],
            cwd=folder,
            env=os.environ | QUIET | dict(environment or {}),
            stdout=output,
            stderr=subprocess.STDOUT,
        )
        _, status, used = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
        output.seek(0)
        said = output.read()
    if process.returncode:
        raise RuntimeError(f"{command[0]} failed: {said[-2000:]}")
    seconds = perf_counter() - start
    return Cost(seconds, used.ru_utime + used.ru_stime, used.ru_maxrss / 1024, said)
