"""Either all files are written or none."""

from __future__ import annotations

from pathlib import Path

import pytest

from counterpoint.editing.saving import save


def test_files_are_written_replaced_and_deleted(tmp_path: Path) -> None:
    """Permissions stay, and nothing else is left behind."""
    (tmp_path / "a.md").write_text("a")
    (tmp_path / "a.md").chmod(0o640)
    (tmp_path / "b.md").write_text("b")
    save(tmp_path, {"a.md": b"A", "b.md": None, "x/c.md": b""}, {"a.md": b"a", "b.md": b"b"})
    assert (tmp_path / "a.md").read_text() == "A"
    assert (tmp_path / "a.md").stat().st_mode & 0o777 == 0o640
    left = sorted(one.relative_to(tmp_path).as_posix() for one in tmp_path.rglob("*"))
    assert left == ["a.md", "x", "x/c.md"]


@pytest.mark.parametrize("before", [{"a.md": b"other"}, {}])
def test_nothing_is_written_over_what_changed_meanwhile(
    tmp_path: Path, before: dict[str, bytes]
) -> None:
    """Somebody may have saved in an editor."""
    (tmp_path / "a.md").write_text("a")
    with pytest.raises(OSError, match="meanwhile"):
        save(tmp_path, {"a.md": b"A", "b.md": b"B"}, before)
    assert (tmp_path / "a.md").read_text() == "a"
    assert not (tmp_path / "b.md").exists()


def test_a_failure_puts_everything_back(tmp_path: Path) -> None:
    """Here a folder stands where a file is to go."""
    (tmp_path / "a.md").write_text("a")
    (tmp_path / "z.md").mkdir()
    (tmp_path / "z.md/in").touch()
    with pytest.raises(OSError, match=r"z\.md"):
        save(tmp_path, {"a.md": b"A", "z.md": b"Z"}, {"a.md": b"a"})
    assert (tmp_path / "a.md").read_text() == "a"
    assert sorted(one.name for one in tmp_path.iterdir()) == ["a.md", "z.md"]


def test_links_are_never_written_through(tmp_path: Path) -> None:
    """They may lead out of the repository."""
    (tmp_path / "outside").write_text("x")
    (tmp_path / "a.md").symlink_to(tmp_path / "outside")
    with pytest.raises(OSError, match="meanwhile"):
        save(tmp_path, {"a.md": b"A"}, {"a.md": b"x"})
    assert (tmp_path / "outside").read_text() == "x"
