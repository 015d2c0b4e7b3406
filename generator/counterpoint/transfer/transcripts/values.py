"""A transcript from another program, before it is an interview."""

from __future__ import annotations

import datetime
import re
from dataclasses import dataclass
from enum import StrEnum

from counterpoint.diagnostics import Diagnostic

_LINE = re.compile(r"\S(?:[^\n]*\S)?")
_WRAPPED = re.compile(r"\S(?:(?:[^\n]|\n(?![^\S\n]*(?:\n|$)))*\S)?")


class Format(StrEnum):
    """What a transcript's bytes turn out to be, whatever its name says."""

    WEBVTT = "WebVTT"
    SUBRIP = "SubRip"
    WORD = "Word"
    TEXT = "plain text"


@dataclass(frozen=True, slots=True)
class Utterance:
    """What somebody said in one go."""

    speaker: str
    """The name as the transcript has it; empty where it names nobody."""
    time: str
    """When it began, as `hh:mm:ss`; empty where the transcript does not say."""
    text: str
    """The words, unchanged; paragraphs are separated by line ends."""
    start: int = -1
    """In a plain text, the offset of the words in it, in code points; else -1."""
    is_wrapped: bool = False
    """Whether its lines end where the page did: then only empty lines part paragraphs."""

    @property
    def paragraph_spans(self) -> tuple[tuple[int, int], ...]:
        """Where the paragraphs that hold words stand in `text`."""
        pattern = _WRAPPED if self.is_wrapped else _LINE
        return tuple(match.span() for match in pattern.finditer(self.text))

    @property
    def paragraphs(self) -> tuple[str, ...]:
        """The words by paragraph, white space folded."""
        return tuple(" ".join(self.text[a:b].split()) for a, b in self.paragraph_spans)


@dataclass(frozen=True, slots=True)
class Recording:
    """One transcript."""

    title: str
    utterances: tuple[Utterance, ...]
    date: datetime.date | None = None
    """The day of the recording, where the transcript says it."""

    @property
    def speakers(self) -> tuple[str, ...]:
        """Everybody named, in order of their first words."""
        named = (one.speaker for one in self.utterances if one.speaker)
        return tuple(dict.fromkeys(named))


@dataclass(frozen=True, slots=True)
class Reading:
    """What reading one file gave: a transcript, or the reasons why there is none."""

    recording: Recording | None
    diagnostics: tuple[Diagnostic, ...] = ()
    format: Format | None = None
