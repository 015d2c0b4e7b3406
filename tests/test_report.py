"""Findings as text."""

from __future__ import annotations

from counterpoint.diagnostics import Location, Rule, Severity
from counterpoint.report import format_diagnostic, format_text

UNKNOWN = Rule("CP203", Severity.ERROR, "a theme is not in the codebook")
PROPOSED = Rule("CP301", Severity.WARNING, "a theme is proposed")


def test_place_number_message_and_hint() -> None:
    """The form that editors and terminals link."""
    place = Location("research/interviews/p03.md", 41, 17)
    found = UNKNOWN.at(place, "unknown theme #pricng", "did you mean #pricing?")
    assert format_diagnostic(found) == (
        "research/interviews/p03.md:41:17: CP203 unknown theme #pricng\n  did you mean #pricing?"
    )


def test_sorted_and_counted() -> None:
    """By path, line and column; the number of each severity at the end."""
    text = format_text(
        [
            PROPOSED.at(Location("b.md", 2), "two"),
            UNKNOWN.at(Location("b.md", 10), "three"),
            UNKNOWN.at(Location("a.md"), "one"),
            UNKNOWN.at(Location("a.md"), "one"),
        ]
    )
    assert text == (
        "a.md:1:1: CP203 one\nb.md:2:1: CP301 two\nb.md:10:1: CP203 three\n2 errors, 1 warning\n"
    )


def test_nothing_wrong() -> None:
    """Silence would be doubtful."""
    assert format_text([]) == "no problems found\n"


def test_a_file_cannot_command_the_terminal() -> None:
    """Control and direction characters are shown by their number."""
    found = UNKNOWN.at(Location("a.md"), "\x1b[2J\u202eevil", "x" * 1000)
    shown = format_diagnostic(found)
    assert "\x1b" not in shown
    assert "\\u001b" in shown
    assert "\u202e" not in shown
    assert max(len(line) for line in shown.split("\n")) < 320
