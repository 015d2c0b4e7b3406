"""Pieces of evidence as quotations, and participants as groups of them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from counterpoint.citing import citation_link
from counterpoint.model import Basis, Evidence, Interview, Stance
from counterpoint.pages.contributed import contributed
from counterpoint.pages.place import Place
from counterpoint.pages.site import Site
from counterpoint.pages.views import Badge, Card, Hyperlink, SideView, Tag, Tagged
from counterpoint.pages.wording import BASES, JOINT, SUPERSEDED, UNCODED, day, title_of

STANCE_WORDS = {"for": "for", "against": "against", "neutral": "no stance on"}
LONGEST_QUOTE = 700


@dataclass(frozen=True, slots=True)
class Quoted:
    """One participant's words on one matter, under their name."""

    name: Hyperlink
    side: SideView
    persona: Hyperlink | None
    account: Hyperlink | None
    cards: tuple[Card, ...]
    more: Hyperlink | None = None
    """Where the rest stands, if not all is shown."""


def card(place: Place, evidence: Evidence, *, theme: str = "", kind: str = "") -> Card:
    """Return a piece of evidence as a quotation; name the theme or the kind whose page it is on."""
    study = place.site.study
    interview = study.interviews[evidence.interview]
    someone = evidence.participant
    return Card(
        quote=shortened(evidence.quote),
        context=place.context(evidence),
        speaker=_speaker(evidence, interview),
        side=_side(place, evidence),
        persona=place.persona(someone.persona)
        if someone and someone.persona in study.personas
        else None,
        account=place.account(someone.account)
        if someone and someone.account in study.accounts
        else None,
        date=day(interview.date),
        interview=place.interview(interview.id),
        marks=tuple(_marks(place, evidence, interview, theme)),
        tags=_tags(place, evidence, theme),
        kinds=tuple(place.kind(one) for one in evidence.kinds if one != kind),
        note=contributed(place, interview.path, evidence.note),
    )


def tagged(place: Place, evidence: Evidence) -> Tagged:
    """Return a piece of evidence as it stands beside its words, on its interview's page."""
    interview = place.site.study.interviews[evidence.interview]
    return Tagged(
        anchor=evidence.anchor,
        speaker=_speaker(evidence, interview),
        side=_side(place, evidence),
        marks=tuple(_marks(place, evidence, interview, "")),
        tags=_tags(place, evidence, ""),
        kinds=tuple(map(place.kind, evidence.kinds)),
        note=contributed(place, interview.path, evidence.note),
        citation=citation_link(evidence.quote, interview.path, evidence) if evidence.id else "",
        cited_by=tuple(place.citing(one) for one in place.site.backlinks.of_evidence(evidence)),
    )


def cards(
    place: Place, evidence: Iterable[Evidence], *, theme: str = "", kind: str = ""
) -> tuple[Card, ...]:
    """Return pieces of evidence as quotations, in the order given."""
    return tuple(card(place, one, theme=theme, kind=kind) for one in evidence)


def shortened(quote: str) -> str:
    """Return a quotation of bearable length; the transcript has the rest."""
    if len(quote) <= LONGEST_QUOTE:
        return quote
    return f"{quote[:LONGEST_QUOTE].rsplit(' ', 1)[0]} …"


def _speaker(evidence: Evidence, interview: Interview) -> str:
    someone = evidence.participant
    return (someone.speaker or someone.id) if someone else title_of(interview.method)


def _side(place: Place, evidence: Evidence) -> SideView:
    """Return the side on which the words stand; `+as-…` narrows a participant of both."""
    if len(evidence.sides) == 1:
        return place.site.sides[evidence.sides[0]]
    return place.side_of(evidence.participant)


def _marks(place: Place, evidence: Evidence, interview: Interview, theme: str) -> Iterable[Badge]:
    if not interview.is_coded:
        yield UNCODED
    if evidence.basis is not Basis.STATED:
        yield _basis(place, evidence)
    if interview.id in place.site.joint:
        yield JOINT
    if place.site.is_past(theme, evidence):
        yield SUPERSEDED


def _basis(place: Place, evidence: Evidence) -> Badge:
    badge = BASES[evidence.basis]
    if not evidence.about:
        return badge
    return Badge(
        badge.key, f"{badge.label}, about {place.site.sides[evidence.about].many}", badge.title
    )


def _tags(place: Place, evidence: Evidence, theme: str) -> tuple[Tag, ...]:
    others = (one for one in evidence.themes if one != theme)
    word = STANCE_WORDS[evidence.stance]
    return tuple(Tag(evidence.stance.value, word, place.theme(one)) for one in others)


def takes_stance(site: Site, theme: str, item: Evidence) -> bool:
    """Tell whether an item is for or against, and its speaker has not said otherwise since."""
    return item.stance is not Stance.NEUTRAL and not site.is_past(theme, item)


def by_participant(
    place: Place, evidence: Iterable[Evidence], *, theme: str = "", at_most: int = 3
) -> Iterator[Quoted]:
    """Yield evidence grouped by who said it, in the order of each one's first item."""
    groups: dict[str, list[Evidence]] = {}
    for item in evidence:
        if item.participant:
            groups.setdefault(item.participant.id, []).append(item)
    return (_quoted(place, items, theme, at_most) for items in groups.values())


def _quoted(place: Place, items: list[Evidence], theme: str, at_most: int) -> Quoted:
    shown = cards(place, items[:at_most], theme=theme)
    first, rest = shown[0], len(items) - at_most
    someone = items[0].participant
    return Quoted(
        name=place.voice(someone.id) if someone else Hyperlink(first.speaker),
        side=first.side,
        persona=first.persona,
        account=first.account,
        cards=shown,
        more=Hyperlink(f"{rest} more in the transcript", place.context(items[at_most]))
        if rest > 0
        else None,
    )
