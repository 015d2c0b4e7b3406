"""The numbers of whole repositories against an independent count from their files."""

from __future__ import annotations

import csv
import datetime
import io
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import yaml

from counterpoint.analysis import analyse
from counterpoint.model import Audience
from counterpoint.pages.data import data_files
from counterpoint.pages.site import gather
from counterpoint.study import load
from recount import Person, Recount, Row, Session, Settings

REPOSITORY = Path(__file__).parents[2]
CORPUS = REPOSITORY.parent / "shared" / "corpus" / "mismatches"
TODAY = datetime.date(2026, 6, 30)
MEASURED = ("survey", "usage-data", "ab-test", "market-sizing", "pricing-study")


def front_matter(path: Path) -> dict[str, Any]:
    """Return a file's front matter, every scalar as text."""
    text = path.read_text(encoding="utf-8").split("---\n")[1]
    found: dict[str, Any] = yaml.load(text, Loader=yaml.BaseLoader)  # noqa: S506  (text only)
    return found


def listed(value: str | list[str]) -> list[str]:
    """Return a list that may be written as one line with commas."""
    return value if isinstance(value, list) else [one.strip() for one in value.split(",")]


def settings_of(root: Path) -> Settings:
    """Return what `research.yml` sets for counting."""
    path = root / "research" / "research.yml"
    given = yaml.load(path.read_text(encoding="utf-8"), Loader=yaml.BaseLoader) or {}  # noqa: S506
    first, second = given.get("sides", {"buyer": {}, "user": {}})
    return Settings(
        sides=(first, second),
        same_people=given.get("same_people") == "true",
        k=int(given.get("min_participants", 2)),
        stale_after_months=int(given.get("stale_after_months", 12)),
        today=TODAY,
        names_accounts=any((root / "research" / "accounts").glob("*.md")),
    )


def aliases_of(root: Path) -> dict[str, str]:
    """Return every theme's id by its former names."""
    return {
        alias: path.stem
        for path in (root / "research" / "themes").glob("*.md")
        for alias in listed(front_matter(path).get("aliases", []))
    }


def sessions_of(root: Path) -> list[Session]:
    """Return the interviews that an internal audience may read."""
    aliases = aliases_of(root)
    found = ((path, front_matter(path)) for path in (root / "research/interviews").rglob("*.md"))
    return [
        session(path, given, aliases)
        for path, given in found
        if given["consent"]["status"] == "granted"
        and given["consent"]["audience"] in ("public", "internal")
        and given.get("retain_until", "9999-12-31") >= TODAY.isoformat()
    ]


def session(path: Path, given: dict[str, Any], aliases: dict[str, str]) -> Session:
    """Return one interview; without `coding` it is done once an item is tagged."""
    is_tagged = re.search(r"^\s*[-*] .*#[a-z]", path.read_text(encoding="utf-8"), re.MULTILINE)
    return Session(
        id=path.stem,
        date=datetime.date.fromisoformat(given["date"]),
        method=given.get("method", "interview"),
        coded=given.get("coding", "done" if is_tagged else "open") == "done",
        people=tuple(
            Person(one["id"], one["side"], one.get("account", "")) for one in given["participants"]
        ),
        asked=tuple(aliases.get(one, one) for one in listed(given.get("asked", []))),
    )


def compared(root: Path) -> list[Row]:
    """Return the rows of `themes.csv`, each of which the naive count gives too."""
    study = load(root, today=TODAY, audience=Audience.INTERNAL).study
    files = {
        one.path.rpartition("/")[2]: one.content
        for one in data_files(gather(study, analyse(study)))
    }
    tables = {
        name: list(csv.DictReader(io.StringIO(files[name].decode(), newline="")))
        for name in ("themes.csv", "evidence.csv")
    }
    count = Recount(settings_of(root), sessions_of(root), tables["evidence.csv"])
    for row in tables["themes.csv"]:
        assert row == count.row(row["theme"])
    return tables["themes.csv"]


def test_a_synthetic_study_is_counted_twice(tmp_path: Path) -> None:
    """Files, front matter and tags lead to the same numbers on two ways, without an error."""
    command = [sys.executable, str(REPOSITORY / "benchmarks" / "synthetic.py"), str(tmp_path)]
    subprocess.run([*command, "--interviews", "80", "--seed", "7"], check=True)
    rows = compared(tmp_path)
    assert len({row["relation"] for row in rows}) >= 7
    problems = load(tmp_path, today=TODAY, audience=Audience.RESTRICTED).diagnostics
    assert [str(one.location) for one in problems] == []


@pytest.mark.parametrize(
    "root", [REPOSITORY, CORPUS], ids=["sample study", "shared/corpus/mismatches"]
)
def test_a_study_is_counted_twice(root: Path) -> None:
    """The sample and, where it lies beside the repository, the real study."""
    if not (root / "research" / "interviews").is_dir():
        pytest.skip(f"no study in {root.name}: ../shared/corpus/mismatches is not there")
    assert compared(root)
