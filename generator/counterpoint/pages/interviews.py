"""The index of interviews: one table, split by year where there are many."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
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


def pages(site: Site) -> Iterator[Page]:
    """Yield the index of interviews, one page a year if there are more than 250."""
    parts = tuple(_parts(site.interviews))
    for number_, (address, title, some) in enumerate(parts):
        here = place(site, address)
        links = tuple(
            Hyperlink(name, "" if other == address else here.to(other)) for other, name, _ in parts
        )
        yield listing(
            here,
            "Interviews" if number_ == 0 else f"Interviews: {title}",
            (_section(here, title, some),),
            lede=_lede(site),
            empty=EMPTY,
            figures=tuple(_figures(here)) if number_ == 0 else (),
            pages=links,
            action=Hyperlink("Add an interview", here.to(ADDING)),
            trail=(Hyperlink("Interviews", here.to(INDEX)),) if number_ else (),
        )


def _parts(
    newest_first: Sequence[Interview],
) -> Iterator[tuple[str, str, Sequence[Interview]]]:
    """Yield address, title and interviews of each page of the index, the first at the index."""
    if len(newest_first) <= ROWS_PER_PAGE:
        yield INDEX, "All", newest_first
        return
    address = INDEX
    for year, group in groupby(newest_first, key=lambda one: one.date.year):
        of_year = tuple(group)
        for start in range(0, len(of_year), ROWS_PER_PAGE):
            part = start // ROWS_PER_PAGE + 1
            title = f"{year}" if len(of_year) <= ROWS_PER_PAGE else f"{year}, part {part}"
            yield (
                address or f"research/interviews-{year}-{part}/",
                title,
                of_year[start : start + ROWS_PER_PAGE],
            )
            address = ""


def _lede(site: Site) -> str:
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


def _section(here: Place, title: str, interviews: Sequence[Interview]) -> TableSection:
    rows = tuple(_row(here, one) for one in interviews)
    table = Table("interviews", f"Interviews: {title.lower()}", COLUMNS, rows)
    return TableSection("interviews", title, "", table)


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
