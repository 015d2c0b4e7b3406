"""Names and keys that must not be in a repository."""

from __future__ import annotations

from pathlib import Path

from counterpoint.privacy import (
    KEY_INSIDE,
    NAMES_UNREADABLE,
    NAMES_VARIABLE,
    keys_inside,
    names_found,
)
from counterpoint.sources import Source


def test_names_come_from_a_file_outside(tmp_path: Path) -> None:
    """The environment says where the list is."""
    (tmp_path / "names.txt").write_text("Jane Doe\n", encoding="utf-8")
    source = Source("research/interviews/a.md", b"Then Jane Doe spoke.", "")
    environment = {NAMES_VARIABLE: str(tmp_path / "names.txt")}
    (found,) = names_found([source], environment)
    assert found.location.column == 6
    assert list(names_found([source], {})) == []


def test_a_list_that_is_missing_is_an_error(tmp_path: Path) -> None:
    """Better than to believe that nothing was found."""
    (found,) = names_found([], {NAMES_VARIABLE: str(tmp_path / "none.txt")})
    assert found.rule is NAMES_UNREADABLE


def test_a_key_inside_is_refused(tmp_path: Path) -> None:
    """Beside research/ or in it."""
    (tmp_path / "research").mkdir()
    (tmp_path / "key.csv").write_bytes(b"\xef\xbb\xbfname,speaker,participant\nJane,Dana,p1\n")
    (tmp_path / "other.csv").write_text("a,b\n", encoding="utf-8")
    (tmp_path / "research" / "k.csv").write_text("name,speaker,participant\n", encoding="utf-8")
    found = list(keys_inside(tmp_path, ("research/k.csv", "research/none.csv")))
    assert [one.location.path for one in found] == ["key.csv", "research/k.csv"]
    assert {one.rule for one in found} == {KEY_INSIDE}
