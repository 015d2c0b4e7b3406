"""Labels: the words at the start of a line that say who speaks."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from markdown_it.token import Token

from counterpoint.parse.comparing import comparable, folded
from counterpoint.parse.inline import Inline, rendered, shown
from counterpoint.parse.values import Cast

LONGEST = 80
"""Characters that the name before a colon may have."""

TIME = r"(?:\[(\d{1,3}:\d\d(?::\d\d)?)\]|\((\d{1,3}:\d\d(?::\d\d)?)\))"
PLAIN = re.compile(
    rf"[ \t]*(?P<name>[^\s:][^:\n]{{0,{LONGEST - 1}}}?)[ \t]{{0,8}}{TIME}?[ \t]{{0,8}}(?P<colon>:)"
    rf"(?:\s*{TIME})?\s*"
)
REST = re.compile(rf"[ \t]*:?\s*(?:{TIME}\s*:?)?\s*")
LAST_TIME = re.compile(rf"{TIME}$")
LONGEST_TIME = 12


@dataclass(frozen=True, slots=True)
class Speaker:
    """Who says a turn's words."""

    participant: str = ""
    """The participant's id; empty for everybody else."""
    is_interviewer: bool = False
    label: str = ""
    """As written; empty where there is none."""

    @property
    def voice(self) -> tuple[str, bool, str]:
        """What one speaker's turns have in common."""
        return (
            self.participant,
            self.is_interviewer,
            "" if self.participant else comparable(self.label),
        )


@dataclass(frozen=True, slots=True)
class Label:
    """A label in a block."""

    speaker: Speaker
    is_declared: bool
    time: str
    """The time stamp without brackets."""
    line: int
    """Number of its line in the block's rendered text, from 0."""
    start: int
    """Offset in the block's rendered text."""
    end: int
    """Offset of the first words behind it."""
    first: int
    """Index of the child in which it starts."""
    next: int
    """Index of the child in which the words behind it start."""
    offset: int
    """Offset of that child in the block's rendered text."""

    @property
    def last(self) -> int:
        """Index behind the last child in which words before it may stand."""
        return self.first + (self.first == self.next)


@dataclass(frozen=True, slots=True)
class _Line:
    """A place where a label may stand."""

    child: int
    offset: int
    """In the child's content."""
    at: int
    """In the block's rendered text."""
    number: int


Declared = Mapping[str, Speaker]
"""Speakers by their label as it is compared."""


def declared_speakers(cast: Cast) -> Declared:
    """Return everybody whom the front matter declares, by label; participants come first."""
    known: dict[str, Speaker] = {}
    for participant in cast.participants:
        label = participant.speaker or participant.id
        known.setdefault(_key(label), Speaker(participant.id, label=label))
    for label in cast.interviewers:
        known.setdefault(_key(label), Speaker(is_interviewer=True, label=label))
    return known


def find_labels(inline: Inline, declared: Declared) -> tuple[Label, ...]:
    """Return a block's labels in order: declared ones at any line, others at its start only."""
    if ":" not in inline.text and all(child.type != "strong_open" for child in inline.children):
        return ()
    found: list[Label] = []
    for line in _lines(inline):
        label = _label(inline, line, declared)
        if label and (label.is_declared or not line.at):
            found.append(label)
    return tuple(found)


def _lines(inline: Inline) -> Iterator[_Line]:
    """Yield the start of each line that is not inside other markup."""
    at = number = depth = 0
    last = inline.text.count("\n")
    starts_line = True
    for index, child in enumerate(inline.children):
        depth -= child.nesting < 0
        if depth == 0 and starts_line and child.type in ("text", "strong_open"):
            yield _Line(index, 0, at, number)
        if number == last and not starts_line:
            return
        text = shown(child)
        if depth == 0 and child.type == "text":
            for count, start in enumerate(_line_ends(text), 1):
                yield _Line(index, start, at + start, number + count)
        depth += child.nesting > 0
        at += len(text)
        if text:
            breaks = text.count("\n")
            number += breaks
            starts_line = (starts_line or breaks > 0) and not text.rpartition("\n")[2].strip()


def _line_ends(text: str) -> list[int]:
    """Return the offsets behind a text's line feeds."""
    return [found.end() for found in re.finditer("\n", text)]


def _label(inline: Inline, line: _Line, declared: Declared) -> Label | None:
    if inline.children[line.child].type == "text":
        return _plain_label(inline, line, declared)
    return _bold_label(inline, line, declared)


def _plain_label(inline: Inline, line: _Line, declared: Declared) -> Label | None:
    content = inline.children[line.child].content
    found = PLAIN.match(content, line.offset)
    if found is None:
        return None
    name = found["name"]
    speaker = declared.get(_key(name))
    if speaker is None and not _is_in_capitals(
        name, content[found.end("colon") : found.end("colon") + 1]
    ):
        return None
    return Label(
        speaker=_named(speaker, name),
        is_declared=speaker is not None,
        time=_time(found.group(2, 3, 5, 6)),
        line=line.number,
        start=line.at + found.start("name") - line.offset,
        end=line.at + found.end() - line.offset,
        first=line.child,
        next=line.child,
        offset=line.at - line.offset,
    )


def _bold_label(inline: Inline, line: _Line, declared: Declared) -> Label | None:
    close = _closing(inline.children, line.child)
    written = rendered(inline.children[line.child + 1 : close])
    name, time = _name_and_time(written)
    if not any(map(str.isalnum, name)):
        return None
    rest = _rest(inline.children, close)
    label = folded(name)
    speaker = declared.get(comparable(label))
    return Label(
        speaker=_named(speaker, label),
        is_declared=speaker is not None,
        time=time or (_time(rest.groups()) if rest else ""),
        line=line.number,
        start=line.at,
        end=line.at + len(written) + (rest.end() if rest else 0),
        first=line.child,
        next=close + 1,
        offset=line.at + len(written),
    )


def _name_and_time(written: str) -> tuple[str, str]:
    """Split what is bold: `Dana (00:14:05):` names Dana."""
    name = written.strip().removesuffix(":").rstrip()
    found = LAST_TIME.search(name[-LONGEST_TIME:])
    if found is None:
        return name, ""
    return name[: -len(found[0])].rstrip().removesuffix(":").rstrip(), _time(found.groups())


def _closing(children: list[Token], opening: int) -> int:
    level = 0
    for index in range(opening, len(children)):
        level += children[index].nesting
        if level == 0:
            return index
    return len(children) - 1


def _rest(children: list[Token], close: int) -> re.Match[str] | None:
    """Return the colon and the time stamp behind a bold name."""
    if close + 1 < len(children) and children[close + 1].type == "text":
        return REST.match(children[close + 1].content)
    return None


def _named(speaker: Speaker | None, written: str) -> Speaker:
    """Return who speaks, under the label as it is written here."""
    if speaker is None:
        return Speaker(label=written)
    if speaker.label == written:
        return speaker
    return Speaker(speaker.participant, speaker.is_interviewer, written)


def _time(stamps: Iterable[str | None]) -> str:
    """Return the first time stamp of those that a pattern may hold."""
    return next(filter(None, stamps), "")


def _is_in_capitals(name: str, behind: str) -> bool:
    """Tell whether undeclared words before a colon look like a name: `Q:`, `SPEAKER 1:`."""
    return (
        name.upper() == name
        and name[0].isalpha()
        and any(map(str.isupper, name))
        and all(sign.isalnum() or sign in " .,'’()[]&/-" for sign in name)
        and not behind.strip()
    )


def _key(label: str) -> str:
    return comparable(folded(label))
