"""What `counterpoint import` does once its options are read: plan, show, ask, write."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

import click

from counterpoint.commands.asking import asked_for
from counterpoint.commands.options import CLEAN, ERRORS
from counterpoint.commands.verdict import counted, show
from counterpoint.config import Config
from counterpoint.diagnostics import Diagnostic, has_errors, in_order
from counterpoint.parse.settings import read_settings
from counterpoint.sources import SETTINGS_PATH, read_repository
from counterpoint.transfer import keyfile, rules
from counterpoint.transfer.codings.converting import Mapped, Order, plan_codings
from counterpoint.transfer.codings.reading import Choices, is_coding_project, read_project
from counterpoint.transfer.importing import Intake, plan_transcripts
from counterpoint.transfer.metadata import (
    Metadata,
    PersonFacts,
    SessionFacts,
    read_metadata,
    session_facts,
)
from counterpoint.transfer.plans import Plan, Shelf
from counterpoint.transfer.pseudonyms import Person
from counterpoint.transfer.shelf import shelf_of
from counterpoint.transfer.storing import ONLY_OWNER, replace_file, store

PERSON_FIELDS = ("side", "persona", "account", "roles", "segments", "lifecycle")
SESSION_FIELDS = (
    "title",
    "date",
    "method",
    "guide",
    "asked",
    "consent",
    "consent_date",
    "audience",
    "recording",
)


def run(root: Path, files: tuple[Path, ...], said: Mapping[str, Any]) -> int:
    """Import files and return the exit status; nothing is written where there is an error."""
    key = said["key"] or default_key(root)
    if problem := keyfile.refusal(key, root):
        show((problem,))
        return ERRORS
    repository = read_repository(root)
    settings = next((one for one in repository.sources if one.path == SETTINGS_PATH), None)
    config = read_settings(settings).config
    entries = keyfile.read_key(key.read_text("utf-8")) if key.exists() else ()
    shelf = shelf_of(repository, config, entries)
    plan = _plan(files, said, (shelf, config))
    show(in_order(plan.diagnostics))
    return _carried_out(root, key, plan, is_rehearsal=said["dry_run"])


def default_key(root: Path) -> Path:
    """Return where the key goes if nobody says: beside the repository, never in it."""
    place = root.resolve()
    return place.parent / f"{place.name}-names.csv"


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


def _plan(files: tuple[Path, ...], said: Mapping[str, Any], study: tuple[Shelf, Config]) -> Plan:
    shelf, config = study
    metadata, problems = _metadata(said["metadata"])
    general, found = _general(said)
    problems += found
    also, found = _pairs(said["replacements"], "--replace")
    people = tuple(Person(name, pseudonym) for name, pseudonym in also.items())
    problems += found
    contents = [(str(path), _bytes(path)) for path in files]
    codings = [one for one in contents if is_coding_project(*one)]
    transcripts = [one for one in contents if one not in codings]
    plan = Plan(diagnostics=tuple(problems))
    for path, data in codings:
        more = _codings_plan(path, data, said, (metadata, general, people), (shelf, config))
        plan, shelf = _joined(plan, more), _with(shelf, more)
    if transcripts:
        intakes = _intakes(transcripts, metadata, general)
        if said["ask"] if said["ask"] is not None else sys.stdin.isatty():
            intakes = asked_for(intakes, shelf)
        plan = _joined(plan, plan_transcripts(intakes, shelf, config, people))
    return plan


def _joined(first: Plan, second: Plan) -> Plan:
    return Plan(
        (*first.files, *second.files),
        tuple(dict.fromkeys((*first.key, *second.key))),
        (*first.diagnostics, *second.diagnostics),
        (*first.said, *second.said),
    )


def _with(shelf: Shelf, plan: Plan) -> Shelf:
    """Return a shelf on which a plan's files stand already."""
    themes = (
        file.path.rsplit("/", 1)[-1].removesuffix(".md")
        for file in plan.files
        if file.path.startswith("research/themes/")
    )
    return replace(
        shelf,
        known=shelf.known.with_key(plan.key),
        paths=shelf.paths | {file.path for file in plan.files},
        themes=shelf.themes | frozenset(themes),
    )


def _codings_plan(
    path: str,
    data: bytes,
    said: Mapping[str, Any],
    known: tuple[Metadata, SessionFacts, tuple[Person, ...]],
    study: tuple[Shelf, Config],
) -> Plan:
    columns, problems = _pairs(said["columns"], "--column")
    mapped, found = _pairs(said["mapped"], "--map")
    values, more = _pairs(said["values"], "--value")
    reading = read_project(path, data, Choices(said["project"], columns))
    diagnostics = (*problems, *found, *more, *reading.diagnostics)
    if reading.project is None:
        return Plan(diagnostics=diagnostics)
    metadata, general, people = known
    order = Order(path, reading.project, general, metadata, Mapped(mapped, values), people)
    plan = plan_codings(order, *study)
    return replace(plan, diagnostics=(*diagnostics, *plan.diagnostics))


def _bytes(path: Path) -> bytes:
    """Return a file's bytes; of a QualCoder project's folder, its database's."""
    inside = path / "data.qda"
    if path.is_dir():
        if not inside.is_file():
            message = f"{path} is a folder; a QualCoder project's folder holds data.qda"
            raise click.UsageError(message)
        return inside.read_bytes()
    return path.read_bytes()


def _metadata(path: Path | None) -> tuple[Metadata, list[Diagnostic]]:
    if path is None:
        return Metadata(()), []
    metadata = read_metadata(str(path), path.read_text("utf-8-sig"))
    return metadata, list(metadata.diagnostics)


def _general(said: Mapping[str, Any]) -> tuple[SessionFacts, list[Diagnostic]]:
    """Return what the options say of every file."""
    shared = {name: said[name] for name in SESSION_FIELDS if said[name]}
    shared["interviewers"] = ";".join(said["interviewers"])
    common = {name: said[name] for name in PERSON_FIELDS if said[name]}
    general, found = session_facts({**shared, **common}, "options")
    problems = list(found)
    people: list[PersonFacts] = []
    for text in said["participants"]:
        facts, found = session_facts({**common, **_person_cells(text)}, "options")
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
            problems.append(rules.finding(rules.METADATA, "options", message, hint))
    return found, problems


def _intakes(
    transcripts: list[tuple[str, bytes]], metadata: Metadata, general: SessionFacts
) -> tuple[Intake, ...]:
    return tuple(
        Intake(path, data, (metadata.of(path) or SessionFacts()).over(general))
        for path, data in transcripts
    )
