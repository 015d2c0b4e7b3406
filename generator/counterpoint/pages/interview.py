"""A page for each interview: its transcript with every piece of evidence marked in place."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import groupby

from markupsafe import Markup

from counterpoint.citing import citation_link
from counterpoint.model import Coding, Interview, Participant
from counterpoint.pages.additions import Addition, additions
from counterpoint.pages.cards import shortened
from counterpoint.pages.place import Place, address_of, place
from counterpoint.pages.rendering import render
from counterpoint.pages.site import Site
from counterpoint.pages.transcripts import transcript
from counterpoint.pages.values import Page
from counterpoint.pages.views import Badge, Fact, Hyperlink, SideView
from counterpoint.pages.wording import JOINT, UNCODED, counted, day, spoken, title_of

MAP_WIDTH = 1000


@dataclass(frozen=True, slots=True)
class Speaker:
    """Somebody who took part."""

    anchor: str
    name: str
    id: str
    side: SideView
    facts: tuple[Fact, ...]


@dataclass(frozen=True, slots=True)
class Tick:
    """A piece of evidence on the small map of the transcript."""

    x: float
    anchor: str
    look: str
    words: str


@dataclass(frozen=True, slots=True)
class InterviewView:
    """Everything on an interview's page."""

    date: str
    marks: tuple[Badge, ...]
    facts: tuple[Fact, ...]
    speakers: tuple[Speaker, ...]
    ticks: tuple[Tick, ...]
    additions: tuple[Addition, ...]
    additions_empty: str
    is_open: bool
    transcript: Markup
    citation: str
    number_of_evidence: str
    cited_by: tuple[Hyperlink, ...]


def pages(site: Site, interviews: Iterable[Interview] | None = None) -> Iterator[Page]:
    """Yield the page of every interview, or of those that are given."""
    for interview in site.interviews if interviews is None else interviews:
        yield interview_page(site, interview)


def interview_page(site: Site, interview: Interview) -> Page:
    """Return an interview's page."""
    here = place(site, address_of(interview))
    return render(
        here,
        "interview.html",
        interview_view(here, interview),
        title=interview.title,
        source=interview.path,
        description=f"{title_of(interview.method)}, {day(interview.date)}",
        trail=(Hyperlink("Interviews", here.to("research/interviews/")),),
    )


def interview_view(here: Place, interview: Interview) -> InterviewView:
    """Return what an interview's page shows."""
    return InterviewView(
        date=day(interview.date),
        marks=tuple(_marks(here.site, interview)),
        facts=tuple(_facts(here, interview)),
        speakers=tuple(_speaker(here, interview, one) for one in interview.participants),
        ticks=tuple(_ticks(here, interview)),
        additions=additions(here, interview),
        additions_empty=_nothing_added(interview),
        is_open=interview.coding is Coding.OPEN,
        transcript=transcript(here, interview),
        citation=citation_link(interview.title, interview.path),
        number_of_evidence=counted(len(interview.evidence), "piece"),
        cited_by=tuple(here.citing(one) for one in here.site.backlinks.of_page(interview.path)),
    )


def _marks(site: Site, interview: Interview) -> Iterator[Badge]:
    if not interview.is_coded:
        yield UNCODED
    if interview.id in site.joint:
        yield JOINT


def _facts(here: Place, interview: Interview) -> Iterator[Fact]:
    yield Fact("Method", (Hyperlink(title_of(interview.method)),))
    if interview.interviewers:
        yield Fact("Asked by", tuple(Hyperlink(one) for one in interview.interviewers))
    if interview.guide:
        yield Fact("Guide", (here.guide(interview.guide),))
    known = (key for key in interview.asked if key in here.site.study.themes)
    if raised := tuple(here.theme(key) for key in known):
        yield Fact("Raised", raised)
    if interview.recording:
        yield Fact("Recording", (_recording(interview.recording),))
    yield Fact("For", (Hyperlink(f"{interview.consent.audience} readers"),))
    if interview.words:
        yield Fact("Length", (Hyperlink(counted(interview.words, "word")),))


def _recording(address: str) -> Hyperlink:
    """Return a link to a recording; anything but a web address stays plain words."""
    is_web = address.startswith(("https://", "http://"))
    return Hyperlink("listen", address) if is_web else Hyperlink(address)


def _speaker(here: Place, interview: Interview, someone: Participant) -> Speaker:
    study = here.site.study
    facts: list[Fact] = []
    if someone.persona in study.personas:
        facts.append(Fact("Persona", (here.persona(someone.persona),)))
    if someone.account in study.accounts:
        facts.append(Fact("Account", (here.account(someone.account),)))
    if someone.roles:
        facts.append(Fact("Role", tuple(Hyperlink(spoken(one)) for one in someone.roles)))
    if someone.lifecycle:
        facts.append(Fact("Stage", (Hyperlink(spoken(someone.lifecycle)),)))
    if someone.segments:
        facts.append(Fact("Segment", tuple(Hyperlink(spoken(one)) for one in someone.segments)))
    others = (one for one in here.site.voices[someone.id].interviews if one.id != interview.id)
    if again := tuple(here.interview(one.id) for one in others):
        facts.append(Fact("Also heard in", again))
    name = someone.speaker or someone.id
    return Speaker(
        f"participant_{someone.id}", name, someone.id, here.side_of(someone), tuple(facts)
    )


def _ticks(here: Place, interview: Interview) -> Iterator[Tick]:
    """Yield evidence from the beginning to the end, that of one turn beside each other."""
    turns = max(1, len(interview.turns))
    in_order = sorted(interview.evidence, key=lambda one: one.turn)
    for turn, group in groupby(in_order, key=lambda one: max(0, one.turn)):
        items = tuple(group)
        for number, item in enumerate(items, start=1):
            x = MAP_WIDTH * (turn + number / (len(items) + 1)) / turns
            look = here.side_of(item.participant).look
            yield Tick(round(x, 1), item.anchor, look, shortened(item.quote))


def _nothing_added(interview: Interview) -> str:
    if interview.coding is Coding.OPEN and not interview.evidence:
        return "Nothing is tagged yet. Write evidence below the words it stands for."
    if interview.coding is Coding.OPEN:
        number = counted(len(interview.evidence), "piece")
        return f"Not counted yet: coding is open, with {number} of evidence tagged so far."
    return "It takes no first-hand stance on any theme."
