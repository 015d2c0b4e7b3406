"""What `counterpoint new` does: gather what is said, write the draft."""

from __future__ import annotations

import datetime
import re
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import click

from counterpoint import study as studies
from counterpoint.commands import options
from counterpoint.commands.forms import read_form
from counterpoint.commands.interviewing import (
    Facts,
    People,
    facts_of,
    people_in,
    session_of,
    sides_of,
)
from counterpoint.commands.questions import asked_for
from counterpoint.model import Audience, Study
from counterpoint.parse.fields import day_in
from counterpoint.parse.layout import Kind
from counterpoint.parse.slugs import is_slug, nearest
from counterpoint.scaffold.drafts import Wish, draft

DATED = (Kind.INTERVIEW, Kind.DECISION)
"""Whose ids begin with the date."""


def start(root: Path, kind: Kind, said: Mapping[str, Any]) -> Path:
    """Write the first draft of a file and return its path; UsageError for what cannot be."""
    today = options.today()
    loaded = studies.load(root, today=today, audience=Audience.RESTRICTED)
    study = loaded.study
    if kind is Kind.INTERVIEW:
        people = people_in(loaded)
        facts = _facts(study, people, said, today)
        session = session_of(study, people, facts, today)
        name = said["id"] or _name(kind, facts.title, session.date)
        wish = Wish(name, today, study.config, facts.title, session=session)
    else:
        day = _day(said["date"], today)
        name = said["id"] or _name(kind, said["title"], day)
        _check_side(study, said["side"])
        wish = Wish(name, day, study.config, said["title"], said["side"])
    if not is_slug(name):
        hint = "lower-case letters, digits and single hyphens, such as audit-trail"
        raise click.UsageError(f"`{name}` cannot be an id: use {hint}")
    path = root / kind.folder / f"{name}.md"
    _write(path, draft(kind, wish))
    return path


def _facts(study: Study, people: People, said: Mapping[str, Any], today: datetime.date) -> Facts:
    form = read_form(said["form"].read_text(encoding="utf-8-sig")) if said["form"] else {}
    facts = facts_of({**form, **{key: value for key, value in said.items() if value}})
    _check_known(facts.session.guide, study.guides, Kind.GUIDE)
    is_asked = sys.stdin.isatty() if said["ask"] is None else said["ask"]
    if is_asked and not form:
        facts = asked_for(facts, study, people, today)
    _check_side(study, *(one.side for one in facts.people))
    return facts


def _check_side(study: Study, *sides: str) -> None:
    known = sides_of(study)
    for side in sides:
        if side and side not in known:
            raise click.UsageError(f"`{side}` is no side: it is one of {', '.join(known)}")


def _check_known(name: str, known: Mapping[str, object], kind: Kind) -> None:
    if name and name not in known:
        near = nearest(name, known)
        there = ", ".join(known) or f"none yet: `counterpoint new {kind}`"
        guess = f"did you mean {near}? " if near else ""
        raise click.UsageError(f"there is no {kind} {name}; {guess}the {kind}s are {there}")


def _day(text: str, otherwise: datetime.date) -> datetime.date:
    day = day_in(text) if text else otherwise
    if day is None:
        raise click.UsageError(f"`{text}` is no date: write it as 2026-03-02")
    return day


def _name(kind: Kind, title: str, day: datetime.date) -> str:
    """Return an id made from the title."""
    words = re.sub(r"[^a-z0-9]+", "-", title.casefold()).strip("-")
    if not words:
        raise click.UsageError(f"give the {kind} an id, or a --title to make one from")
    return f"{day}-{words}" if kind in DATED else words


def _write(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    try:
        with path.open("x", encoding="utf-8", newline="\n") as file:
            file.write(text)
    except FileExistsError:
        message = f"{path.as_posix()} is there already: choose another id"
        raise click.UsageError(message) from None
