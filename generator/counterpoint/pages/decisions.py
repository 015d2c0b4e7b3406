"""Decisions: what was decided about a conflict or a theme, and why; an index and one each."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from markupsafe import Markup

from counterpoint.model import Decision, DecisionStatus
from counterpoint.pages.backlinks import Citing
from counterpoint.pages.contributed import contributed
from counterpoint.pages.listing import TableSection, linked, listing, words
from counterpoint.pages.partitions import partitions
from counterpoint.pages.place import Place, address_of, place
from counterpoint.pages.rendering import render
from counterpoint.pages.site import Site
from counterpoint.pages.values import Page
from counterpoint.pages.views import Badge, Cell, Column, Fact, Hyperlink, Partition, Row, Table
from counterpoint.pages.wording import counted, day, relation_badge

STATUSES = {
    DecisionStatus.PROPOSED: Badge("proposed", "Proposed", "Not decided yet; it settles nothing."),
    DecisionStatus.DECIDED: Badge("decided", "Decided", "In force."),
    DecisionStatus.SUPERSEDED: Badge("superseded", "Superseded", "Replaced by a later decision."),
}
DUE = Badge("undecided", "Look again", "The date to revisit it has passed.")
COLUMNS = (
    Column("Decision"),
    Column("Date"),
    Column("Status", filters=True),
    Column("Optimises for", filters=True),
    Column("Themes"),
    Column("Revisit"),
)


@dataclass(frozen=True, slots=True)
class DecidedTheme:
    """A theme that a decision settles, with where the sides stand today."""

    link: Hyperlink
    badge: Badge | None
    partitions: tuple[Partition, ...]


@dataclass(frozen=True, slots=True)
class DecisionView:
    """Everything on a decision's page."""

    date: str
    badges: tuple[Badge, ...]
    facts: tuple[Fact, ...]
    body: Markup
    themes: tuple[DecidedTheme, ...]
    cited_by: tuple[Hyperlink, ...]


def pages(site: Site) -> Iterator[Page]:
    """Yield the index of decisions and every decision's page."""
    here = place(site, "research/decisions/")
    decisions = sorted(
        site.study.decisions.values(), key=lambda one: (one.date, one.id), reverse=True
    )
    table = Table("decisions", "Decisions", COLUMNS, tuple(_row(here, one) for one in decisions))
    yield listing(
        here,
        "Decisions",
        (TableSection("decisions", "Decisions", "", table),),
        lede=f"{counted(len(decisions), 'decision')} about what the evidence left open.",
        empty="Nothing has been decided yet. Where the sides pull apart, write down who decided "
        "what and why, with: counterpoint new decision",
    )
    for decision in decisions:
        yield decision_page(site, decision)


def badges(site: Site, decision: Decision) -> tuple[Badge, ...]:
    """Return a decision's status, and whether the time to revisit it has come."""
    status = STATUSES[decision.status]
    return (status, DUE) if is_due(site, decision) else (status,)


def is_due(site: Site, decision: Decision) -> bool:
    """Tell whether the date to revisit a decision in force has passed."""
    when = decision.revisit_on
    return (
        decision.status is DecisionStatus.DECIDED and when is not None and (when < site.study.today)
    )


def _row(here: Place, decision: Decision) -> Row:
    shown = badges(here.site, decision)
    return Row(
        (
            linked(here.decision(decision.id)),
            words(decision.date.isoformat()),
            Cell(badge=shown[-1]),
            words(_optimises_for(here.site, decision)),
            linked(*_themes(here, decision)),
            words(_revisit(decision)),
        )
    )


def _themes(here: Place, decision: Decision) -> tuple[Hyperlink, ...]:
    return tuple(here.theme(one) for one in decision.themes if one in here.site.study.themes)


def _optimises_for(site: Site, decision: Decision) -> str:
    return site.sides[decision.optimise_for].plural if decision.optimise_for else ""


def _revisit(decision: Decision) -> str:
    return day(decision.revisit_on) if decision.revisit_on else decision.revisit_when


def decision_page(site: Site, decision: Decision) -> Page:
    """Return a decision's page."""
    here = place(site, address_of(decision))
    view = DecisionView(
        date=day(decision.date),
        badges=badges(site, decision),
        facts=tuple(_facts(here, decision)),
        body=contributed(here, decision.path, decision.body, deepest=2),
        themes=tuple(_decided(here, one) for one in decision.themes if one in site.study.themes),
        cited_by=tuple(here.citing(one) for one in _resting_on(site, decision)),
    )
    return render(
        here,
        "decision.html",
        view,
        title=decision.title,
        source=decision.path,
        description=decision.body.summary,
        trail=(Hyperlink("Decisions", here.to("research/decisions/")),),
    )


def _facts(here: Place, decision: Decision) -> Iterator[Fact]:
    if optimises_for := _optimises_for(here.site, decision):
        yield Fact("Optimises for", (Hyperlink(optimises_for),))
    if decision.owner:
        yield Fact("Owner", (Hyperlink(decision.owner),))
    if revisit := _revisit(decision):
        yield Fact("Revisit when", (Hyperlink(revisit),))
    if decision.superseded_by:
        yield Fact("Superseded by", (here.decision(decision.superseded_by),))
    replaced = (
        one.id
        for one in here.site.study.decisions.values()
        if one.superseded_by in (decision.id, *decision.aliases)
    )
    if older := tuple(here.decision(one) for one in replaced):
        yield Fact("Supersedes", older)


def _decided(here: Place, theme: str) -> DecidedTheme:
    findings = here.site.findings(theme)
    return DecidedTheme(
        here.theme(theme), relation_badge(findings.relation), partitions(here, findings)
    )


def about(decision: Decision) -> str:
    """Return when a decision was taken and by whom, in words."""
    return ", ".join(part for part in (day(decision.date), decision.owner) if part)


def _resting_on(site: Site, decision: Decision) -> list[Citing]:
    """Return the pages that cite a decision, and the roadmap items on what it settles."""
    items = site.insights.roadmap.items
    touched = {
        Citing(one.page.title, one.page.path, is_roadmap=True)
        for one in items
        if decision.id in one.decisions
    }
    return sorted(touched.union(site.backlinks.of_page(decision.path)))
