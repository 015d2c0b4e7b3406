"""The index of personas, by side."""

from __future__ import annotations

from collections.abc import Iterator

from counterpoint.model import Persona
from counterpoint.pages.listing import TableSection, linked, listing, number, sided, words
from counterpoint.pages.opposing import oppositions
from counterpoint.pages.persona import interviews_of
from counterpoint.pages.place import Place, place
from counterpoint.pages.site import Site
from counterpoint.pages.values import Page
from counterpoint.pages.views import Cell, Column, Hyperlink, Row, Table
from counterpoint.pages.wording import counted

OPPOSITIONS_SHOWN = 3
DESCRIPTION = (Column("Persona"), Column("Side", filters=True), Column("Who they are"))
AT_ODDS = Column("At odds with the other side over")
NUMBERS = tuple(Column(one, is_number=True) for one in ("Participants", "Interviews", "Evidence"))


def pages(site: Site) -> Iterator[Page]:
    """Yield the index of personas."""
    here = place(site, "research/personas/")
    order = list(site.sides)
    personas = sorted(
        site.study.personas.values(), key=lambda one: (order.index(one.side), one.title, one.id)
    )
    rows = tuple(_row(here, one) for one in personas)
    at_odds = () if site.study.config.same_people else (AT_ODDS,)
    table = Table("personas", "Personas", (*DESCRIPTION, *at_odds, *NUMBERS), rows)
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
            *(() if site.study.config.same_people else (_at_odds(here, persona),)),
            number(len(voices), link.href),
            number(len(interviews_of(voices)), f"{link.href}#_interviews"),
            number(len(site.of_persona.get(persona.id, ())), f"{link.href}#_words"),
        )
    )


def _at_odds(here: Place, persona: Persona) -> Cell:
    """Return the themes on which these people and the other side stand against each other."""
    themes = [here.theme(one.theme) for one in oppositions(here.site, persona)]
    if not themes:
        return words("nothing yet")
    rest = len(themes) - OPPOSITIONS_SHOWN
    opposed = f"{here.persona(persona.id).href}#_opposed"
    more = (Hyperlink(f"{rest} more", opposed),) if rest > 0 else ()
    return Cell(links=(*themes[:OPPOSITIONS_SHOWN], *more))
