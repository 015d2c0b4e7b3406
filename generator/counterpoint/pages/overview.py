"""The overview: what should we know today, with the proof one click away."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from markupsafe import Markup

from counterpoint.analysis.values import Relation, Tension, TensionKind, ThemeFindings
from counterpoint.pages import coverage
from counterpoint.pages.charts import Chart
from counterpoint.pages.common_questions import questions
from counterpoint.pages.contributed import contributed
from counterpoint.pages.coverage import NextInterview, next_interviews
from counterpoint.pages.lately import LatelyView, lately_view
from counterpoint.pages.overlap import RelationGroup, drawn_map, relation_groups, unheard
from counterpoint.pages.partitions import partitions
from counterpoint.pages.place import ADDING, HOME, OVERLAP, Place, place
from counterpoint.pages.rendering import render
from counterpoint.pages.site import Site
from counterpoint.pages.values import Page
from counterpoint.pages.verdicts import advice, meaning
from counterpoint.pages.views import Badge, Figure, Hyperlink, Partition
from counterpoint.pages.wording import LEVELS, counted, day, listed, relation_badge

SHOWN = 5
RECENT = 6
NEXT = 3
SUMMARY = "docs/summary.md"


@dataclass(frozen=True, slots=True)
class Finding:
    """A theme as the overview shows it."""

    link: Hyperlink
    badge: Badge | None
    strength: Badge
    meaning: str
    advice: str
    partitions: tuple[Partition, ...]


@dataclass(frozen=True, slots=True)
class Pull:
    """An undecided tension."""

    themes: tuple[Hyperlink, Hyperlink]
    words: str


@dataclass(frozen=True, slots=True)
class Section:
    """Themes that answer one question."""

    id: str
    title: str
    words: str
    findings: tuple[Finding, ...]
    empty: str
    more: Hyperlink | None


@dataclass(frozen=True, slots=True)
class Recent:
    """An interview of late."""

    link: Hyperlink
    date: str
    who: str


@dataclass(frozen=True, slots=True)
class FirstStep:
    """What to do in a study without interviews, and what to type."""

    words: str
    command: str


@dataclass(frozen=True, slots=True)
class OverviewView:
    """Everything on the overview."""

    title: str
    lede: str
    freshness: str
    summary: Markup
    figures: tuple[Figure, ...]
    first_steps: tuple[FirstStep, ...]
    """What to do in a study without interviews."""
    unheard: str
    """Said where a side was not heard at all."""
    map: Chart | None
    groups: tuple[RelationGroup, ...]
    sections: tuple[Section, ...]
    pulls: tuple[Pull, ...]
    next: tuple[NextInterview, ...]
    recent: tuple[Recent, ...]
    lately: LatelyView | None
    overlap: str
    coverage: str
    method: str
    questions: tuple[Hyperlink, ...]
    adding: Hyperlink
    """Where a transcript is tagged in the browser."""


def pages(site: Site) -> Iterator[Page]:
    """Yield the overview."""
    here = place(site, HOME)
    is_heard = any(site.analysis.interviewed.get(side.key) for side in site.pair)
    view = OverviewView(
        title=site.study.config.title,
        lede=_lede(site),
        freshness=_freshness(site),
        summary=_summary(here),
        figures=tuple(_figures(here)),
        first_steps=() if site.interviews else tuple(_first_steps(site)),
        unheard=unheard(site),
        map=drawn_map(here),
        groups=tuple(relation_groups(here)) if is_heard else (),
        sections=tuple(_sections(here)) if is_heard else (),
        pulls=tuple(_pulls(here)),
        next=tuple(next_interviews(here))[:NEXT] if is_heard else (),
        recent=tuple(_recent(here)),
        lately=lately_view(here, site.lately),
        overlap=here.to(OVERLAP),
        coverage=here.to(coverage.ADDRESS, "next"),
        method=here.to("research/method/"),
        questions=questions(here),
        adding=Hyperlink("Add an interview", here.to(ADDING)),
    )
    yield render(here, "overview.html", view, title="Overview", description=view.lede)


def _summary(here: Place) -> Markup:
    page = here.site.study.pages.get(SUMMARY)
    return contributed(here, SUMMARY, page.body, deepest=3) if page else Markup()


def _first_steps(site: Site) -> Iterator[FirstStep]:
    if not site.study.themes:
        yield FirstStep("Write down one thing you want to learn about", "counterpoint new theme")
    if not site.study.guides:
        yield FirstStep("Put down whom you want to hear, and what to ask", "counterpoint new guide")
    yield FirstStep("Add a transcript", "counterpoint new interview")
    yield FirstStep("Tag what was said below the words, then look again", "counterpoint serve")


def _lede(site: Site) -> str:
    if site.study.config.same_people:
        return "What people want, what troubles them, and whose words say so."
    sides = listed(side.many for side in site.pair)
    return f"What {sides} each care about, where they agree, and where they pull apart."


def _freshness(site: Site) -> str:
    if not site.interviews:
        return "No interview can be shown yet."
    words = [f"Newest interview: {day(site.interviews[0].date)}"]
    if uncoded := sum(not one.is_coded for one in site.interviews):
        done = len(site.interviews) - uncoded
        words.append(f"{done:,} of {counted(len(site.interviews), 'interview')} coded so far")
    return "; ".join(words) + "."


def _figures(here: Place) -> Iterator[Figure]:
    site = here.site
    interviews = here.to("research/interviews/")
    for side in site.pair:
        number = len(site.analysis.interviewed.get(side.key, ()))
        yield Figure(number, side.one if number == 1 else side.many, interviews, side.look)
    yield _figure(len(site.interviews), "interview", interviews)
    if site.study.accounts:
        yield _figure(len(site.study.accounts), "account", here.to("research/accounts/"))
    yield _figure(len(site.analysis.overlap), "theme", here.to("research/themes/"))
    pieces = "piece of evidence" if len(site.evidence) == 1 else "pieces of evidence"
    yield Figure(len(site.evidence), pieces, interviews)


def _figure(number: int, one: str, href: str) -> Figure:
    return Figure(number, one if number == 1 else f"{one}s", href)


def _sections(here: Place) -> Iterator[Section]:
    if here.site.study.config.same_people:
        yield _most_wanted(here)
        return
    yield _section(
        here,
        "_shared",
        "What both sides share",
        "Do these first. They are ordered by the side that wants them less.",
        [here.site.findings(one) for one in here.site.analysis.shared],
        "Nothing is shared yet: no theme has enough people for it on both sides.",
    )
    yield _section(
        here,
        "_conflicts",
        "Where they conflict, undecided",
        "Decide, and write the decision down.",
        [one for one in _of(here, Relation.CONFLICT) if not one.decided_by],
        "No undecided conflict.",
    )
    yield _section(
        here,
        "_unasked",
        "What nobody has asked the other side",
        "Silence is not absence: raise these in the next interviews.",
        _of(here, Relation.UNASKED),
        "No side has a position on which the other was not asked.",
    )


def _most_wanted(here: Place) -> Section:
    findings = [here.site.findings(one) for one in here.site.analysis.overlap]
    return _section(here, "_most", "What most people say", "", findings, "Nobody was heard yet.")


def _of(here: Place, relation: Relation) -> list[ThemeFindings]:
    order = (here.site.findings(one) for one in here.site.analysis.overlap)
    return [one for one in order if one.relation is relation]


def _section(  # noqa: PLR0913, PLR0917  (one section of one page)
    here: Place, anchor: str, title: str, words: str, found: list[ThemeFindings], empty: str
) -> Section:
    rest = len(found) - SHOWN
    return Section(
        id=anchor,
        title=title,
        words=words,
        findings=tuple(finding(here, one) for one in found[:SHOWN]),
        empty=empty,
        more=Hyperlink(f"{rest} more on the overlap page", here.to(OVERLAP)) if rest > 0 else None,
    )


def finding(here: Place, findings: ThemeFindings) -> Finding:
    """Return a theme in short: relation, strength, both sides, what to do."""
    return Finding(
        link=here.theme(findings.theme),
        badge=relation_badge(findings.relation),
        strength=LEVELS[findings.strength.level],
        meaning=meaning(here, findings),
        advice=advice(findings),
        partitions=partitions(here, findings),
    )


def _pulls(here: Place) -> Iterable[Pull]:
    return (
        pull(here, one)
        for one in here.site.analysis.tensions
        if one.kind is TensionKind.TENSION and not one.decided_by
    )


def pull(here: Place, tension: Tension) -> Pull:
    """Return a tension in words: who is for what."""
    first, second = here.site.pair
    ours, theirs = (here.theme(one) for one in tension.themes)
    return Pull(
        (ours, theirs), f"{first.plural} are for the first, {second.many} are for the second."
    )


def _recent(here: Place) -> Iterator[Recent]:
    for interview in here.site.interviews[:RECENT]:
        sides = dict.fromkeys(here.side_of(one).label for one in interview.participants)
        yield Recent(here.interview(interview.id), day(interview.date), listed(sides) or "Measured")
