"""Find a quotation among what was said, gaps and editor's brackets included."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from counterpoint.parse.comparing import comparable
from counterpoint.parse.voices import BETWEEN_PASSAGES, Stretch, Voice

GAP = re.compile(r"\[[^\[\]]*\]|…|\.{3,}")
ELLIPSIS = re.compile(r"\[\s*(?:…|\.{3,})\s*\]|…|\.{3,}")

MOST_TRIES = 1_000
"""Starts that are tried where an editor's bracket keeps later pieces from being found."""

SEPARATOR = "\x1f"


@dataclass(frozen=True, slots=True)
class Quotation:
    """What a contributor quotes, as it is compared."""

    text: str
    """Rendered, white space folded."""
    whole: str
    pieces: tuple[str, ...]
    """What stands between the gaps."""
    leaves: tuple[bool, ...]
    """For each piece but the first, whether it may stand in a later passage than the one before."""


@dataclass(frozen=True, slots=True)
class Found:
    """A place at which a quotation was found: its pieces in one speaker's text."""

    voice: Voice
    pieces: tuple[Stretch, ...]

    @property
    def end(self) -> int:
        """Offset behind the last piece."""
        return self.pieces[-1][1]

    @property
    def start(self) -> int:
        """Offset of the first piece."""
        return self.pieces[0][0]

    @property
    def quote(self) -> str:
        """The transcript's own text, pieces joined by ` … ` where something is left out."""
        text = self.voice.own_text(self.pieces[0])
        for before, piece in zip(self.pieces, self.pieces[1:], strict=False):
            between = self.voice.text[before[1] : piece[0]]
            is_next = BETWEEN_PASSAGES not in between and not between.strip()
            text += (" " if is_next else " … ") + self.voice.own_text(piece)
        return text

    def stretches(self) -> Iterator[tuple[int, Stretch]]:
        """Yield what was found as stretches of words' own text, by number of the words."""
        for piece in self.pieces:
            for index, stretch in self.voice.stretches(piece):
                yield self.voice.numbers[index], stretch


def read_quotation(text: str) -> Quotation:
    """Return folded text as a quotation with its gaps."""
    pieces: list[str] = []
    leaves: list[bool] = []
    at = 0
    may_leave = False
    for found in (*GAP.finditer(text), None):
        piece = text[at : found.start() if found else len(text)].strip()
        if piece:
            if pieces:
                leaves.append(may_leave)
            pieces.append(comparable(piece))
            may_leave = False
        if found:
            may_leave |= ELLIPSIS.fullmatch(found[0]) is not None
            at = found.end()
    return Quotation(text, comparable(text), tuple(pieces), tuple(leaves))


def find(quotation: Quotation, voices: Sequence[Voice], before: int) -> tuple[Found, ...]:
    """Return where a quotation ends among the words before that number, last places first.

    Of each voice at most the last two places: more are never needed to choose one.
    """
    whole = tuple(
        found
        for voice in voices
        for found in _as_it_stands(quotation.whole, voice, voice.end_above(before))
    )
    if whole or quotation.pieces == (quotation.whole,):
        return whole
    return tuple(
        found for voice in voices for found in _with_gaps(quotation, voice, voice.end_above(before))
    )


def choose(places: Sequence[Found], block_above: object) -> Found | None:
    """Return the place meant: the only one, or the only one that ends in the block above."""
    if len(places) == 1:
        return places[0]
    near = [found for found in places if _ends_in(found, block_above)]
    return near[0] if len(near) == 1 else None


def stamp(quote: str, participant: str, side: str) -> str:
    """Return the 12 hexadecimal digits that stand for words, their speaker and the side."""
    text = SEPARATOR.join((quote, participant, side))
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:12]


def _ends_in(found: Found, block: object) -> bool:
    return found.voice.words[found.voice.index_at(found.end - 1)].block is block


def _as_it_stands(piece: str, voice: Voice, limit: int) -> Iterator[Found]:
    for _ in range(2):
        start = voice.last(piece, limit)
        if start < 0:
            return
        yield Found(voice, ((start, start + len(piece)),))
        limit = start + len(piece) - 1


def _with_gaps(quotation: Quotation, voice: Voice, limit: int) -> Iterator[Found]:
    if not quotation.pieces:
        return
    for _ in range(2):
        found = _last_span(quotation, voice, limit)
        if found is None:
            return
        yield found
        limit = found.end - 1


def _last_span(quotation: Quotation, voice: Voice, limit: int) -> Found | None:
    """Return the span with the last end before the limit; of such, the shortest."""
    first = quotation.pieces[0]
    start = _latest_start(quotation, voice, limit)
    for _ in range(MOST_TRIES):
        if start < 0:
            return None
        pieces = _span(quotation, voice, start, limit)
        if pieces:
            return Found(voice, pieces)
        start = voice.last(first, start + len(first) - 1)
    return None


def _latest_start(quotation: Quotation, voice: Voice, limit: int) -> int:
    """Return the last start from which all pieces follow in order before the limit, or -1."""
    at = limit
    for piece in reversed(quotation.pieces):
        at = voice.last(piece, at)
        if at < 0:
            return -1
    return at


def _span(quotation: Quotation, voice: Voice, start: int, limit: int) -> tuple[Stretch, ...]:
    """Return the pieces from a start on, each the nearest that follows, or nothing."""
    first = quotation.pieces[0]
    found = [(start, start + len(first))]
    for piece, leaves in zip(quotation.pieces[1:], quotation.leaves, strict=True):
        at = found[-1][1]
        until = limit if leaves else min(limit, voice.end_of_passage(at))
        nearest = voice.first(piece, at, until)
        if nearest < 0:
            return ()
        found.append((nearest, nearest + len(piece)))
    return tuple(found)
