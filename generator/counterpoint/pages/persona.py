"""A page for each persona: who they are, what they say, in whose words."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from markupsafe import Markup

from counterpoint.analysis.values import Position
from counterpoint.model import Basis, Evidence, Persona, Stance
from counterpoint.pages.cards import cards
from counterpoint.pages.contributed import contributed
from counterpoint.pages.opposing import opposite, oppositions
from counterpoint.pages.partitions import headline
from counterpoint.pages.place import Place, address_of, place
from counterpoint.pages.rendering import render
from counterpoint.pages.saturating import saturation_words
from counterpoint.pages.site import Site, Voice
from counterpoint.pages.stances import stance_table, stances
from counterpoint.pages.values import Page
from counterpoint.pages.views import Badge, Card, Figure, Hyperlink, SideView, Table
from counterpoint.pages.wording import are_against, are_for, counted, relation_badge

QUOTES_SHOWN = 8
INTERVIEWS_SHOWN = 60
THEMES_SHOWN = 8
NEEDS = ("feature-need", "workaround", "adoption-blocker", "buying-criterion", "aspiration")
NEEDS_SHOWN = 3


@dataclass(frozen=True, slots=True)
class Voiced:
    """A theme with what is said of it in words."""

    theme: Hyperlink
    badge: Badge | None
    words: str


@dataclass(frozen=True, slots=True)
class KindQuotes:
    """Quotations of one kind."""

    kind: Hyperlink
    cards: tuple[Card, ...]


@dataclass(frozen=True, slots=True)
class PersonaView:
    """Everything on a persona's page."""

    side: SideView
    is_proposed: bool
    body: Markup
    figures: tuple[Figure, ...]
    quotes: tuple[Card, ...]
    voiced_more: tuple[Voiced, ...]
    not_shared: tuple[Voiced, ...]
    opposed: tuple[Voiced, ...]
    """Where these people are against what the other side is for, or the reverse."""
    opposite: SideView | None
    """The side across; none where there are no two."""
    needs: tuple[KindQuotes, ...]
    saturation: tuple[str, ...]
    stances: Table
    interviews: tuple[Hyperlink, ...]
    more_interviews: str
    cited_by: tuple[Hyperlink, ...]


def pages(site: Site, personas: Iterable[Persona] | None = None) -> Iterator[Page]:
    """Yield the page of every persona, or of those that are given."""
    for persona in site.study.personas.values() if personas is None else personas:
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
    interviews = interviews_of(voices)
    more = len(interviews) - INTERVIEWS_SHOWN
    other = opposite(site, persona)
    return PersonaView(
        side=site.sides[persona.side],
        is_proposed=not persona.path,
        body=contributed(here, persona.path, persona.body, deepest=3),
        figures=tuple(
            figures(voices, interviews, evidence, here.evidence_found("persona", persona.id))
        ),
        quotes=cards(here, chosen(site, evidence, QUOTES_SHOWN)),
        voiced_more=tuple(_voiced_more(here, persona)),
        not_shared=tuple(_not_shared(here, persona)),
        opposed=opposed(here, persona),
        opposite=other,
        needs=tuple(_needs(here, persona)),
        saturation=tuple(_saturation(here, persona)),
        stances=stance_table(
            here, f"{persona.title}: people by theme and stance", stances(site, evidence)
        ),
        interviews=tuple(here.interview(one) for one in interviews[:INTERVIEWS_SHOWN]),
        more_interviews=f"and {more:,} older ones" if more > 0 else "",
        cited_by=tuple(here.citing(one) for one in site.backlinks.of_page(persona.path)),
    )


def _voiced_more(here: Place, persona: Persona) -> Iterator[Voiced]:
    site = here.site
    found = site.insights.personas[persona.id]
    for one in found.voiced_more[:THEMES_SHOWN]:
        expresses = site.study.themes[one.theme].expresses
        say = are_for if one.stance is Stance.FOR else are_against
        own = f"{len(one.own)} of {counted(len(found.people), 'participant')}"
        others = f"{len(one.others) or 'none'} of {counted(found.others, 'other')}"
        said = f"{own} {say(len(one.own), expresses)}; {others}"
        yield Voiced(here.theme(one.theme), _relation(here, one.theme), said)


def _not_shared(here: Place, persona: Persona) -> Iterator[Voiced]:
    found = here.site.insights.personas[persona.id].not_shared
    sides = {one.side for one in found}
    for one in found[:THEMES_SHOWN]:
        said = {
            Position.AGAINST: "this persona is against it",
            Position.SPLIT: "this persona is split over it",
        }.get(one.position, _silent(one.asked))
        role = f"as {here.site.sides[one.side].many}, " if len(sides) > 1 else ""
        yield Voiced(here.theme(one.theme), _relation(here, one.theme), f"{role}{said}")


def opposed(here: Place, persona: Persona) -> tuple[Voiced, ...]:
    """Return in words where these people and the other side pull apart."""
    return tuple(_opposed(here, persona, opposite(here.site, persona)))


def _opposed(here: Place, persona: Persona, other: SideView | None) -> Iterator[Voiced]:
    if other is None:
        return
    for one in oppositions(here.site, persona):
        expresses = here.site.study.themes[one.theme].expresses
        say = are_for if one.is_for else are_against
        own = f"{len(one.people):,} of them {say(len(one.people), expresses)}"
        words = f"{own}; {headline(one.across, other, expresses)}"
        yield Voiced(here.theme(one.theme), _relation(here, one.theme), words)


def _silent(asked: tuple[str, ...]) -> str:
    if not asked:
        return "nobody of this persona was asked"
    return f"{counted(len(asked), 'participant')} asked, nobody is for it"


def _relation(here: Place, theme: str) -> Badge | None:
    return relation_badge(here.site.findings(theme).relation)


def _needs(here: Place, persona: Persona) -> Iterator[KindQuotes]:
    """Yield what the persona needs and how it makes do, kind by kind."""
    site = here.site
    found = site.insights.personas[persona.id]
    for kind in site.study.config.evidence_kinds:
        if kind.key in NEEDS and (items := found.of_kind(kind.key)):
            shown = cards(here, chosen(site, items, NEEDS_SHOWN))
            yield KindQuotes(here.kind(kind.key), shown)


def _saturation(here: Place, persona: Persona) -> Iterator[str]:
    for one in here.site.insights.saturation:
        if one.persona == persona.id and one.steps:
            heard = counted(len(one.steps), "interview")
            side = here.site.sides[one.side].many
            yield f"As {side}: {heard}, {saturation_words(one)}."


def interviews_of(voices: Iterable[Voice]) -> tuple[str, ...]:
    """Return the ids of everybody's interviews, newest first."""
    found = {one.id: one for voice in voices for one in voice.interviews}
    newest_first = sorted(found.values(), key=lambda one: (-one.date.toordinal(), one.id))
    return tuple(one.id for one in newest_first)


def figures(
    voices: tuple[Voice, ...],
    interviews: tuple[str, ...],
    evidence: tuple[Evidence, ...],
    found: str,
) -> Iterator[Figure]:
    """Yield how many people, interviews and pieces of evidence there are; `found` lists these."""
    listed = "#_interviews" if interviews else ""
    yield Figure(len(voices), "participant" if len(voices) == 1 else "participants", listed)
    yield Figure(len(interviews), "interview" if len(interviews) == 1 else "interviews", listed)
    pieces = "piece of evidence" if len(evidence) == 1 else "pieces of evidence"
    yield Figure(len(evidence), pieces, found if evidence else "")


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
