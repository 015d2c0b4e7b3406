"""The first draft of an interview: what is known of the session, and the guide's questions."""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from dataclasses import dataclass

from counterpoint.model import Audience, ConsentStatus, Guide, Method, Participant
from counterpoint.scaffold.writing import aligned, listed, quoted


@dataclass(frozen=True, slots=True)
class Session:
    """What is known of an interview before it is transcribed; what is left out gets an example."""

    date: datetime.date
    people: tuple[Participant, ...] = ()
    interviewers: tuple[str, ...] = ()
    method: Method = Method.INTERVIEW
    guide: Guide | None = None
    consent: ConsentStatus = ConsentStatus.GRANTED
    audience: Audience = Audience.INTERNAL
    consent_date: datetime.date | None = None
    recording: str = ""
    transcript: str = ""
    """Markdown; empty where the guide's questions are to stand instead."""


def interview_fields(title: str, session: Session, sides: str) -> list[str]:
    """Return the front matter's lines, with what may be written where that may not be clear."""
    return list(_fields(title, session, sides))


def _fields(title: str, session: Session, sides: str) -> Iterator[str]:
    yield f"title: {quoted(title)}"
    yield f"date: {session.date}"
    yield "participants:" if session.people else "participants: []"
    for one in session.people:
        yield from _participant(one, sides)
    if session.interviewers:
        yield f"interviewers: {listed(session.interviewers)}"
    yield f"method: {session.method.value}"
    if session.guide:
        yield f"guide: {session.guide.id}"
        if session.guide.covers:
            asked = f"asked: {listed(session.guide.covers)}"
            yield aligned(asked, "strike out what you did not reach")
    yield aligned("coding: open", "done, once you have tagged what matters")
    yield "consent:"
    statuses = "granted | withdrawn | expired: what did they agree to?"
    yield aligned(f"  status: {session.consent.value}", statuses)
    yield aligned(f"  audience: {session.audience.value}", "public | internal | restricted")
    if session.consent_date:
        yield f"  date: {session.consent_date}"
    if session.recording:
        yield f"recording: {quoted(session.recording)}"


def _participant(one: Participant, sides: str) -> Iterator[str]:
    yield aligned(f"  - id: {one.id}", "a pseudonym, never a name")
    if one.speaker and one.speaker != one.id:
        yield aligned(f"    speaker: {quoted(one.speaker)}", "the label used below")
    yield aligned(f"    side: {one.side}", f"{sides} | both | proxy")
    if one.persona:
        yield aligned(f"    persona: {one.persona}", "a file in research/personas/")
    if one.account:
        yield aligned(f"    account: {one.account}", "a file in research/accounts/")
    if one.roles:
        yield f"    roles: {listed(role.value for role in one.roles)}"
    if one.segments:
        yield f"    segments: {listed(one.segments)}"
    if one.lifecycle:
        yield f"    lifecycle: {one.lifecycle.value}"


def interview_body(session: Session) -> str:
    """Return the transcript, or the guide's questions as headings with a turn for each below."""
    if session.transcript:
        return session.transcript
    guide = session.guide
    questions = [one.text for one in guide.body.headings] if guide else ["How work goes today"]
    interviewer = session.interviewers[0] if session.interviewers else ""
    speakers = [interviewer, *(one.speaker or one.id for one in session.people)]
    turns = [f"**{speaker}** …" for speaker in speakers if speaker]
    return "\n\n".join(part for question in questions for part in (f"## {question}", *turns))
