"""Asking at the terminal for what a new interview needs, with what the study knows on offer."""

from __future__ import annotations

import datetime
from collections.abc import Collection, Iterable
from dataclasses import replace
from enum import StrEnum
from typing import TypeVar

import click

from counterpoint.commands.interviewing import PSEUDONYM, Facts, People, sides_of
from counterpoint.model import PROXY, Audience, ConsentStatus, Lifecycle, Method, Study
from counterpoint.parse.fields import day_in
from counterpoint.parse.slugs import nearest
from counterpoint.transfer.metadata import PersonFacts, SessionFacts
from counterpoint.transfer.naming import numbered, slug

Word = TypeVar("Word", bound=StrEnum)

MOST_OFFERED = 12
"""Names that a question lists before it only counts them."""
MOST_CHOICES = 6
"""Words that a question lists all."""


def asked_for(facts: Facts, study: Study, people: People, today: datetime.date) -> Facts:
    """Return facts whose gaps are filled by a person's answers; Enter takes what is offered."""
    title = facts.title or click.prompt("What was it about (the title)", err=True)
    said = facts.session
    date = said.date or _day("On which day", today)
    guide = said.guide or _one_of("Which guide did you follow", study.guides)
    session = replace(
        said,
        date=date,
        guide=guide,
        method=said.method or _word("How was it held", Method, Method.INTERVIEW),
        interviewers=said.interviewers or _labels(),
        participants=said.participants or tuple(_people(study, people, guide)),
    )
    return replace(facts, title=title, session=_agreed(session))


def _agreed(session: SessionFacts) -> SessionFacts:
    consent = session.consent or _word(
        "What did they agree to", ConsentStatus, ConsentStatus.GRANTED
    )
    audience = session.audience or _word("Who may read it", Audience, Audience.INTERNAL)
    return replace(session, consent=consent, audience=audience)


def _people(study: Study, people: People, guide: str) -> Iterable[PersonFacts]:
    taken = set(people.taken)
    usual = study.guides[guide].side if guide else study.side_keys[0]
    found: list[PersonFacts] = []
    while not found or click.confirm("Did anybody else answer", default=False, err=True):
        found.append(_person(study, people, taken, usual))
        taken.add(found[-1].id)
    return found


def _person(study: Study, people: People, taken: Collection[str], usual: str) -> PersonFacts:
    if people.known:
        click.echo(f"Heard before: {_offer(_described(people))}", err=True)
    new = numbered(PSEUDONYM, taken)
    name = click.prompt("Whose pseudonym (Enter for somebody new)", default=new, err=True)
    known = people.known.get(name)
    speaker = click.prompt("What label stands before their words", default=name, err=True)
    side = known.side if known else ""
    if not side:
        choice = click.Choice(sides_of(study))
        side = click.prompt("On which side", type=choice, default=usual, err=True)
    persona = known.persona if known else ""
    if not persona and side != PROXY:
        persona = _name("Which persona", study.personas)
    account = known.account if known else _name("Which account", study.accounts, optional=True)
    return PersonFacts(
        speaker=speaker if speaker != name else "",
        id=name,
        side=side,
        persona=persona,
        account=account,
        lifecycle=known.lifecycle if known else _lifecycle(),
    )


def _described(people: People) -> list[str]:
    """Return who was heard, by pseudonym, with what tells them apart."""
    known = sorted(people.known.items())
    return [
        f"{name} ({', '.join(filter(None, (one.persona, one.account)))})" for name, one in known
    ]


def _lifecycle() -> Lifecycle | None:
    choice = click.Choice([*(one.value for one in Lifecycle), "none"])
    word = click.prompt("Where do they stand as a customer", type=choice, default="none", err=True)
    return None if word == "none" else Lifecycle(word)


def _labels() -> tuple[str, ...]:
    text = click.prompt("Who asked (labels, commas between)", default="Interviewer", err=True)
    return tuple(one.strip() for one in text.split(",") if one.strip())


def _day(question: str, otherwise: datetime.date) -> datetime.date:
    while True:
        day = day_in(click.prompt(question, default=otherwise.isoformat(), err=True))
        if day:
            return day
        click.echo("Write the day as 2026-03-02.", err=True)


def _word(question: str, words: type[Word], usual: Word) -> Word:
    choice = click.Choice([one.value for one in words])
    few = len(words) <= MOST_CHOICES
    shown = "" if few else f" ({', '.join(one.value for one in [*words][:MOST_CHOICES])} …)"
    answer = click.prompt(
        f"{question}{shown}", type=choice, default=usual.value, show_choices=few, err=True
    )
    return words(answer)


def _one_of(question: str, known: Collection[str]) -> str:
    if not known:
        return ""
    choice = click.Choice([*known, "none"])
    word: str = click.prompt(question, type=choice, default="none", err=True)
    return "" if word == "none" else word


def _name(question: str, known: Collection[str], *, optional: bool = False) -> str:
    """Return an id: one that is known, or a new one; slips of the pen are asked about."""
    there = f"{_offer(known)}; " if known else ""
    ending = "Enter for none" if optional else "or a new one"
    text = click.prompt(
        f"{question} ({there}{ending})",
        default="" if optional else None,
        show_default=False,
        err=True,
    )
    name = slug(text) if text else ""
    near = nearest(name, known) if name and name not in known else ""
    if near and click.confirm(f"Did you mean {near}", default=True, err=True):
        return near
    return name


def _offer(names: Collection[str]) -> str:
    shown = list(names)[:MOST_OFFERED]
    more = f" and {len(names) - MOST_OFFERED} more" if len(names) > MOST_OFFERED else ""
    return f"{', '.join(shown)}{more}"
