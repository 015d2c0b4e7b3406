"""A second repository, with fewer readers, merged in with `--also`."""

from __future__ import annotations

import datetime
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from counterpoint.cli import group
from counterpoint.model import Audience
from counterpoint.privacy import KEY_INSIDE
from counterpoint.study import Loaded, load

TODAY = datetime.date(2026, 6, 1)
PATH = "research/interviews/2026-04-01-board.md"
BOARD = """\
---
title: A talk with the board
date: 2026-04-01
participants: [{id: p009, speaker: Olga, side: buyer, persona: finance-chief}]
consent: {status: granted, audience: restricted}
---

**Olga** We would pay twice for a record of changes.

- "pay twice for a record" #audit-trail ^pay-twice
"""


@pytest.fixture
def other(tmp_path: Path) -> Path:
    """Return the root of a repository with one restricted interview."""
    return put(tmp_path / "restricted", PATH, BOARD)


def put(root: Path, path: str, text: str) -> Path:
    """Write a file below a root; return the root."""
    file = root / path
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(text, encoding="utf-8")
    return root


def merged(root: Path, other: Path, audience: Audience = Audience.RESTRICTED) -> Loaded:
    """Load both."""
    return load(root, today=TODAY, audience=audience, also=(other,))


def run(*words: str | Path) -> Result:
    """Run a command in this process."""
    return CliRunner().invoke(group, [str(word) for word in words])


def test_its_interviews_count_like_the_others(small: Path, other: Path) -> None:
    """Themes and personas of either repository are known in both."""
    found = merged(small, other)
    assert found.diagnostics == ()
    assert "2026-04-01-board" in found.study.interviews
    assert found.study.interviews["2026-04-01-board"].evidence[0].themes == ("audit-trail",)


def test_their_audience_is_respected(small: Path, other: Path) -> None:
    """Merged into a site for more readers, they are withheld."""
    found = merged(small, other, Audience.INTERNAL)
    assert "2026-04-01-board" not in found.study.interviews
    assert "2026-04-01-board" in found.study.withheld


@pytest.mark.parametrize(
    "path",
    [
        "research/interviews/2026-03-02-finance.md",
        "research/interviews/elsewhere/2026-03-02-finance.md",
        "research/themes/audit-trail.md",
        "research/personas/finance-chief.md",
    ],
)
def test_ids_are_unique_across_both(small: Path, other: Path, path: str) -> None:
    """An error names the file, whichever folder it stands in."""
    put(other, path, BOARD if "interviews" in path else "---\ntitle: Again\nside: user\n---\n")
    found = merged(small, other).diagnostics
    assert [one.rule.code for one in found if one.rule.code == "CP108"] == ["CP108"]


def test_an_alias_may_not_be_an_id_of_the_other(small: Path, other: Path) -> None:
    """Old ids share one space with those in use."""
    put(other, "research/themes/ledger.md", "---\ntitle: Ledger\naliases: [audit-trail]\n---\n")
    found = merged(small, other).diagnostics
    assert any("audit-trail" in one.message for one in found)


def test_settings_and_pages_come_from_the_first(small: Path, other: Path) -> None:
    """What else the second one holds is not read."""
    put(other, "research/research.yml", "title: The other\nsides: nonsense\n")
    put(other, "docs/secret.md", "# Secret\n")
    found = merged(small, other)
    assert found.diagnostics == ()
    assert found.study.config.title == "A small study"
    assert "docs/secret.md" not in found.study.pages


def test_its_images_are_published_with_it(small: Path, other: Path) -> None:
    """Bytes are read from where they stand."""
    put(other, PATH, BOARD.replace("**Olga**", "![plan](../images/plan.png)\n\n**Olga**"))
    (other / "research/images").mkdir()
    (other / "research/images/plan.png").write_bytes(b"the plan")
    site = small / "build/site"
    assert run("build", "-C", small, "--also", other).exit_code == 0
    assert not (site / "research/images").exists()
    result = run("build", "-C", small, "--audience", "restricted", "--also", other)
    assert result.exit_code == 0, result.output
    assert (site / "research/images/plan.png").read_bytes() == b"the plan"
    assert "pay twice" in (site / "research/themes/audit-trail/index.html").read_text()


def test_what_was_merged_once_is_gone_without_it(small: Path, other: Path) -> None:
    """A later build of the first repository alone keeps nothing."""
    merging = ("--audience", "restricted", "--also", other)
    assert run("build", "-C", small, *merging).exit_code == 0
    assert run("build", "-C", small).exit_code == 0
    site = small / "build/site"
    assert not [file for file in site.rglob("*") if b"pay twice" in _bytes(file)]


def _bytes(file: Path) -> bytes:
    return file.read_bytes() if file.is_file() else b""


def test_check_reads_both(small: Path, other: Path) -> None:
    """What is wrong in the second one is reported too."""
    assert run("check", "-C", small, "--also", other).exit_code == 0
    put(other, PATH, BOARD.replace("pay twice for", "pay thrice for", 1))
    result = run("check", "-C", small, "--also", other)
    assert result.exit_code == 1
    assert f"{PATH}:10:" in result.stdout


def test_a_folder_without_research_is_an_error(small: Path, tmp_path: Path) -> None:
    """Better than to publish without what was meant to be there."""
    result = run("check", "-C", small, "--also", tmp_path)
    assert result.exit_code == 1
    assert f"there is no research/ folder in {tmp_path.as_posix()}" in result.stdout


def test_a_key_to_the_pseudonyms_is_refused_in_both(small: Path, other: Path) -> None:
    """At the root or in research/."""
    put(other, "key.csv", "name,speaker,participant\n")
    put(other, "research/k.csv", "name,speaker,participant\n")
    found = [one for one in merged(small, other).diagnostics if one.rule is KEY_INSIDE]
    assert [one.location.path for one in found] == ["key.csv", "research/k.csv"]
