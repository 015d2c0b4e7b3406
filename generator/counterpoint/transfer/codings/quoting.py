"""The shortest quotation that finds exactly the words that were coded."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from counterpoint.parse.comparing import comparable
from counterpoint.transfer.codings.blocks import Block

MOST_SENTENCES = 2
MOST_CHARACTERS = 240
ALWAYS_WHOLE = 140
"""Characters up to which a gap would save nothing, however short the sentences."""
WORDS_TRIED = (5, 7, 10, 14, 20, 30, 45, 70)
MOST_WIDENED = 12

_SENTENCE = re.compile(r"[.!?…]+[\"'”’)\]]*\s+(?=\S)")
GAP = " … "


@dataclass(frozen=True, slots=True)
class Part:
    """A stretch of one block's text."""

    block: int
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Quotation:
    """What to write between the quotation marks, below which block."""

    text: str
    block: int
    is_widened: bool = False
    """Whether words before those coded had to be taken in, to be found in one place."""


def quotation_of(blocks: Sequence[Block], parts: Sequence[Part]) -> Quotation | None:
    """Return the quotation that is found at the parts and nowhere else below the last block.

    All parts are one participant's, in order. More than a sentence or two is cited by its first
    and last words; `None` if no choice of words is found in one place.
    """
    voice = _Voice(blocks, blocks[parts[0].block].label)
    last = parts[-1].block
    for pieces in _candidates(blocks, parts):
        if voice.finds(pieces, parts):
            return Quotation(GAP.join(pieces), last)
    for pieces in _widened(blocks, parts):
        if voice.finds(pieces, parts, is_widened=True):
            return Quotation(GAP.join(pieces), last, is_widened=True)
    return None


def _runs(blocks: Sequence[Block], parts: Sequence[Part]) -> list[str]:
    """Return the words of the parts, a text a passage."""
    runs: dict[int, list[str]] = {}
    for part in parts:
        block = blocks[part.block]
        runs.setdefault(block.passage, []).append(block.text[part.start : part.end])
    return [" ".join(texts) for texts in runs.values()]


def _candidates(blocks: Sequence[Block], parts: Sequence[Part]) -> Iterator[list[str]]:
    runs = _runs(blocks, parts)
    whole = GAP.join(runs)
    if is_short(whole):
        yield runs
        return
    first, last = runs[0].split(), runs[-1].split()
    for count in WORDS_TRIED:
        if len(runs) == 1 and count * 2 >= len(first):
            break
        yield [" ".join(first[:count]), " ".join(last[-count:])]
    yield runs


def is_short(text: str) -> bool:
    """Tell a sentence or two from a longer passage."""
    is_few = len(_SENTENCE.findall(text)) < MOST_SENTENCES
    return len(text) <= (MOST_CHARACTERS if is_few else ALWAYS_WHOLE)


def _widened(blocks: Sequence[Block], parts: Sequence[Part]) -> Iterator[list[str]]:
    """Yield the parts with words before them in their first block."""
    runs = _runs(blocks, parts)
    before = blocks[parts[0].block].text[: parts[0].start]
    words = before.split()
    glue = " " if before.endswith(" ") or not before else ""
    for count in range(1, min(len(words), MOST_WIDENED) + 1):
        yield [" ".join(words[-count:]) + glue + runs[0], *runs[1:]]


class _Voice:
    """One participant's words in order, as quotations are looked up in them."""

    def __init__(self, blocks: Sequence[Block], label: str) -> None:
        self._text = ""
        self._starts: dict[int, int] = {}
        self._blocks = blocks
        passage = 0
        for number, block in enumerate(blocks):
            if block.label != label:
                continue
            if self._text:
                self._text += " " if block.passage == passage else "\n"
            self._starts[number] = len(self._text)
            self._text += comparable(block.text)
            passage = block.passage

    def finds(
        self, pieces: Sequence[str], parts: Sequence[Part], *, is_widened: bool = False
    ) -> bool:
        """Tell whether the pieces are found at the parts, and nowhere else in the last block."""
        wanted = [comparable(piece) for piece in pieces]
        last = parts[-1].block
        floor = self._starts[last]
        ceiling = floor + len(comparable(self._blocks[last].text))
        shortest: dict[int, int] = {}
        for start, end in self._places(wanted):
            shortest[end] = max(start, shortest.get(end, start))
        ending = [(start, end) for end, start in shortest.items() if floor < end <= ceiling]
        begin = self._at(parts[0].block, parts[0].start)
        finish = self._at(last, parts[-1].end)
        if len(ending) != 1:
            return False
        start, end = ending[0]
        return end == finish and (start < begin if is_widened else start == begin)

    def _at(self, block: int, offset: int) -> int:
        return self._starts[block] + len(comparable(self._blocks[block].text[:offset]))

    def _places(self, pieces: Sequence[str]) -> Iterator[tuple[int, int]]:
        """Yield every place where the pieces follow each other, each the nearest."""
        start = self._text.find(pieces[0])
        while start >= 0:
            end = start + len(pieces[0])
            for piece in pieces[1:]:
                at = self._text.find(piece, end)
                if at < 0:
                    return
                end = at + len(piece)
            yield start, end
            start = self._text.find(pieces[0], start + 1)
