"""What surrounds a theme: who says it, themes near it, how it came about, what rests on it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import groupby, islice

from counterpoint.analysis.quarters import ChangedMind, QuarterFindings
from counterpoint.analysis.segments import Dimension, SegmentStance, stances_by_segment
from counterpoint.analysis.values import SideFindings
from counterpoint.model import Influence, Stance, Theme
from counterpoint.pages.listing import linked, number, sided, words
from counterpoint.pages.overlap import overlap_address
from counterpoint.pages.place import Place
from counterpoint.pages.theme_evidence import all_evidence
from counterpoint.pages.views import Badge, Cell, Column, Fact, Hyperlink, Row, Table
from counterpoint.pages.wording import counted, listed, relation_badge, spoken, title_of

SEGMENTS_SHOWN = 30
NAMES_SHOWN = 6
PRODUCT = (Influence.PRODUCT_DESIGN, Influence.PRIORITISATION)
"""What the second side's voice steers; the others are steered by the first side's."""


@dataclass(frozen=True, slots=True)
class RelatedTheme:
    """Another theme with how the sides stand on it."""

    link: Hyperlink
    badge: Badge | None
    why: str


def facts(here: Place, theme: Theme) -> Iterator[Fact]:
    """Yield a theme's place in the codebook and in the orders."""
    if theme.parent in here.site.study.themes:
        yield Fact("Part of", (here.theme(theme.parent),))
    if theme.aliases:
        yield Fact("Also called", tuple(Hyperlink(spoken(one)) for one in theme.aliases))
    if theme.influences:
        yield Fact("Informs", tuple(Hyperlink(spoken(one)) for one in theme.influences))
    if ranks := tuple(_ranks(here, theme)):
        yield Fact("Place", ranks)


def _ranks(here: Place, theme: Theme) -> Iterator[Hyperlink]:
    """Yield a theme's place in the orders that apply to what it informs; in all, if unsaid."""
    analysis = here.site.analysis
    if here.site.study.config.same_people:
        return
    steers_product = any(one in PRODUCT for one in theme.influences)
    steers_market = any(one not in PRODUCT for one in theme.influences)
    rows = (
        ("overlap", analysis.overlap, True),
        ("go-to-market", analysis.go_to_market, steers_market or not theme.influences),
        ("product", analysis.product, steers_product or not theme.influences),
    )
    for name, order, applies in rows:
        if applies and theme.id in order:
            place = f"{order.index(theme.id) + 1} of {len(order)} in the {name} order"
            row = overlap_address(analysis.overlap.index(theme.id))
            yield Hyperlink(place, here.to(row, f"theme-{theme.id}"))


def segment_tables(here: Place, theme: Theme) -> Iterator[Table]:
    """Yield a theme's stances by persona, by account segment, by lifecycle and so on."""
    found = stances_by_segment(here.site.analysis, theme.id, here.site.insights.segmenting)
    heard = [one for one in found if one.for_ or one.against or one.no_stance]
    for dimension, group in groupby(heard, key=lambda one: one.dimension):
        rows = tuple(_segment(here, theme, one) for one in islice(group, SEGMENTS_SHOWN))
        key = dimension.value.replace(" ", "-")
        yield Table(f"segments-{key}", f"By {dimension.value}", _segment_columns(), rows)


def _segment_columns() -> tuple[Column, ...]:
    return (
        Column("Who"),
        Column("Side", filters=True),
        Column("For", is_number=True),
        Column("Against", is_number=True),
        Column("Raised, no stance", is_number=True),
        Column("Not asked", is_number=True),
    )


def _segment(here: Place, theme: Theme, one: SegmentStance) -> Row:
    return Row(
        (
            linked(_value(here, one)),
            sided(here.site.sides[one.side]),
            _people(here, theme, one.side, "for", one.for_),
            _people(here, theme, one.side, "against", one.against),
            _people(here, theme, one.side, "raised", one.no_stance),
            _not_asked(here, theme, one),
        )
    )


def _value(here: Place, one: SegmentStance) -> Hyperlink:
    if one.dimension is Dimension.PERSONA and one.value in here.site.study.personas:
        return here.persona(one.value)
    return Hyperlink(title_of(one.value) if one.value else "Not said")


def _people(
    here: Place,
    theme: Theme,
    side: str,
    part: str,
    people: tuple[str, ...],
) -> Cell:
    href = here.theme(theme.id, _list_of(here, theme, side, part, people)).href if people else ""
    said = ", ".join(here.name(one) for one in people[:NAMES_SHOWN])
    rest = len(people) - NAMES_SHOWN
    more = f" and {rest} more" if rest > 0 else ""
    return Cell(
        links=(Hyperlink(f"{len(people):,}", href),),
        sort=str(len(people)),
        is_number=True,
        note=said + more,
    )


def _not_asked(here: Place, theme: Theme, one: SegmentStance) -> Cell:
    return number(one.not_asked, here.theme(theme.id, f"{one.side}_unasked").href)


def _list_of(here: Place, theme: Theme, side: str, part: str, people: tuple[str, ...]) -> str:
    """Return the anchor of the list that holds them; whoever said both stands in their own."""
    found = next(one for one in here.site.findings(theme.id).sides if one.side == side)
    said_both = part in ("for", "against") and set(people) <= set(found.both)
    return f"{side}_both" if said_both else f"{side}_{part}"


def history_table(here: Place, theme: Theme) -> Table:
    """Return how a theme's standing came about, quarter by quarter."""
    rows = tuple(_quarter(here, one) for one in here.site.insights.quarters.history(theme.id))
    columns = (
        Column("Quarter"),
        Column("Heard in it"),
        *(Column(f"{side.plural} by its end") for side in here.site.pair),
        Column("Relation by its end"),
        Column("Changed minds"),
    )
    return Table("history", "Quarter by quarter", columns, rows)


def _quarter(here: Place, one: QuarterFindings) -> Row:
    heard = (
        counted(len(people), side.one, side.many)
        for people, side in zip(one.heard, here.site.pair, strict=True)
        if people
    )
    return Row(
        (
            words(str(one.quarter)),
            words(listed(heard)),
            *(words(_numbers(side)) for side in one.sides),
            Cell(badge=relation_badge(one.relation)),
            linked(*(_changed(here, mind) for mind in one.changed)),
        )
    )


def _numbers(found: SideFindings) -> str:
    return f"{len(found.for_)} for, {len(found.against)} against"


def _changed(here: Place, mind: ChangedMind) -> Hyperlink:
    name = here.name(mind.participant)
    before, after = _stances(mind.before), _stances(mind.after)
    return Hyperlink(f"{name}: {before} → {after}", here.interview(mind.interview).href)


def _stances(stances: Iterable[Stance]) -> str:
    return listed(one.value for one in stances)


def related(here: Place, theme: Theme) -> Iterator[RelatedTheme]:
    """Yield children, themes that pull against this one, and those the same people speak of."""
    site = here.site
    for child in site.children.get(theme.id, ()):
        heard = counted(len(site.findings(child.id).people), "person", "people")
        yield _relative(here, child.id, f"part of this theme, {heard} heard")
    for other in theme.tension:
        if other in site.study.themes:
            yield _relative(here, other, "pulls against this theme")
    for near in site.insights.related.get(theme.id, ()):
        people = counted(len(near.people), "person speaks", "people speak")
        yield _relative(here, near.theme, f"{people} of both")


def heard_on_children(here: Place, theme: Theme) -> str:
    """Return how many of each side were heard on any child; empty where there is none."""
    children = [here.site.findings(one.id) for one in here.site.children.get(theme.id, ())]
    if not children:
        return ""
    told = []
    for index, side in enumerate(here.site.pair):
        people = {one for found in children for one in found.sides[index].heard}
        told.append(counted(len(people), side.one, side.many))
    return f"On the themes that are part of it, {listed(told)} were heard. Nothing is added up."


def _relative(here: Place, theme: str, why: str) -> RelatedTheme:
    findings = here.site.findings(theme)
    return RelatedTheme(here.theme(theme), relation_badge(findings.relation), why)


def rests(here: Place, theme: Theme) -> Iterator[Fact]:
    """Yield what rests on a theme: decisions, roadmap items, outcomes, guides, other pages."""
    site = here.site
    if decisions := site.decisions_on.get(theme.id):
        yield Fact("Decisions", tuple(here.decision(one.id) for one in decisions))
    items = [one for one in site.insights.roadmap.items if theme.id in one.themes]
    if items:
        yield Fact("Roadmap items", tuple(here.page(one.page) for one in items))
    outcomes = dict.fromkeys(one.item.outcome for one in items if one.item.outcome)
    if outcomes:
        yield Fact("Outcomes", tuple(_outcome(here, key) for key in outcomes))
    citing = site.backlinks.of_theme(theme.id, all_evidence(site.findings(theme.id)))
    named = {one.path for one in site.decisions_on.get(theme.id, ())}
    others = tuple(
        here.citing(one) for one in citing if not one.is_roadmap and one.path not in named
    )
    if others:
        yield Fact("Also cited by", others)
    if guides := site.guides_on.get(theme.id):
        yield Fact("Covered by", tuple(here.guide(one.id) for one in guides))


def _outcome(here: Place, key: str) -> Hyperlink:
    outcome = here.site.study.outcomes.get(key)
    link = here.outcome(key)
    if outcome is None or not outcome.metric:
        return link
    return Hyperlink(f"{link.text} ({outcome.metric})", link.href)
