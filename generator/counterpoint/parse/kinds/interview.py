"""Interviews: who was heard, when, under which consent, and what they said."""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Mapping
from typing import Annotated, ClassVar

from pydantic import BeforeValidator

from counterpoint.config import Config
from counterpoint.dates import months_later
from counterpoint.diagnostics import Diagnostic
from counterpoint.model import (
    PROXY,
    Audience,
    Coding,
    Consent,
    ConsentStatus,
    Interview,
    Lifecycle,
    Method,
    Participant,
    Role,
)
from counterpoint.parse.fields import (
    AS_LIST,
    AnySide,
    Day,
    EvidenceIds,
    Fields,
    Labels,
    Name,
    Names,
    Pseudonym,
    Text,
    WebAddress,
    one_of,
    wrong,
)
from counterpoint.parse.frontmatter import Value
from counterpoint.parse.kinds.reader import Head, Reader, Reading
from counterpoint.parse.transcript import read_transcript
from counterpoint.parse.validation import EXAMPLES, MISSING_KEY, WRONG_VALUE
from counterpoint.parse.values import Cast, Transcript, Vocabulary


class ParticipantFields(Fields):
    """Somebody who took part."""

    id: Pseudonym
    side: AnySide
    speaker: Text = ""
    persona: Name = ""
    account: Name = ""
    roles: Annotated[tuple[Annotated[Role, one_of(Role)], ...], AS_LIST] = ()
    segments: Names = ()
    lifecycle: Annotated[Lifecycle, one_of(Lifecycle)] | None = None


class ConsentFields(Fields):
    """What was agreed."""

    status: Annotated[ConsentStatus, one_of(ConsentStatus)]
    audience: Annotated[Audience, one_of(Audience)]
    date: Day | None = None


def _participants(value: object) -> object:
    """Read a lone participant as a list of one, and a text as what it cannot be."""
    if isinstance(value, str):
        raise wrong("this must be a list of participants", "start each with `- id: p014`")
    return [value] if isinstance(value, dict) else value


class InterviewFields(Fields):
    """The front matter of `interviews/*.md`."""

    stand_ins: ClassVar[Mapping[str, Value]] = {
        "title": "?",
        "date": "2000-01-01",
        "participants": [],
        "consent": {"status": "granted", "audience": "restricted"},
    }
    decisive: ClassVar[frozenset[str]] = frozenset({"participants", "interviewers"})

    title: Text
    date: Day
    participants: Annotated[tuple[ParticipantFields, ...], BeforeValidator(_participants)]
    consent: ConsentFields
    interviewers: Labels = ()
    method: Annotated[Method, one_of(Method)] = Method.INTERVIEW
    guide: Name = ""
    asked: Names = ()
    coding: Annotated[Coding, one_of(Coding)] | None = None
    retain_until: Day | None = None
    recording: WebAddress = ""
    aliases: Names = ()
    forgotten: EvidenceIds = ()


def _build(fields: InterviewFields, head: Head) -> Reading:
    people = tuple(_participant(one) for one in fields.participants)
    transcript = read_transcript(
        head.body, Cast(people, fields.interviewers), vocabulary(head.config)
    )
    return Reading(
        _interview(fields, head, people, transcript),
        items=transcript.items,
        stray_tags=transcript.stray_tags,
        faulty_tags=transcript.faulty_tags,
        forgotten=fields.forgotten,
        diagnostics=transcript.diagnostics,
    )


def vocabulary(config: Config) -> Vocabulary:
    """Return the words that attributes may be, by the study's settings."""
    return Vocabulary(config.side_keys, config.evidence_kinds)


def _participant(fields: ParticipantFields) -> Participant:
    return Participant(
        id=fields.id,
        side=fields.side,
        speaker=fields.speaker or fields.id,
        persona=fields.persona,
        account=fields.account,
        roles=fields.roles,
        segments=fields.segments,
        lifecycle=fields.lifecycle,
    )


def _interview(
    fields: InterviewFields, head: Head, people: tuple[Participant, ...], transcript: Transcript
) -> Interview:
    consent = fields.consent
    coded = Coding.DONE if transcript.items else Coding.OPEN
    return Interview(
        id=head.id,
        path=head.path,
        title=fields.title,
        date=fields.date,
        participants=people,
        method=fields.method,
        coding=fields.coding or coded,
        consent=Consent(consent.status, consent.audience, consent.date),
        retain_until=_retained(fields, head),
        transcript=transcript.document,
        turns=transcript.turns,
        evidence=(),
        interviewers=fields.interviewers,
        guide=fields.guide,
        asked=fields.asked,
        recording=fields.recording,
        aliases=fields.aliases,
        words=transcript.words,
    )


def _retained(fields: InterviewFields, head: Head) -> datetime.date | None:
    months = head.config.retention_months
    if fields.retain_until or months is None:
        return fields.retain_until
    return months_later(fields.date, months)


def _problems(fields: InterviewFields, head: Head) -> Iterator[Diagnostic]:
    places = head.places
    if not fields.participants and not fields.method.needs_no_participants:
        message = f"participants: the method {fields.method} needs at least one"
        hint = f"write {EXAMPLES['participants']}"
        yield WRONG_VALUE.at(places.of("participants"), message, hint)
    if fields.retain_until and fields.retain_until < fields.date:
        message = "retain_until: this lies before the interview's date"
        yield WRONG_VALUE.at(places.of("retain_until"), message, "write a later date")
    yield from _persona_problems(fields, head)
    yield from _label_problems(fields, head)


def _persona_problems(fields: InterviewFields, head: Head) -> Iterator[Diagnostic]:
    for number, one in enumerate(fields.participants):
        if not one.persona and one.side != PROXY:
            place = head.places.of_key("participants", number, "persona")
            hint = f"write {EXAMPLES['persona']}"
            yield MISSING_KEY.at(place, f"`persona` is missing for {one.id}", hint)


def _label_problems(fields: InterviewFields, head: Head) -> Iterator[Diagnostic]:
    """Yield ids and labels that would name two people."""
    ids: set[str] = set()
    labels = {label.casefold(): "an interviewer" for label in fields.interviewers}
    for number, one in enumerate(fields.participants):
        if one.id in ids:
            place = head.places.of("participants", number, "id")
            yield WRONG_VALUE.at(place, f"id: {one.id} stands here twice", "one entry a person")
        ids.add(one.id)
        label = one.speaker or one.id
        if label.casefold() in labels:
            place = head.places.of("participants", number, "speaker" if one.speaker else "id")
            message = f"speaker: `{label}` is {labels[label.casefold()]}'s label too"
            yield WRONG_VALUE.at(place, message, "give each person a label of their own")
        labels[label.casefold()] = one.id


READER = Reader(InterviewFields, _build, _problems)
