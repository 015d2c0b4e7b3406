"""Personal data in a file."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from counterpoint.parse import personal
from counterpoint.parse.personal import (
    MOST_FINDINGS,
    names_in,
    pattern_of_names,
    personal_data,
)


def _found(text: str) -> list[tuple[str, int, int]]:
    return [
        (found.rule.code, found.location.line, found.location.column)
        for found in personal_data("a.md", text)
    ]


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("jane.doe@corp.io", "CP510"),
        ("+49 30 901820", "CP511"),
        ("(212) 555-2368", "CP511"),
        ("4111 1111 1111 1111", "CP512"),
        ("4111-1111-1111-1111", "CP512"),
        ("5555555555554444", "CP512"),
        ("2223 0031 2200 3222", "CP512"),
        ("3782 822463 10005", "CP512"),
        ("378282246310005", "CP512"),
        ("3056 930902 5904", "CP512"),
        ("6011 1111 1111 1117", "CP512"),
        ("3530111333300000", "CP512"),
        ("6212 3456 7890 1232", "CP512"),
        ("DE89 3704 0044 0532 0130 00", "CP512"),
        ("8.8.8.8", "CP513"),
        ("2001:4860:4860::8888", "CP513"),
        ("https://www.linkedin.com/in/jane-doe", "CP514"),
        ("Hauptstr. 12, 10115 Berlin", "CP515"),
        ("350 Fifth Avenue, New York, NY 10118", "CP515"),
        ("10 Downing Street, London SW1A 2AA", "CP515"),
        ("1 High Street, Exeter EX1 2AA", "CP515"),
    ],
)
def test_finds(text: str, code: str) -> None:
    """Once each, in the middle of a sentence."""
    assert [found[0] for found in _found(f"She said: {text}, twice.")] == [code]


@pytest.mark.parametrize(
    "text",
    [
        "someone@example.com",
        "on 2026-03-02 at 14:05:00, [00:14:05]",
        "1,234,567.89 in 2019 and 2020",
        "4111 1111 1111 1112",
        "at 1772000000003",
        "12 13 14 15 16 17 18 19",
        "run 2026-03-02-000001 of 20260302000001",
        "barcode 4006381333932, 0000 0000 0000 0000",
        "10.0.0.1, 127.0.0.1, version 1.2.3",
        "sha256:44a1363ef6b1",
        "p014, INC-20260302-0042",
    ],
)
def test_leaves_alone(text: str) -> None:
    """Dates, times, amounts, examples and chance likenesses."""
    assert _found(text) == []


def test_points_at_the_place() -> None:
    """Line and column of the first character."""
    assert _found("one\ntwo jane@corp.io") == [("CP510", 2, 5)]


def test_a_false_alarm_can_be_accepted_in_the_file() -> None:
    """A comment in the front matter says that it is no personal data."""
    text = "---\ntitle: x\n# accepted: press@corp.io\n---\n\npress@corp.io and jane@corp.io\n"
    assert _found(text) == [("CP510", 6, 19)]
    assert _found("press@corp.io\n# accepted: press@corp.io\n") != []


def test_a_file_has_a_hundred_findings_at_most() -> None:
    """More would help nobody, and cost time."""
    assert len(_found("jane@corp.io\n" * 1000)) == MOST_FINDINGS


@pytest.mark.parametrize("piece", ["a", "1 ", "a@", "1", "12 Aa ", "1.1.1.1", "1-", "ab:1", "@"])
def test_hostile_lines_are_read_in_bounded_time(piece: str) -> None:
    """A line of 200,000 characters is only long."""
    assert len(_found(piece * (200_000 // len(piece)))) <= MOST_FINDINGS


def test_names_are_whole_words_in_any_case() -> None:
    """A list of names from outside the repository."""
    names = pattern_of_names("Ann\nAnn Lee\n\n")
    assert names
    found = list(names_in("a.md", "Anna met ANN LEE.\nAnn?", names))
    assert [(one.location.line, one.location.column) for one in found] == [(1, 10), (2, 1)]
    assert pattern_of_names("\n\n") is None


PIECES = st.sampled_from(["1", "23", "AB", "2AA", "cafe", " ", "-", ".", ":", "(", ", ", "High St"])


@given(st.lists(PIECES, max_size=24).map("".join))
def test_lines_that_are_passed_over_hold_nothing(text: str) -> None:
    """Whoever looks at every line finds no more."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(personal, "NUMBER", re.compile(""))
        thorough = _found(text)
    assert _found(text) == thorough
