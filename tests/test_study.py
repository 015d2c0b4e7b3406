"""From a folder to a study."""

from __future__ import annotations

import datetime
from pathlib import Path

import pytest

from counterpoint.diagnostics import Severity
from counterpoint.study import load, today

TODAY = datetime.date(2026, 6, 1)
REAL = Path(__file__).parents[2] / "shared" / "corpus" / "mismatches"


def test_today_is_that_of_the_environment() -> None:
    """SOURCE_DATE_EPOCH makes a build repeatable."""
    assert today({"SOURCE_DATE_EPOCH": "0"}) == datetime.date(1970, 1, 1)
    assert today({"SOURCE_DATE_EPOCH": "1772409599"}) == datetime.date(2026, 3, 1)


@pytest.mark.parametrize("given", ["soon", "1e9", "9" * 30, "-" + "9" * 30])
def test_a_wrong_environment_is_no_date(given: str) -> None:
    """Better to stop than to release what should be withheld."""
    with pytest.raises(ValueError, match="SOURCE_DATE_EPOCH"):
        today({"SOURCE_DATE_EPOCH": given})


def test_today_without_environment_is_the_clock() -> None:
    """In UTC, wherever the build runs."""
    assert today({}) == datetime.datetime.now(datetime.UTC).date()


@pytest.mark.skipif(not REAL.is_dir(), reason=f"the real study is missing: {REAL}")
def test_the_real_study_has_no_errors() -> None:
    """A study that was finished before this program is read as it stands."""
    loaded = load(REAL, today=TODAY)
    wrong = [found for found in loaded.diagnostics if found.severity is not Severity.HINT]
    assert wrong == []
    assert len(loaded.study.interviews) == 6
    assert len(loaded.study.themes) == 22
