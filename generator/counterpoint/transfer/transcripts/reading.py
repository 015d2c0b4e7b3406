"""One file's bytes to a recording, by what they hold rather than by their name."""

from __future__ import annotations

import codecs
import datetime
import re
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import PurePath

from counterpoint.diagnostics import Diagnostic, Rule
from counterpoint.transfer import rules
from counterpoint.transfer.rules import finding
from counterpoint.transfer.transcripts.captions import read_subrip, read_webvtt, unfinished_line
from counterpoint.transfer.transcripts.plain import read_plain
from counterpoint.transfer.transcripts.values import Format, Reading, Recording, Utterance
from counterpoint.transfer.transcripts.word import read_word

LARGEST = 64 * 1024 * 1024
SUFFIXES = {
    ".vtt": Format.WEBVTT,
    ".srt": Format.SUBRIP,
    ".docx": Format.WORD,
    ".txt": Format.TEXT,
    ".text": Format.TEXT,
    ".md": Format.TEXT,
}
_CUE = re.compile(r"^[ \t]*(?:\d+:)?\d+:\d+(?:[.,]\d+)?[ \t]*-->", re.MULTILINE)
_SRT_CUE = re.compile(r"^[ \t]*\d+[ \t]*\n[ \t]*(?:\d+:)?\d+:\d+,\d+[ \t]*-->", re.MULTILINE)
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1a\x1c-\x1f]")
_OLD_WORD = b"\xd0\xcf\x11\xe0"
_KNOWN_BINARY = (
    (b"%PDF", "a PDF"),
    (_OLD_WORD, "an old Word document (.doc)"),
    (b"{\\rtf", "a rich text (.rtf) document"),
    (b"ID3", "a sound file"),
)


@dataclass(frozen=True, slots=True)
class _Decoded:
    text: str
    diagnostics: tuple[Diagnostic, ...] = ()


def read_recording(path: str, data: bytes, declared: Iterable[str] = ()) -> Reading:
    """Return the transcript in a file's bytes, or why there is none; never raises on any bytes.

    The suffix is believed only where the content agrees. `declared` are names known to speak.
    """
    if not data.strip():
        return _nothing(rules.EMPTY, path, "the file is empty")
    if len(data) > LARGEST:
        return _nothing(rules.TOO_LARGE, path, "the file is larger than 64 MB")
    if data.startswith(b"PK"):
        return _read_word(path, data, tuple(declared))
    for magic, name in _KNOWN_BINARY:
        if data.startswith(magic):
            return _nothing(rules.BINARY, path, f"this is {name}", "save it as .docx or as text")
    decoded = decode(path, data)
    if isinstance(decoded, Diagnostic):
        return Reading(None, (decoded,))
    return _read_text(path, decoded, tuple(declared))


def decode(path: str, data: bytes) -> _Decoded | Diagnostic:
    """Return a text file's characters with LF line ends and no byte order mark.

    UTF-8 and UTF-16 with a mark are certain; anything else that holds no control characters is
    read as Windows-1252, and said so.
    """
    encoding = "utf-8-sig"
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        encoding = "utf-16"
    try:
        text = data.decode(encoding)
    except UnicodeDecodeError as error:
        return _decode_old(path, data, line=data[: error.start].count(b"\n") + 1)
    if is_binary(text):
        return finding(rules.BINARY, path, "this is binary data, not a transcript")
    return _Decoded(_regular(text))


def _decode_old(path: str, data: bytes, *, line: int) -> _Decoded | Diagnostic:
    text = data.decode("cp1252", errors="replace")
    if is_binary(text) or text.count("\ufffd") > len(text) // 100:
        return finding(rules.BINARY, path, "this is binary data, not a transcript")
    message = "the file is not UTF-8; it was read as Windows-1252"
    hint = "look at accents and quotation marks, or save the file as UTF-8 and import again"
    return _Decoded(_regular(text), (finding(rules.ENCODING, path, message, hint, line=line),))


def is_binary(text: str) -> bool:
    """Tell whether characters stand in it that no transcript has."""
    return _CONTROL.search(text) is not None


def _regular(text: str) -> str:
    return text.replace("\r\n", "\n").replace("\r", "\n").replace("\u2028", "\n")


def sniffed(text: str) -> Format:
    """Return which of the text formats it is."""
    if text.startswith("WEBVTT"):
        return Format.SUBRIP if _SRT_CUE.search(text) and "." not in text[:200] else Format.WEBVTT
    if _SRT_CUE.search(text):
        return Format.SUBRIP
    cues = len(_CUE.findall(text))
    return Format.WEBVTT if cues and not _is_word_export(text) else Format.TEXT


def _is_word_export(text: str) -> bool:
    """Tell Teams' older documents, cue times between paragraphs, from captions."""
    return not re.match(r"\s*(?:\d+\s*\n)?\s*(?:\d+:)?\d+:\d+[.,]\d+\s*-->", text)


def _read_word(path: str, data: bytes, declared: tuple[str, ...]) -> Reading:
    text, diagnostics = read_word(path, data)
    if text is None:
        return Reading(None, diagnostics)
    utterances, title, date = read_plain(text, declared)
    return _checked(path, _recording(path, utterances, title, date), Format.WORD, diagnostics)


def _read_text(path: str, decoded: _Decoded, declared: tuple[str, ...]) -> Reading:
    text, form = decoded.text, sniffed(decoded.text)
    title, date = "", None
    if form is Format.TEXT:
        utterances, title, date = read_plain(text, declared)
    elif line := unfinished_line(text):
        message = f"the captions break off in the middle of a cue on line {line}"
        hint = "export them again; or delete that line to import what is there"
        return Reading(None, (finding(rules.TRUNCATED, path, message, hint, line=line),))
    else:
        utterances = read_webvtt(text) if form is Format.WEBVTT else read_subrip(text)
    recording = _recording(path, utterances, title, date)
    return _checked(path, recording, form, decoded.diagnostics)


def _recording(
    path: str, utterances: tuple[Utterance, ...], title: str, date: datetime.date | None
) -> Recording:
    stem = PurePath(path).stem.replace("_", " ").replace("-", " ").strip()
    return Recording(title or stem or "Interview", utterances, date)


def _checked(
    path: str, recording: Recording, form: Format, diagnostics: tuple[Diagnostic, ...]
) -> Reading:
    found = [*diagnostics, *_suffix(path, form)]
    if not any(one.paragraphs for one in recording.utterances):
        message = "the file holds no words that anybody said"
        return Reading(None, (*found, finding(rules.EMPTY, path, message)))
    if not recording.speakers:
        message = "the transcript does not say who speaks"
        hint = "everything is the participant's, if there is one; or write `Name:` before each turn"
        found.append(finding(rules.NO_SPEAKERS, path, message, hint))
    found.extend(_same_names(path, recording))
    return Reading(recording, tuple(found), form)


def _suffix(path: str, form: Format) -> tuple[Diagnostic, ...]:
    suffix = PurePath(path).suffix.lower()
    if SUFFIXES.get(suffix, form) is form:
        return ()
    message = f"the name ends in {suffix}, the content is {form}; it was read as {form}"
    return (finding(rules.WRONG_SUFFIX, path, message),)


def _same_names(path: str, recording: Recording) -> Iterable[Diagnostic]:
    """Warn of speakers whose names differ in case only, or who share a first name."""
    by_first: dict[str, list[str]] = {}
    for name in recording.speakers:
        by_first.setdefault(name.split()[0].casefold(), []).append(name)
    for names in by_first.values():
        if len(names) > 1 and not all(name[-1].isdigit() for name in names):
            listed = ", ".join(f"`{name}`" for name in names)
            message = f"are these different people? {listed}"
            hint = "name each in the options; or give two of them one pseudonym if they are one"
            yield finding(rules.SAME_NAME, path, message, hint)


def _nothing(rule: Rule, path: str, message: str, hint: str = "") -> Reading:
    return Reading(None, (finding(rule, path, message, hint),))
