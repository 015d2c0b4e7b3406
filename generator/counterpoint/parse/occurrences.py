"""Where many pieces of text occur in one text, found in one pass over it."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from itertools import islice

LONGEST_HEAD = 8
"""Characters by which pieces are told apart before they are compared whole."""
MANY = 200
"""Occurrences above which a piece is not worth listing: looked for, it is found at once."""
MOST_COMPARISONS = 20_000_000
"""Comparisons after which listing is given up, so that its time is bounded."""

Occurrences = Mapping[str, list[int]]
"""Offsets in order, by piece; a piece without a list has to be looked for."""

_Heads = dict[str, dict[int, set[str]]]
"""Pieces by their first characters and their length."""


def occurrences(pieces: Iterable[str], text: str) -> Occurrences:
    """Return every offset of each piece that does not occur too often in the text."""
    found: dict[str, list[int]] = {piece: [] for piece in pieces}
    for width, heads in _by_head(found).items():
        comparisons = _compare(text, width, heads, found)
        if next(islice(comparisons, MOST_COMPARISONS, None), None) is not None:
            return {}
    return {piece: places for piece, places in found.items() if len(places) < MANY}


def first(places: list[int], start: int, latest: int) -> int:
    """Return the first offset between two, both included, or -1."""
    index = bisect_left(places, start)
    return places[index] if index < len(places) and places[index] <= latest else -1


def last(places: list[int], latest: int) -> int:
    """Return the last offset up to one, or -1."""
    index = bisect_right(places, latest) - 1
    return places[index] if index >= 0 else -1


def _by_head(pieces: Iterable[str]) -> dict[int, _Heads]:
    """Return pieces by the number of characters that tell them apart."""
    heads: dict[int, _Heads] = {}
    for piece in pieces:
        width = min(len(piece), LONGEST_HEAD)
        by_length = heads.setdefault(width, {}).setdefault(piece[:width], defaultdict(set))
        by_length[len(piece)].add(piece)
    return heads


def _compare(text: str, width: int, heads: _Heads, found: dict[str, list[int]]) -> Iterator[int]:
    """Note where pieces occur; yield the offset of each comparison."""
    for at in range(len(text) - width + 1):
        for length, wanted in heads.get(text[at : at + width], {}).items():
            yield at
            piece = text[at : at + length]
            if piece in wanted:
                found[piece].append(at)
                if len(found[piece]) >= MANY:
                    wanted.discard(piece)
