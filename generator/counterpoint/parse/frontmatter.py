"""Split a file into front matter and body, and read the front matter as text with its places."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import TypeAlias

import yaml

from counterpoint.diagnostics import Diagnostic, Location, Rule, Severity
from counterpoint.parse.values import Body

MISSING = Rule("CP111", Severity.ERROR, "the file has no front matter")
MALFORMED = Rule("CP112", Severity.ERROR, "the front matter is not YAML")
DUPLICATE_KEY = Rule("CP113", Severity.ERROR, "a key stands twice in one mapping")
CONFLICT = Rule("CP117", Severity.ERROR, "the file holds the markers of a merge conflict")
EMPTY = Rule("CP118", Severity.ERROR, "the file is empty")
NOT_PLAIN = Rule("CP119", Severity.ERROR, "the front matter uses YAML beyond text, lists, mappings")

LONGEST = 64_000
"""Characters that front matter may have."""
DEEPEST = 20
"""Levels to which lists and mappings may nest."""

Value: TypeAlias = "str | list[Value] | dict[str, Value]"
KeyPath: TypeAlias = tuple[str | int, ...]
Spot: TypeAlias = tuple[int, int]
"""A line and a column of a file, from 1; a front matter has dozens, of which few are asked for."""

FENCE = re.compile(r"---[ \t]*")
BREAKS_OF_YAML = str.maketrans(dict.fromkeys("\x85\u2028\u2029", " "))
"""Line breaks to YAML 1.1, but to no editor."""

COMPLAINTS = (
    (
        "mapping values are not allowed",
        "there is a colon inside the value",
        'put quotes round it: {key}: "{value}"',
    ),
    ("cannot start any token", "a value cannot start with {sign}", "put quotes round it"),
    ("expected ':'", "`{written}` is no `key: value`", "write a colon and a space after the key"),
    ("end of stream", "the quotation mark that opens here is never closed", "close it"),
    ("',' or", "the bracket that opens here is never closed", "close it, or write a comma"),
    ("sequence entries", "a list cannot start here", "start it on a line of its own"),
    (
        "did not find expected",
        "this line does not fit the one above",
        "begin it exactly below the one above",
    ),
)
"""What YAML's reader says, in plain words, and what to type."""


@dataclass(frozen=True, slots=True)
class Places:
    """Where the keys and values of a file's front matter stand."""

    path: str
    values: Mapping[KeyPath, Spot] = field(default_factory=dict)
    keys: Mapping[KeyPath, Spot] = field(default_factory=dict)

    def of(self, *where: str | int) -> Location:
        """Return where a value stands; of what is not there, where it would belong."""
        for length in range(len(where), 0, -1):
            found = self.values.get(where[:length])
            if found:
                return Location(self.path, *found)
        return Location(self.path)

    def of_key(self, *where: str | int) -> Location:
        """Return where a key stands, or else its value, or where they would belong."""
        found = self.keys.get(where)
        return Location(self.path, *found) if found else self.of(*where)


@dataclass(frozen=True, slots=True)
class FrontMatter:
    """A file, split and read; everything in `values` is still text."""

    values: Mapping[str, Value]
    places: Places
    body: Body
    diagnostics: tuple[Diagnostic, ...] = ()

    @property
    def is_readable(self) -> bool:
        """Whether its values are what the file says, so that they can be judged."""
        return all(found.rule is DUPLICATE_KEY for found in self.diagnostics)


def read_front_matter(path: str, text: str, *, required: bool = True) -> FrontMatter:
    """Read the front matter between two lines of `---` at the start of a file.

    Never raises. Where it is not `required`, a file without any has no values.
    """
    whole = Body(path, text, 1)
    if not text.strip():
        hint = "put front matter and text into it, or delete it"
        return _nothing(whole, EMPTY.at(Location(path), "the file is empty", hint), required)
    if conflict := _conflict(path, text):
        return FrontMatter({}, Places(path), whole, (conflict,))
    lines = text.split("\n")
    if not FENCE.fullmatch(lines[0]):
        return _nothing(whole, _missing(path, lines), required)
    end = next((at for at, line in enumerate(lines) if at and FENCE.fullmatch(line)), 0)
    if not end:
        hint = "put a line of --- below the last field"
        problem = MISSING.at(Location(path), "the front matter has no end", hint)
        return FrontMatter({}, Places(path), whole, (problem,))
    body = Body(path, "\n".join(lines[end + 1 :]), end + 2)
    return _composed(path, "\n".join(lines[1:end]) + "\n", body, first_line=2)


def read_yaml(path: str, text: str) -> FrontMatter:
    """Read a whole file as front matter is read; its body is empty. Never raises."""
    body = Body(path, "", text.count("\n") + 1)
    if conflict := _conflict(path, text):
        return FrontMatter({}, Places(path), body, (conflict,))
    return _composed(path, text, body, first_line=1)


def _nothing(whole: Body, problem: Diagnostic, required: bool) -> FrontMatter:  # noqa: FBT001
    return FrontMatter({}, Places(whole.path), whole, (problem,) if required else ())


def _missing(path: str, lines: list[str]) -> Diagnostic:
    fence = next((number for number, line in enumerate(lines, 1) if FENCE.fullmatch(line)), 0)
    if fence and not any(line.strip() for line in lines[: fence - 1]):
        message = "the front matter does not start on the first line"
        return MISSING.at(Location(path, fence), message, "delete the empty lines above the ---")
    hint = "start the file with a line of ---, then `title: …`, then a line of ---"
    if path.startswith("research/interviews/"):
        hint = f"{hint}; `counterpoint new interview` writes the fields of an interview"
    return MISSING.at(Location(path), "the file has no front matter", hint)


def _conflict(path: str, text: str) -> Diagnostic | None:
    line = _conflict_line(text) if "<<<<<<< " in text and ">>>>>>> " in text else 0
    if not line:
        return None
    hint = "keep the lines that are right, delete the others and the <<<<<<<, ======= and >>>>>>>"
    message = "two versions of this file were merged and never reconciled"
    return CONFLICT.at(Location(path, line), message, hint)


def _conflict_line(text: str) -> int:
    """Return the line of the first marker that the two others follow; 0 where there is none."""
    first = divided = 0
    for number, line in enumerate(text.split("\n"), 1):
        if line.startswith("<<<<<<< "):
            first, divided = number, 0
        elif line.rstrip() == "=======":
            divided = first
        elif line.startswith(">>>>>>> ") and divided:
            return first
    return 0


def _composed(path: str, text: str, body: Body, *, first_line: int) -> FrontMatter:
    composer = _Composer(path, text.translate(BREAKS_OF_YAML), first_line)
    values = composer.compose()
    places = Places(path, composer.values, composer.keys)
    return FrontMatter(values, places, body, tuple(composer.problems))


def _start(event: yaml.Event) -> tuple[int, int]:
    """Return an event's line and column, from 0."""
    mark = event.start_mark
    return (mark.line, mark.column) if mark else (0, 0)


class _TooMuchError(Exception):
    """Ends the reading of front matter that no person wrote."""


class _Composer:
    """Builds values from YAML's events, so that nothing is guessed, shared or deeply nested."""

    def __init__(self, path: str, text: str, first_line: int) -> None:
        self.path = path
        self.text = text
        self.lines = text.split("\n")
        self.first_line = first_line
        self.values: dict[KeyPath, Spot] = {}
        self.keys: dict[KeyPath, Spot] = {}
        self.problems: list[Diagnostic] = []
        self.events: Iterator[yaml.Event] = iter(())

    def compose(self) -> dict[str, Value]:
        """Return the mapping; an empty one, with a problem, where there is none."""
        if len(self.text) > LONGEST:
            message = f"the front matter has more than {LONGEST} characters"
            place = Location(self.path, self.first_line)
            self.problems.append(
                NOT_PLAIN.at(place, message, "put the text below the front matter")
            )
            return {}
        try:
            return self._document()
        except yaml.YAMLError as problem:
            self.problems.append(self._explained(problem))
        except _TooMuchError:
            pass
        return {}

    def _document(self) -> dict[str, Value]:
        self.events = iter(yaml.parse(self.text, Loader=yaml.CSafeLoader))
        for event in self.events:
            if isinstance(event, yaml.NodeEvent):
                value = self._value(event, ())
                self._expect_end()
                return self._as_mapping(value, event)
        return {}

    def _expect_end(self) -> None:
        for event in self.events:
            if isinstance(event, yaml.DocumentStartEvent):
                self._problem(NOT_PLAIN, event, "there is a second document here", "delete the ---")

    def _as_mapping(self, value: Value, event: yaml.Event) -> dict[str, Value]:
        if isinstance(value, dict):
            return value
        if value != "":
            message = "the front matter is no list of `key: value` lines"
            self._problem(
                MALFORMED, event, message, "write `title: …`, with a space after the colon"
            )
        return {}

    def _value(self, event: yaml.Event, where: KeyPath) -> Value:
        """Return the value that an event starts, and note where it and its parts stand."""
        self._refuse_extras(event, where)
        self.values[where] = self._spot(event)
        if isinstance(event, yaml.MappingStartEvent):
            return self._mapping(where)
        if isinstance(event, yaml.SequenceStartEvent):
            return self._sequence(where)
        if isinstance(event, yaml.ScalarEvent):
            self._note_pieces(event, where)
            return str(event.value)
        return ""

    def _mapping(self, where: KeyPath) -> dict[str, Value]:
        found: dict[str, Value] = {}
        while not isinstance(event := next(self.events), yaml.MappingEndEvent):
            key = self._key(event, where)
            inside = (*where, key)
            if key in found:
                hint = "keep one of them"
                self._problem(DUPLICATE_KEY, event, f"`{key}` stands here a second time", hint)
                inside = (*where, f"{key} (again)")
            else:
                self.keys[inside] = self._spot(event)
            value = self._value(next(self.events), inside)
            found.setdefault(key, value)
        return found

    def _key(self, event: yaml.Event, where: KeyPath) -> str:
        if isinstance(event, yaml.ScalarEvent):
            self._refuse_extras(event, where)
            return str(event.value)
        self._value(event, (*where, "(key)"))
        self._problem(NOT_PLAIN, event, "a key must be a word", "write `key: value`")
        return "(no word)"

    def _sequence(self, where: KeyPath) -> list[Value]:
        found: list[Value] = []
        while not isinstance(event := next(self.events), yaml.SequenceEndEvent):
            found.append(self._value(event, (*where, len(found))))
        return found

    def _note_pieces(self, event: yaml.ScalarEvent, where: KeyPath) -> None:
        """Note where the parts of a comma list stand, when it is written on one line."""
        if "," not in event.value:
            return
        number, start = _start(event)
        column = self.lines[number].find(event.value, start)
        count = 0
        for piece in event.value.split(",") if column >= 0 else ():
            if piece.strip():
                lead = len(piece) - len(piece.lstrip())
                self.values[*where, count] = number + self.first_line, column + lead + 1
                count += 1
            column += len(piece) + 1

    def _refuse_extras(self, event: yaml.Event, where: KeyPath) -> None:
        if len(where) > DEEPEST:
            self._problem(NOT_PLAIN, event, "this is nested too deeply", "write plain lists")
            raise _TooMuchError
        if isinstance(event, yaml.AliasEvent) or getattr(event, "anchor", None):
            hint = "write the value out, or put quotes round it"
            self._problem(
                NOT_PLAIN, event, "YAML's anchors and aliases (& and *) are not read", hint
            )
        elif getattr(event, "tag", None):
            hint = "put quotes round the value"
            self._problem(NOT_PLAIN, event, "YAML's tags (!) are not read", hint)

    def _problem(self, rule: Rule, event: yaml.Event, message: str, hint: str) -> None:
        self.problems.append(rule.at(self._place(event), message, hint))

    def _place(self, event: yaml.Event) -> Location:
        return Location(self.path, *self._spot(event))

    def _spot(self, event: yaml.Event) -> Spot:
        line, column = _start(event)
        return line + self.first_line, column + 1

    def _explained(self, problem: yaml.YAMLError) -> Diagnostic:
        """Return YAML's complaint in plain words, at the place that has to be changed."""
        if not isinstance(problem, yaml.MarkedYAMLError):
            return self._control_character()
        complaint = str(problem.problem)
        is_later = any(words in complaint for words in ("expected ':'", "end of stream", "',' or"))
        mark = (is_later and problem.context_mark) or problem.problem_mark
        number, column = (mark.line, mark.column) if mark else (0, 0)
        line = self.lines[number] if number < len(self.lines) else ""
        place = Location(self.path, number + self.first_line, column + 1)
        return MALFORMED.at(place, *_in_plain_words(complaint, line, column))

    def _control_character(self) -> Diagnostic:
        at = next(
            (at for at, one in enumerate(self.text) if not one.isprintable() and one not in "\n\t"),
            0,
        )
        line = self.text.count("\n", 0, at)
        column = at - (self.text.rfind("\n", 0, at) + 1) + 1
        message = f"the character U+{ord(self.text[at]):04X} cannot stand in front matter"
        return MALFORMED.at(
            Location(self.path, line + self.first_line, column), message, "delete it"
        )


def _in_plain_words(complaint: str, line: str, column: int) -> tuple[str, str]:
    """Return a message and a hint for what YAML's reader says about a line."""
    written = line.strip()
    key, _, value = written.partition(":")
    if "mapping values" in complaint and line[:column].strip() == key:
        hint = "begin it exactly below the field above; an entry of a list starts with `- `"
        return "this line begins further right than it should", hint
    if "\t" in line[: column + 1] and not line[:column].strip():
        return "a tab stands at the start of the line", "use spaces"
    for words, message, hint in COMPLAINTS:
        if words in complaint and (value or "{value}" not in hint):
            sign = line[column : column + 1]
            known = {"written": written, "key": key, "value": value.strip(), "sign": sign}
            return message.format_map(known), hint.format_map(known)
    return complaint, "compare the line with the examples in the format's documentation"
