"""What a person says about the files of an import: options, or a table with a row a participant."""

from __future__ import annotations

import csv
import datetime
import io
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, fields, replace
from enum import StrEnum
from pathlib import PurePath
from typing import TypeVar

from counterpoint.diagnostics import Diagnostic
from counterpoint.model import Audience, ConsentStatus, Lifecycle, Method, Role
from counterpoint.parse.slugs import closest, is_slug, normalised
from counterpoint.transfer import rules
from counterpoint.transfer.naming import slug
from counterpoint.transfer.rules import finding

Choice = TypeVar("Choice", bound=StrEnum)

SYNONYMS = {
    "filename": "file",
    "source": "file",
    "document": "file",
    "name": "speaker",
    "participant": "id",
    "participant_id": "id",
    "label": "pseudonym",
    "role": "roles",
    "segment": "segments",
    "interviewer": "interviewers",
    "status": "consent",
    "consent_status": "consent",
    "interview_id": "interview",
    "stage": "lifecycle",
}
COLUMNS = (
    *("file", "interview", "title", "date", "speaker", "pseudonym", "id", "side", "persona"),
    *("account", "roles", "segments", "lifecycle", "interviewers", "method", "guide", "asked"),
    *("consent", "audience", "consent_date", "retain_until", "recording"),
)


@dataclass(frozen=True, slots=True)
class PersonFacts:
    """What is said about one participant; empty fields are not known."""

    speaker: str = ""
    """The real name, as the transcript has it."""
    pseudonym: str = ""
    """The label to be written; the id where none is given."""
    id: str = ""
    side: str = ""
    persona: str = ""
    account: str = ""
    roles: tuple[Role, ...] = ()
    segments: tuple[str, ...] = ()
    lifecycle: Lifecycle | None = None


@dataclass(frozen=True, slots=True)
class SessionFacts:
    """What is said about one file; empty fields are not known."""

    file: str = ""
    """Its name; empty for what holds for every file."""
    interview: str = ""
    """The id to be given to it."""
    title: str = ""
    date: datetime.date | None = None
    participants: tuple[PersonFacts, ...] = ()
    interviewers: tuple[str, ...] = ()
    """Real names."""
    method: Method | None = None
    guide: str = ""
    asked: tuple[str, ...] = ()
    consent: ConsentStatus | None = None
    audience: Audience | None = None
    consent_date: datetime.date | None = None
    retain_until: datetime.date | None = None
    recording: str = ""

    def over(self, general: SessionFacts) -> SessionFacts:
        """Return these facts, completed by those that hold for every file."""
        people = tuple(_completed(person, general.participants) for person in self.participants)
        return replace(_filled(self, general), participants=people or general.participants)


Facts = TypeVar("Facts", PersonFacts, SessionFacts)


def _filled(facts: Facts, general: Facts) -> Facts:
    """Return facts whose empty fields are taken from the general ones."""
    empty = {
        one.name: getattr(general, one.name)
        for one in fields(facts)
        if not getattr(facts, one.name)
    }
    return replace(facts, **empty)


def _completed(person: PersonFacts, general: tuple[PersonFacts, ...]) -> PersonFacts:
    """Return a participant completed by what is said of nobody in particular."""
    nobody = next((one for one in general if not one.speaker and not one.id), PersonFacts())
    return _filled(person, nobody)


@dataclass(frozen=True, slots=True)
class Metadata:
    """A table, read."""

    sessions: tuple[SessionFacts, ...]
    diagnostics: tuple[Diagnostic, ...] = ()

    def of(self, file: str) -> SessionFacts | None:
        """Return what the table says of a file: by its name, or its name without suffix."""
        name, stem = PurePath(file).name.casefold(), PurePath(file).stem.casefold()
        for session in self.sessions:
            said = PurePath(session.file).name.casefold()
            if said in (name, stem) or PurePath(said).stem == stem:
                return session
        return None


def read_metadata(path: str, text: str) -> Metadata:
    """Return what a table says, a session a file; every cell that cannot be read is reported."""
    rows = csv.DictReader(io.StringIO(text.removeprefix("\ufeff")), delimiter=delimiter_of(text))
    unknown = [name for name in rows.fieldnames or () if name and _column(name) not in COLUMNS]
    found = [_unknown_column(path, name) for name in unknown]
    if "file" not in map(_column, rows.fieldnames or ()):
        message = "the table has no column `file`"
        hint = f"its first line names the columns: {', '.join(COLUMNS)}"
        return Metadata((), (finding(rules.METADATA, path, message, hint),))
    sessions: dict[str, SessionFacts] = {}
    try:
        for number, row in enumerate(rows, 2):
            cells = {_column(key): (value or "").strip() for key, value in row.items() if key}
            found += _merge(sessions, cells, path, number)
    except csv.Error as error:
        found.append(finding(rules.METADATA, path, f"the table cannot be read: {error}"))
    return Metadata(tuple(sessions.values()), tuple(found))


def delimiter_of(text: str) -> str:
    """Return what separates a table's cells, by its first line: comma, semicolon or tab."""
    return max(",;\t", key=text.split("\n", 1)[0].count)


def _column(name: str) -> str:
    key = name.strip().casefold().replace(" ", "_").replace("-", "_")
    return SYNONYMS.get(key, key)


def _unknown_column(path: str, name: str) -> Diagnostic:
    near = closest(_column(name), COLUMNS)
    hint = f"did you mean `{near}`?" if near else f"columns are {', '.join(COLUMNS)}"
    return finding(rules.UNMAPPED, path, f"the column `{name}` means nothing here", hint)


def _merge(
    sessions: dict[str, SessionFacts], cells: Mapping[str, str], path: str, line: int
) -> Iterable[Diagnostic]:
    file = cells.get("file", "")
    if not file:
        return ()
    facts, problems = session_facts(cells, path, line)
    before = sessions.get(file)
    if before:
        merged = facts.over(before)
        facts = replace(merged, participants=(*before.participants, *facts.participants))
    sessions[file] = facts
    return problems


def session_facts(
    cells: Mapping[str, str], path: str, line: int = 1
) -> tuple[SessionFacts, tuple[Diagnostic, ...]]:
    """Return what cells by column say, and what in them cannot be read."""
    cell = _Cells(cells, path, line)
    person = PersonFacts(
        speaker=cells.get("speaker", ""),
        pseudonym=cells.get("pseudonym", ""),
        id=cell.slug("id"),
        side=cells.get("side", "").casefold(),
        persona=cell.slug("persona"),
        account=cell.slug("account"),
        roles=cell.choices("roles", Role),
        segments=tuple(slug(one) for one in cell.words("segments")),
        lifecycle=cell.choice("lifecycle", Lifecycle),
    )
    facts = SessionFacts(
        file=cells.get("file", ""),
        interview=cell.slug("interview"),
        title=cells.get("title", ""),
        date=cell.day("date"),
        participants=(person,) if person != PersonFacts() else (),
        interviewers=cell.words("interviewers"),
        method=cell.choice("method", Method),
        guide=cell.slug("guide"),
        asked=tuple(normalised(one) for one in cell.words("asked")),
        consent=cell.choice("consent", ConsentStatus),
        audience=cell.choice("audience", Audience),
        consent_date=cell.day("consent_date"),
        retain_until=cell.day("retain_until"),
        recording=cells.get("recording", ""),
    )
    return facts, tuple(cell.problems)


class _Cells:
    """A row's cells by column, converted; collects what cannot be."""

    def __init__(self, cells: Mapping[str, str], path: str, line: int) -> None:
        self._cells = cells
        self._path = path
        self._line = line
        self.problems: list[Diagnostic] = []

    def words(self, column: str) -> tuple[str, ...]:
        """Return a cell's parts between semicolons or commas."""
        text = self._cells.get(column, "")
        separator = ";" if ";" in text else ","
        return tuple(one.strip() for one in text.split(separator) if one.strip())

    def slug(self, column: str) -> str:
        """Return a cell as an id, made one where it is none."""
        text = self._cells.get(column, "")
        return text if not text or is_slug(text) else slug(text)

    def day(self, column: str) -> datetime.date | None:
        """Return a cell as a date."""
        text = self._cells.get(column, "")
        try:
            return datetime.date.fromisoformat(text) if text else None
        except ValueError:
            self._problem(f"`{text}` in `{column}` is no date", "write it as 2026-03-02")
            return None

    def choice(self, column: str, kind: type[Choice]) -> Choice | None:
        """Return a cell as one of a closed list's words."""
        return next(iter(self._chosen([self._cells.get(column, "")], column, kind)), None)

    def choices(self, column: str, kind: type[Choice]) -> tuple[Choice, ...]:
        """Return a cell as several of a closed list's words."""
        return tuple(self._chosen(self.words(column), column, kind))

    def _chosen(self, words: Iterable[str], column: str, kind: type[Choice]) -> Iterator[Choice]:
        for word in words:
            key = normalised(word)
            if key in list(kind):
                yield kind(key)
            elif key:
                known = ", ".join(kind)
                self._problem(f"`{word}` in `{column}` is not known", f"it is one of {known}")

    def _problem(self, message: str, hint: str) -> None:
        self.problems.append(finding(rules.METADATA, self._path, message, hint, line=self._line))
