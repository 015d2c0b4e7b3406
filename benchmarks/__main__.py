"""Measure builds of synthetic studies, and write what came out into docs/performance.md.

python -m benchmarks 100 1000 10000
"""

from __future__ import annotations

import argparse
import json
import sys
import tempfile
from dataclasses import asdict
from pathlib import Path

from benchmarks.reporting import write_chart, write_report
from benchmarks.sizes import measure

ROOT = Path(__file__).parent.parent
RESULTS = ROOT / "benchmarks" / "results.json"


def main() -> None:
    """Measure the sizes that the command line names, the smallest first."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__)
    parser.add_argument("sizes", type=int, nargs="*", default=[100, 1000, 10_000])
    parser.add_argument("--no-peers", action="store_true", help="leave MkDocs and Zensical out")
    parser.add_argument("--keep", type=Path, help="make the studies here, and leave them")
    parser.add_argument("--report", action="store_true", help="only write the last results down")
    given = parser.parse_args()
    if not given.report:
        with tempfile.TemporaryDirectory() as scratch:
            _measure(given.keep or Path(scratch), sorted(given.sizes), peers=not given.no_peers)
    found = json.loads(RESULTS.read_text(encoding="utf-8"))
    write_report(ROOT / "docs" / "performance.md", found)
    write_chart(ROOT / "docs" / "performance.svg", found)


def _measure(folder: Path, sizes: list[int], *, peers: bool) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    results = []
    for size in sizes:
        sys.stdout.write(f"{size} interviews …\n")
        sys.stdout.flush()
        results.append(asdict(measure(folder, size, peers=peers)))
        RESULTS.write_text(json.dumps(results, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
