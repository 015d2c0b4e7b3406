"""Where a quotation is found, against a search that tries everything."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import pytest
from hypothesis import given
from hypothesis import strategies as st

from counterpoint.parse import voices
from parse.reading import codes, read

WORDS = ("ab", "b", "a b", "ba", "aab")
HEADING = "## A heading"
GAPS = {" … ": True, " [x] ": False, " [x] … ": True, " [x] [y] ": False}
"""Each with whether it may lead into a later passage."""


@dataclass(frozen=True)
class Said:
    """A block: who says what in which passage."""

    who: str
    words: str
    passage: int


@dataclass(frozen=True)
class Place:
    """A place where a quotation is found."""

    who: str
    pieces: tuple[tuple[int, int], ...]
    """In the text of all that this person says."""


def blocks(drawn: list[tuple[str, str]]) -> list[Said]:
    """Return what was drawn with the numbers of passages."""
    found: list[Said] = []
    passage = 0
    for who, words in drawn:
        if who == HEADING or (found and found[-1].who != who):
            passage += 1
        if who != HEADING:
            found.append(Said(who, words, passage))
    return found


def text_of(who: str, said: list[Said]) -> tuple[str, list[int]]:
    """Return all that somebody says, and for each character the number of its block."""
    text, owners = "", list[int]()
    before = None
    for number, one in enumerate(said):
        if one.who == who:
            joint = "" if before is None else " " if before == one.passage else "\n"
            text += joint + one.words
            owners += [number] * len(joint + one.words)
            before = one.passage
    return text, owners


def spans(
    text: str, pieces: list[str], leaves: list[bool]
) -> Iterator[tuple[tuple[int, int], ...]]:
    """Yield for every start the pieces that follow it, each the nearest."""
    for start in range(len(text)):
        if not text.startswith(pieces[0], start):
            continue
        found = [(start, start + len(pieces[0]))]
        for piece, may_leave in zip(pieces[1:], leaves, strict=True):
            at = found[-1][1]
            end = text.find("\n", at)
            nearest = text.find(piece, at, None if may_leave or end < 0 else end)
            if nearest < 0:
                break
            found.append((nearest, nearest + len(piece)))
        if len(found) == len(pieces):
            yield tuple(found)


def expected(said: list[Said], pieces: list[str], gaps: list[str]) -> tuple[str, int] | str:
    """Return the words cited and the number of the block that they end in, or what is wrong."""
    places: list[Place] = []
    for who in ("Dana", "Omar"):
        text, _ = text_of(who, said)
        by_end = {span[-1][1]: span for span in spans(text, pieces, [GAPS[gap] for gap in gaps])}
        places += [Place(who, span) for span in by_end.values()]
    if not places:
        return "CP401"
    near = [one for one in places if _block(one, said) == len(said) - 1]
    if len(places) > 1 and len(near) != 1:
        return "CP403"
    chosen = places[0] if len(places) == 1 else near[0]
    return _quote(chosen, said), _block(chosen, said)


def _block(place: Place, said: list[Said]) -> int:
    _, owners = text_of(place.who, said)
    return owners[place.pieces[-1][1] - 1]


def _quote(place: Place, said: list[Said]) -> str:
    text, _ = text_of(place.who, said)
    quote = ""
    for number, (start, end) in enumerate(place.pieces):
        between = text[place.pieces[number - 1][1] : start] if number else ""
        joint = " " if between in ("", " ") else " … "
        quote += (joint if number else "") + " ".join(text[start:end].split())
    return quote


SAID = st.lists(
    st.tuples(st.sampled_from(("Dana", "Dana", "Omar", HEADING)), st.sampled_from(WORDS)),
    max_size=7,
)
PIECES = st.lists(st.sampled_from(WORDS), min_size=1, max_size=3)


@pytest.mark.parametrize("most_to_read", [0, voices.MOST_TO_READ], ids=["listed", "looked for"])
@given(drawn=SAID, pieces=PIECES, data=st.data())
def test_a_quotation_is_found_where_it_stands(
    most_to_read: int, drawn: list[tuple[str, str]], pieces: list[str], data: st.DataObject
) -> None:
    """The last place that ends in the block above, or the only one; however it is looked for."""
    gaps = [data.draw(st.sampled_from(tuple(GAPS))) for _ in pieces[1:]]
    said = blocks([*drawn, ("Dana", "the end")])
    quotation = pieces[0] + "".join(map("".join, zip(gaps, pieces[1:], strict=True)))
    text = "".join(
        f"{HEADING}\n\n" if who == HEADING else f"**{who}** {words}\n\n"
        for who, words in (*drawn, ("Dana", "the end"))
    )
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(voices, "MOST_TO_READ", most_to_read)
        transcript = read(f'{text}- "{quotation}" #a\n')
    wanted = expected(said, pieces, gaps)
    if isinstance(wanted, str):
        assert codes(transcript) == [wanted]
    else:
        (item,) = transcript.items
        assert (item.quote, item.turn) == wanted
