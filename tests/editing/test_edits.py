"""Edits change what they name and nothing else, byte for byte."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from counterpoint.diagnostics import Location
from counterpoint.editing.edits import Edit, MisplacedEditError, compatible, edited


def at(line: int, column: int, old: str, new: str) -> Edit:
    """Return an edit of the file `a.md`."""
    return Edit(Location("a.md", line, column), old, new)


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("mark", ["", "\ufeff"])
def test_line_ends_and_byte_order_mark_stay(end: str, mark: str) -> None:
    """Columns count code points, and the mark is none."""
    before = f"{mark}one{end}zwölf drei{end}last"
    after = edited(before.encode(), [at(1, 1, "one", "1"), at(2, 7, "drei", "3\n4")])
    assert after.decode() == f"{mark}1{end}zwölf 3{end}4{end}last"


def test_old_text_may_span_lines_however_they_end() -> None:
    """As parsing unifies them."""
    assert edited(b"a\r\nb\r\nc", [at(1, 1, "a\nb", "x")]) == b"x\r\nc"


def test_an_edit_that_does_not_find_its_text_is_a_bug() -> None:
    """Nothing is guessed."""
    with pytest.raises(MisplacedEditError):
        edited(b"abc", [at(1, 2, "c", "x")])
    with pytest.raises(MisplacedEditError):
        edited(b"abc", [at(9, 1, "", "x")])
    with pytest.raises(MisplacedEditError):
        edited(b"abc", [at(1, 1, "abc", "x"), at(1, 2, "b", "y")])


def test_edits_that_meet_wait() -> None:
    """Also where they only touch."""
    groups = [(at(1, 1, "ab", "x"),), (at(1, 3, "c", "y"),), (at(1, 5, "e", "z"),)]
    assert list(compatible(groups)) == [0, 2]


@given(st.lists(st.text(st.characters(codec="utf-8", exclude_characters="\r\n\0"), max_size=6)))
def test_lines_between_edits_stay_as_they_are(lines: list[str]) -> None:
    """Whatever the text."""
    text = "\n".join(["start", *lines, "end"])
    last = len(lines) + 2
    after = edited(text.encode(), [at(1, 1, "start", "<"), at(last, 1, "end", ">")])
    assert after.decode() == "\n".join(["<", *lines, ">"])
