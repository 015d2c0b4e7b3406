"""A transcript from another program, before it is an interview."""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from enum import StrEnum

from counterpoint.diagnostics import Diagnostic


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

    @property
    def paragraphs(self) -> tuple[str, ...]:
        """The words by line, white space folded, without empty lines."""
        lines = (" ".join(line.split()) for line in self.text.splitlines())
        return tuple(line for line in lines if line)


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
