"""Months on the calendar."""

from __future__ import annotations

import datetime

import pytest

from counterpoint.dates import months_later


@pytest.mark.parametrize(
    ("day", "months", "expected"),
    [
        ("2024-01-31", 1, "2024-02-29"),
        ("2026-12-15", 1, "2027-01-15"),
        ("2026-03-31", -1, "2026-02-28"),
        ("2026-03-31", 0, "2026-03-31"),
        ("2026-03-31", 1_000_000, "9999-12-31"),
        ("2026-03-31", -1_000_000, "0001-01-01"),
    ],
)
def test_months_later(day: str, months: int, expected: str) -> None:
    """The day stays, or is the month's last; the calendar's ends hold."""
    start = datetime.date.fromisoformat(day)
    assert months_later(start, months) == datetime.date.fromisoformat(expected)
