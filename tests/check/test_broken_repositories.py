"""Whole small repositories with everything that is wrong with them."""

from __future__ import annotations

import datetime
from pathlib import Path

import pytest

from counterpoint.report import format_text
from counterpoint.study import load

CASES = sorted(path for path in (Path(__file__).parent / "cases").iterdir() if path.is_dir())
TODAY = datetime.date(2026, 6, 1)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_reports_what_is_wrong(case: Path, *, refresh: bool) -> None:
    """Every problem of every file is reported in one run, at its place, with a hint."""
    reported = format_text(load(case, today=TODAY).diagnostics)
    expected = case / "expected.txt"
    if refresh:
        expected.write_text(reported, encoding="utf-8")
    assert reported == expected.read_text(encoding="utf-8")
