"""A page for each persona: who they are, what they say, in whose words."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from markupsafe import Markup

from counterpoint.model import Basis, Evidence, Persona
from counterpoint.pages.cards import cards
from counterpoint.pages.contributed import contributed
from counterpoint.pages.place import Place, address_of, place
from counterpoint.pages.rendering import render
from counterpoint.pages.site import Site, Voice
from counterpoint.pages.stances import stance_table, stances
from counterpoint.pages.values import Page
from counterpoint.pages.views import Card, Figure, Hyperlink, SideView, Table

QUOTES_SHOWN = 8
INTERVIEWS_SHOWN = 60


@dataclass(frozen=True, slots=True)
class PersonaView:
    """Everything on a persona's page."""

    side: SideView
    is_proposed: bool
    body: Markup
    figures: tuple[Figure, ...]
    quotes: tuple[Card, ...]
    stances: Table
    interviews: tuple[Hyperlink, ...]
    more_interviews: str
    cited_by: tuple[Hyperlink, ...]


def pages(site: Site) -> Iterator[Page]:
    """Yield every persona's page."""
    for persona in site.study.personas.values():
        yield persona_page(site, persona)


def persona_page(site: Site, persona: Persona) -> Page:
    """Return a persona's page."""
    here = place(site, address_of(persona))
    return render(
        here,
        "persona.html",
        persona_view(here, persona),
        title=persona.title,
        source=persona.path,
        description=persona.body.summary,
        trail=(Hyperlink("Personas", here.to("research/personas/")),),
    )


def persona_view(here: Place, persona: Persona) -> PersonaView:
    """Return what a persona's page shows."""
    site = here.site
    evidence = site.of_persona.get(persona.id, ())
    voices = site.voices_with(persona=persona.id)
    interviews = interviews_of(site, voices)
    more = len(interviews) - INTERVIEWS_SHOWN
    return PersonaView(
        side=site.sides[persona.side],
        is_proposed=not persona.path,
        body=contributed(here, persona.path, persona.body, deepest=3),
        figures=tuple(figures(voices, interviews, evidence)),
        quotes=cards(here, chosen(site, evidence, QUOTES_SHOWN)),
        stances=stance_table(
            here, f"{persona.title}: people by theme and stance", stances(site, evidence)
        ),
        interviews=tuple(here.interview(one) for one in interviews[:INTERVIEWS_SHOWN]),
        more_interviews=f"and {more:,} older ones" if more > 0 else "",
        cited_by=tuple(here.citing(one) for one in site.backlinks.of_page(persona.path)),
    )


def interviews_of(site: Site, voices: Iterable[Voice]) -> tuple[str, ...]:
    """Return the ids of everybody's interviews, newest first."""
    wanted = {interview.id for voice in voices for interview in voice.interviews}
    return tuple(one.id for one in site.interviews if one.id in wanted)


def figures(
    voices: tuple[Voice, ...], interviews: tuple[str, ...], evidence: tuple[Evidence, ...]
) -> Iterator[Figure]:
    """Yield how many people, interviews and pieces of evidence there are."""
    yield Figure(len(voices), "participant" if len(voices) == 1 else "participants")
    yield Figure(
        len(interviews), "interview" if len(interviews) == 1 else "interviews", "#_interviews"
    )
    yield Figure(len(evidence), "piece of evidence" if len(evidence) == 1 else "pieces of evidence")


def chosen(site: Site, evidence: Iterable[Evidence], number: int) -> tuple[Evidence, ...]:
    """Return the quotations that speak for a group, one a participant.

    Observed ones first, then first-hand, then newest.
    """
    interviews = site.study.interviews

    def rank(item: Evidence) -> tuple[bool, bool, bool, int]:
        interview = interviews[item.interview]
        return (
            not interview.is_coded,
            item.basis is not Basis.OBSERVED,
            not item.basis.is_first_hand,
            -interview.date.toordinal(),
        )

    picked: dict[str, Evidence] = {}
    for item in sorted(evidence, key=rank):
        if item.participant:
            picked.setdefault(item.participant.id, item)
    return tuple(picked.values())[:number]
