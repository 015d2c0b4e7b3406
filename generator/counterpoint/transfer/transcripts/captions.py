"""WebVTT and SubRip captions, as meeting tools write them, to utterances."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

import srt  # type: ignore[import-untyped]
import webvtt

from counterpoint.transfer.transcripts.labels import UNKNOWN, accepted
from counterpoint.transfer.transcripts.times import clock, regular_cue_times
from counterpoint.transfer.transcripts.values import Utterance

_VOICE = re.compile(r"<v(?:\.[^\s>]+)?\s+([^>]+)>", re.IGNORECASE)
_TAG = re.compile(r"</?[a-zA-Z][^<>]*>|<\d[\d:.]*>")
_LABEL = re.compile(r"^(?:>>+\s*|[-–]\s+)?([^\s:<][^:<\n]{0,60}?)\s*:(?:\s+|$)")
_BRACKETED = re.compile(r"^[(\[]([^()\[\]\n]{1,60})[)\]]$")
_NEW_SPEAKER = re.compile(r"^>>+\s*")


@dataclass(frozen=True, slots=True)
class Cue:
    """One caption: when, and its text with its tags."""

    time: str
    text: str


@dataclass(frozen=True, slots=True)
class _Piece:
    """A stretch of a cue in one voice."""

    time: str
    speaker: str | None
    """`None` where the cue names nobody: the last speaker goes on."""
    text: str


def read_webvtt(text: str) -> tuple[Utterance, ...]:
    """Return the utterances of a WebVTT file."""
    regular = regular_cue_times(_with_header(text), ".")
    captions = webvtt.from_string(regular)
    return _utterances([Cue(clock(one.start), one.raw_text) for one in captions.captions])


def read_subrip(text: str) -> tuple[Utterance, ...]:
    """Return the utterances of a SubRip file."""
    subtitles = srt.parse(regular_cue_times(text, ","), ignore_errors=True)
    cues = [Cue(clock(srt.timedelta_to_srt_timestamp(one.start)), one.content) for one in subtitles]
    return _utterances(cues)


def unfinished_line(text: str) -> int:
    """Return the line on which a caption file breaks off inside a cue's head; 0 if it does not."""
    lines = text.rstrip("\n").split("\n")
    last = lines[-1].strip() if lines else ""
    before = lines[-2].strip() if len(lines) > 1 else ""
    is_bare_number = last.isdigit() and not before
    is_half_time = bool(re.fullmatch(r"\d+:[\d:.,]*(\s*-{0,2}>?\s*[\d:.,]*)?", last)) and not (
        re.search(r"-->\s*(\d+:)?\d+:\d+[.,]\d+$", last)
    )
    opens_cue = not before or before.isdigit() or bool(re.fullmatch(r"[\w-]+/\d+-\d+", before))
    return len(lines) if is_bare_number or (is_half_time and opens_cue) else 0


def _with_header(text: str) -> str:
    return text if text.startswith("WEBVTT") else f"WEBVTT\n\n{text}"


def _utterances(cues: list[Cue]) -> tuple[Utterance, ...]:
    labels = (_LABEL.match(_plain(cue.text)) for cue in cues if not _VOICE.search(cue.text))
    names = accepted(match[1] for match in labels if match)
    return tuple(_joined(_pieces(cues, names)))


def _plain(text: str) -> str:
    return html.unescape(_TAG.sub("", text)).replace("\u200b", "").strip()


def _pieces(cues: list[Cue], names: frozenset[str]) -> Iterator[_Piece]:
    """Divide cues into pieces of one voice.

    Behind a voice that was closed, a cue without one is nobody's that is known.
    """
    is_closed = False
    for cue in cues:
        if _VOICE.search(cue.text):
            yield from _voiced(cue)
            is_closed = cue.text.rstrip().endswith("</v>")
            continue
        for piece in _labelled(cue, names):
            is_unknown = is_closed and piece.speaker is None
            yield replace(piece, speaker=UNKNOWN) if is_unknown else piece
            is_closed = is_closed and piece.speaker is None


def _voiced(cue: Cue) -> Iterator[_Piece]:
    """Split a cue at its voice tags; the closing tag may be missing."""
    parts = _VOICE.split(cue.text)
    if opening := _plain(parts[0]):
        yield _Piece(cue.time, None, opening)
    for voice, words in zip(parts[1::2], parts[2::2], strict=True):
        if plain := _plain(words):
            yield _Piece(cue.time, html.unescape(voice).strip(), plain)


def _labelled(cue: Cue, names: frozenset[str]) -> Iterator[_Piece]:
    """Split a cue at the lines that begin with a speaker's name."""
    speaker: str | None = None
    words: list[str] = []
    for line in _plain(cue.text).split("\n"):
        label, rest = _label_of(line.strip(), names)
        if label is not None and words:
            yield _Piece(cue.time, speaker, " ".join(words))
            words = []
        speaker = speaker if label is None else label
        if rest:
            words.append(rest)
    if words or speaker:
        yield _Piece(cue.time, speaker, " ".join(words))


def _label_of(line: str, names: frozenset[str]) -> tuple[str | None, str]:
    """Return the speaker that a line names, and the words after the name."""
    match = _LABEL.match(line)
    if match and match[1].casefold() in names:
        return match[1].strip(), line[match.end() :].strip()
    bracketed = _BRACKETED.match(line)
    if bracketed and _is_person(bracketed[1]):
        return bracketed[1].strip(), ""
    if _NEW_SPEAKER.match(line):
        return UNKNOWN, _NEW_SPEAKER.sub("", line)
    return None, line


def _is_person(label: str) -> bool:
    """Tell `(Dana Reyes)` from `(laughs)` and `(Laughter)`."""
    sounds = ("laugh", "applause", "music", "inaudible", "silence", "pause", "cross", "unclear")
    return bool(accepted([label])) and not label.casefold().startswith(sounds)


def _joined(pieces: Iterator[_Piece]) -> Iterator[Utterance]:
    """Join neighbouring pieces of one speaker, with the time of the first."""
    speaker, time, words = "", "", list[str]()
    for piece in pieces:
        if piece.speaker is not None and piece.speaker != speaker:
            if words:
                yield Utterance(speaker, time, " ".join(words))
            speaker, time, words = piece.speaker, piece.time, []
        if piece.text:
            time = time or piece.time
            words.append(" ".join(piece.text.split()))
    if words:
        yield Utterance(speaker, time, " ".join(words))
