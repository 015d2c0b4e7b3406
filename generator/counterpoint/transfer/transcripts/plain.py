"""Plain-text transcripts, in the styles of Otter, Teams, Rev and people, to utterances."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from itertools import pairwise

from counterpoint.transfer.transcripts.labels import accepted, is_name_like
from counterpoint.transfer.transcripts.times import STAMP, clock, day_in
from counterpoint.transfer.transcripts.values import Utterance

_NAME = r"(?P<name>[^\s:\[\]{}|<>*_\d][^:\[\]{}|<>\t\n]{0,60}?|[A-Z]\d{0,3})"
_STAMP = rf"[\[(]?(?P<time>{STAMP})[\])]?"
_CLOSED = rf"[\[(](?P<time>{STAMP})[\])]"
_MARK = r"(?:\*\*|__)?"

MARKS = " \t*_"
"""What may enclose a name and is no part of it."""

TIMED = tuple(
    re.compile(pattern)
    for pattern in (
        rf"^{_MARK}{_NAME}\s*{_CLOSED}\s*:?{_MARK}:?(?:\s+|$)",
        rf"^{_MARK}{_STAMP}{_MARK}\s*[-–]?\s*{_MARK}{_NAME}{_MARK}\s*:{_MARK}(?:\s+|$)",
        rf"^{_MARK}{_NAME}{_MARK}:{_MARK}\s*{_CLOSED}(?:\s+|$)",
        rf"^{_MARK}{_NAME}{_MARK}(?:\s{{2,}}|\t|\s+[-–]\s+){_STAMP}\s*$",
        rf"^{_MARK}{_NAME}{_MARK}\s(?P<time>\d{{1,2}}:\d{{2}}(?::\d{{2}})?)\s*$",
        rf"^{_CLOSED}\s+{_MARK}{_NAME}{_MARK}\s*$",
    )
)
"""Lines that name a speaker and a time, tried in this order."""

UNTIMED = re.compile(rf"^(?:>>+\s*|[-–]\s+)?{_MARK}{_NAME}{_MARK}\s?:{_MARK}(?:[ \t]+|$)")
TIME_ALONE = re.compile(rf"^\s*[\[(]?(?P<time>{STAMP})[\])]?(?:\s*-->\s*{STAMP})?\s*$")
FOOTER = re.compile(
    r"^(?:Transcribed by|Transcript by)\b.*|^https?://otter\.ai\S*$"
    r"|^\W{0,3}.{1,60} (?:started|stopped) transcription\W*$",
    re.IGNORECASE,
)
"""What tools write below or between the words."""
LENGTH = re.compile(r"(?:\d+\s*(?:h|m|s|hours?|minutes?|min|seconds?|sec)\.?\s*)+", re.IGNORECASE)
SHORTEST_WRAPPED, LONGEST_WRAPPED = 30, 140
"""Characters of a line that was broken for width."""
SHARE_WRAPPED = 0.4
ENOUGH_TIMES = 3
MOST_WORDS_OF_A_DAY = 4
LONGEST_TITLE = 120
HEAD_KEYS = ("SUMMARY KEYWORDS", "SPEAKERS", "KEYWORDS")


@dataclass(frozen=True, slots=True)
class Line:
    """A line of a text and where it begins, in code points."""

    text: str
    start: int


@dataclass(frozen=True, slots=True)
class Label:
    """A speaker named on a line, and where the words begin behind the name."""

    line: int
    speaker: str
    time: str
    words_at: int
    """Offset in the line."""


@dataclass(frozen=True, slots=True)
class Head:
    """What stands above a transcript's first words."""

    title: str = ""
    date: datetime.date | None = None
    lines: frozenset[int] = frozenset()
    """Numbers of the lines that are no words of anybody's."""


def read_plain(
    text: str, declared: Iterable[str] = (), *, keep_head: bool = False
) -> tuple[tuple[Utterance, ...], str, datetime.date | None]:
    """Return the utterances, the title and the day of a plain-text transcript.

    `declared` names are taken for speakers wherever they stand before a colon. Every utterance's
    `start` is its words' offset in `text`. `keep_head`: what stands above the first speaker is kept
    as nobody's words.
    """
    lines = tuple(_lines(text))
    labels = _labels(lines, tuple(declared))
    head = Head() if keep_head else _head(lines, labels)
    found = tuple(_utterances(lines, labels, head))
    if is_wrapped(found):
        found = tuple(replace(one, is_wrapped=True) for one in found)
    return found, head.title, head.date


def is_wrapped(utterances: Iterable[Utterance]) -> bool:
    """Tell whether a transcript's lines end where the page did, in the middle of sentences."""
    joints = going_on = 0
    for utterance in utterances:
        lines = utterance.text.split("\n")
        for above, below in pairwise(lines):
            if above.strip() and below.strip():
                joints += 1
                going_on += SHORTEST_WRAPPED < len(above) < LONGEST_WRAPPED and below[:1].islower()
    return joints > 1 and going_on / joints > SHARE_WRAPPED


def _lines(text: str) -> Iterator[Line]:
    start = 0
    for line in text.split("\n"):
        yield Line(line, start)
        start += len(line) + 1


def _labels(lines: tuple[Line, ...], declared: tuple[str, ...]) -> tuple[Label, ...]:
    timed = {index: label for index, line in enumerate(lines) if (label := _timed(index, line))}
    untimed = {
        index: label
        for index, line in enumerate(lines)
        if index not in timed and (label := _untimed(index, line))
    }
    names = _names(timed, untimed, declared)
    kept = {i: one for i, one in untimed.items() if one.speaker.casefold() in names}
    if not timed and not kept:
        return _names_alone(lines)
    return tuple(label for _, label in sorted((timed | kept).items()))


def _names(
    timed: dict[int, Label], untimed: dict[int, Label], declared: tuple[str, ...]
) -> frozenset[str]:
    """Return the names to believe where no time stands beside them.

    In a transcript whose speakers carry times, a word before a colon is somebody's speech.
    """
    if len(timed) > len(untimed) or len(timed) >= ENOUGH_TIMES:
        known = {one.speaker.casefold() for one in timed.values()}
        return frozenset(known | {name.casefold() for name in declared})
    return accepted((one.speaker for one in untimed.values()), declared)


def _timed(index: int, line: Line) -> Label | None:
    for pattern in TIMED:
        match = pattern.match(line.text)
        if match and is_name_like(name := match["name"].strip(MARKS)):
            return Label(index, name, clock(match["time"]), match.end())
    return None


def _untimed(index: int, line: Line) -> Label | None:
    match = UNTIMED.match(line.text)
    if match is None:
        return None
    return Label(index, match["name"].strip(MARKS), "", match.end())


def _names_alone(lines: tuple[Line, ...]) -> tuple[Label, ...]:
    """Find names that stand alone below a line with nothing but a time (older Teams documents)."""
    found = []
    for index in range(1, len(lines)):
        time = TIME_ALONE.match(lines[index - 1].text)
        name = lines[index].text.strip()
        if time and is_name_like(name):
            found.append(Label(index, name, clock(time["time"]), len(lines[index].text)))
    return tuple(found)


def _head(lines: tuple[Line, ...], labels: tuple[Label, ...]) -> Head:
    """Return what stands above the first label: Otter's head whole, else title, day and length."""
    first = labels[0].line if labels else 0
    filled = [index for index in range(first) if lines[index].text.strip()]
    texts = [lines[index].text.strip() for index in filled]
    is_otter = any(text.upper().startswith(HEAD_KEYS) for text in texts)
    has_title = bool(texts) and _is_title(texts[0])
    if not (is_otter or has_title):
        return Head()
    title = "" if texts[0].upper().startswith(HEAD_KEYS) else texts[0]
    date = next((day for text in texts if (day := day_in(text))), None)
    if is_otter:
        return Head(title, date, frozenset(range(first)))
    facts = {index for index, text in zip(filled, texts, strict=True) if _is_fact(text)}
    return Head(title, date, frozenset({filled[0], *facts}))


def _is_title(text: str) -> bool:
    """Tell a title from a sentence."""
    return len(text) <= LONGEST_TITLE and text[-1] not in ".!?…" and not TIME_ALONE.match(text)


def _is_fact(text: str) -> bool:
    """Tell a line that says when, or how long, from words."""
    rest = re.sub(r"[\d:,.•·|/-]|\b(?:AM|PM|UTC|GMT)\b", " ", text, flags=re.IGNORECASE).split()
    is_day = day_in(text) is not None and len(rest) <= MOST_WORDS_OF_A_DAY
    return is_day or bool(LENGTH.fullmatch(text))


def _utterances(
    lines: tuple[Line, ...], labels: tuple[Label, ...], head: Head
) -> Iterator[Utterance]:
    bounds = [label.line for label in labels] + [len(lines)]
    above = (index for index in range(bounds[0]) if index not in head.lines)
    yield from _spoken(lines, above, Label(-1, "", "", 0))
    for label, end in zip(labels, bounds[1:], strict=True):
        yield from _spoken(lines, range(label.line, end), label)


def _spoken(lines: tuple[Line, ...], numbers: Iterable[int], label: Label) -> Iterator[Utterance]:
    """Yield the words between a label and the next, cut where a time or a footer interrupts."""
    time, run, last = label.time, list[Line](), -1
    for index in numbers:
        line = lines[index]
        if index == label.line:
            line = Line(line.text[label.words_at :], line.start + label.words_at)
        alone = TIME_ALONE.match(line.text)
        is_cut = last >= 0 and index != last + 1
        if alone or is_cut or FOOTER.match(line.text):
            yield from _utterance(run, label.speaker, time)
            time, run = (clock(alone["time"]) if alone else time), []
        if not (alone or FOOTER.match(line.text)):
            run.append(line)
        last = index
    yield from _utterance(run, label.speaker, time)


def _utterance(run: list[Line], speaker: str, time: str) -> Iterator[Utterance]:
    filled = [line for line in run if line.text.strip()]
    if not filled:
        return
    first, last = filled[0], filled[-1]
    indent = len(first.text) - len(first.text.lstrip())
    start = first.start + indent
    end = last.start + len(last.text.rstrip())
    text = "\n".join(line.text for line in run if first.start <= line.start <= last.start)
    yield Utterance(speaker, time, text[indent : indent + end - start], start)
