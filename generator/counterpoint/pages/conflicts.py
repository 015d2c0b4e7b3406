"""The conflicts page: where the sides pull apart, in their own words side by side."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import islice

from counterpoint.analysis.values import (
    Relation,
    SideFindings,
    Tension,
    TensionKind,
    ThemeFindings,
)
from counterpoint.model import Decision, Evidence, Stance
from counterpoint.pages.cards import Quoted, by_participant, takes_stance
from counterpoint.pages.decisions import about, badges
from counterpoint.pages.partitions import partition
from counterpoint.pages.place import Place, place
from counterpoint.pages.rendering import render
from counterpoint.pages.site import Site
from counterpoint.pages.values import Page
from counterpoint.pages.verdicts import StrengthView, meaning, strength_view
from counterpoint.pages.views import Badge, Hyperlink, Partition, SideView
from counterpoint.pages.wording import STANCES, relation_badge

ADDRESS = "research/conflicts/"
VOICES_SHOWN = {True: 3, False: 2}
"""Participants quoted by whether their stance is their side's own, or speaks against it."""
DEBATES_SHOWN = 15
"""Debates shown with their words, decided or not; of the rest only what they are about."""
TOLD = "Where the sides pull apart, in their own words. What nobody has decided comes first."
TRADED = "Where people want two things of which more of one means less of the other."
TENSION = Badge("tension", "Tension", "Each side is for a theme that pulls against the other's.")
TRADE_OFF = Badge("shared_trade_off", "Shared trade-off", "Both sides are for both themes.")


@dataclass(frozen=True, slots=True)
class Settlement:
    """A decision beside a conflict."""

    link: Hyperlink
    badges: tuple[Badge, ...]
    when: str
    optimises_for: SideView | None
    reason: str


@dataclass(frozen=True, slots=True)
class Camp:
    """Those of one side who take one stance."""

    title: str
    """`Want this`."""
    stance: Stance
    count: Hyperlink
    voices: tuple[Quoted, ...]


@dataclass(frozen=True, slots=True)
class Bench:
    """One side of a debate."""

    side: SideView
    theme: Hyperlink | None
    """Named where the sides speak of different themes."""
    partition: Partition
    camps: tuple[Camp, ...]
    """The stance of most first."""


@dataclass(frozen=True, slots=True)
class Debate:
    """A conflict or a tension, both sides facing each other."""

    id: str
    themes: tuple[Hyperlink, ...]
    badge: Badge
    meaning: str
    strength: StrengthView | None
    benches: tuple[Bench, ...]
    settlements: tuple[Settlement, ...]
    is_decided: bool
    divided: tuple[Hyperlink, ...]
    """Accounts whose own two sides disagree on it."""


@dataclass(frozen=True, slots=True)
class InShort:
    """A debate of which only is said what it is about."""

    themes: tuple[Hyperlink, ...]
    badge: Badge
    meaning: str


@dataclass(frozen=True, slots=True)
class Unwanted:
    """A theme that neither side wants."""

    theme: Hyperlink
    badge: Badge | None
    roadmap: tuple[Hyperlink, ...]
    """Items that build it all the same."""


@dataclass(frozen=True, slots=True)
class ConflictsView:
    """Everything on the conflicts page."""

    lede: str
    folded: bool
    undecided: tuple[Debate, ...]
    decided: tuple[Debate, ...]
    trade_offs: tuple[Debate, ...]
    further: tuple[InShort, ...]
    """What there is no room for above."""
    unwanted: tuple[Unwanted, ...]
    method: str


def pages(site: Site) -> Iterator[Page]:
    """Yield the conflicts page; where the sides are the same people, only their trade-offs."""
    folded = site.study.config.same_people
    here = place(site, ADDRESS)
    debates = () if folded else tuple(_debates(here))
    trade_offs = tuple(
        _of_tension(here, one)
        for one in site.analysis.tensions
        if one.kind is TensionKind.TRADE_OFF
    )
    if folded and not trade_offs:
        return
    undecided = tuple(one for one in debates if not one.is_decided)
    decided = tuple(one for one in debates if one.is_decided)
    shown = len(undecided[:DEBATES_SHOWN])
    room = DEBATES_SHOWN - shown
    kept = (undecided[:DEBATES_SHOWN], decided[:room], trade_offs[: max(0, room - len(decided))])
    further = (*undecided[shown:], *decided[room:], *trade_offs[len(kept[2]) :])
    view = ConflictsView(
        lede=TRADED if folded else TOLD,
        folded=folded,
        undecided=kept[0],
        decided=kept[1],
        trade_offs=kept[2],
        further=tuple(InShort(one.themes, one.badge, one.meaning) for one in further),
        unwanted=tuple(_unwanted(here)),
        method=here.to("research/method/", "relations"),
    )
    yield render(
        here,
        "conflicts.html",
        view,
        title="Trade-offs" if folded else "Conflicts",
        description=TRADED if folded else TOLD,
    )


def _debates(here: Place) -> Iterator[Debate]:
    """Yield conflicts, then tensions, then near conflicts."""
    site = here.site
    findings = [site.findings(key) for key in site.analysis.overlap]
    yield from (_of_theme(here, one) for one in findings if one.relation is Relation.CONFLICT)
    yield from (
        _of_tension(here, one) for one in site.analysis.tensions if one.kind is TensionKind.TENSION
    )
    yield from (
        _of_theme(here, one) for one in findings if one.relation is Relation.NEARLY_CONFLICT
    )


def _of_theme(here: Place, findings: ThemeFindings) -> Debate:
    badge = relation_badge(findings.relation)
    assert badge is not None  # noqa: S101  (a conflict is a relation)
    decisions = here.site.decisions_on.get(findings.theme, ())
    return Debate(
        id=f"conflict-{findings.theme}",
        themes=(here.theme(findings.theme),),
        badge=badge,
        meaning=meaning(here, findings),
        strength=strength_view(findings.strength, names_accounts=here.site.names_accounts),
        benches=tuple(
            _bench(here, findings, number, names_theme=False)
            for number in range(len(findings.sides))
        ),
        settlements=tuple(_settlement(here, one) for one in decisions),
        is_decided=bool(findings.decided_by),
        divided=tuple(
            here.account(one) for one in here.site.insights.divided.get(findings.theme, ())
        ),
    )


def _of_tension(here: Place, tension: Tension) -> Debate:
    site = here.site
    first, second = (site.findings(key) for key in tension.themes)
    decisions = (
        one
        for one in site.decisions_on.get(tension.themes[0], ())
        if tension.themes[1] in one.themes
    )
    return Debate(
        id=f"tension-{tension.themes[0]}-{tension.themes[1]}",
        themes=(here.theme(tension.themes[0]), here.theme(tension.themes[1])),
        badge=TENSION if tension.kind is TensionKind.TENSION else TRADE_OFF,
        meaning=_pull(here, tension),
        strength=None,
        benches=(
            _bench(here, first, 0, names_theme=True),
            _bench(here, second, 1, names_theme=True),
        ),
        settlements=tuple(_settlement(here, one) for one in decisions),
        is_decided=bool(tension.decided_by),
        divided=(),
    )


def _pull(here: Place, tension: Tension) -> str:
    if tension.kind is TensionKind.TRADE_OFF:
        who = "People" if here.site.study.config.same_people else "Both sides"
        return f"{who} are for both, and more of one means less of the other."
    first, second = here.site.pair
    return f"{first.plural} are for the one, {second.many} for the other; they pull apart."


def _bench(here: Place, findings: ThemeFindings, number: int, *, names_theme: bool) -> Bench:
    found = findings.sides[min(number, len(findings.sides) - 1)]
    is_folded = here.site.study.config.same_people
    items = [
        one
        for one in findings.first_hand
        if (is_folded or found.side in one.sides) and takes_stance(here.site, findings.theme, one)
    ]
    camps = (_camp(here, found, findings.theme, stance, items) for stance in _by_number(found))
    return Bench(
        side=here.site.sides[found.side],
        theme=here.theme(findings.theme) if names_theme else None,
        partition=partition(here, findings.theme, found),
        camps=tuple(camp for camp in camps if camp.voices),
    )


def _by_number(found: SideFindings) -> tuple[Stance, Stance]:
    if len(found.against) > len(found.for_):
        return Stance.AGAINST, Stance.FOR
    return Stance.FOR, Stance.AGAINST


def _camp(
    here: Place, found: SideFindings, theme: str, stance: Stance, items: list[Evidence]
) -> Camp:
    words = STANCES[here.site.study.themes[theme].expresses]
    people = found.for_ if stance is Stance.FOR else found.against
    taking = [one for one in items if one.stance is stance]
    at_most = VOICES_SHOWN[stance is _by_number(found)[0]]
    return Camp(
        title=words.for_noun if stance is Stance.FOR else words.against_noun,
        stance=stance,
        count=Hyperlink(
            f"{len(people):,}", here.theme(theme, f"{found.side}_{_proof(found, stance)}").href
        ),
        voices=tuple(islice(by_participant(here, taking, theme=theme, at_most=1), at_most)),
    )


def _proof(found: SideFindings, stance: Stance) -> str:
    """Return which list on the theme's page names them; who said both stands in one of its own."""
    alone = found.for_only if stance is Stance.FOR else found.against_only
    return stance.value if alone else "both"


def _settlement(here: Place, decision: Decision) -> Settlement:
    site = here.site
    side = site.sides[decision.optimise_for] if decision.optimise_for else None
    return Settlement(
        link=here.decision(decision.id),
        badges=badges(site, decision),
        when=about(decision),
        optimises_for=side,
        reason=decision.body.summary,
    )


def _unwanted(here: Place) -> Iterable[Unwanted]:
    site = here.site
    building: dict[str, list[Hyperlink]] = {}
    for item in site.insights.roadmap.items:
        for theme in item.unwanted:
            building.setdefault(theme, []).append(here.page(item.page))
    for key in site.analysis.overlap:
        relation = site.findings(key).relation
        if relation is Relation.UNWANTED:
            yield Unwanted(here.theme(key), relation_badge(relation), tuple(building.get(key, ())))
