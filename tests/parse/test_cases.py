"""Whole interviews and everything that is read from them."""

from __future__ import annotations

from pathlib import Path

import pytest

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
