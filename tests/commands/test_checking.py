"""`check` reports for people and for machines, on what was asked for, and mends."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from counterpoint.cli import group
from counterpoint.diagnostics import Diagnostic, Location, Rule, Severity
from counterpoint.formats import ANNOTATIONS, as_github, as_gitlab, as_json
from git_repositories import started

INTERVIEW = "research/interviews/2026-03-02-finance.md"
ERROR = Rule("CP999", Severity.ERROR, "x")
WARNING = Rule("CP998", Severity.WARNING, "x")


def run(root: Path, *words: str) -> Result:
    """Run `check` on a repository."""
    return CliRunner().invoke(group, ["check", "-C", str(root), *words])


def found(number: int, rule: Rule = ERROR, path: str = "a.md") -> Diagnostic:
    """Return a finding on a line."""
    return rule.at(Location(path, number, 2), f"what, {number}%: it", "type\nthis")


def test_json_holds_everything() -> None:
    """By place, with the counts."""
    data = json.loads(as_json([found(2), found(1, WARNING)]))
    assert data["summary"] == {"errors": 1, "warnings": 1, "hints": 0}
    assert data["diagnostics"][0] == {
        "path": "a.md",
        "line": 1,
        "column": 2,
        "code": "CP998",
        "severity": "warning",
        "message": "what, 1%: it",
        "hint": "type\nthis",
    }


def test_gitlab_knows_a_finding_again_when_it_moves() -> None:
    """Fingerprints are unique, and not by line."""
    before = json.loads(as_gitlab([found(2)], "study/"))
    after = json.loads(as_gitlab([ERROR.at(Location("a.md", 9), "what, 2%: it", "")]))
    assert before[0]["fingerprint"] == after[0]["fingerprint"]
    assert before[0]["location"] == {"path": "study/a.md", "lines": {"begin": 2}}
    alike = [ERROR.at(Location("a.md", line), "same") for line in (1, 2)]
    assert len({one["fingerprint"] for one in json.loads(as_gitlab(alike))}) == 2


def test_github_gets_ten_of_each_and_the_rest_in_the_summary() -> None:
    """Those in changed files first."""
    many = [found(line) for line in range(1, 15)] + [found(1, WARNING)]
    report = as_github([*many, found(7, path="z.md")], {"z.md"}, "study/")
    lines = report.annotations.splitlines()
    errors = [line for line in lines if line.startswith("::error ")]
    assert len(errors) == ANNOTATIONS
    assert errors[0] == (
        "::error file=study/z.md,line=7,col=2,title=CP999::what, 7%25: it%0Atype%0Athis"
    )
    assert lines[-1] == "5 more in the summary of this job."
    assert report.summary.count("\n| `study/") == 16
    assert report.summary.startswith("### counterpoint check: 15 errors, 1 warning\n")


def test_findings_cannot_forge_annotations_nor_markup() -> None:
    """A message repeats what a contributor wrote."""
    evil = ERROR.at(Location("a,b:c.md"), "x\n::warning::y | <img> @team", "`a|b`")
    report = as_github([evil])
    assert report.annotations.count("\n") == 1
    assert "file=a%2Cb%3Ac.md," in report.annotations
    row = report.summary.splitlines()[-1]
    assert row.count("|") == 4
    assert "<img" not in row
    assert "@" not in row


def test_the_job_summary_is_written_where_github_says(
    small: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Added to what other steps wrote; paths from the top of the checkout."""
    page = tmp_path / "summary.md"
    page.write_text("before\n")
    monkeypatch.setenv("GITHUB_STEP_SUMMARY", str(page))
    monkeypatch.setenv("GITHUB_WORKSPACE", str(small.parent))
    (small / INTERVIEW).write_text("no front matter\n")
    result = run(small, "--format", "github")
    assert result.exit_code == 1
    assert result.stdout.startswith(f"::error file=small/{INTERVIEW},line=1,")
    assert page.read_text().startswith("before\n### counterpoint check: 1 error")


def test_the_report_may_be_limited_to_what_changed(small: Path) -> None:
    """Everything is read all the same."""
    repository = started(small)
    (small / INTERVIEW).write_text("no front matter\n")
    repository.commit()
    assert run(small, "--changed-since", "HEAD~1").exit_code == 1
    assert run(small, "--changed-since", "HEAD").exit_code == 0


def test_without_git_it_says_why_nothing_can_be_compared(small: Path) -> None:
    """In a sentence with what to do."""
    result = run(small, "--changed-since", "main")
    assert result.exit_code == 1
    assert "no git repository" in str(result.exception)


def test_a_path_that_is_not_there_is_wrong_usage(small: Path, tmp_path: Path) -> None:
    """Or nothing would be said of a misspelt one."""
    assert run(small, "nowhere.md").exit_code == 2
    assert run(small, str(tmp_path)).exit_code == 2


def test_fix_mends_what_it_can_and_reports_the_rest(small: Path) -> None:
    """And says what it did, file by file."""
    file = small / INTERVIEW
    before = file.read_text()
    file.write_text(before.replace(" ^one-page", "").replace("#audit-trail +", "#audit-trial +"))
    result = run(small, "--fix", str(small / "research"))
    assert result.exit_code == 1
    assert f"Mended {INTERVIEW}: an evidence id written." in result.stderr
    assert "did you mean #audit-trail" in result.stdout
    assert run(small, "--fix-unsafe").exit_code == 0
    assert file.read_text() == before.replace("^one-page", "^one-page-instead-four")
    assert "nothing to mend" in run(small, "--fix").stderr


def test_fix_stays_within_the_paths(small: Path) -> None:
    """As the report does."""
    file = small / INTERVIEW
    file.write_text(file.read_text().replace(" ^one-page", ""))
    run(small, "--fix", str(small / "research/themes"))
    assert "^one-page" not in file.read_text()


def test_over_a_merge_conflict_nothing_is_mended(small: Path) -> None:
    """A person has to decide first."""
    other = small / "research/interviews/2026-03-09-rep.md"
    other.write_text(other.read_text().replace(" ^four-screens", ""))
    file = small / INTERVIEW
    file.write_text(f"<<<<<<< ours\n{file.read_text()}=======\n>>>>>>> theirs\n")
    before = other.read_text()
    result = run(small, "--fix")
    assert "Nothing was mended: first correct" in result.stderr
    assert "keep the lines that are right" in result.stdout
    assert other.read_text() == before
