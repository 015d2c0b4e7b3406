"""The overlap page: where the two sides agree, theme by theme, in three orders."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from counterpoint.analysis.values import Position, Relation, ThemeFindings
from counterpoint.pages.charts import Chart, overlap_map
from counterpoint.pages.listing import linked, words
from counterpoint.pages.partitions import partitions
from counterpoint.pages.place import OVERLAP, Place, place
from counterpoint.pages.rendering import render
from counterpoint.pages.site import Site
from counterpoint.pages.values import Page
from counterpoint.pages.views import Badge, Cell, Column, Hyperlink, Row, Table
from counterpoint.pages.wording import (
    LEVELS_IN_SHORT,
    RELATION_ADVICE,
    counted,
    listed,
    relation_badge,
    title_of,
)

AT_A_GLANCE = (
    Relation.SHARED,
    Relation.CONFLICT,
    Relation.CONTESTED,
    Relation.UNASKED,
    Relation.NEARLY_SHARED,
    Relation.NEARLY_CONFLICT,
    Relation.ONE_SIDED,
    Relation.UNWANTED,
    Relation.NEARLY_UNWANTED,
    Relation.THIN,
)
"""Relations as a reader wants them: what is settled or urgent first."""
OF_A_SILENT_SIDE = {Relation.UNASKED: "ask {}", Relation.ONE_SIDED: "nothing from {}"}
THEMES_PER_PAGE = 60
IN_A_GROUP = 20
"""Themes named per relation; of more the table has the rest."""
MARKS_AS_TABLE = 60
"""Themes on the map of which a table repeats the numbers; more stand in the table below only."""
NOWHERE = 10**6
"""Sorts themes that an order leaves out behind all others."""


@dataclass(frozen=True, slots=True)
class GroupedTheme:
    """A theme in the group of its relation."""

    link: Hyperlink
    note: str
    """Which side it is about, where the relation leaves that open."""


@dataclass(frozen=True, slots=True)
class RelationGroup:
    """Themes of one relation."""

    badge: Badge
    meaning: str
    advice: str
    themes: tuple[GroupedTheme, ...]


@dataclass(frozen=True, slots=True)
class OverlapView:
    """Everything on the overlap page."""

    lede: str
    unheard: str
    """Said where a side was not heard at all."""
    map: Chart | None
    groups: tuple[RelationGroup, ...]
    in_a_group: int
    """How many themes of a relation are named above the table."""
    table: Table
    pages: tuple[Hyperlink, ...]
    """Every page of the table; the one shown has no address."""


def pages(site: Site) -> Iterator[Page]:
    """Yield the overlap page; of more than 60 themes the rest stands on further pages."""
    whole = len(site.analysis.overlap)
    addresses = tuple(overlap_address(start) for start in range(0, max(1, whole), THEMES_PER_PAGE))
    for number, address in enumerate(addresses):
        here = place(site, address)
        is_first, folded = number == 0, site.study.config.same_people
        view = OverlapView(
            lede=_lede(site),
            unheard=unheard(site),
            map=_map(here) if is_first else None,
            groups=tuple(relation_groups(here)) if is_first else (),
            in_a_group=IN_A_GROUP,
            table=_table(here, number * THEMES_PER_PAGE),
            pages=tuple(
                Hyperlink(str(n), "" if one == address else here.to(one))
                for n, one in enumerate(addresses, start=1)
            ),
        )
        title = "What people say" if folded else "Overlap"
        title = title if is_first else f"{title}, page {number + 1}"
        yield render(here, "overlap.html", view, title=title, description=view.lede)


def drawn_map(here: Place) -> Chart | None:
    """Return the map of themes; nothing while nobody of one side was heard."""
    heard = here.site.analysis.interviewed
    return here.chart(overlap_map) if all(heard.get(side.key) for side in here.site.pair) else None


def unheard(site: Site) -> str:
    """Return what is missing before the sides can be compared; empty where nothing is."""
    heard = site.analysis.interviewed
    silent = [side for side in site.pair if not heard.get(side.key)]
    if not site.interviews or not silent:
        return ""
    if len(silent) < len(site.pair):
        (side,) = silent
        return (
            f"No {side.one} has been heard yet, so nothing can be shared or in conflict: "
            "everything here is one side’s view."
        )
    return (
        f"None of {counted(len(site.interviews), 'interview')} counts yet. They can be read and "
        "searched; what they say is counted once their coding is done."
    )


def _map(here: Place) -> Chart | None:
    chart = drawn_map(here)
    return replace(chart, rows=()) if chart and len(chart.rows) > MARKS_AS_TABLE else chart


def overlap_address(rank: int) -> str:
    """Return the address of the page on which the theme of a rank, from 0, stands."""
    number = rank // THEMES_PER_PAGE + 1
    return OVERLAP if number == 1 else f"research/overlap-{number}/"


def _lede(site: Site) -> str:
    if site.study.config.same_people:
        return "Every theme with how many people take which stance on it."
    both = listed(side.many for side in site.pair)
    return f"Where {both} agree, where they do not, and where nobody has asked yet."


def relation_groups(here: Place) -> Iterator[RelationGroup]:
    """Yield the active themes by relation, in the order of the relations."""
    findings = [here.site.findings(key) for key in here.site.analysis.overlap]
    for relation in AT_A_GLANCE:
        found = [one for one in findings if one.relation is relation]
        badge = relation_badge(relation)
        if found and badge:
            themes = tuple(GroupedTheme(here.theme(one.theme), _about(here, one)) for one in found)
            yield RelationGroup(badge, badge.title, RELATION_ADVICE[relation], themes)


def _about(here: Place, findings: ThemeFindings) -> str:
    """Return which side is to be asked, or was asked and is silent; nothing of other relations."""
    if findings.relation not in OF_A_SILENT_SIDE:
        return ""
    silent = next(one.side for one in findings.sides if one.position is Position.SILENT)
    return OF_A_SILENT_SIDE[findings.relation].format(here.site.sides[silent].many)


def _table(here: Place, start: int) -> Table:
    site = here.site
    sides = tuple(Column(side.plural) for side in site.pair)
    orders = () if site.study.config.same_people else _order_columns()
    columns = (
        Column("Theme"),
        Column("Relation", filters=True),
        *sides,
        Column("Strength", filters=True),
        Column("Decision", filters=True),
    )
    shown = site.analysis.overlap[start : start + THEMES_PER_PAGE]
    rows = tuple(
        _row(here, site.findings(key), rank) for rank, key in enumerate(shown, start=start + 1)
    )
    return Table(
        "overlap",
        "Every theme in use, ordered by the side that wants it less",
        columns + orders,
        rows,
    )


def _order_columns() -> tuple[Column, ...]:
    orders = ("Overlap", "Go-to-market", "Product")
    return tuple(Column(f"{order} rank", is_number=True, is_rank=True) for order in orders)


def _row(here: Place, findings: ThemeFindings, rank: int) -> Row:
    analysis = here.site.analysis
    sides = tuple(
        Cell(partition=one, sort=str(len(found.for_)))
        for one, found in zip(partitions(here, findings), findings.sides, strict=True)
    )
    strength = LEVELS_IN_SHORT[findings.strength.level]
    ranks = (rank, _rank(analysis.go_to_market, findings), _rank(analysis.product, findings))
    orders = () if len(sides) == 1 else tuple(_place_in_order(one) for one in ranks)
    return Row(
        (
            linked(here.theme(findings.theme)),
            Cell(badge=relation_badge(findings.relation)),
            *sides,
            Cell(badge=strength, sort=strength.key),
            _decision(here, findings.theme),
            *orders,
        ),
        id=f"theme-{findings.theme}",
    )


def _decision(here: Place, theme: str) -> Cell:
    """Return the newest decision on a theme, or that there is none."""
    found = here.site.decisions_on.get(theme, ())
    if not found:
        return words("None")
    label = title_of(found[0].status.value)
    return linked(Hyperlink(label, here.decision(found[0].id).href), sort=label)


def _rank(order: tuple[str, ...], findings: ThemeFindings) -> int:
    return order.index(findings.theme) + 1 if findings.theme in order else NOWHERE


def _place_in_order(rank: int) -> Cell:
    words = Hyperlink(str(rank) if rank < NOWHERE else "–")
    return Cell(links=(words,), sort=str(rank), is_number=True)
