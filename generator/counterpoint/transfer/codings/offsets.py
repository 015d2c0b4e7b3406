"""How another program counts characters, told from what its selections cover."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace

from counterpoint.transfer.codings.values import Selection

BEYOND_BMP = 0xFFFF
SHORTEST_TELLING = 20
"""Characters of a selection's name that can be its words; shorter ones may be anything."""
FEWEST_TELLING = 2
"""Selections that must misfit before another way to count is tried."""

Widths = Callable[[str], int]
"""How many characters the other program counts for one of the stored text."""


@dataclass(frozen=True, slots=True)
class Counting:
    """One way to count."""

    name: str
    """In words, for a message; empty for the standard's own."""
    width: Widths
    lead: int = 0
    """Characters counted before the first, such as a byte order mark."""


def _one(_character: str) -> int:
    return 1


COUNTINGS = (
    Counting("", _one),
    Counting("a line end as one character", lambda one: 0 if one == "\r" else 1),
    Counting("a line end as two characters", lambda one: 2 if one == "\n" else 1),
    Counting("characters beyond the basic plane twice", lambda one: 1 + (ord(one) > BEYOND_BMP)),
    Counting("the byte order mark as a character", _one, 1),
)
"""The standard's first; then what exporters have been seen to do."""


@dataclass(frozen=True, slots=True)
class Fitted:
    """A text with LF line ends, and its selections in code points of it."""

    text: str
    selections: tuple[Selection, ...]
    misfits: tuple[Selection, ...]
    """Those that do not fit the text; not among `selections`."""
    counting: str = ""
    """How they were counted, in words, where that is not the standard's way."""


def fitted(stored: str, selections: Iterable[Selection]) -> Fitted:
    """Return a stored text with its selections, counted in the way that fits them.

    Another way than the standard's is taken only where the standard's fits badly and the other
    halves what does not fit. Where most selections begin or end inside a word, those that do are
    misfits: the text is not the one that was coded.
    """
    wanted = tuple(selections)
    text = stored.replace("\r\n", "\n").replace("\r", "\n")
    tried = [(way, _counted(stored, text, wanted, way)) for way in _ways(stored)]
    (best_way, best), *others = tried
    is_clear = _misfits(text, best) >= max(FEWEST_TELLING, len(wanted) / 3)
    for way, moved in others if is_clear else ():
        if _misfits(text, moved) * 2 < _misfits(text, best):
            best_way, best = way, moved
    good, bad = _sorted_out(text, best, wanted)
    return Fitted(text, good, bad, best_way.name)


def _ways(stored: str) -> tuple[Counting, ...]:
    """Return the ways to count that differ on a text."""
    telling = {
        COUNTINGS[1].name: "\r\n" in stored,
        COUNTINGS[2].name: "\r\n" not in stored and "\n" in stored,
        COUNTINGS[3].name: any(ord(one) > BEYOND_BMP for one in stored),
        COUNTINGS[4].name: True,
        "": True,
    }
    return tuple(way for way in COUNTINGS if telling[way.name])


def _counted(
    stored: str, text: str, selections: tuple[Selection, ...], way: Counting
) -> tuple[Selection, ...]:
    """Return the selections with offsets into `text`; out of bounds becomes an empty selection."""
    index = _positions(stored, way)
    last = len(index) - 1

    def moved(one: Selection) -> Selection:
        if not 0 <= one.start < one.end <= last or index[one.end] > len(text):
            return replace(one, start=0, end=0)
        return replace(one, start=index[one.start], end=index[one.end])

    return tuple(moved(one) for one in selections)


def _positions(stored: str, way: Counting) -> list[int]:
    """Return, for every offset that the other program counts, the offset in the LF text."""
    index, at = [0] * way.lead, 0
    for position, character in enumerate(stored):
        is_first_half = character == "\r" and stored[position + 1 : position + 2] == "\n"
        index += [at] * way.width(character)
        at += not is_first_half
    return [*index, at]


def _misfits(text: str, selections: tuple[Selection, ...]) -> int:
    return sum(_misfit(text, one) for one in selections)


def _misfit(text: str, one: Selection) -> bool:
    return one.start >= one.end or contradicts(text, one) or cuts_word(text, one)


def _sorted_out(
    text: str, moved: tuple[Selection, ...], wanted: tuple[Selection, ...]
) -> tuple[tuple[Selection, ...], tuple[Selection, ...]]:
    cutting = sum(cuts_word(text, one) for one in moved if one.start < one.end)
    is_other_text = cutting > FEWEST_TELLING and cutting * 2 > len(moved)
    good, bad = list[Selection](), list[Selection]()
    for after, before in zip(moved, wanted, strict=True):
        is_bad = after.start >= after.end or contradicts(text, after)
        if is_bad or (is_other_text and cuts_word(text, after)):
            bad.append(before)
        else:
            good.append(after)
    return tuple(good), tuple(bad)


def contradicts(text: str, one: Selection) -> bool:
    """Tell whether the words that the other program repeats are others than those selected."""
    selected = " ".join(text[one.start : one.end].split())
    if one.is_verbatim:
        return selected != " ".join(one.said.split())
    said = " ".join(one.said.split()).rstrip(".…")
    if len(said) < SHORTEST_TELLING:
        return False
    return not selected.startswith(said) and said in " ".join(text.split())


def cuts_word(text: str, one: Selection) -> bool:
    """Tell whether a selection begins or ends inside a word."""
    return _inside_word(text, one.start) or _inside_word(text, one.end)


def _inside_word(text: str, at: int) -> bool:
    return 0 < at < len(text) and text[at - 1].isalnum() and text[at].isalnum()
