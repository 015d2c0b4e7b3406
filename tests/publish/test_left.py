"""A process knows what it left in folders as long as nobody put or removed anything there."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from counterpoint.publish.left import Left

INNER = ("a", "a/b")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Return a folder with others in it."""
    for path in INNER:
        (tmp_path / path).mkdir()
    return tmp_path


def test_a_folder_stands_while_nobody_touches_it(folder: Path) -> None:
    """Whoever left nothing knows nothing."""
    left = Left()
    assert not left.stands(folder, INNER)
    left.leave(folder, INNER)
    assert left.stands(folder, INNER)
    assert not left.stands(folder, INNER[:1])
    left.forget(folder)
    assert not left.stands(folder, INNER)


@pytest.mark.parametrize("touched", ["", *INNER])
def test_a_folder_of_another_time_does_not_stand(folder: Path, touched: str) -> None:
    """Nor does the one in which it is."""
    left = Left()
    left.leave(folder, INNER)
    os.utime(folder / touched, ns=(0, 0))
    assert not left.stands(folder, INNER)


def test_another_folder_in_its_place_does_not_stand(folder: Path) -> None:
    """Although it has the same time."""
    left = Left()
    left.leave(folder, INNER)
    (folder / "a/b").rename(folder / "c")
    (folder / "a/b").mkdir()
    for path in ("c", *INNER, ""):
        os.utime(folder / path, ns=(0, 0))
    left.leave(folder, ("c", *INNER))
    (folder / "a/b").rename(folder / "d")
    (folder / "c").rename(folder / "a/b")
    (folder / "d").rename(folder / "c")
    for path in ("c", *INNER, ""):
        os.utime(folder / path, ns=(0, 0))
    assert not left.stands(folder, ("c", *INNER))


def test_a_folder_that_is_gone_does_not_stand(folder: Path) -> None:
    """Nor does one that was not there when it was left."""
    left = Left()
    left.leave(folder, INNER)
    (folder / "a/b").rmdir()
    assert not left.stands(folder, INNER)
    left.leave(folder, INNER)
    assert not left.stands(folder, INNER)
