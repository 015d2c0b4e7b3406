"""Git is asked for what was, and every refusal says what to type."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest

from counterpoint.git import HistoryError, git_id, history
from counterpoint.history import repository_at
from counterpoint.sources import read_repository
from git_repositories import GitRepository, started


@pytest.fixture
def repository(tmp_path: Path) -> GitRepository:
    """Return a repository with a branch of work."""
    made = started(tmp_path / "study")
    made.write("research/themes/a.md", "a")
    made.commit()
    made.git("switch", "-q", "-c", "work")
    made.write("research/themes/b.md", "b")
    made.commit()
    return made


def test_a_revision_is_looked_up_and_a_misspelt_one_guessed(repository: GitRepository) -> None:
    """Options in disguise are revisions that do not exist."""
    past = history(repository.root)
    assert past.commit("main") == repository.git("rev-parse", "main")
    with pytest.raises(HistoryError, match="did you mean work"):
        past.commit("wrok")
    with pytest.raises(HistoryError, match="there is no revision --help"):
        past.commit("--help")


def test_the_usual_base_is_the_main_branch(repository: GitRepository) -> None:
    """That of the origin before the one here."""
    past = history(repository.root)
    assert past.usual_base() == "main"
    repository.git("branch", "-m", "main", "trunk")
    with pytest.raises(HistoryError, match="counterpoint diff develop"):
        past.usual_base()


def test_what_changed_since_includes_what_is_not_committed(repository: GitRepository) -> None:
    """And leaves out what changed on the other branch meanwhile."""
    repository.git("switch", "-q", "main")
    repository.write("research/themes/other.md", "x")
    repository.commit()
    repository.git("switch", "-q", "work")
    repository.write("research/themes/a.md", "changed")
    repository.write("research/themes/größe neu.md", "new")
    found = history(repository.root).changed_since("main")
    names = {"a.md", "b.md", "größe neu.md"}
    assert found == {f"research/themes/{name}" for name in names}


def test_a_study_may_stand_in_a_folder_of_the_repository(tmp_path: Path) -> None:
    """Paths are counted from the study."""
    made = started(tmp_path)
    made.write("study/research/themes/a.md", "a")
    made.write("elsewhere.md", "x")
    made.commit()
    made.write("study/research/themes/a.md", "b")
    made.write("elsewhere.md", "y")
    past = history(tmp_path / "study")
    assert past.changed_since("HEAD") == {"research/themes/a.md"}
    blobs = past.blobs(past.commit("HEAD"), ("research",))
    assert [blob.path for blob in blobs] == ["research/themes/a.md"]
    assert [data for _, data in past.contents(blobs)] == [b"a"]


def test_nothing_is_checked_out(repository: GitRepository) -> None:
    """Neither the files nor the index change, whatever is not committed."""
    file = repository.write("research/themes/a.md", "not committed")
    before = (file.read_text(), (repository.root / ".git/index").read_bytes())
    past = history(repository.root)
    blobs = past.blobs(past.commit("main"), ("research",))
    assert [data for _, data in past.contents(blobs)] == [b"a"]
    assert (file.read_text(), (repository.root / ".git/index").read_bytes()) == before


def test_outside_git_it_says_so(tmp_path: Path) -> None:
    """And how to get in."""
    with pytest.raises(HistoryError, match=r"no git repository.*git init"):
        history(tmp_path)


def test_before_the_first_commit_it_says_so(tmp_path: Path) -> None:
    """There is nothing to compare with."""
    subprocess.run(["git", "init", "-q", str(tmp_path)], check=True)
    with pytest.raises(HistoryError, match="nothing was ever committed"):
        history(tmp_path).commit("main")


def test_a_shallow_copy_says_how_to_deepen_it(repository: GitRepository, tmp_path: Path) -> None:
    """On the command line, and in the workflows of two hosts."""
    repository.git("switch", "-q", "main")
    repository.write("x.md", "x")
    repository.commit()
    shallow = repository.clone(tmp_path / "shallow", "--depth", "1", "--no-single-branch")
    shallow.git("switch", "-q", "work")
    past = history(shallow.root)
    assert past.is_shallow
    with pytest.raises(HistoryError, match=r"shallow.*--unshallow.*fetch-depth: 0.*GIT_DEPTH: 0"):
        past.fork_point("origin/main")
    with pytest.raises(HistoryError, match="--unshallow"):
        past.commit("HEAD~1")


def test_branches_without_a_common_past_are_named(repository: GitRepository) -> None:
    """Nothing can be said of what changed between them."""
    repository.git("switch", "-q", "--orphan", "island")
    repository.commit()
    with pytest.raises(HistoryError, match="no commit in common"):
        history(repository.root).fork_point("main")


def test_without_git_it_says_so(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """In one line."""
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(HistoryError, match="git is not installed"):
        history(tmp_path)


def test_a_file_is_known_by_the_id_that_git_gives_it(repository: GitRepository) -> None:
    """So that what has not changed need not be asked for."""
    (blob,) = [
        one
        for one in history(repository.root).blobs("HEAD", ("research",))
        if one.path == "research/themes/b.md"
    ]
    assert blob.holds(b"b")
    assert not blob.holds(b"c")
    assert not blob.holds(b"b\n")
    assert git_id(b"b", 64) != git_id(b"b", 40) == blob.id


def test_a_state_of_the_past_is_the_same_whoever_tells_it(repository: GitRepository) -> None:
    """What stands on the disk unchanged comes from there, all else from git."""
    past = history(repository.root)
    repository.write("research/themes/b.md", "changed since")
    now = read_repository(repository.root).sources
    then = repository_at(past, "HEAD", now)
    assert then == repository_at(past, "HEAD")
    assert [one.data for one in then.sources] == [b"a", b"b"]
    shared = [one for one in then.sources if any(one is other for other in now)]
    assert [one.path for one in shared] == ["research/themes/a.md"]
