"""The roadmap's evidence: what backs each item, what is wrong with that, whom it all serves."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from counterpoint.analysis.roadmap import Balance, Flag, RoadmapEvidence, SideBacking
from counterpoint.model import BOTH, RoadmapStatus
from counterpoint.pages.cards import cards
from counterpoint.pages.charts import Chart, roadmap_balance
from counterpoint.pages.listing import linked, sided, words
from counterpoint.pages.place import Place, place
from counterpoint.pages.rendering import render
from counterpoint.pages.site import Site
from counterpoint.pages.values import Page
from counterpoint.pages.verdicts import StrengthView, representative, strength_view
from counterpoint.pages.views import (
    Badge,
    Card,
    Cell,
    Column,
    Fact,
    Hyperlink,
    Row,
    SideView,
    Table,
)
from counterpoint.pages.wording import LEVELS_IN_SHORT, counted, title_of

ADDRESS = "research/roadmap/"
QUOTES_SHOWN = 2
ITEMS_SHOWN = 60
COLUMNS = (
    Column("Item"),
    Column("When", filters=True),
    Column("Benefits", filters=True),
    Column("Backed by"),
    Column("Evidence", filters=True),
    Column("Look again"),
)


@dataclass(frozen=True, slots=True)
class BackingView:
    """One side's evidence behind an item."""

    side: SideView
    words: str
    cards: tuple[Card, ...]
    more: Hyperlink | None


@dataclass(frozen=True, slots=True)
class ItemView:
    """A roadmap item with what backs it."""

    id: str
    link: Hyperlink
    status: str
    benefits: SideView | None
    value_for_other: str
    flags: tuple[Badge, ...]
    strength: StrengthView
    sides: tuple[BackingView, ...]
    others: tuple[Card, ...]
    facts: tuple[Fact, ...]


@dataclass(frozen=True, slots=True)
class BalanceView:
    """Items on the way that benefit the same people."""

    side: SideView | None
    words: str
    items: tuple[Hyperlink, ...]
    depth: str


@dataclass(frozen=True, slots=True)
class RoadmapView:
    """Everything on the page."""

    balance: tuple[BalanceView, ...]
    chart: Chart | None
    on_the_way: int
    table: Table
    items: tuple[ItemView, ...]


def pages(site: Site) -> Iterator[Page]:
    """Yield the page of the roadmap's evidence."""
    here = place(site, ADDRESS)
    found = site.insights.roadmap
    balance = tuple(_balance(here, one) for one in found.balance)
    view = RoadmapView(
        balance=balance,
        chart=here.chart(roadmap_balance),
        on_the_way=sum(len(one.items) for one in balance),
        table=Table(
            "roadmap", "Roadmap items", COLUMNS, tuple(_row(here, one) for one in found.items)
        ),
        items=tuple(_item(here, one) for one in found.items[:ITEMS_SHOWN]),
    )
    yield render(
        here,
        "roadmap.html",
        view,
        title="Roadmap evidence",
        description="What backs each roadmap item, and whom the roadmap serves.",
    )


def _balance(here: Place, one: Balance) -> BalanceView:
    side = here.site.sides[one.benefits] if one.benefits else None
    linked_pages = tuple(here.page(here.site.study.pages[path]) for path in one.items)
    depth = [
        f"{len(paths)} {words_}"
        for paths, words_ in ((one.invest, "to invest in"), (one.check_the_box, "to tick the box"))
        if paths
    ]
    if one.benefits == BOTH:
        words_ = "benefits both"
    elif side:
        words_ = f"benefits {side.many} first"
    else:
        words_ = "does not say"
    return BalanceView(side, words_, linked_pages, ", ".join(depth))


def _row(here: Place, one: RoadmapEvidence) -> Row:
    benefits = one.item.benefits
    return Row(
        (
            linked(here.page(one.page)),
            Cell(
                links=(Hyperlink(title_of(one.item.status)),),
                sort=str(tuple(RoadmapStatus).index(one.item.status)),
            ),
            sided(here.site.sides[benefits]) if benefits else words("does not say"),
            linked(*(_backed_by(here, one, side) for side in one.sides)),
            Cell(badge=LEVELS_IN_SHORT[one.strength.level]),
            words("; ".join(one.flags)),
        )
    )


def _backing(here: Place, side: SideBacking) -> str:
    view = here.site.sides[side.side]
    return counted(len(side.participants), view.one, view.many)


def _backed_by(here: Place, one: RoadmapEvidence, side: SideBacking) -> Hyperlink:
    proof = f"#{_id(one)}" if side.participants else ""
    return Hyperlink(_backing(here, side), proof)


def _id(one: RoadmapEvidence) -> str:
    return f"item-{one.page.path.removeprefix('docs/').removesuffix('.md').replace('/', '-')}"


def _item(here: Place, one: RoadmapEvidence) -> ItemView:
    benefits = one.item.benefits
    return ItemView(
        id=_id(one),
        link=here.page(one.page),
        status=one.item.status.value,
        benefits=here.site.sides[benefits] if benefits else None,
        value_for_other=one.item.value_for_other,
        flags=tuple(Badge("undecided", _flag(flag)) for flag in one.flags),
        strength=strength_view(one.strength, names_accounts=here.site.names_accounts),
        sides=tuple(_side(here, one, side) for side in one.sides),
        others=cards(here, representative(one.others, QUOTES_SHOWN)),
        facts=tuple(_facts(here, one)),
    )


def _flag(flag: Flag) -> str:
    return f"{flag.value[:1].upper()}{flag.value[1:]}"


def _side(here: Place, one: RoadmapEvidence, side: SideBacking) -> BackingView:
    accounts = f" from {counted(len(side.accounts), 'account')}" if side.accounts else ""
    rest = len(side.evidence) - QUOTES_SHOWN
    return BackingView(
        side=here.site.sides[side.side],
        words=f"{_backing(here, side)}{accounts}" if side.participants else "Nobody cited",
        cards=cards(here, representative(side.evidence, QUOTES_SHOWN)),
        more=Hyperlink(f"{rest} more on its own page", here.page(one.page).href)
        if rest > 0
        else None,
    )


def _facts(here: Place, one: RoadmapEvidence) -> Iterator[Fact]:
    if one.item.outcome:
        yield Fact("Outcome", (here.outcome(one.item.outcome),))
    rows = (("Themes", one.themes), ("In conflict", one.conflicts), ("Unwanted", one.unwanted))
    for name, themes in rows:
        if themes:
            yield Fact(name, tuple(here.theme(key) for key in themes))
    if one.decisions:
        yield Fact("Decisions", tuple(here.decision(key) for key in one.decisions))
