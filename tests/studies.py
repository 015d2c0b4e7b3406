"""Small studies built by hand, for tests of everything that works on a `Study`."""

from __future__ import annotations

import datetime
from dataclasses import replace

from counterpoint.config import Config
from counterpoint.diagnostics import Location
from counterpoint.model import (
    BOTH,
    PROXY,
    Account,
    Audience,
    Basis,
    Coding,
    Consent,
    ConsentStatus,
    Decision,
    DecisionStatus,
    Document,
    Evidence,
    HandWrittenPage,
    Interview,
    Lifecycle,
    Method,
    Outcome,
    Participant,
    Persona,
    Role,
    Stance,
    Study,
    Theme,
    ThemeStatus,
)

TODAY = datetime.date(2026, 6, 1)
SIDES = ("buyer", "user")


def day(text: str) -> datetime.date:
    """Return the date written as `2026-05-01`."""
    return datetime.date.fromisoformat(text)


def person(id_: str, side: str = "", **fields: str) -> Participant:
    """Return a participant: `b…` is a buyer and `u…` a user unless a side is given.

    `roles` and `segments` are written with spaces, the other fields are words.
    """
    lifecycle = fields.get("lifecycle", "")
    return Participant(
        id=id_,
        side=side or {"b": "buyer", "u": "user", "p": PROXY}[id_[0]],
        speaker=id_,
        persona=fields.get("persona", ""),
        account=fields.get("account", ""),
        roles=tuple(Role(role) for role in fields.get("roles", "").split()),
        segments=tuple(fields.get("segments", "").split()),
        lifecycle=Lifecycle(lifecycle) if lifecycle else None,
    )


def says(speaker: str, themes: str, how: str = "") -> Evidence:
    """Return an item of the participant with that id, not yet placed in an interview.

    `themes` and `how` are written as in a transcript, without marks: `says("b1", "price speed",
    "against observed as-user")`. Without a speaker it is measured.
    """
    words = how.split()
    stance = next((Stance(word) for word in words if word in set(Stance)), Stance.FOR)
    basis = next((Basis(word) for word in words if word in set(Basis)), Basis.STATED)
    return Evidence(
        interview="",
        id="",
        anchor="",
        location=Location(""),
        participant=Participant(speaker, "") if speaker else None,
        sides=tuple(word[3:] for word in words if word.startswith("as-")),
        themes=tuple(sorted(themes.split())),
        stance=stance,
        basis=basis if speaker else Basis.MEASURED,
        about=next((word[6:] for word in words if word.startswith("about-")), ""),
        kinds=tuple(word[5:] for word in words if word.startswith("kind-")),
        quote=f"{speaker} on {themes}",
        has_quotation=True,
        stamp="0" * 12,
        note=Document(),
        turn=-1,
    )


def interview(id_: str, date: str, *parts: Participant | Evidence, **fields: str) -> Interview:
    """Return an interview of these people with these items, in the order given.

    Fields: `asked` (themes with spaces), `coding`, `method`.
    """
    people = tuple(part for part in parts if isinstance(part, Participant))
    items = tuple(part for part in parts if isinstance(part, Evidence))
    path = f"research/interviews/{id_}.md"
    return Interview(
        id=id_,
        path=path,
        title=f"Interview {id_}",
        date=day(date),
        participants=people,
        method=Method(fields.get("method", "interview")),
        coding=Coding(fields.get("coding", "done")),
        consent=Consent(ConsentStatus.GRANTED, Audience.INTERNAL),
        retain_until=None,
        transcript=Document(),
        turns=(),
        evidence=tuple(
            _placed(item, id_, people, Location(path, 20 + n)) for n, item in enumerate(items)
        ),
        asked=tuple(sorted(fields.get("asked", "").split())),
    )


def decision(id_: str, themes: str, status: str = "decided", **fields: str) -> Decision:
    """Return a decision on these themes; fields as in its front matter."""
    revisit = fields.get("revisit_on", "")
    return Decision(
        id=id_,
        path=f"research/decisions/{id_}.md",
        title=id_,
        date=day(fields.get("date", "2026-05-01")),
        themes=tuple(themes.split()),
        status=DecisionStatus(status),
        optimise_for=fields.get("optimise_for", ""),
        revisit_on=day(revisit) if revisit else None,
    )


def theme(id_: str, **fields: str) -> Theme:
    """Return a theme; `tension` is written with spaces, `status` and `parent` are words."""
    return Theme(
        id=id_,
        path=f"research/themes/{id_}.md",
        title=fields.get("title", id_.replace("-", " ").capitalize()),
        parent=fields.get("parent", ""),
        tension=tuple(sorted(fields.get("tension", "").split())),
        status=ThemeStatus(fields.get("status", "active")),
    )


Part = Interview | Theme | Decision | Account | Persona | Outcome | HandWrittenPage


def study(*parts: Part, config: Config | None = None, today: datetime.date = TODAY) -> Study:
    """Return a study of these parts; themes, personas and accounts that are named are added."""
    interviews = [part for part in parts if isinstance(part, Interview)]
    people = [one for each in interviews for one in each.participants]
    themes = {one.id: one for one in parts if isinstance(one, Theme)}
    for name in _themes_named(interviews):
        themes.setdefault(name, theme(name))
    personas = {one.persona: Persona(one.persona, "", one.persona, one.side) for one in people}
    accounts = {one.account: Account(one.account, "", one.account) for one in people}
    personas |= {one.id: one for one in parts if isinstance(one, Persona)}
    accounts |= {one.id: one for one in parts if isinstance(one, Account)}
    return Study(
        config=config or Config(),
        today=today,
        audience=Audience.INTERNAL,
        interviews={one.id: one for one in sorted(interviews, key=lambda one: one.id)},
        themes=dict(sorted(themes.items())),
        personas={key: one for key, one in sorted(personas.items()) if key},
        accounts={key: one for key, one in sorted(accounts.items()) if key},
        decisions={one.id: one for one in parts if isinstance(one, Decision)},
        outcomes={one.id: one for one in parts if isinstance(one, Outcome)},
        guides={},
        pages={one.path: one for one in parts if isinstance(one, HandWrittenPage)},
        withheld={},
        forgotten_evidence={},
    )


def _themes_named(interviews: list[Interview]) -> set[str]:
    raised = {name for one in interviews for name in one.asked}
    return raised | {name for one in interviews for item in one.evidence for name in item.themes}


def _placed(
    item: Evidence, interview_id: str, people: tuple[Participant, ...], location: Location
) -> Evidence:
    number = location.line
    placed = replace(
        item, interview=interview_id, anchor=f"e{number}", id=f"e{number}", location=location
    )
    if item.participant is None:
        return placed
    speaker = next(one for one in people if one.id == item.participant.id)
    sides = item.sides or _sides_of(speaker)
    basis = Basis.SECONDHAND if speaker.side == PROXY else item.basis
    about = item.about
    if basis is Basis.SECONDHAND and not about:
        about = SIDES[1 - SIDES.index(sides[0])]
    return replace(placed, participant=speaker, sides=sides, basis=basis, about=about)


def _sides_of(speaker: Participant) -> tuple[str, ...]:
    if speaker.side == BOTH:
        return SIDES
    return () if speaker.side == PROXY else (speaker.side,)
