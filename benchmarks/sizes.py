"""Measure everything about one size of study."""

from __future__ import annotations

import gzip
import json
import shutil
import sys
from dataclasses import dataclass
from pathlib import Path

from benchmarks.measuring import Cost, measured

HERE = Path(__file__).parent
BIN = Path(sys.executable).parent
PYTHON = Path(sys.executable)
COUNTERPOINT = BIN / "counterpoint"
DAY = {"SOURCE_DATE_EPOCH": "1785000000"}
"""A day after the last of the study, the same for every run."""
PEER_SETTINGS = """\
site_name: Transcripts
theme:
  name: material
nav: [index.md]
not_in_nav: /interviews/**
"""
EDIT = "\n\nOne more thing was said that nobody had written down.\n"
MEGABYTE = 1_000_000


@dataclass(frozen=True, slots=True)
class Measured:
    """What a study of one size costs."""

    interviews: int
    pages: int
    stages: dict[str, tuple[float, float]]
    """Seconds and seconds of CPU of each stage of the build from nothing."""
    costs: dict[str, tuple[float, float, float]]
    """Seconds, seconds of CPU and megabytes of each command."""
    site: dict[str, float]
    """Megabytes and files of the site, kilobytes of its largest page, as it is and packed."""


def measure(folder: Path, interviews: int, *, peers: bool) -> Measured:
    """Make a study of that many interviews below a folder, build it in every way, and look."""
    study = folder / f"study-{interviews}"
    shutil.rmtree(study, ignore_errors=True)
    size = ("--interviews", str(interviews), "--seed", "1")
    measured((PYTHON, HERE / "synthetic.py", study, *size), folder)
    found: dict[str, Cost] = {}
    found["check, cold"] = _counterpoint(study, "check")
    found["build, from nothing"] = cold = _build(study)
    found["build, nothing changed"] = _build(study)
    found["check, nothing changed"] = _counterpoint(study, "check")
    _edit(study)
    found["check, one file changed"] = _counterpoint(study, "check")
    _edit(study)
    found["build, one file changed"] = _build(study)
    found["diff, one file changed"] = _diff(study)
    if peers:
        found |= _peers(folder, study)
    said = json.loads(cold.output.strip().rsplit("\n", 1)[-1])
    return Measured(
        interviews,
        said["pages"],
        {name: (one[0], one[1]) for name, one in said["stages"].items()},
        {name: (one.seconds, one.cpu, one.memory) for name, one in found.items()},
        _site(study / "build" / "site"),
    )


def _build(study: Path) -> Cost:
    return measured((PYTHON, HERE / "stages.py", "."), study, DAY)


def _counterpoint(study: Path, *words: str) -> Cost:
    return measured((COUNTERPOINT, *words), study, DAY)


def _edit(study: Path) -> None:
    """Add a paragraph to the interview in the middle."""
    files = sorted((study / "research" / "interviews").glob("*.md"))
    file = files[len(files) // 2]
    file.write_text(file.read_text(encoding="utf-8").rstrip() + EDIT, encoding="utf-8")


def _diff(study: Path) -> Cost:
    """Compare with a first commit; making the commits is not measured."""
    who = ("-c", "user.name=b", "-c", "user.email=b@example.org", "-c", "commit.gpgsign=false")
    (study / ".gitignore").write_text("/build/\n.benchmark-output\n", encoding="utf-8")
    for words in (("init", "-q", "-b", "main"), ("add", "."), (*who, "commit", "-q", "-m", "a")):
        measured(("git", *words), study)
    measured(("git", "switch", "-q", "-c", "edit"), study)
    _edit(study)
    measured(("git", *who, "commit", "-q", "-a", "-m", "b"), study)
    return _counterpoint(study, "diff", "main")


def _peers(folder: Path, study: Path) -> dict[str, Cost]:
    """Return what rendering the same transcripts takes others, out of the navigation."""
    tree = folder / "transcripts"
    shutil.rmtree(tree, ignore_errors=True)
    shutil.copytree(study / "research" / "interviews", tree / "docs" / "interviews")
    (tree / "docs" / "index.md").write_text("# Transcripts\n", encoding="utf-8")
    (tree / "mkdocs.yml").write_text(PEER_SETTINGS, encoding="utf-8")
    found = {"MkDocs": measured((BIN / "mkdocs", "build", "-q"), tree)}
    shutil.rmtree(tree / "site")
    found["Zensical"] = measured((BIN / "zensical", "build"), tree)
    shutil.rmtree(tree)
    return found


def _site(folder: Path) -> dict[str, float]:
    files = [file for file in folder.rglob("*") if file.is_file()]
    pages = [file for file in files if file.suffix == ".html"]
    largest = max(pages, key=lambda one: one.stat().st_size)
    own = sum(file.stat().st_size for file in files if "pagefind" not in file.parts)
    search = sum(file.stat().st_size for file in files if "pagefind" in file.parts)
    return {
        "pages, MB": own / MEGABYTE,
        "search, MB": search / MEGABYTE,
        "files": len(files),
        "largest page, kB": largest.stat().st_size / 1000,
        "largest page packed, kB": len(gzip.compress(largest.read_bytes())) / 1000,
    }
