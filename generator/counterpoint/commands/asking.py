"""Asking at the terminal for what an import needs and nobody has said."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Mapping
from dataclasses import replace

import click

from counterpoint.model import BOTH, PROXY, Audience, ConsentStatus
from counterpoint.transfer.casting import cast
from counterpoint.transfer.codings.highlights import columns_of
from counterpoint.transfer.importing import Intake
from counterpoint.transfer.metadata import PersonFacts, SessionFacts
from counterpoint.transfer.naming import slug
from counterpoint.transfer.plans import Shelf
from counterpoint.transfer.transcripts import read_recording


def asked_for(intakes: Iterable[Intake], shelf: Shelf) -> tuple[Intake, ...]:
    """Return intakes with their gaps filled by a person's answers."""
    return tuple(replace(one, facts=_completed(one, shelf)) for one in intakes)


def asked_in_general(facts: SessionFacts, shelf: Shelf) -> SessionFacts:
    """Return what holds for every text of a coding project, its gaps filled by answers."""
    if not facts.participants:
        facts = replace(facts, participants=(_person("", shelf),))
    return _session(facts, datetime.date.min)


def asked_columns(header: list[str], columns: Mapping[str, str]) -> dict[str, str]:
    """Return the columns of a table of highlights; asks for those that its header does not tell."""
    known = columns_of(header, columns)
    found = dict(columns)
    for field in ("quotation", "tags"):
        if field not in known:
            which = click.Choice(header)
            found[field] = click.prompt(f"Which column holds the {field}", type=which, err=True)
    return found


def _completed(intake: Intake, shelf: Shelf) -> SessionFacts:
    recording = read_recording(intake.path, intake.data).recording
    if recording is None:
        return intake.facts
    facts = intake.facts
    if cast(intake.path, recording.speakers, facts, shelf.known).voices is None:
        click.echo(f"\n{intake.path}", err=True)
        facts = _people(recording.speakers, facts, shelf)
    return _session(facts, recording.date)


def _people(speakers: tuple[str, ...], facts: SessionFacts, shelf: Shelf) -> SessionFacts:
    known = {one.speaker.casefold() for one in facts.participants if one.speaker}
    known |= {one.casefold() for one in facts.interviewers}
    for speaker in speakers:
        if speaker.casefold() in known:
            continue
        part = click.prompt(
            f"Is `{speaker}` the interviewer or a participant",
            type=click.Choice(["interviewer", "participant"]),
            default="participant",
            err=True,
        )
        if part == "interviewer":
            facts = replace(facts, interviewers=(*facts.interviewers, speaker))
        else:
            person = _person(speaker, shelf)
            facts = replace(facts, participants=(*facts.participants, person))
    if not speakers and not facts.participants:
        facts = replace(facts, participants=(_person("", shelf),))
    return facts


def _person(speaker: str, shelf: Shelf) -> PersonFacts:
    who = f"`{speaker}`" if speaker else "the participant"
    sides = click.Choice([*shelf.known.sides, BOTH, PROXY])
    side = click.prompt(f"Which side is {who} on", type=sides, err=True)
    personas = ", ".join(ids_in(shelf, "personas")) or "none yet"
    persona = click.prompt(f"Which persona ({personas})", default="", show_default=False, err=True)
    accounts = ", ".join(ids_in(shelf, "accounts")) or "none yet"
    account = click.prompt(
        f"Which account ({accounts}; empty for none)", default="", show_default=False, err=True
    )
    return PersonFacts(
        speaker=speaker,
        side=side,
        persona=slug(persona) if persona else "",
        account=slug(account) if account else "",
    )


def ids_in(shelf: Shelf, folder: str) -> tuple[str, ...]:
    """Return the ids of the files in a folder of `research/`, sorted."""
    start = f"research/{folder}/"
    return tuple(sorted(path[len(start) : -3] for path in shelf.paths if path.startswith(start)))


def _session(facts: SessionFacts, date: datetime.date | None) -> SessionFacts:
    if not (facts.date or date):
        day = click.prompt("On which day (YYYY-MM-DD)", type=click.DateTime(["%Y-%m-%d"]), err=True)
        facts = replace(facts, date=day.date())
    if not facts.consent:
        choice = click.Choice([one.value for one in ConsentStatus])
        status = click.prompt("What was consented to", type=choice, default="granted", err=True)
        facts = replace(facts, consent=ConsentStatus(status))
    if not facts.audience:
        levels = click.Choice([one.value for one in Audience])
        level = click.prompt("Who may read it", type=levels, default="internal", err=True)
        facts = replace(facts, audience=Audience(level))
    return facts
