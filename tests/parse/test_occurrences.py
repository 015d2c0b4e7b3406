"""Looking for many pieces at once finds what looking for each would."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from counterpoint.parse.occurrences import MANY, first, last, occurrences

TEXT = st.text(alphabet="ab \n", max_size=60)
PIECES = st.sets(st.text(alphabet="ab ", min_size=1, max_size=12), max_size=8)


@given(TEXT, PIECES, st.integers(0, 60), st.integers(0, 60))
def test_listed_pieces_are_found_as_if_looked_for(
    text: str, pieces: set[str], start: int, end: int
) -> None:
    """The first and the last occurrence between two offsets are those of `str.find`."""
    listed = occurrences(pieces, text)
    for piece in pieces:
        latest = end - len(piece)
        assert first(listed[piece], start, latest) == text.find(piece, start, max(end, 0))
        assert last(listed[piece], latest) == text.rfind(piece, 0, end)


def test_pieces_that_occur_often_are_not_listed() -> None:
    """They are found at once by looking."""
    assert set(occurrences({"ab", "bb", "c"}, "ab" * MANY)) == {"bb", "c"}
