"""Whole interviews and everything that is read from them."""

from __future__ import annotations

from pathlib import Path

import pytest

from counterpoint.parse import voices
from parse.reading import read_case, told

CASES = Path(__file__).parent / "cases"
NAMES = sorted(path.name for path in CASES.glob("*.md") if ".expected" not in path.name)


@pytest.mark.parametrize("name", NAMES)
def test_an_interview_is_read_as_expected(name: str, *, refresh: bool) -> None:
    """What is read from a case is what stands beside it; `--refresh` writes it anew."""
    written = (CASES / name).read_text(encoding="utf-8")
    expected = (CASES / name).with_suffix(".expected.md")
    found = told(read_case(written))
    if refresh:
        expected.write_text(found, encoding="utf-8")
    assert found == expected.read_text(encoding="utf-8")


@pytest.mark.parametrize("name", NAMES)
def test_listing_places_changes_nothing(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where a file quotes much, places are listed once instead of looked for each time."""
    written = (CASES / name).read_text(encoding="utf-8")
    expected = told(read_case(written))
    monkeypatch.setattr(voices, "MOST_TO_READ", 0)
    assert told(read_case(written)) == expected
