"""Which lines of an interview are one participant's: their turns, and evidence on their words."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass

from counterpoint.parse.flow import NO_TURN, Block, HeadingLine, Place
from counterpoint.parse.places import Source
from counterpoint.parse.transcript import Heard, heard
from counterpoint.parse.values import Body, Cast, Item, Vocabulary

FENCES = ("```", "~~~")


@dataclass(frozen=True, slots=True)
class Owned:
    """What is one participant's in an interview."""

    lines: frozenset[int]
    """Numbers of lines in the file, from 1."""
    items: tuple[Item, ...]
    """Their evidence."""
    words: tuple[str, ...]
    """What they said, block by block."""


def owned_by(participant: str, body: Body, cast: Cast, vocabulary: Vocabulary) -> Owned:
    """Return what in an interview's body is a participant's; never raises.

    A line belongs to whoever has the floor above it, until somebody else or a heading takes over.
    An evidence item belongs to the speaker of its words, one with an error to the turn it is in.
    """
    found = heard(body, cast, vocabulary)
    items = found.evidence.items
    starts = sorted(_starts(found), key=lambda start: start[0])
    lines = [line for line, _ in starts]
    owned = frozenset(
        body.first_line + line
        for line in range(len(found.source.lines))
        if (at := bisect_right(lines, line)) and starts[at - 1][1] == participant
    )
    return Owned(
        owned,
        tuple(item for item in items if item.participant == participant),
        tuple(one.text for one in found.spoken.words if one.speaker.participant == participant),
    )


def _starts(found: Heard) -> Iterator[tuple[int, str]]:
    """Yield the lines, from 0, on which the text of somebody, or of nobody, begins."""
    speaker = ""
    for entry in found.flow.entries:
        match entry:
            case HeadingLine():
                speaker = ""
                yield entry.inline.line, speaker
            case Place(number=number):
                items = found.evidence.items
                yield entry.inline.line, items[number].participant if number >= 0 else speaker
            case Block():
                for start in _of_block(entry, found):
                    speaker = start[1]
                    yield start
            case _:
                continue


def _of_block(block: Block, found: Heard) -> Iterator[tuple[int, str]]:
    for number, segment in enumerate(block.segments):
        turn = segment.turn
        line = _line(block, segment.start) if number else _first_line(block, found.source)
        yield line, "" if turn == NO_TURN else found.spoken.turns[turn].participant


def _first_line(block: Block, source: Source) -> int:
    """Return the line on which a block begins, the fence of a block of code included."""
    line = block.parts[0].line
    above = source.lines[line - 1].lstrip(" >\t-*+0123456789.)") if line else ""
    return line - 1 if block.frame and above.startswith(FENCES) else line


def _line(block: Block, offset: int) -> int:
    inline = block.parts[0]
    return inline.line + inline.line_of(inline.line_start(block.text.count("\n", 0, offset)))
