"""The coverage page: whom the study has heard, whom not, and whom to interview next."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from counterpoint.analysis.coverage import AccountRoles, Coverage, MethodUse, TargetProgress
from counterpoint.analysis.interview_next import Suggestion, Whom
from counterpoint.analysis.saturation import BASE, RUN, THRESHOLD, Saturation
from counterpoint.model import Lifecycle, Method, Role
from counterpoint.pages.charts import (
    Chart,
    cadence,
    heat_map,
    method_mix,
    saturation_curves,
)
from counterpoint.pages.listing import linked, number, sided, words
from counterpoint.pages.outcomes import whom_to_hear
from counterpoint.pages.place import METHOD, Place, place
from counterpoint.pages.rendering import render
from counterpoint.pages.saturating import saturation_words
from counterpoint.pages.site import Site
from counterpoint.pages.values import Page
from counterpoint.pages.views import Cell, Column, Figure, Hyperlink, Row, Table
from counterpoint.pages.wording import counted, listed, spoken, title_of

ADDRESS = "research/coverage/"
SUGGESTIONS_SHOWN = 12
REASONS_SHOWN = 5
ROWS_SHOWN = 200
NAMES_SHOWN = 12
ACCOUNTS_SHOWN = 80


@dataclass(frozen=True, slots=True)
class NextInterview:
    """Somebody to interview, and why."""

    whom: tuple[Hyperlink, ...]
    reasons: tuple[Hyperlink, ...]
    more: str


@dataclass(frozen=True, slots=True)
class CoverageCharts:
    """The page's charts, those left out for which there is nothing to draw."""

    heat_map: Chart | None
    saturation: Chart | None
    methods: Chart | None
    cadence: Chart | None


@dataclass(frozen=True, slots=True)
class CoverageView:
    """Everything on the coverage page."""

    figures: tuple[Figure, ...]
    next: tuple[NextInterview, ...]
    matrix: Table
    saturation: Table
    saturation_rule: str
    method: str
    """Where the rule is explained."""
    methods: Table
    targets: Table
    one_sided_outcomes: tuple[Hyperlink, ...]
    accounts: Table
    more_accounts: Hyperlink | None
    segments: Table
    joint: tuple[Hyperlink, ...]
    uncoded: tuple[Hyperlink, ...]
    charts: CoverageCharts
    cadence: str


def pages(site: Site) -> Iterator[Page]:
    """Yield the coverage page."""
    here = place(site, ADDRESS)
    found = site.insights.coverage
    view = CoverageView(
        figures=tuple(_figures(here, found)),
        next=tuple(next_interviews(here)),
        matrix=_matrix(here, found),
        saturation=_saturation(here),
        saturation_rule=_rule(),
        method=here.to(METHOD, "saturation"),
        methods=_methods(here, found),
        targets=_targets(here, found),
        one_sided_outcomes=tuple(here.outcome(one) for one in found.one_sided_outcomes),
        accounts=_accounts(here, found),
        more_accounts=_more_accounts(here, found),
        segments=_segments(here, found),
        joint=_some(here, found.joint),
        uncoded=_some(here, found.uncoded),
        charts=CoverageCharts(
            heat_map=here.chart(heat_map),
            saturation=here.chart(saturation_curves),
            methods=here.chart(method_mix),
            cadence=here.chart(cadence),
        ),
        cadence=_cadence_in_words(found),
    )
    yield render(
        here,
        "coverage.html",
        view,
        title="Coverage",
        description="Whom this study has heard, whom it has not, and whom to interview next.",
    )


def _figures(here: Place, found: Coverage) -> Iterator[Figure]:
    interviews = here.to("research/interviews/")
    for side in here.site.pair:
        people = len(here.site.analysis.interviewed.get(side.key, ()))
        yield Figure(people, side.one if people == 1 else side.many, interviews, side.look)
    yield Figure(len(found.counted), "interviews that count", interviews)
    yield Figure(len(found.uncoded), "not coded yet", "#uncoded" if found.uncoded else "")
    yield Figure(found.weeks_without, "weeks without an interview, in a year", "#cadence")


def _some(here: Place, interviews: Sequence[str]) -> tuple[Hyperlink, ...]:
    """Return the first few interviews, and where the others stand."""
    shown = tuple(here.interview(one) for one in interviews[:NAMES_SHOWN])
    rest = len(interviews) - NAMES_SHOWN
    if rest <= 0:
        return shown
    return (*shown, Hyperlink(f"{rest:,} more", here.to("research/interviews/")))


def next_interviews(here: Place) -> Iterator[NextInterview]:
    """Yield whom to interview next, and why, the most telling first."""
    for one in here.site.insights.interview_next[:SUGGESTIONS_SHOWN]:
        yield _next(here, one)


def _next(here: Place, suggestion: Suggestion) -> NextInterview:
    rest = len(suggestion.reasons) - REASONS_SHOWN
    return NextInterview(
        whom=tuple(_whom(here, suggestion.whom)) or (Hyperlink("Anybody"),),
        reasons=tuple(
            Hyperlink(
                _sentence(here, suggestion.whom, one.words),
                here.theme(one.theme).href
                if one.theme
                else here.outcome(one.outcome).href
                if one.outcome
                else "",
            )
            for one in suggestion.reasons[:REASONS_SHOWN]
        ),
        more=f"and {counted(rest, 'more reason')}" if rest > 0 else "",
    )


def _sentence(here: Place, whom: Whom, text: str) -> str:
    """Return a reason as a sentence that calls a participant by name."""
    if whom.participant:
        return text.replace(whom.participant, here.name(whom.participant))
    return f"{text[:1].upper()}{text[1:]}"


def _whom(here: Place, whom: Whom) -> Iterator[Hyperlink]:
    study = here.site.study
    if whom.participant:
        yield here.voice(whom.participant)
    if whom.role:
        yield Hyperlink(title_of(whom.role))
    if whom.persona in study.personas:
        yield here.persona(whom.persona)
        if whom.side and whom.side != study.personas[whom.persona].side:
            yield Hyperlink(f"as {here.site.sides[whom.side].one}")
    elif whom.side:
        yield Hyperlink(here.site.sides[whom.side].plural)
    if whom.lifecycle:
        yield Hyperlink(spoken(whom.lifecycle))
    if whom.account in study.accounts:
        yield here.account(whom.account)


def _matrix(here: Place, found: Coverage) -> Table:
    stages = [
        one for one in (*Lifecycle, None) if any(cell.lifecycle is one for cell in found.matrix)
    ]
    columns = (
        Column("Persona"),
        Column("Side"),
        *(Column(title_of(one) if one else "Stage not said", is_number=True) for one in stages),
    )
    groups = dict.fromkeys((cell.side, cell.persona) for cell in found.matrix)
    heard = {(cell.side, cell.persona, cell.lifecycle): cell.participants for cell in found.matrix}
    rows = tuple(
        Row(
            (
                linked(_persona(here, persona)),
                sided(here.site.sides[side]),
                *(
                    number(len(heard.get((side, persona, one), ())), _persona(here, persona).href)
                    for one in stages
                ),
            )
        )
        for side, persona in groups
    )
    return Table("matrix", "Participants heard, by persona and stage", columns, rows[:ROWS_SHOWN])


def _persona(here: Place, key: str) -> Hyperlink:
    if key in here.site.study.personas:
        return here.persona(key)
    return Hyperlink(title_of(key) if key else "No persona")


def _saturation(here: Place) -> Table:
    columns = (
        Column("Whose"),
        Column("Side"),
        Column("Interviews", is_number=True),
        Column("Themes so far", is_number=True),
        Column(f"New in the last {RUN}"),
    )
    rows = tuple(_curve(here, one) for one in here.site.insights.saturation if one.steps)
    return Table(
        "saturation",
        "How many new themes the newest interviews brought",
        columns,
        rows[:ROWS_SHOWN],
    )


def _curve(here: Place, one: Saturation) -> Row:
    side = here.site.sides[one.side]
    whose = _persona(here, one.persona) if one.persona else Hyperlink(f"All {side.many}")
    return Row(
        (
            linked(whose),
            sided(side),
            Cell(links=(Hyperlink(f"{len(one.steps):,}"),), is_number=True),
            Cell(links=(Hyperlink(f"{one.steps[-1].total:,}"),), is_number=True),
            words(saturation_words(one)),
        )
    )


def _rule() -> str:
    share = f"{THRESHOLD:.0%}".replace("%", " per cent")
    return (
        f"Little new comes up once {RUN} more interviews bring at most {share} as many new themes "
        f"as the first {BASE} did."
    )


def _methods(here: Place, found: Coverage) -> Table:
    sides = tuple(dict.fromkeys(one.side for one in found.methods))
    uses = {(one.method, one.side): one for one in found.methods}
    columns = (
        Column("Method"),
        *(Column(here.site.sides[side].plural, is_number=True) for side in sides),
    )
    methods = tuple(dict.fromkeys(one.method for one in found.methods))
    rows = tuple(
        Row(
            (
                words(title_of(method)),
                *(_use(here, method, uses.get((method, side))) for side in sides),
            )
        )
        for method in methods
    )
    return Table("methods", "Interviews by method and side", columns, rows)


def _use(here: Place, method: Method, use: MethodUse | None) -> Cell:
    if use is None:
        return number(0)
    href = (
        here.to("research/interviews/") + f"?interviews.method={spoken(method).replace(' ', '+')}"
    )
    return number(len(use.interviews), href)


def _targets(here: Place, found: Coverage) -> Table:
    columns = (
        Column("Outcome"),
        Column("Whom it needs to hear"),
        Column("Wanted", is_number=True),
        Column("Heard", is_number=True),
        Column("Not coded yet", is_number=True),
        Column("Still to interview", is_number=True),
    )
    rows = tuple(_target(here, one) for one in found.targets[:ROWS_SHOWN])
    return Table("targets", "Outcomes and whom they still need", columns, rows)


def _target(here: Place, one: TargetProgress) -> Row:
    outcome = here.outcome(one.outcome)
    numbers = (one.target.participants, len(one.heard), len(one.waiting), one.missing)
    return Row(
        (
            linked(outcome),
            linked(*whom_to_hear(here, one.target)),
            *(number(each, f"{outcome.href}#_hear") for each in numbers),
        )
    )


def _accounts(here: Place, found: Coverage) -> Table:
    columns = (Column("Account"), Column("Sides"), Column("Roles heard"), Column("Roles missing"))
    rows = tuple(_account(here, one) for one in found.accounts[:ACCOUNTS_SHOWN])
    return Table(
        "accounts",
        "Who takes part in a decision to buy: roles heard, and roles nobody spoke for",
        columns,
        rows,
    )


def _more_accounts(here: Place, found: Coverage) -> Hyperlink | None:
    rest = len(found.accounts) - ACCOUNTS_SHOWN
    if rest <= 0:
        return None
    return Hyperlink(f"{counted(rest, 'more account')}", here.to("research/accounts/"))


def _account(here: Place, one: AccountRoles) -> Row:
    known = one.account in here.site.study.accounts
    return Row(
        (
            linked(here.account(one.account) if known else Hyperlink(title_of(one.account))),
            words(listed(here.site.sides[side].many for side in one.sides) or "nobody"),
            words(_roles(tuple(role for role, _ in one.heard)) or "not said"),
            words(_roles(one.missing) if one.heard else ""),
        )
    )


def _roles(roles: tuple[Role, ...]) -> str:
    return listed(spoken(role) for role in roles)


def _segments(here: Place, found: Coverage) -> Table:
    columns = (Column("Segment"), Column("Side"), Column("Participants", is_number=True))
    rows = tuple(
        Row(
            (
                words(title_of(one.segment)),
                sided(here.site.sides[one.side]),
                Cell(
                    links=(Hyperlink(f"{len(one.participants):,}"),),
                    is_number=True,
                    note=", ".join(here.name(each) for each in one.participants[:8]),
                ),
            )
        )
        for one in found.segments[:ROWS_SHOWN]
    )
    return Table("segments", "Groups that interviews name besides personas", columns, rows)


def _cadence_in_words(found: Coverage) -> str:
    held = sum(len(week.interviews) for week in found.cadence)
    without = counted(found.weeks_without, "week")
    weeks = len(found.cadence)
    return f"{counted(held, 'interview')} in the last {weeks} weeks; {without} without one."
