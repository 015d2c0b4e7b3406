"""Everything that one speaker says, in one text that can be searched."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Collection, Sequence
from dataclasses import dataclass, field

from counterpoint.parse.comparing import comparable, folded_offsets, offsets, same_length
from counterpoint.parse.flow import Mark
from counterpoint.parse.labels import Speaker
from counterpoint.parse.occurrences import Occurrences, first, last, occurrences
from counterpoint.parse.turns import Words

MOST_TO_READ = 100_000_000
"""Characters that looking for pieces one by one may read."""

BETWEEN_PASSAGES = "\n"
"""Never part of folded text, so that nothing is found across it."""

Stretch = tuple[int, int]
"""Start and end of found words in a voice's text."""


@dataclass(slots=True)
class Voice:
    """One speaker's words, passage by passage, as they are compared."""

    speaker: Speaker
    words: list[Words]
    numbers: list[int]
    """Of `words`, among the words of all."""
    text: str
    starts: list[int]
    """Where each of `words` starts in `text`."""
    keys: list[str]
    """Each of `words` as it is compared."""
    _offsets: dict[int, Sequence[int]] = field(default_factory=dict)
    _listed: Occurrences = field(default_factory=dict)

    def expect(self, pieces: Collection[str]) -> None:
        """Prepare for pieces that will be looked for, where they are too many to look for each."""
        if len(pieces) * len(self.text) > MOST_TO_READ:
            self._listed = occurrences(pieces, self.text)

    def first(self, piece: str, start: int, end: int) -> int:
        """Return where a piece is found first between two offsets, or -1."""
        if piece in self._listed:
            return first(self._listed[piece], start, end - len(piece))
        return self.text.find(piece, start, end)

    def last(self, piece: str, end: int) -> int:
        """Return where a piece is found last before an offset, or -1."""
        if piece in self._listed:
            return last(self._listed[piece], end - len(piece))
        return self.text.rfind(piece, 0, end)

    def end_above(self, before: int) -> int:
        """Return the end of what this speaker says before the words of that number."""
        count = bisect_left(self.numbers, before)
        return self.starts[count - 1] + len(self.keys[count - 1]) if count else 0

    def end_of_passage(self, offset: int) -> int:
        """Return the end of the passage in which an offset lies."""
        end = self.text.find(BETWEEN_PASSAGES, offset)
        return end if end >= 0 else len(self.text)

    def index_at(self, offset: int) -> int:
        """Return the index in `words` of what stands at an offset."""
        return bisect_right(self.starts, offset) - 1

    def stretches(self, found: Stretch) -> list[tuple[int, Stretch]]:
        """Return what was found as stretches of the words' own text, by index in `words`."""
        start, end = found
        indices = range(self.index_at(start), self.index_at(end - 1) + 1)
        return [
            (
                index,
                (
                    self._own(index, max(start - self.starts[index], 0)),
                    self._own(
                        index, min(end - self.starts[index], len(self.keys[index])), end=True
                    ),
                ),
            )
            for index in indices
        ]

    def own_text(self, found: Stretch) -> str:
        """Return the speaker's own text of what was found."""
        return " ".join(
            self.words[index].text[start:end] for index, (start, end) in self.stretches(found)
        ).strip()

    def _own(self, index: int, offset: int, *, end: bool = False) -> int:
        """Return the offset in the words' text of one in their key."""
        if index not in self._offsets:
            text = self.words[index].text
            is_same = same_length(text, self.keys[index])
            self._offsets[index] = range(len(text) + 1) if is_same else offsets(text)
        own = self._offsets[index]
        if not end or not offset:
            return own[offset]
        # A character is compared as three at most.
        return next(at for at in own[offset : offset + 4] if at > own[offset - 1])


def voices_of(words: Sequence[Words]) -> tuple[Voice, ...]:
    """Return everybody's voice, in the order in which they are first heard."""
    numbers: dict[tuple[str, bool, str], list[int]] = {}
    for number, said in enumerate(words):
        numbers.setdefault(said.speaker.voice, []).append(number)
    return tuple(_voice(words, own) for own in numbers.values())


def _voice(words: Sequence[Words], numbers: list[int]) -> Voice:
    own = [words[number] for number in numbers]
    keys = comparable("\n".join(said.text for said in own)).split("\n")
    starts: list[int] = []
    parts: list[str] = []
    at = 0
    for index, said in enumerate(own):
        if index:
            parts.append(" " if said.passage == own[index - 1].passage else BETWEEN_PASSAGES)
            at += 1
        starts.append(at)
        parts.append(keys[index])
        at += len(keys[index])
    return Voice(own[0].speaker, own, numbers, "".join(parts), starts, keys)


@dataclass(slots=True)
class Marker:
    """Marks cited words in their blocks."""

    words: Sequence[Words]
    _offsets: dict[int, Sequence[int]] = field(default_factory=dict)

    def mark(self, number: int, found: Stretch, item: int, anchor: str) -> None:
        """Mark a stretch of the words of that number."""
        said = self.words[number]
        if number not in self._offsets:
            self._offsets[number] = folded_offsets(said.raw)
        own = self._offsets[number]
        start, end = own[found[0]], own[found[1] - 1] + 1
        at = said.segment.start
        said.segment.marks.append(Mark(at + start, at + end, item, anchor))
