"""The documentation says what holds."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

ROOT = Path(__file__).parent.parent
ROW = re.compile(r"^\| ([a-z][\w.\[\]-]*) \| `([^`]+)` \|", re.MULTILINE)
REQUIREMENT = re.compile(r"([\w.-]+(?:\[\w+\])?)(.*)")


def test_the_table_of_dependencies_is_the_projects() -> None:
    """Every dependency with its reason, and with the versions that are allowed."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    required = [REQUIREMENT.fullmatch(one) for one in project["dependencies"]]
    page = (ROOT / "docs" / "architecture.md").read_text(encoding="utf-8")
    assert dict(ROW.findall(page)) == {one[1]: one[2] for one in required if one}
