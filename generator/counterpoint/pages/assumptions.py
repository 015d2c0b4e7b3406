"""The assumptions page: what sides say about each other, and whether it is true."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from counterpoint.analysis.values import Claim, ClaimStatus
from counterpoint.model import Evidence, Stance
from counterpoint.pages.cards import cards
from counterpoint.pages.partitions import partition
from counterpoint.pages.place import METHOD, Place, place
from counterpoint.pages.rendering import render
from counterpoint.pages.site import Site
from counterpoint.pages.values import Page
from counterpoint.pages.verdicts import representative
from counterpoint.pages.views import Badge, Card, Figure, Hyperlink, Partition, SideView
from counterpoint.pages.wording import CLAIMS, are_against, are_for, counted, listed

ADDRESS = "research/assumptions/"
CLAIMS_SHOWN = 8
QUOTES_SHOWN = 2
ORDER = (
    ClaimStatus.CONTRADICTED,
    ClaimStatus.DISPUTED,
    ClaimStatus.UNTESTED,
    ClaimStatus.UNCONFIRMED,
    ClaimStatus.CONFIRMED,
)
"""What is most likely to mislead comes first."""


@dataclass(frozen=True, slots=True)
class Assumption:
    """A claim, who makes it, and what settles it."""

    id: str
    theme: Hyperlink
    about: SideView
    sentence: str
    badge: Badge
    said_by: str
    said: tuple[Card, ...]
    partition: Partition
    settled: tuple[Card, ...]


@dataclass(frozen=True, slots=True)
class Further:
    """A claim in short; its words stand on its theme's page."""

    theme: Hyperlink
    about: SideView
    sentence: str
    said_by: str


@dataclass(frozen=True, slots=True)
class StatusSection:
    """Claims of one status."""

    id: str
    badge: Badge
    claims: tuple[Assumption, ...]
    further: tuple[Further, ...]
    """What there is no room for above."""


@dataclass(frozen=True, slots=True)
class AssumptionsView:
    """Everything on the assumptions page."""

    lede: str
    rule: str
    method: str
    """Where the rule stands in full."""
    figures: tuple[Figure, ...]
    sections: tuple[StatusSection, ...]


def pages(site: Site) -> Iterator[Page]:
    """Yield the assumptions page, unless the sides are the same people."""
    if site.study.config.same_people:
        return
    here = place(site, ADDRESS)
    view = AssumptionsView(
        lede=_lede(site),
        rule=_rule(site),
        method=here.to(METHOD, "assumptions"),
        figures=tuple(_figures(site)),
        sections=tuple(_sections(here)),
    )
    yield render(here, "assumptions.html", view, title="Assumptions", description=view.lede)


def _lede(site: Site) -> str:
    first, second = (site.sides[key] for key in site.study.side_keys)
    return (
        f"What {first.many} say about {second.many}, what {second.many} say about {first.many}, "
        "and what proxies say about both, held against the people spoken of."
    )


def _rule(site: Site) -> str:
    k = site.study.config.min_participants
    return (
        f"Nobody is counted for what others say of them. A claim is settled once {k:,} of the "
        "people spoken of have said so themselves, or the opposite, with at least twice as many "
        "on the one side as on the other."
    )


def _figures(site: Site) -> Iterator[Figure]:
    for status in ORDER:
        number = sum(one.status is status for one in site.analysis.claims)
        if number:
            yield Figure(number, CLAIMS[status].label.lower(), f"#status-{status.value}")


def _sections(here: Place) -> Iterator[StatusSection]:
    for status in ORDER:
        found = [one for one in here.site.analysis.claims if one.status is status]
        if found:
            yield StatusSection(
                f"status-{status.value}",
                CLAIMS[status],
                tuple(_assumption(here, one) for one in found[:CLAIMS_SHOWN]),
                tuple(_further(here, one) for one in found[CLAIMS_SHOWN:]),
            )


def _further(here: Place, claim: Claim) -> Further:
    return Further(
        theme=here.theme(claim.theme, "_claims"),
        about=here.site.sides[claim.about],
        sentence=_sentence(here, claim),
        said_by=_said_by(here, claim.evidence),
    )


def _sentence(here: Place, claim: Claim) -> str:
    """Return `“Users want this”`."""
    say = are_for if claim.stance is Stance.FOR else are_against
    expresses = here.site.study.themes[claim.theme].expresses
    return f"“{here.site.sides[claim.about].plural} {say(2, expresses)}”"


def _assumption(here: Place, claim: Claim) -> Assumption:
    site = here.site
    found = next(one for one in site.findings(claim.theme).sides if one.side == claim.about)
    return Assumption(
        id=f"claim-{claim.theme}-{claim.about}-{claim.stance.value}",
        theme=here.theme(claim.theme),
        about=site.sides[claim.about],
        sentence=_sentence(here, claim),
        badge=CLAIMS[claim.status],
        said_by=_said_by(here, claim.evidence),
        said=cards(here, representative(claim.evidence, QUOTES_SHOWN), theme=claim.theme),
        partition=partition(here, claim.theme, found),
        settled=cards(here, representative(claim.settled_by, QUOTES_SHOWN), theme=claim.theme),
    )


def _said_by(here: Place, evidence: Iterable[Evidence]) -> str:
    """Return `2 buyers and 1 proxy`."""
    people: dict[str, set[str]] = {}
    for item in evidence:
        if item.participant:
            people.setdefault(item.participant.side, set()).add(item.participant.id)
    sides = (here.site.sides[key] for key in here.site.sides if key in people)
    return listed(counted(len(people[one.key]), one.one, one.many) for one in sides)
