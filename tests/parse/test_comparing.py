"""Which characters are compared, and where they stand."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from counterpoint.parse.comparing import comparable, folded, folded_offsets, offsets

TEXT = st.text(alphabet="aB \t\n\u00a0-—'’“ßﬁİé😀", max_size=30)


@given(TEXT)
def test_folding_twice_changes_nothing(text: str) -> None:
    """White space is single and trimmed; comparing compared text again is the same."""
    assert folded(folded(text)) == folded(text)
    assert folded(text) == " ".join(text.split())


@given(TEXT)
def test_offsets_name_the_character_compared(text: str) -> None:
    """Each character of the compared text comes from the one at its offset."""
    own = offsets(text)
    compared = comparable(text)
    assert (len(own), own[-1]) == (len(compared) + 1, len(text))
    for at, sign in enumerate(compared):
        assert sign in comparable(text[own[at] : own[at] + 2])


@given(TEXT)
def test_folded_offsets_name_the_same_character(text: str) -> None:
    """A space may stand for any white space."""
    own = folded_offsets(text)
    assert len(own) == len(folded(text)) + 1
    for at, sign in enumerate(folded(text)):
        assert text[own[at]] == sign or (sign == " " and text[own[at]].isspace())
    assert own[-1] == len(text.rstrip())


def test_a_letter_and_its_accent_are_one_sign() -> None:
    """Text is compared in NFC, however it was typed."""
    assert folded("cafe\u0301  noir ") == "caf\u00e9 noir"
