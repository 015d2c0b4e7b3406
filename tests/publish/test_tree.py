"""A folder holds exactly what is wanted, and what need not be written is left alone."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from counterpoint.publish.left import Left
from counterpoint.publish.tree import Leaf, grow, keep_up, linked, mirrored, written
from counterpoint.publish.values import PublishError


def leaf(path: str, words: str = "") -> Leaf:
    """Return a wanted file."""
    return Leaf(path, f"digest of {words}", written(words.encode()))


def held(folder: Path) -> dict[str, str]:
    """Return the text of every file of a folder; empty folders show as such."""
    return {
        one.relative_to(folder).as_posix(): one.read_text() if one.is_file() else ""
        for one in sorted(folder.rglob("*"))
        if one.is_file() or not any(one.iterdir())
    }


def test_only_what_differs_is_written_and_what_is_stale_goes(tmp_path: Path) -> None:
    """The others are the same files as before."""
    tree, notes = tmp_path / "tree", tmp_path / "notes"
    keep_up(tree, [leaf("a/kept", "same"), leaf("changed", "old"), leaf("b/stale")], notes, Left())
    before = (tree / "a/kept").stat()
    keep_up(tree, [leaf("a/kept", "same"), leaf("changed", "new")], notes, Left())
    assert (tree / "a/kept").stat() == before
    assert held(tree) == {"a/kept": "same", "changed": "new"}


def test_a_file_may_become_a_folder_and_back(tmp_path: Path) -> None:
    """What is in the way of a wanted file is removed first."""
    tree, notes = tmp_path / "tree", tmp_path / "notes"
    keep_up(tree, [leaf("x", "file")], notes, Left())
    keep_up(tree, [leaf("x/y", "below")], notes, Left())
    assert held(tree) == {"x/y": "below"}
    keep_up(tree, [leaf("x", "file")], notes, Left())
    assert held(tree) == {"x": "file"}


def test_what_others_changed_or_added_is_mended(tmp_path: Path) -> None:
    """Files, folders and links."""
    tree, notes = tmp_path / "tree", tmp_path / "notes"
    wanted = [leaf("a", "one"), leaf("b/c", "two"), leaf("d", "three")]
    keep_up(tree, wanted, notes, Left())
    (tree / "a").write_text("changed")
    (tree / "b/c").unlink()
    (tree / "b/more").write_text("foreign")
    (tree / "d").unlink()
    (tree / "d").symlink_to(tree / "a")
    (tree / "e/f").mkdir(parents=True)
    keep_up(tree, wanted, notes, Left())
    assert held(tree) == {"a": "one", "b/c": "two", "d": "three"}


def test_a_folder_that_stands_as_it_was_left_is_not_looked_at(tmp_path: Path) -> None:
    """What a file holds now is not noticed there; what differs is written all the same."""
    tree, notes, left = tmp_path / "tree", tmp_path / "notes", Left()
    keep_up(tree, [leaf("a", "one"), leaf("b/c", "two"), leaf("d/e", "three")], notes, left)
    (tree / "a").write_text("changed in place")
    keep_up(tree, [leaf("a", "one"), leaf("b", "now a file"), leaf("f/g", "new")], notes, left)
    assert held(tree) == {"a": "changed in place", "b": "now a file", "f/g": "new"}
    keep_up(tree, [leaf("a", "one")], notes, Left())
    assert held(tree) == {"a": "one"}


def test_a_folder_that_somebody_changed_since_it_was_left_is_mended(tmp_path: Path) -> None:
    """All of it, also what was only written into a file."""
    tree, notes, left = tmp_path / "tree", tmp_path / "notes", Left()
    wanted = [leaf("a", "one"), leaf("b/c", "two")]
    keep_up(tree, wanted, notes, left)
    (tree / "a").write_text("changed in place")
    (tree / "b/more").write_text("foreign")
    os.utime(tree / "b", ns=(0, 0))  # a clock may tick too slowly to show it
    keep_up(tree, wanted, notes, left)
    assert held(tree) == {"a": "one", "b/c": "two"}


@pytest.mark.parametrize("damage", [b"", b"damaged"])
def test_without_good_notes_everything_is_made_anew(tmp_path: Path, damage: bytes) -> None:
    """They are believed only as they were written."""
    tree, notes = tmp_path / "tree", tmp_path / "notes"
    keep_up(tree, [leaf("a", "one")], notes, Left())
    notes.write_bytes(damage)
    (tree / "a").unlink()
    (tree / "a").write_text("two")
    keep_up(tree, [leaf("a", "one")], notes, Left())
    assert held(tree) == {"a": "one"}


def test_what_was_cut_short_is_made_anew(tmp_path: Path) -> None:
    """The notes are away while the folder changes, so that nothing is taken for what it was."""
    tree, notes = tmp_path / "tree", tmp_path / "notes"
    left = Left()
    keep_up(tree, [leaf("a", "one"), leaf("b", "one")], notes, left)
    before = (tree / "b").stat().st_mtime_ns

    def fail(place: str) -> None:
        Path(place).write_text("half")
        os.utime(place, ns=(before, before))
        raise OSError("the disk is full")

    with pytest.raises(OSError, match="full"):
        keep_up(tree, [leaf("a", "two"), Leaf("b", "other", fail)], notes, left)
    assert not notes.exists()
    keep_up(tree, [leaf("a", "one"), leaf("b", "one")], notes, left)
    assert held(tree) == {"a": "one", "b": "one"}


def test_nothing_is_written_through_a_symbolic_link(tmp_path: Path) -> None:
    """A link planted in the build folder leads nowhere."""
    outside, tree = tmp_path / "outside", tmp_path / "tree"
    outside.mkdir()
    tree.mkdir()
    (tree / "sub").symlink_to(outside)
    keep_up(tree, [leaf("sub/x", "words")], tmp_path / "notes", Left())
    assert held(outside) == {}
    assert held(tree) == {"sub/x": "words"}
    (tmp_path / "linked").symlink_to(outside)
    with pytest.raises(PublishError, match="symbolic link"):
        keep_up(tmp_path / "linked", [leaf("x")], tmp_path / "notes", Left())


def test_known_files_are_borrowed_and_others_put(tmp_path: Path) -> None:
    """From a folder that holds the same, under a second name; changed ones are not taken."""
    one, two = tmp_path / "one", tmp_path / "two"
    wanted = [leaf("a", "same"), leaf("b", "same"), leaf("c", "old")]
    known = grow(one, wanted, {})
    (one / "b").write_text("changed by somebody")
    assert grow(two, [*wanted[:2], leaf("c", "new")], known, one).keys() == {"a", "b", "c"}
    assert held(two) == {"a": "same", "b": "same", "c": "new"}
    assert (two / "a").samefile(one / "a")
    assert held(one)["c"] == "old"


def test_a_second_name_is_never_given_to_a_place_that_is_taken(tmp_path: Path) -> None:
    """What stands there may have other names, under which somebody reads it."""
    (tmp_path / "a").write_text("new")
    (tmp_path / "b").write_text("old")
    with pytest.raises(FileExistsError):
        linked(tmp_path / "a")(str(tmp_path / "b"))
    assert (tmp_path / "b").read_text() == "old"


def test_where_files_have_no_second_names_they_are_copied(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """With the same stamp, so that they are known again."""

    def refuse(*_: object, **__: object) -> None:
        raise OSError("not supported")

    monkeypatch.setattr(os, "link", refuse)
    (tmp_path / "a").write_text("words")
    linked(tmp_path / "a")(str(tmp_path / "b"))
    assert not (tmp_path / "b").samefile(tmp_path / "a")
    assert (tmp_path / "b").read_text() == "words"
    assert (tmp_path / "b").stat().st_mtime_ns == (tmp_path / "a").stat().st_mtime_ns


def test_a_folder_follows_from_one_tree_to_another(tmp_path: Path) -> None:
    """Only what differs is touched; files may have become folders and folders files."""
    one, two = tmp_path / "one", tmp_path / "two"
    before = grow(one, [leaf("a", "x"), leaf("b/c", "x"), leaf("d", "x"), leaf("e/f", "x")], {})
    grow(two, [leaf(path, "x") for path in before], before, one)
    kept = (two / "a").stat().st_ino
    wanted = [leaf("a", "x"), leaf("b", "y"), leaf("d/e", "y")]
    after = grow(one, wanted, before)
    assert mirrored(two, before, after, one)
    assert held(two) == held(one) == {"a": "x", "b": "y", "d/e": "y"}
    assert (two / "a").stat().st_ino == kept
    assert (two / "b").samefile(one / "b")


def test_a_folder_that_is_not_as_it_was_follows_nowhere(tmp_path: Path) -> None:
    """And nothing in it is written over."""
    one, two = tmp_path / "one", tmp_path / "two"
    before = grow(one, [leaf("a", "x")], {})
    grow(two, [leaf("a", "x")], before, one)
    (two / "b").write_text("foreign")
    after = grow(one, [leaf("a", "x"), leaf("b", "x")], before)
    assert not mirrored(two, before, after, one)
    assert (two / "b").read_text() == "foreign"
