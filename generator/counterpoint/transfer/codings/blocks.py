"""A source's text as the blocks that will be written, and where its offsets go."""

from __future__ import annotations

from dataclasses import dataclass

from counterpoint.transfer.casting import Voices
from counterpoint.transfer.pseudonyms import Pseudonyms, Replaced
from counterpoint.transfer.transcripts import Utterance


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
    utterances: tuple[Utterance, ...], voices: Voices, pseudonyms: Pseudonyms
) -> tuple[Block, ...]:
    """Return a source's blocks in order, a block a paragraph.

    Where nobody is named and there is one participant, the words are theirs.
    """
    found: list[Block] = []
    for utterance in utterances:
        label = voices.label(utterance.speaker)
        for number, span in enumerate(utterance.paragraph_spans):
            previous = found[-1] if found else None
            is_new = previous is None or previous.label != label
            passage = (previous.passage if previous else 0) + is_new
            raw = utterance.text[slice(*span)]
            found.append(
                Block(
                    label=label,
                    is_evidence=voices.is_participant(label),
                    time="" if number else utterance.time,
                    starts_utterance=number == 0,
                    raw=raw,
                    start=utterance.start + span[0],
                    replaced=pseudonyms.replace(" ".join(raw.split())),
                    passage=passage,
                )
            )
    return tuple(found)
