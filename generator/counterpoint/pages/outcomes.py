"""Outcomes: what the team is trying to change, and whom it must hear; an index and one each."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from markupsafe import Markup

from counterpoint.model import BOTH, HandWrittenPage, Outcome, Participant, Target
from counterpoint.pages.contributed import contributed
from counterpoint.pages.listing import TableSection, linked, listing, number, words
from counterpoint.pages.place import Place, address_of, place
from counterpoint.pages.rendering import render
from counterpoint.pages.site import Site
from counterpoint.pages.values import Page
from counterpoint.pages.views import Cell, Column, Fact, Hyperlink, Row, Table
from counterpoint.pages.wording import counted, spoken, title_of
from counterpoint.references import page_address

COLUMNS = (
    Column("Outcome"),
    Column("Metric"),
    Column("Whose success", filters=True),
    Column("People to hear", is_number=True),
    Column("Still missing", is_number=True),
    Column("Roadmap items"),
)


@dataclass(frozen=True, slots=True)
class OutcomeView:
    """Everything on an outcome's page."""

    facts: tuple[Fact, ...]
    one_sided: str
    """Whose success is not measured; empty where both or nobody's is."""
    body: Markup
    targets: Table
    roadmap: tuple[Hyperlink, ...]
    cited_by: tuple[Hyperlink, ...]


def pages(site: Site) -> Iterator[Page]:
    """Yield the index of outcomes and every outcome's page."""
    here = place(site, "research/outcomes/")
    outcomes = sorted(site.study.outcomes.values(), key=lambda one: (one.title, one.id))
    table = Table("outcomes", "Outcomes", COLUMNS, tuple(_row(here, one) for one in outcomes))
    yield listing(
        here,
        "Outcomes",
        (TableSection("outcomes", "Outcomes", "", table),),
        lede=f"{counted(len(outcomes), 'outcome')} that the team is working towards.",
        empty="No outcome is written down yet. Say what you want to change, and whom you must "
        "hear for that, with: counterpoint new outcome",
    )
    for outcome in outcomes:
        yield outcome_page(site, outcome)


def heard(site: Site, target: Target) -> int:
    """Return how many participants of counted interviews fit a target."""
    found = {
        one.id
        for interview in site.study.counted
        for one in interview.participants
        if _fits(one, target)
    }
    return len(found)


def _fits(someone: Participant, target: Target) -> bool:
    return (
        (not target.side or someone.side in (target.side, BOTH))
        and target.persona in ("", someone.persona)
        and target.lifecycle in (None, someone.lifecycle)
    )


def _missing(site: Site, outcome: Outcome) -> int:
    return sum(max(0, one.participants - heard(site, one)) for one in outcome.hear)


def _row(here: Place, outcome: Outcome) -> Row:
    href = here.outcome(outcome.id).href
    return Row(
        (
            linked(here.outcome(outcome.id)),
            words(outcome.metric),
            words(_whose(here.site, outcome)),
            number(sum(one.participants for one in outcome.hear), f"{href}#_hear"),
            number(_missing(here.site, outcome), f"{href}#_hear"),
            linked(*_roadmap(here, outcome)),
        )
    )


def _whose(site: Site, outcome: Outcome) -> str:
    return site.sides[outcome.metric_side].plural if outcome.metric_side else ""


def _roadmap(here: Place, outcome: Outcome) -> tuple[Hyperlink, ...]:
    names = (outcome.id, *outcome.aliases)

    def serves(page: HandWrittenPage) -> bool:
        return page.roadmap is not None and page.roadmap.outcome in names

    return tuple(
        Hyperlink(page.title, here.to(page_address(page.path)))
        for page in here.site.study.pages.values()
        if serves(page)
    )


def outcome_page(site: Site, outcome: Outcome) -> Page:
    """Return an outcome's page."""
    here = place(site, address_of(outcome))
    view = OutcomeView(
        facts=tuple(_facts(site, outcome)),
        one_sided=_one_sided(site, outcome),
        body=contributed(here, outcome.path, outcome.body, deepest=2),
        targets=_targets(here, outcome),
        roadmap=_roadmap(here, outcome),
        cited_by=tuple(here.citing(one) for one in site.backlinks.of_page(outcome.path)),
    )
    return render(
        here,
        "outcome.html",
        view,
        title=outcome.title,
        source=outcome.path,
        description=outcome.body.summary,
        trail=(Hyperlink("Outcomes", here.to("research/outcomes/")),),
    )


def _facts(site: Site, outcome: Outcome) -> Iterator[Fact]:
    if outcome.metric:
        yield Fact("Metric", (Hyperlink(outcome.metric),))
    if outcome.metric_side:
        yield Fact("Measures the success of", (Hyperlink(_whose(site, outcome)),))


def _one_sided(site: Site, outcome: Outcome) -> str:
    if outcome.metric_side not in site.study.side_keys:
        return ""
    other = site.study.config.other(outcome.metric_side)
    return (
        f"It measures one side’s success only. What would {site.sides[other.key].many} "
        "notice if it went well?"
    )


def _targets(here: Place, outcome: Outcome) -> Table:
    columns = (
        Column("Whom to hear"),
        Column("Wanted", is_number=True),
        Column("Heard", is_number=True),
        Column("Still missing", is_number=True),
    )
    rows = tuple(_target(here, one) for one in outcome.hear)
    return Table("hear", "Whom this outcome needs to hear", columns, rows)


def _target(here: Place, target: Target) -> Row:
    found = heard(here.site, target)
    return Row(
        (
            linked(*whom_to_hear(here, target)),
            number(target.participants),
            number(found),
            Cell(
                links=(Hyperlink(f"{max(0, target.participants - found):,}"),),
                is_number=True,
                note="" if found < target.participants else "enough heard",
            ),
        )
    )


def whom_to_hear(here: Place, target: Target) -> Iterator[Hyperlink]:
    """Yield the traits of whom a target asks for."""
    if target.lifecycle:
        yield Hyperlink(spoken(target.lifecycle))
    if target.persona in here.site.study.personas:
        yield here.persona(target.persona)
    elif target.persona:
        yield Hyperlink(title_of(target.persona))
    if target.side:
        yield Hyperlink(here.site.sides[target.side].many)
    if not (target.lifecycle or target.persona or target.side):
        yield Hyperlink("anybody")
