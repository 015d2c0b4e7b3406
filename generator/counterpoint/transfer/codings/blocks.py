"""A source's text as the blocks that will be written, and where its offsets go."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from counterpoint.transfer.casting import Voices
from counterpoint.transfer.pseudonyms import Pseudonyms, Replaced
from counterpoint.transfer.transcripts import Utterance

_HEADING = re.compile(r"^(#{1,6})\s+(\S.*)$")


@dataclass(frozen=True, slots=True)
class Block:
    """One paragraph: its words in the source, and as they will be written."""

    label: str
    """Whose words, as it will be written; empty for nobody's."""
    is_evidence: bool
    """Whether they are a participant's."""
    time: str
    starts_utterance: bool
    raw: str
    start: int
    """Offset of `raw` in the source."""
    replaced: Replaced
    """Of `raw` with white space folded."""
    passage: int
    """Neighbouring blocks of one voice have one number."""
    heading: int = 0

    @property
    def text(self) -> str:
        """The words as they will be written."""
        return self.replaced.text

    @property
    def end(self) -> int:
        """Offset in the source behind the words."""
        return self.start + len(self.raw)

    def part(self, start: int, end: int) -> tuple[int, int]:
        """Return where a stretch of the source lies in the text; an empty one if it does not."""
        first, last = max(start - self.start, 0), min(end - self.start, len(self.raw))
        while first < last and self.raw[first].isspace():
            first += 1
        while last > first and self.raw[last - 1].isspace():
            last -= 1
        if first >= last:
            return 0, 0
        begin = self.replaced.moved(_folded_length(self.raw, first))
        return begin, self.replaced.moved(_folded_length(self.raw, last), is_end=True)


def _folded_length(raw: str, at: int) -> int:
    """Return the offset in folded text of a character that is no white space, or behind one."""
    before = raw[:at]
    words = " ".join(before.split())
    return len(words) + (1 if words and before[-1:].isspace() else 0)


def blocks_of(
    utterances: tuple[Utterance, ...],
    voices: Voices,
    pseudonyms: Pseudonyms,
    *,
    has_headings: bool,
) -> tuple[Block, ...]:
    """Return a source's blocks in order.

    Where nobody is named and there is one participant, the words are theirs. `has_headings`: lines
    that begin with `#` are headings, and what follows one is nobody's until the next label.
    """
    found: list[Block] = []
    only = voices.label("") or ""
    for utterance in utterances:
        label = voices.label(utterance.speaker) if utterance.speaker else only
        for line in _lines(utterance, label, has_headings=has_headings):
            found.append(_block(line, found, voices, pseudonyms))
    return tuple(found)


@dataclass(frozen=True, slots=True)
class _Line:
    text: str
    start: int
    label: str
    time: str
    is_first: bool
    heading: int


def _lines(utterance: Utterance, label: str, *, has_headings: bool) -> Iterator[_Line]:
    is_first = True
    for begin, end in utterance.paragraph_spans:
        text, at = utterance.text[begin:end], utterance.start + begin
        match = _HEADING.match(text) if has_headings else None
        if match:
            yield _Line(match[2], at + match.start(2), "", "", is_first=True, heading=len(match[1]))
            label = ""
        else:
            yield _Line(text, at, label, utterance.time if is_first else "", is_first, heading=0)
            is_first = False


def _block(line: _Line, before: list[Block], voices: Voices, pseudonyms: Pseudonyms) -> Block:
    previous = before[-1] if before else None
    goes_on = previous and previous.label == line.label and not (line.heading or previous.heading)
    number = previous.passage if previous else 0
    return Block(
        label=line.label,
        is_evidence=voices.is_participant(line.label) if line.label else False,
        time=line.time,
        starts_utterance=line.is_first,
        raw=line.text,
        start=line.start,
        replaced=pseudonyms.replace(" ".join(line.text.split())),
        passage=number if goes_on else number + 1,
        heading=line.heading,
    )
