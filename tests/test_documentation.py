"""The documentation says what holds."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

ROOT = Path(__file__).parent.parent
ROW = re.compile(r"^\| ([a-z][\w.\[\]-]*) \| `([^`]+)` \|", re.MULTILINE)
PARTS = re.compile(r"^\| ((?:`[\w/]+(?:\.py|/)`(?:, )?)+) \|", re.MULTILINE)
REQUIREMENT = re.compile(r"([\w.-]+(?:\[\w+\])?)(.*)")


def test_the_table_of_dependencies_is_the_projects() -> None:
    """Every dependency with its reason, and with the versions that are allowed."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    required = [REQUIREMENT.fullmatch(one) for one in project["dependencies"]]
    page = (ROOT / "docs" / "architecture.md").read_text(encoding="utf-8")
    assert dict(ROW.findall(page)) == {one[1]: one[2] for one in required if one}


def test_every_part_of_the_package_has_its_place_in_the_documentation() -> None:
    """And nothing is named there that is gone."""
    package = ROOT / "generator" / "counterpoint"
    page = (ROOT / "docs" / "architecture.md").read_text(encoding="utf-8")
    named = re.findall(r"`([\w/.]+)`", " ".join(PARTS.findall(page)))
    parts = {f"{one.name}/" if one.is_dir() else one.name for one in package.iterdir()}
    assert set(named) == parts - {"__init__.py", "__pycache__/", "py.typed"}
    assert len(named) == len(set(named))
