"""The index of interviews: one table, split by year where there are many."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from counterpoint.model import Interview, Participant
from counterpoint.pages.listing import TableSection, linked, listing, number, sided, words
from counterpoint.pages.place import ADDING, Place, place
from counterpoint.pages.site import Site
from counterpoint.pages.values import Page
from counterpoint.pages.views import Cell, Column, Figure, Hyperlink, Row, Table
from counterpoint.pages.wording import JOINT, UNCODED, counted, spoken

ROWS_PER_PAGE = 250
INDEX = "research/interviews/"
COLUMNS = (
    Column("Interview"),
    Column("Date"),
    Column("Who"),
    Column("Side", filters=True),
    Column("Persona", filters=True),
    Column("Account", filters=True),
    Column("Method", filters=True),
    Column("Evidence", is_number=True),
)
EMPTY = (
    "There is no interview to show yet. Start one with: counterpoint new interview. "
    "It needs a date, who took part, and their consent."
)


@dataclass(frozen=True, slots=True)
class Part:
    """One page of the index."""

    address: str
    title: str
    interviews: Sequence[Interview]

    @property
    def is_first(self) -> bool:
        """Whether it is the index itself."""
        return self.address == INDEX


def pages(site: Site, some: Iterable[Part] | None = None) -> Iterator[Page]:
    """Yield the index of interviews, one page a year if there are more than 250, or some parts."""
    whole = tuple(parts(site))
    for part in whole if some is None else some:
        here = place(site, part.address)
        yield listing(
            here,
            "Interviews" if part.is_first else f"Interviews: {part.title}",
            (_section(here, part),),
            lede=lede(site),
            empty=EMPTY,
            figures=tuple(_figures(here)) if part.is_first else (),
            pages=tuple(
                Hyperlink(one.title, "" if one.address == part.address else here.to(one.address))
                for one in whole
            ),
            action=Hyperlink("Add an interview", here.to(ADDING)),
            trail=() if part.is_first else (Hyperlink("Interviews", here.to(INDEX)),),
        )


def parts(site: Site) -> Iterator[Part]:
    """Yield the pages of the index, newest first, the first at the index."""
    newest_first = site.interviews
    if len(newest_first) <= ROWS_PER_PAGE:
        yield Part(INDEX, "All", newest_first)
        return
    address = INDEX
    for year, group in groupby(newest_first, key=lambda one: one.date.year):
        of_year = tuple(group)
        for start in range(0, len(of_year), ROWS_PER_PAGE):
            part = start // ROWS_PER_PAGE + 1
            title = f"{year}" if len(of_year) <= ROWS_PER_PAGE else f"{year}, part {part}"
            yield Part(
                address or f"research/interviews-{year}-{part}/",
                title,
                of_year[start : start + ROWS_PER_PAGE],
            )
            address = ""


def lede(site: Site) -> str:
    """Return how many interviews there are, and how many of them count."""
    if not site.interviews:
        return "Whoever was heard, newest first."
    uncoded = sum(not one.is_coded for one in site.interviews)
    words_ = f"{counted(len(site.interviews), 'interview')}, newest first."
    if not uncoded:
        return words_
    verb = "is" if uncoded == 1 else "are"
    return f"{words_} {uncoded:,} of them {verb} not coded yet: shown, and counted nowhere."


def _figures(here: Place) -> Iterator[Figure]:
    site = here.site
    for side in site.pair:
        people = len(site.analysis.interviewed.get(side.key, ()))
        who = here.to("research/personas/")
        yield Figure(people, side.one if people == 1 else side.many, who, side.look)


def _section(here: Place, part: Part) -> TableSection:
    rows = tuple(_row(here, one) for one in part.interviews)
    table = Table("interviews", f"Interviews: {part.title.lower()}", COLUMNS, rows)
    return TableSection("interviews", part.title, "", table)


def _row(here: Place, interview: Interview) -> Row:
    study = here.site.study
    people = interview.participants
    personas = _each(one.persona for one in people if one.persona in study.personas)
    accounts = _each(one.account for one in people if one.account in study.accounts)
    link = here.interview(interview.id)
    return Row(
        (
            Cell(links=(link,), note=_note(here, interview)),
            words(interview.date.isoformat()),
            linked(*(Hyperlink(one.speaker or one.id) for one in people)),
            _sides(here, people),
            linked(*(here.persona(one) for one in personas)),
            linked(*(here.account(one) for one in accounts)),
            words(spoken(interview.method)),
            number(len(interview.evidence), f"{link.href}#_transcript"),
        )
    )


def _note(here: Place, interview: Interview) -> str:
    notes = []
    if not interview.is_coded:
        notes.append(UNCODED.label)
    if interview.id in here.site.joint:
        notes.append(JOINT.label)
    return ", ".join(notes)


def _sides(here: Place, people: tuple[Participant, ...]) -> Cell:
    sides = {side.key: side for side in map(here.side_of, people)}
    if len(sides) > 1:
        return words(", ".join(side.label for side in sides.values()))
    return sided(next(iter(sides.values()), here.side_of(None)))


def _each(values: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(values))
