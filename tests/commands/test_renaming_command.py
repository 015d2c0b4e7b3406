"""`rename`, `retag` and `diff` at the command line."""

from __future__ import annotations

import json
import shutil
import subprocess
from pathlib import Path

from click.testing import CliRunner, Result

from counterpoint.cli import group
from git_repositories import started

ROOT = Path(__file__).parent.parent.parent
INTERVIEW = "research/interviews/2026-03-02-finance.md"


def run(command: str, root: Path, *words: str) -> Result:
    """Run a command on a repository."""
    return CliRunner().invoke(group, [command, "-C", str(root), *words])


def test_a_dry_run_shows_a_diff_that_git_takes(small: Path) -> None:
    """And changes nothing; applied, it is what the command does."""
    file = small / "research/themes/fewer-steps.md"
    file.write_text(file.read_text().rstrip("\n"))
    repository = started(small)
    shown = run("rename", small, "--dry-run", "theme", "fewer-steps", "quick")
    assert "Would rename theme fewer-steps to quick" in shown.stderr
    assert repository.git("status", "--porcelain") == ""
    subprocess.run(["git", "apply"], cwd=small, input=shown.stdout, text=True, check=True)
    repository.git("add", "-A")
    applied = repository.git("write-tree")
    repository.git("reset", "-q", "--hard")
    done = run("rename", small, "theme", "fewer-steps", "quick")
    assert done.exit_code == 0
    assert "fewer-steps stays as an alias" in done.stderr
    repository.git("add", "-A")
    assert repository.git("write-tree") == applied


def test_a_merge_says_where_the_text_went(small: Path) -> None:
    """It is in the history."""
    started(small)
    shown = run("rename", small, "--dry-run", "theme", "fewer-steps", "audit-trail")
    assert "deleted file mode" in shown.stdout
    done = run("rename", small, "theme", "fewer-steps", "audit-trail")
    assert "git show HEAD:research/themes/fewer-steps.md" in done.stderr
    assert run("check", small).exit_code == 0


def test_what_is_refused_changes_nothing(small: Path) -> None:
    """One line, no traceback."""
    repository = started(small)
    result = run("rename", small, "theme", "fewer-stps", "quick")
    assert result.exit_code == 1
    assert "did you mean fewer-steps" in str(result.exception)
    assert repository.git("status", "--porcelain") == ""


def test_retag_lists_a_themes_evidence_with_places(small: Path) -> None:
    """So that an editor can step through it; aliases lead to the theme."""
    result = run("retag", small, "#fewer-steps")
    lines = result.stdout.splitlines()
    assert len(lines) == 2
    place, _, rest = lines[0].partition(": ")
    path, line, column = place.split(":")
    assert rest == 'p001 "one page instead of four" #fewer-steps +for'
    text = (small / path).read_text().splitlines()[int(line) - 1]
    assert text[int(column) - 1 :].startswith("#fewer-steps")
    data = json.loads(run("retag", small, "--json", "fewer-steps").stdout)
    assert [one["evidence"] for one in data] == ["one-page", "four-screens"]
    assert run("retag", small, "fewer-stps").exit_code == 2


def test_retag_shows_no_words_of_what_was_withdrawn(small: Path) -> None:
    """Its tags have to be changed all the same."""
    file = small / INTERVIEW
    file.write_text(file.read_text().replace("granted", "withdrawn"))
    result = run("retag", small, "fewer-steps")
    assert f"{INTERVIEW}:31:30: (may not be shown)" in result.stdout
    assert "one page instead" not in result.stdout


def test_diff_compares_with_the_main_branch(small: Path) -> None:
    """As Markdown or as JSON."""
    repository = started(small)
    repository.git("switch", "-q", "-c", "work")
    file = small / INTERVIEW
    file.write_text(file.read_text().replace("#fewer-steps ^", "#fewer-steps +against ^"))
    text = run("diff", small).stdout
    assert text.startswith("<!-- counterpoint diff -->\n")
    assert "hanges 1 piece of evidence." in text
    data = json.loads(run("diff", small, "--format", "json", "main").stdout)
    assert data["base"] == "main"
    assert data["evidence"]["changed"][0]["stance"] == "against"


def test_diff_says_that_errors_are_left_out(small: Path) -> None:
    """A broken file is no withdrawal."""
    started(small)
    (small / "research/interviews/new.md").write_text("no front matter")
    assert "`counterpoint check` finds 1 error" in run("diff", small, "main").stdout


def test_the_sample_study_is_clean_after_renaming_and_merging(tmp_path: Path) -> None:
    """Every link of it lives."""
    for folder in ("research", "docs"):
        shutil.copytree(ROOT / folder, tmp_path / folder)
    before = errors(tmp_path)
    for words in (
        ("theme", "audit-trail", "record-of-changes"),
        ("theme", "fewer-steps", "less-typing"),
        ("persona", "sales-manager", "team-lead"),
        ("account", "harrow", "hollow"),
        ("interview", "2026-07-28-harrow-vp-sales", "2026-07-28-vp-sales"),
        ("guide", "user-discovery", "users"),
        ("outcome", "renewal-rate", "renewals"),
        ("decision", "2026-05-approval-threshold", "2026-05-threshold"),
    ):
        assert run("rename", tmp_path, *words).exit_code == 0
    assert errors(tmp_path) == before
    assert "harrow-vp-sales" not in (tmp_path / "docs/summary.md").read_text()


def errors(root: Path) -> list[str]:
    """Return the numbers of what is wrong, hints apart."""
    found = json.loads(run("check", root, "--format", "json").stdout)["diagnostics"]
    return [one["code"] for one in found if one["severity"] == "error"]
