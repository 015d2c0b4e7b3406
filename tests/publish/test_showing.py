"""Readers have the old site whole, or the new one; the second one stays in step with it."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from counterpoint.publish.showing import double, show
from counterpoint.publish.tree import Leaf, written
from counterpoint.publish.values import Workspace

OLD = {"index.html": "old", "same.html": "same", "secret/index.html": "said by somebody"}
NEW = {"index.html": "new", "same.html": "same", "more/index.html": "more"}


def leaves(site: dict[str, str]) -> list[Leaf]:
    """Return a site's files as they are wanted."""
    return [Leaf(path, words, written(words.encode())) for path, words in site.items()]


def held(folder: Path) -> dict[str, str]:
    """Return the text of every file of a folder."""
    files = (one for one in folder.rglob("*") if one.is_file())
    return {one.relative_to(folder).as_posix(): one.read_text() for one in files}


def cut_short(place: str) -> None:
    """Put half a file at a place, and fail."""
    Path(place).write_text("half")
    raise OSError("the disk is full")


@pytest.fixture
def workspace(tmp_path: Path) -> Workspace:
    """Return a build folder in which the old site was shown twice."""
    found = Workspace(tmp_path / "build")
    for _ in range(2):
        show(found, leaves(OLD))
    return found


def test_the_site_is_replaced_and_the_second_one_follows(workspace: Workspace) -> None:
    """What has left the site has left the build folder too."""
    show(workspace, leaves(NEW))
    assert held(workspace.site) == held(workspace.next_site) == NEW


def test_the_second_site_can_be_made_ahead(tmp_path: Path) -> None:
    """Of the very files of the first, which was shown once."""
    workspace = Workspace(tmp_path / "build")
    double(workspace)
    assert not workspace.next_site.exists()
    show(workspace, leaves(OLD))
    double(workspace)
    assert held(workspace.next_site) == OLD
    assert (workspace.site / "same.html").samefile(workspace.next_site / "same.html")
    show(workspace, leaves(NEW))
    assert held(workspace.site) == held(workspace.next_site) == NEW


def test_a_second_site_that_was_begun_ahead_is_completed(tmp_path: Path) -> None:
    """By the next build, whatever stood in the way."""
    workspace = Workspace(tmp_path / "build")
    show(workspace, leaves(OLD))
    (workspace.site / "same.html").unlink()
    double(workspace)
    assert held(workspace.next_site) != OLD
    for site in (NEW, OLD, NEW):
        show(workspace, leaves(site))
        assert held(workspace.site) == site


def test_no_file_of_the_published_site_is_ever_written(workspace: Workspace) -> None:
    """Whoever has opened one reads on what stood there."""
    index = workspace.site / "index.html"
    with index.open() as reading:
        show(workspace, leaves(NEW))
        assert reading.read() == "old"
    assert index.read_text() == "new"


def test_files_that_stay_are_the_same_files(workspace: Workspace) -> None:
    """Neither written nor copied."""
    before = (workspace.site / "same.html").stat().st_ino
    show(workspace, leaves(NEW))
    assert (workspace.site / "same.html").stat().st_ino == before


def test_what_fails_leaves_the_old_site_and_the_next_one_is_right(workspace: Workspace) -> None:
    """Half a file is never taken for a whole one."""
    with pytest.raises(OSError, match="full"):
        show(workspace, [*leaves(NEW), Leaf("last.html", "last", cut_short)])
    assert held(workspace.site) == OLD
    show(workspace, leaves({**NEW, "last.html": "whole"}))
    assert held(workspace.site) == {**NEW, "last.html": "whole"}


def test_a_build_that_was_killed_right_after_the_swap_leaves_no_old_words(
    workspace: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The next one makes both sites anew."""

    class KilledError(BaseException):
        pass

    def killed(*_: object) -> bool:
        raise KilledError

    with monkeypatch.context() as patch:
        patch.setattr("counterpoint.publish.showing.mirrored", killed)
        with pytest.raises(KilledError):
            show(workspace, leaves(NEW))
    assert held(workspace.site) == NEW
    show(workspace, leaves(NEW))
    assert held(workspace.site) == NEW
    assert held(workspace.next_site) in ({}, NEW)


def test_what_somebody_did_to_the_site_is_mended(workspace: Workspace) -> None:
    """By the next process: files changed in place, replaced, removed and added."""
    workspace = Workspace(workspace.build)
    site = workspace.site
    (site / "same.html").write_text("spoilt")
    (site / "index.html").unlink()
    (site / "index.html").write_text("old, but mine")
    (site / "more").mkdir()
    (site / "more/index.html").write_text("mine")
    show(workspace, leaves(NEW))
    assert held(workspace.site) == NEW
    show(workspace, leaves(OLD))
    assert held(workspace.site) == OLD
    show(workspace, leaves(NEW))
    assert held(workspace.site) == held(workspace.next_site) == NEW


def test_what_was_added_or_removed_meanwhile_is_mended(workspace: Workspace) -> None:
    """In either copy, by the process that left it."""
    for folder in (workspace.site, workspace.next_site):
        (folder / "same.html").unlink()
        (folder / "secret/mine.html").write_text("mine")
        for touched in (folder, folder / "secret"):
            os.utime(touched, ns=(0, 0))  # a clock may tick too slowly to show it
    for site in (OLD, NEW, OLD):
        show(workspace, leaves(site))
        assert held(workspace.site) == site


def test_what_nobody_touched_follows_from_one_site_to_the_next(workspace: Workspace) -> None:
    """Again and again, by one process."""
    for site in (NEW, OLD, NEW, NEW, OLD):
        show(workspace, leaves(site))
        assert held(workspace.site) == held(workspace.next_site) == site


def test_a_second_site_that_could_not_follow_is_made_anew(workspace: Workspace) -> None:
    """By the process that found it so, too."""
    (workspace.site / "secret/index.html").unlink()
    (workspace.site / "secret").rmdir()
    show(workspace, leaves(NEW))
    assert not workspace.next_site.exists()
    show(workspace, leaves(OLD))
    show(workspace, leaves(NEW))
    assert held(workspace.site) == held(workspace.next_site) == NEW
