"""What changed lately, told from git's history."""

from __future__ import annotations

import datetime
import subprocess
from pathlib import Path

from counterpoint.analysis import analyse
from counterpoint.analysis.compare import Known
from counterpoint.commands.lately import lately
from counterpoint.model import Audience
from counterpoint.pages.values import Lately
from counterpoint.resolve import Release
from counterpoint.study import load
from pasts import commit
from repositories import interview

TODAY = datetime.date(2026, 6, 1)
ONE, TWO = "research/interviews/one.md", "research/interviews/two.md"


def changed(*roots: Path) -> Lately:
    """Return what changed in the thirty days before the first of June."""
    now = load(roots[0], today=TODAY, also=roots[1:])
    known = Known(now.study, analyse(now.study))
    return lately(roots, now, known, release=Release(TODAY, Audience.INTERNAL))


def test_what_came_in_the_last_thirty_days_is_new(tmp_path: Path) -> None:
    """Compared is with the newest commit of that day or before."""
    commit(tmp_path, "2026-02-01", {ONE: interview()})
    commit(tmp_path, "2026-05-20", {TWO: interview(participant="p2")})
    found = changed(tmp_path)
    assert found.since == datetime.date(2026, 5, 2)
    assert found.changes
    assert found.changes.interviews_added == ("two",)


def test_what_may_not_be_shown_today_was_not_there_then_either(tmp_path: Path) -> None:
    """A withdrawal leaves no trace, not even as something that is gone."""
    commit(tmp_path, "2026-02-01", {ONE: interview(), TWO: interview(participant="p2")})
    commit(tmp_path, "2026-05-20", {TWO: interview(participant="p2", status="withdrawn")})
    found = changed(tmp_path)
    assert found.changes
    assert found.changes.is_empty


def test_a_young_repository_says_so(tmp_path: Path) -> None:
    """There is no commit to compare with."""
    commit(tmp_path, "2026-05-20", {ONE: interview()})
    found = changed(tmp_path)
    assert found.changes is None
    assert "Nothing was committed by 2 May 2026" in found.why_missing


def test_a_shallow_copy_says_how_to_get_the_rest(tmp_path: Path) -> None:
    """As workflows fetch it unless they are told otherwise."""
    origin = tmp_path / "origin"
    origin.mkdir()
    commit(origin, "2026-02-01", {ONE: interview()})
    commit(origin, "2026-05-20", {TWO: interview(participant="p2")})
    copy = tmp_path / "copy"
    words = ["git", "clone", "--quiet", "--depth=1", origin.as_uri(), str(copy)]
    subprocess.run(words, check=True)
    assert "shallow copy" in changed(copy).why_missing


def test_files_without_a_history_say_so(tmp_path: Path) -> None:
    """An archive, say."""
    commit(tmp_path, "2026-02-01", {ONE: interview()})
    (tmp_path / ".git").rename(tmp_path / "git")
    assert "without their history" in changed(tmp_path).why_missing


def test_each_merged_repository_is_read_as_it_was(tmp_path: Path) -> None:
    """What a second one has had for long is not new."""
    first, second = tmp_path / "a", tmp_path / "b"
    first.mkdir()
    second.mkdir()
    commit(first, "2026-02-01", {ONE: interview()})
    for path in ("research/personas/rep.md", "research/themes/audit-trail.md"):
        (second / path).parent.mkdir(parents=True, exist_ok=True)
    commit(second, "2026-02-01", {TWO: interview(participant="p2")})
    for path in ("research/personas/rep.md", "research/themes/audit-trail.md"):
        (second / path).unlink()
    found = changed(first, second)
    assert found.changes
    assert found.changes.is_empty
