"""The index of personas, by side."""

from __future__ import annotations

from collections.abc import Iterator

from counterpoint.model import Persona
from counterpoint.pages.listing import TableSection, linked, listing, number, sided
from counterpoint.pages.persona import interviews_of
from counterpoint.pages.place import Place, place
from counterpoint.pages.site import Site
from counterpoint.pages.values import Page
from counterpoint.pages.views import Column, Hyperlink, Row, Table
from counterpoint.pages.wording import counted

COLUMNS = (
    Column("Persona"),
    Column("Side", filters=True),
    Column("Who they are"),
    Column("Participants", is_number=True),
    Column("Interviews", is_number=True),
    Column("Evidence", is_number=True),
)


def pages(site: Site) -> Iterator[Page]:
    """Yield the index of personas."""
    here = place(site, "research/personas/")
    order = list(site.sides)
    personas = sorted(
        site.study.personas.values(), key=lambda one: (order.index(one.side), one.title, one.id)
    )
    rows = tuple(_row(here, one) for one in personas)
    table = Table("personas", "Personas", COLUMNS, rows)
    yield listing(
        here,
        "Personas",
        (TableSection("personas", "Personas", "", table),),
        lede=f"{counted(len(personas), 'kind')} of people, and how many of each were heard.",
        empty="There is no persona yet. Write the first with: counterpoint new persona",
    )


def _row(here: Place, persona: Persona) -> Row:
    site = here.site
    voices = site.voices_with(persona=persona.id)
    link = here.persona(persona.id)
    return Row(
        (
            linked(link),
            sided(site.sides[persona.side]),
            linked(Hyperlink(persona.body.summary or "Not described yet.")),
            number(len(voices), link.href),
            number(len(interviews_of(site, voices)), f"{link.href}#_interviews"),
            number(len(site.of_persona.get(persona.id, ())), f"{link.href}#_words"),
        )
    )
