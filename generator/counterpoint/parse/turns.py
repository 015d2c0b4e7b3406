"""Who says what: blocks divided by their labels into turns, and the words of each."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from itertools import zip_longest

from counterpoint.diagnostics import Location
from counterpoint.model import Turn
from counterpoint.parse.comparing import folded, folded_offsets
from counterpoint.parse.flow import (
    NO_TURN,
    Block,
    Closing,
    Entry,
    HeadingLine,
    Opening,
    Place,
    Segment,
    location,
)
from counterpoint.parse.labels import Label, Speaker, declared_speakers, find_labels
from counterpoint.parse.places import Source
from counterpoint.parse.values import Cast

NOBODY = Speaker()


@dataclass(frozen=True, slots=True)
class Words:
    """What one turn says in one block."""

    block: Block
    segment: Segment
    speaker: Speaker
    passage: int
    """Number of the passage: neighbouring words of one speaker, no heading between them."""
    first_line: int
    """The line of the file on which the body starts."""

    def line_at(self, offset: int = 0) -> int:
        """Return the line of the file of a character of `text`."""
        at = self.segment.start + folded_offsets(self.raw)[offset]
        number = self.block.text.count("\n", 0, at)
        inline = self.block.parts[0]
        if len(self.block.parts) > 1:
            return self.first_line + self.block.parts[number].line
        return self.first_line + inline.line + inline.line_of(inline.line_start(number))

    @property
    def text(self) -> str:
        """Rendered, white space folded."""
        return self.segment.said

    @property
    def raw(self) -> str:
        """Rendered, white space as written."""
        return self.block.text[self.segment.start : self.segment.end]


@dataclass(frozen=True, slots=True)
class Spoken:
    """An interview's turns, its words, and where evidence stands among them."""

    turns: tuple[Turn, ...]
    words: tuple[Words, ...]
    places: tuple[tuple[Place, int], ...]
    """Each place of evidence with the number of words above it."""
    undeclared: tuple[tuple[str, Location], ...]
    """Labels that name nobody, as written, each where it first stands."""


@dataclass(slots=True)
class _OpenTurn:
    speaker: Speaker
    time: str
    anchor: str
    line: int
    texts: list[str] = field(default_factory=list)

    def closed(self) -> Turn:
        return Turn(
            speaker=self.speaker.label,
            participant=self.speaker.participant,
            is_interviewer=self.speaker.is_interviewer,
            time=self.time,
            text=" ".join(self.texts),
            anchor=self.anchor,
            line=self.line,
        )


def take_turns(entries: Sequence[Entry], cast: Cast, source: Source) -> Spoken:
    """Divide a flow's blocks into turns; each block learns whose it is."""
    if not cast.participants:
        return _Listener(source, {}, NOBODY, has_turns=False).listen(entries)
    declared = declared_speakers(cast)
    labels = {
        id(entry): found
        for entry in entries
        if isinstance(entry, Block) and not entry.frame
        if (found := find_labels(entry.parts[0], declared))
    }
    unlabelled = _unlabelled(labels.values(), cast)
    return _Listener(source, labels, unlabelled, has_turns=True).listen(entries)


def _unlabelled(labels: Iterable[tuple[Label, ...]], cast: Cast) -> Speaker:
    """Return whose the text without a label is: in plain notes the only participant's."""
    is_declared = any(label.is_declared for found in labels for label in found)
    if is_declared or len(cast.participants) != 1:
        return NOBODY
    return Speaker(cast.participants[0].id)


@dataclass(slots=True)
class _Listener:
    """Goes through a flow once, keeping who has the floor."""

    source: Source
    labels: dict[int, tuple[Label, ...]]
    unlabelled: Speaker
    has_turns: bool = field(kw_only=True)
    turns: list[_OpenTurn] = field(default_factory=list)
    words: list[Words] = field(default_factory=list)
    places: list[tuple[Place, int]] = field(default_factory=list)
    undeclared: dict[str, tuple[str, Location]] = field(default_factory=dict)
    current: int = NO_TURN
    anchor: str = ""
    passage: int = 0
    outer: list[int] = field(default_factory=list)
    """The turns around the blockquotes that are open."""

    def listen(self, entries: Iterable[Entry]) -> Spoken:
        for entry in entries:
            self._take(entry)
        return Spoken(
            tuple(turn.closed() for turn in self.turns),
            tuple(self.words),
            tuple(self.places),
            tuple(self.undeclared.values()),
        )

    def _take(self, entry: Entry) -> None:
        match entry:
            case Block():
                self._block(entry)
            case HeadingLine():
                self.current = NO_TURN
                self.anchor = entry.heading.anchor
                self.passage += 1
            case Place():
                self.places.append((entry, len(self.words)))
            case Opening(name="blockquote"):
                self.outer.append(self.current)
            case Closing(name="blockquote"):
                self.current = self.outer.pop()
            case Opening() | Closing() | str():
                pass

    def _block(self, block: Block) -> None:
        labels = self.labels.get(id(block), ())
        text = block.text
        last = len(block.parts[0].children) if block.parts else 0
        start = labels[0].start if labels else len(text)
        before = folded(text[:start])
        if before and self.current == NO_TURN:
            self._start(self.unlabelled, "", self._line(block, 0))
        if before or not labels:
            behind = labels[0].last if labels else last
            self._say(block, Segment(self.current, 0, start, 0, behind, before))
        for label, following in zip_longest(labels, labels[1:]):
            self._open(block, label)
            end = max(following.start, label.end) if following else len(text)
            behind = following.last if following else last
            segment = Segment(
                self.current,
                label.end,
                end,
                label.next,
                behind,
                folded(text[label.end : end]),
                offset=label.offset,
                speaker=label.speaker.label,
                time=label.time,
            )
            self._say(block, segment)

    def _open(self, block: Block, label: Label) -> None:
        self._start(label.speaker, label.time, self._line(block, label.line))
        if not label.is_declared:
            written = label.speaker.label
            where = self._place(block, label.line)
            self.undeclared.setdefault(written.casefold(), (written, where))

    def _start(self, speaker: Speaker, time: str, line: int) -> None:
        if self.has_turns:
            self.current = len(self.turns)
            self.turns.append(_OpenTurn(speaker, time, self.anchor, line))

    def _say(self, block: Block, segment: Segment) -> None:
        block.segments.append(segment)
        if not segment.said:
            return
        speaker = NOBODY
        if self.current != NO_TURN:
            speaker = self.turns[self.current].speaker
            self.turns[self.current].texts.append(segment.said)
        if self.words and self.words[-1].speaker.voice != speaker.voice:
            self.passage += 1
        self.words.append(Words(block, segment, speaker, self.passage, self.source.first_line))

    def _line(self, block: Block, line: int) -> int:
        inline = block.parts[0]
        return self.source.first_line + inline.line + inline.line_of(inline.line_start(line))

    def _place(self, block: Block, line: int) -> Location:
        inline = block.parts[0]
        return location(self.source, inline, inline.line_start(line))
