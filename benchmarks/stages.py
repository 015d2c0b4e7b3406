"""Build a repository and print, as JSON, what each stage of the build took."""

from __future__ import annotations

import json
import resource
import sys
from pathlib import Path
from time import perf_counter

from counterpoint.cli import set_up
from counterpoint.commands.pipeline import Order, build
from counterpoint.study import today


class Stages:
    """Takes the name of each stage as it begins."""

    def __init__(self) -> None:
        self.costs: dict[str, tuple[float, float]] = {}
        self._name = ""
        self._since = (perf_counter(), _cpu())

    def __call__(self, name: str) -> None:
        """End the stage before and begin another."""
        seconds, cpu = perf_counter(), _cpu()
        if self._name:
            self.costs[self._name] = (seconds - self._since[0], cpu - self._since[1])
        self._name, self._since = name, (seconds, cpu)


def _cpu() -> float:
    own = resource.getrusage(resource.RUSAGE_SELF)
    others = resource.getrusage(resource.RUSAGE_CHILDREN)
    return own.ru_utime + own.ru_stime + others.ru_utime + others.ru_stime


def main() -> None:
    """Build the repository that the command line names, as the command itself does."""
    set_up()
    stages = Stages()
    outcome = build(Order(Path(sys.argv[1]), today()), stages)
    stages("")
    if not outcome.is_published:
        sys.exit("it was not published")
    sys.stdout.write(json.dumps({"pages": outcome.pages, "stages": stages.costs}) + "\n")


if __name__ == "__main__":
    main()
