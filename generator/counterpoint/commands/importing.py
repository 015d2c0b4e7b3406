"""What `counterpoint import` does once its options are read: plan, show, ask, write."""

from __future__ import annotations

import csv
import sys
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import click

from counterpoint.commands.asking import asked_columns, asked_for, asked_in_general
from counterpoint.commands.options import CLEAN, ERRORS
from counterpoint.commands.verdict import counted, show
from counterpoint.config import Config
from counterpoint.diagnostics import Diagnostic, has_errors, in_order
from counterpoint.parse.settings import read_settings
from counterpoint.sources import SETTINGS_PATH, Repository, read_repository
from counterpoint.transfer import keyfile, rules
from counterpoint.transfer.codings.converting import Mapped, Order, plan_codings
from counterpoint.transfer.codings.reading import Choices, is_coding_project, read_project
from counterpoint.transfer.importing import Intake, plan_transcripts
from counterpoint.transfer.metadata import (
    Metadata,
    PersonFacts,
    SessionFacts,
    delimiter_of,
    read_metadata,
    session_facts,
)
from counterpoint.transfer.plans import Plan, Shelf
from counterpoint.transfer.pseudonyms import Person
from counterpoint.transfer.shelf import shelf_of
from counterpoint.transfer.storing import ONLY_OWNER, replace_file, store

PERSON_FIELDS = ("side", "persona", "account", "roles", "segments", "lifecycle")
SESSION_FIELDS = (
    *("title", "date", "method", "guide", "asked", "consent", "consent_date", "audience"),
    "recording",
)
OPTIONS = "options"
"""Where a finding is that is about no file."""


@dataclass(frozen=True, slots=True)
class Wish:
    """What the options say."""

    metadata: Metadata
    general: SessionFacts
    """What holds for every file."""
    also: tuple[Person, ...]
    choices: Choices
    mapped: Mapped
    is_asking: bool
    diagnostics: tuple[Diagnostic, ...]


def run(root: Path, files: tuple[Path, ...], said: Mapping[str, Any]) -> int:
    """Import files and return the exit status; nothing is written where there is an error."""
    key = said["key"] or default_key(root)
    if problem := keyfile.refusal(key, root):
        show((problem,))
        return ERRORS
    repository = read_repository(root)
    config = _config(repository)
    entries = keyfile.read_key(key.read_text("utf-8")) if key.exists() else ()
    plan = _plan(files, _wish(said), shelf_of(repository, config, entries), config)
    show(in_order(plan.diagnostics))
    return _carried_out(root, key, plan, is_rehearsal=said["dry_run"])


def default_key(root: Path) -> Path:
    """Return where the key goes if nobody says: beside the repository, never in it."""
    place = root.resolve()
    return place.parent / f"{place.name}-names.csv"


def _config(repository: Repository) -> Config:
    settings = next((one for one in repository.sources if one.path == SETTINGS_PATH), None)
    return read_settings(settings).config


def _carried_out(root: Path, key: Path, plan: Plan, *, is_rehearsal: bool) -> int:
    if has_errors(plan.diagnostics) or not plan.files:
        click.echo("Nothing was written.", err=True)
        return ERRORS
    for line in plan.said:
        click.echo(line, err=True)
    verb = "Would write" if is_rehearsal else "Wrote"
    if not is_rehearsal:
        if plan.key:
            replace_file(key, keyfile.key_text(plan.key), mode=ONLY_OWNER)
        if problems := store(root, plan.files):
            show(problems)
            return ERRORS
    for file in plan.files:
        click.echo(f"{verb} {file.path}")
    names = f"; the names are in {key}" if plan.key else ""
    click.echo(f"{verb} {counted(len(plan.files), 'file')}{names}.", err=True)
    return CLEAN


def _plan(files: tuple[Path, ...], wish: Wish, shelf: Shelf, config: Config) -> Plan:
    contents = [(str(path), _bytes(path)) for path in files]
    codings = [one for one in contents if is_coding_project(*one)]
    transcripts = [one for one in contents if one not in codings]
    plan = Plan(diagnostics=wish.diagnostics)
    for path, data in codings:
        more = _codings_plan(path, data, wish, (shelf, config))
        plan, shelf = plan.with_plan(more), shelf.with_plan(more)
    if transcripts:
        intakes = tuple(
            Intake(path, data, (wish.metadata.of(path) or SessionFacts()).over(wish.general))
            for path, data in transcripts
        )
        if wish.is_asking:
            intakes = asked_for(intakes, shelf)
        plan = plan.with_plan(plan_transcripts(intakes, shelf, config, wish.also))
    return plan


def _codings_plan(path: str, data: bytes, wish: Wish, study: tuple[Shelf, Config]) -> Plan:
    choices, general = wish.choices, wish.general
    if wish.is_asking and path.lower().endswith(".csv"):
        choices = replace(choices, columns=asked_columns(_header(data), choices.columns))
    reading = read_project(path, data, choices)
    project = reading.project
    if project is None:
        return Plan(diagnostics=reading.diagnostics)
    if wish.is_asking and project.sources and not (project.is_ours or wish.metadata.sessions):
        general = asked_in_general(general, study[0])
    order = Order(path, project, general, wish.metadata, wish.mapped, wish.also)
    plan = plan_codings(order, *study)
    return replace(plan, diagnostics=(*reading.diagnostics, *plan.diagnostics))


def _header(data: bytes) -> list[str]:
    text = data.decode("utf-8-sig", errors="replace")
    first = next(csv.reader(text.splitlines()[:1], delimiter=delimiter_of(text)), [])
    return [name.strip() for name in first if name.strip()]


def _bytes(path: Path) -> bytes:
    """Return a file's bytes; of a QualCoder project's folder, its database's."""
    inside = path / "data.qda"
    if path.is_dir():
        if not inside.is_file():
            message = f"{path} is a folder; a QualCoder project's folder holds data.qda"
            raise click.UsageError(message)
        return inside.read_bytes()
    return path.read_bytes()


def _wish(said: Mapping[str, Any]) -> Wish:
    metadata = _metadata(said["metadata"])
    general, found = _general(said)
    also, wrong = _pairs(said["replacements"], "--replace")
    columns, wrong_columns = _pairs(said["columns"], "--column")
    fields, wrong_fields = _pairs(said["mapped"], "--map")
    values, wrong_values = _pairs(said["values"], "--value")
    return Wish(
        metadata=metadata,
        general=general,
        also=tuple(Person(name, pseudonym) for name, pseudonym in also.items()),
        choices=Choices(said["project"], columns),
        mapped=Mapped(fields, values),
        is_asking=sys.stdin.isatty() if said["ask"] is None else said["ask"],
        diagnostics=(
            *metadata.diagnostics,
            *found,
            *(*wrong, *wrong_columns, *wrong_fields, *wrong_values),
        ),
    )


def _metadata(path: Path | None) -> Metadata:
    if path is None:
        return Metadata(())
    return read_metadata(str(path), path.read_bytes().decode("utf-8-sig", errors="replace"))


def _general(said: Mapping[str, Any]) -> tuple[SessionFacts, list[Diagnostic]]:
    """Return what the options say of every file."""
    shared = {name: said[name] for name in SESSION_FIELDS if said[name]}
    shared["interviewers"] = ";".join(said["interviewers"])
    common = {name: said[name] for name in PERSON_FIELDS if said[name]}
    general, found = session_facts({**shared, **common}, OPTIONS)
    problems = list(found)
    people: list[PersonFacts] = []
    for text in said["participants"]:
        facts, found = session_facts({**common, **_person_cells(text)}, OPTIONS)
        problems += found
        people += facts.participants
    return replace(general, participants=(*people, *general.participants)), problems


def _person_cells(text: str) -> dict[str, str]:
    name, *pairs = [one.strip() for one in text.split(",")]
    cells = {"speaker": name}
    for pair in pairs:
        field, sign, value = pair.partition("=")
        if not sign:
            message = f"`{pair}` in --participant is no field=value"
            raise click.UsageError(message)
        cells[field.strip()] = value.strip()
    return cells


def _pairs(texts: Iterable[str], option: str) -> tuple[dict[str, str], list[Diagnostic]]:
    found, problems = dict[str, str](), list[Diagnostic]()
    for text in texts:
        name, sign, value = text.partition("=")
        if sign and name.strip() and value.strip():
            found[name.strip()] = value.strip()
        else:
            message = f"`{text}` after {option} is no pair"
            hint = f'write {option} "one=other"'
            problems.append(rules.finding(rules.METADATA, OPTIONS, message, hint))
    return found, problems
