"""Look an item's words up, and say what is wrong where they are not there."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from counterpoint.diagnostics import Diagnostic, Location
from counterpoint.parse import rules
from counterpoint.parse.comparing import comparable, folded
from counterpoint.parse.inline import read_inline, rendered
from counterpoint.parse.labels import Speaker
from counterpoint.parse.quotation import Found, Quotation, choose, find, read_quotation
from counterpoint.parse.turns import Words
from counterpoint.parse.values import Cast
from counterpoint.parse.voices import Stretch, Voice, voices_of

MOST_SHOWN = 70
"""Characters of a quotation that a message repeats."""
MOST_SUGGESTIONS = 25
"""Quotations of one file for which the nearest words are looked up."""
MOST_SEARCHED = 200_000
"""Characters of a voice among which they are."""
LIKE_ENOUGH = 60
"""Of 100: how like the quotation the nearest words must be to be worth showing."""


@dataclass(frozen=True, slots=True)
class Cited:
    """The words that an item stands on."""

    speaker: Speaker
    quote: str
    turn: int
    stretches: tuple[tuple[int, Stretch], ...]
    """By number of the words."""


@dataclass(slots=True)
class Transcribed:
    """Everything said in one file, ready to be quoted from."""

    words: tuple[Words, ...]
    cast: Cast
    evidence: tuple[Voice, ...] = ()
    """Voices whose words are evidence: participants', or the file's own."""
    interviewers: tuple[Voice, ...] = ()
    nobody: tuple[Voice, ...] = ()
    _suggested: int = 0
    """Quotations that were answered with the nearest words."""

    def expect(self, quotations: Iterable[Quotation]) -> None:
        """Prepare for all quotations that will be looked up."""
        pieces = {
            piece for quotation in quotations for piece in (quotation.whole, *quotation.pieces)
        }
        for voice in (*self.evidence, *self.interviewers, *self.nobody):
            voice.expect(pieces)

    def look_up(self, wanted: Quotation | None, before: int, where: Location) -> Cited | Diagnostic:
        """Return the words that an item with so many words above it stands on."""
        if wanted is None:
            return self._above(before, where)
        if not any(any(map(str.isalnum, piece)) for piece in wanted.pieces):
            return rules.EMPTY_QUOTATION.at(
                where,
                "the quotation holds no words",
                "put what was said between the quotation marks, or leave them out: "
                "the item then covers the block above",
            )
        places = find(wanted, self.evidence, before)
        block = self.words[before - 1].block if before else None
        found = choose(places, block)
        if found:
            return _cited(found)
        if places:
            return self._ambiguous(wanted.text, places, where)
        return self._not_above(wanted, where)

    def _above(self, before: int, where: Location) -> Cited | Diagnostic:
        if not before:
            return rules.NOTHING_ABOVE.at(
                where,
                "no words stand above this item, which has no quotation",
                'put it below what was said, or quote: - "the words" #theme',
            )
        said = self.words[before - 1]
        if said.speaker.is_interviewer:
            return _interviewers(said, said.text, where)
        if self.cast.participants and not said.speaker.participant:
            return self._nobodys(said, said.text, where)
        whole = ((before - 1, (0, len(said.text))),)
        return Cited(said.speaker, said.text, said.segment.turn, whole)

    def _not_above(self, wanted: Quotation, where: Location) -> Diagnostic:
        text = wanted.text
        if below := find(wanted, self.evidence, len(self.words)):
            line = line_of(below[0])
            return rules.ONLY_BELOW.at(
                where,
                f"{shown(text)} stands below this item only, on line {line}",
                f"move the item below line {line}",
            )
        if asked := find(wanted, self.interviewers, len(self.words)):
            return _interviewers(_last_words(asked[0]), text, where)
        if nobodys := find(wanted, self.nobody, len(self.words)):
            return self._nobodys(_last_words(nobodys[0]), text, where)
        return rules.NOT_FOUND.at(
            where, f"{shown(text)} is not in the transcript above", self._nearest(text)
        )

    def _ambiguous(self, text: str, places: Sequence[Found], where: Location) -> Diagnostic:
        lines = sorted({line_of(found) for found in places})
        several = " and ".join(map(str, lines))
        on = f"on lines {several}" if len(lines) > 1 else f"twice on line {several}"
        return rules.AMBIGUOUS.at(
            where,
            f"{shown(text)} stands {on}",
            "quote a few words more, or put the item right below the words that you mean",
        )

    def _nobodys(self, said: Words, text: str, where: Location) -> Diagnostic:
        label = said.speaker.label
        line = said.line_at()
        if label:
            return rules.NOBODYS_WORDS.at(
                where,
                f"{shown(text)} is said by `{label}`, who is not declared (line {line})",
                f"declare them: `speaker: {label}` under participants; "
                f"or, if it is emphasis, write `*{label}*`",
            )
        first = self.cast.participants[0]
        return rules.NOBODYS_WORDS.at(
            where,
            f"{shown(text)} is nobody's: no label stands above it (line {line})",
            f"start what was said with its speaker: `**{first.speaker or first.id}**`",
        )

    def _nearest(self, text: str) -> str:
        advice = "copy the words as one speaker says them; mark what you leave out with `…`"
        if self._suggested >= MOST_SUGGESTIONS:
            return advice
        self._suggested += 1
        nearest = max(self._likely(text), default=None, key=lambda likely: likely[0])
        if nearest is None:
            return advice
        _, words, line = nearest
        return f"the nearest words are “{words}” on line {line}; {advice}"

    def _likely(self, text: str) -> Iterator[tuple[float, str, int]]:
        from rapidfuzz import fuzz  # noqa: PLC0415  (only needed once something is wrong)

        wanted = comparable(text)[:1_000]
        for voice in self.evidence:
            aligned = fuzz.partial_ratio_alignment(
                wanted, voice.text[:MOST_SEARCHED], score_cutoff=LIKE_ENOUGH
            )
            if aligned and aligned.dest_end > aligned.dest_start:
                stretch = _whole_words(voice.text, aligned.dest_start, aligned.dest_end)
                if stretch[0] < stretch[1]:
                    yield aligned.score, voice.own_text(stretch), line_at(voice, stretch[0])


def transcribed(words: tuple[Words, ...], cast: Cast) -> Transcribed:
    """Return what was said, sorted by whether it may be evidence."""
    voices = voices_of(words)
    if not cast.participants:
        return Transcribed(words, cast, evidence=voices)
    return Transcribed(
        words,
        cast,
        evidence=tuple(voice for voice in voices if voice.speaker.participant),
        interviewers=tuple(voice for voice in voices if voice.speaker.is_interviewer),
        nobody=tuple(
            voice
            for voice in voices
            if not voice.speaker.participant and not voice.speaker.is_interviewer
        ),
    )


def quotation_of(markdown: str, env: dict[str, Any]) -> Quotation:
    """Return what stands between an item's quotation marks, as it is compared."""
    inline = read_inline(markdown.strip(), 0, env)
    return read_quotation(folded(rendered(inline.children)))


def shown(text: str) -> str:
    """Return words as a message repeats them, long ones cut short."""
    if len(text) > MOST_SHOWN:
        text = text[:MOST_SHOWN].rpartition(" ")[0] or text[:MOST_SHOWN]
        return f"“{text} …”"
    return f"“{text}”"


def line_of(found: Found) -> int:
    """Return the line of the file on which what was found starts."""
    return line_at(found.voice, found.start)


def line_at(voice: Voice, offset: int) -> int:
    """Return the line of the file of a character of a voice."""
    (index, (start, _)), *_ = voice.stretches((offset, offset + 1))
    return voice.words[index].line_at(start)


def _cited(found: Found) -> Cited:
    stretches = tuple(found.stretches())
    last = _last_words(found)
    return Cited(found.voice.speaker, found.quote, last.segment.turn, stretches)


def _last_words(found: Found) -> Words:
    return found.voice.words[found.voice.index_at(found.end - 1)]


def _interviewers(said: Words, text: str, where: Location) -> Diagnostic:
    label = said.speaker.label
    return rules.INTERVIEWERS_WORDS.at(
        where,
        f"{shown(text)} is said by {label}, an interviewer (line {said.line_at()})",
        f"quote the answer; if {label} answered too, declare them as a participant",
    )


def _whole_words(text: str, start: int, end: int) -> Stretch:
    """Return a stretch widened to whole words of one passage."""
    while start > 0 and not text[start - 1].isspace() and not text[start].isspace():
        start -= 1
    while end < len(text) and not text[end].isspace() and not text[end - 1].isspace():
        end += 1
    lines = text[start:end].split("\n")
    longest = max(lines, key=len)
    start += text[start:end].index(longest) + len(longest) - len(longest.lstrip())
    return start, start + len(longest.strip())
