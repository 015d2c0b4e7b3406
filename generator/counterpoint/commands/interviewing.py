"""What is known of an interview: from options or a form, from the study, and from answers."""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

import click

from counterpoint.model import (
    BOTH,
    PROXY,
    Audience,
    ConsentStatus,
    Interview,
    Method,
    Participant,
    Study,
)
from counterpoint.scaffold.interviews import Session
from counterpoint.study import Loaded
from counterpoint.transfer.metadata import PersonFacts, SessionFacts, session_facts
from counterpoint.transfer.naming import numbered

OPTIONS = "the options"
SESSION = ("date", "interviewers", "method", "guide", "consent", "audience", "consent_date")
PERSON = ("side", "speaker", "persona", "account", "roles", "segments", "lifecycle")
PSEUDONYM = "p"


@dataclass(frozen=True, slots=True)
class People:
    """Who has been interviewed before."""

    known: Mapping[str, Participant]
    """As the newest interview that may be shown describes them."""
    taken: frozenset[str]
    """Every pseudonym in use, withheld interviews' too."""


def people_in(loaded: Loaded) -> People:
    """Return the participants of a study."""
    known = {
        one.id: one
        for interview in sorted(loaded.study.interviews.values(), key=lambda one: one.date)
        for one in interview.participants
    }
    entities = (file.entity for file in loaded.files)
    interviews = (entity for entity in entities if isinstance(entity, Interview))
    taken = frozenset(one.id for interview in interviews for one in interview.participants)
    return People(known, taken)


@dataclass(frozen=True, slots=True)
class Facts:
    """What is said of a new interview."""

    title: str = ""
    session: SessionFacts = field(default_factory=SessionFacts)
    recording: str = ""
    transcript: str = ""

    @property
    def people(self) -> tuple[PersonFacts, ...]:
        """Who took part."""
        return self.session.participants


def facts_of(said: Mapping[str, Any]) -> Facts:
    """Return what options or a form say; UsageError for what they cannot."""
    common = {key: str(said[key]) for key in PERSON if said.get(key)}
    shared = {key: str(said[key]) for key in SESSION if said.get(key)}
    session = _facts(shared)
    people = [_facts({**common, **_cells(text)}) for text in said.get("participants", ())]
    everybody = [one for facts in people for one in facts.participants]
    if not everybody and common:
        everybody += _facts(common).participants
    return Facts(
        title=str(said.get("title", "")),
        session=replace(session, participants=tuple(everybody)),
        recording=str(said.get("recording", "")),
        transcript=str(said.get("transcript", "")),
    )


def _facts(cells: Mapping[str, str]) -> SessionFacts:
    facts, problems = session_facts(cells, OPTIONS)
    for problem in problems:
        raise click.UsageError(f"{problem.message}; {problem.hint}")
    return facts


def _cells(text: str) -> dict[str, str]:
    name, *pairs = [one.strip() for one in text.split(",")]
    cells = {"id": name}
    for pair in pairs:
        key, sign, value = pair.partition("=")
        if not sign:
            raise click.UsageError(
                f'`{pair}` in --participant is no field=value: write "p014, side=user"'
            )
        cells[key.strip()] = value.strip().replace("+", ";")
    return cells


def session_of(study: Study, people: People, facts: Facts, today: datetime.date) -> Session:
    """Return what is known of an interview, gaps filled by the study and by examples."""
    said = facts.session
    guide = study.guides.get(said.guide)
    usual = guide.side if guide and guide.side in study.side_keys else study.side_keys[0]
    return Session(
        date=said.date or today,
        people=tuple(_participants(people, said, usual)),
        interviewers=said.interviewers or ("Interviewer",),
        method=said.method or Method.INTERVIEW,
        guide=guide,
        consent=said.consent or ConsentStatus.GRANTED,
        audience=said.audience or Audience.INTERNAL,
        consent_date=said.consent_date,
        recording=facts.recording,
        transcript=facts.transcript,
    )


def _participants(people: People, session: SessionFacts, side: str) -> Iterator[Participant]:
    taken = set(people.taken)
    is_optional = session.method is not None and session.method.needs_no_participants
    nobody = () if is_optional else (PersonFacts(),)
    for one in session.participants or nobody:
        name = one.id or numbered(PSEUDONYM, taken)
        taken.add(name)
        known = people.known.get(name, Participant(name, side))
        persona = one.persona or known.persona
        is_proxy = (one.side or known.side) == PROXY
        yield Participant(
            id=name,
            side=one.side or known.side,
            speaker=one.speaker,
            persona=persona or ("" if is_proxy else "somebody"),
            account=one.account or known.account,
            roles=one.roles or known.roles,
            segments=one.segments or known.segments,
            lifecycle=one.lifecycle or known.lifecycle,
        )


def sides_of(study: Study) -> tuple[str, ...]:
    """Return every word that a side may be."""
    return (*study.side_keys, BOTH, PROXY)
