"""The conflicts page: where the sides pull apart, in their own words side by side."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from counterpoint.analysis.values import Relation, Tension, TensionKind, ThemeFindings
from counterpoint.model import Decision, Evidence, Stance
from counterpoint.pages.cards import Quoted, by_participant
from counterpoint.pages.decisions import about, badges
from counterpoint.pages.partitions import partition
from counterpoint.pages.place import Place, place
from counterpoint.pages.rendering import render
from counterpoint.pages.site import Site
from counterpoint.pages.values import Page
from counterpoint.pages.verdicts import StrengthView, meaning, strength_view
from counterpoint.pages.views import Badge, Hyperlink, Partition, SideView
from counterpoint.pages.wording import relation_badge

ADDRESS = "research/conflicts/"
VOICES_SHOWN = 3
DEBATES_SHOWN = 30
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
class Bench:
    """One side of a debate."""

    side: SideView
    theme: Hyperlink | None
    """Named where the sides speak of different themes."""
    partition: Partition
    voices: tuple[Quoted, ...]


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
class Unwanted:
    """A theme that neither side wants."""

    theme: Hyperlink
    badge: Badge | None
    roadmap: tuple[Hyperlink, ...]
    """Items that build it all the same."""


@dataclass(frozen=True, slots=True)
class ConflictsView:
    """Everything on the conflicts page."""

    folded: bool
    undecided: tuple[Debate, ...]
    decided: tuple[Debate, ...]
    trade_offs: tuple[Debate, ...]
    unwanted: tuple[Unwanted, ...]
    more: str
    method: str


def pages(site: Site) -> Iterator[Page]:
    """Yield the conflicts page."""
    here = place(site, ADDRESS)
    debates = () if site.study.config.same_people else tuple(_debates(here))
    trade_offs = tuple(
        _of_tension(here, one)
        for one in site.analysis.tensions
        if one.kind is TensionKind.TRADE_OFF
    )
    undecided = tuple(one for one in debates if not one.is_decided)
    decided = tuple(one for one in debates if one.is_decided)
    left_out = max(0, len(undecided) - DEBATES_SHOWN) + max(0, len(decided) - DEBATES_SHOWN)
    view = ConflictsView(
        folded=site.study.config.same_people,
        undecided=undecided[:DEBATES_SHOWN],
        decided=decided[:DEBATES_SHOWN],
        trade_offs=trade_offs[:DEBATES_SHOWN],
        unwanted=tuple(_unwanted(here)),
        more=f"{left_out:,} more stand on the overlap page." if left_out else "",
        method=here.to("research/method/", "relations"),
    )
    yield render(
        here,
        "conflicts.html",
        view,
        title="Conflicts",
        description="Where the sides pull apart, in their own words, and what was decided.",
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
        strength=strength_view(findings.strength),
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
    items = [one for one in findings.first_hand if is_folded or found.side in one.sides]
    taking = [one for one in items if _takes_stance(here, findings.theme, one)]
    return Bench(
        side=here.site.sides[found.side],
        theme=here.theme(findings.theme) if names_theme else None,
        partition=partition(here, findings.theme, found),
        voices=by_participant(here, taking, theme=findings.theme, at_most=1)[:VOICES_SHOWN],
    )


def _takes_stance(here: Place, theme: str, item: Evidence) -> bool:
    who = item.participant.id if item.participant else ""
    return item.stance is not Stance.NEUTRAL and (theme, who, item.interview) not in here.site.past


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
