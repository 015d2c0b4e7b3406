"""A page's place in the site: every address as seen from there."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from counterpoint.citing import Citation, TargetKind, cite
from counterpoint.model import (
    Account,
    Decision,
    Evidence,
    Guide,
    HandWrittenPage,
    Interview,
    Link,
    Outcome,
    Participant,
    Persona,
    Theme,
)
from counterpoint.pages.backlinks import Citing
from counterpoint.pages.charts.drawing import Chart, Drawing, draw
from counterpoint.pages.insights import Insights
from counterpoint.pages.site import Site, Voice
from counterpoint.pages.views import Hyperlink, SideView
from counterpoint.pages.wording import counted, title_of
from counterpoint.references import page_address

HOME = "research/"
OVERLAP = "research/overlap/"
METHOD = "research/method/"
ADDING = "research/add/"
SEARCH = "research/search/"
KINDS = "research/kinds/"


def address_of(page: Theme | Persona | Account | Decision | Outcome | Guide | Interview) -> str:
    """Return an entity's address on the site; proposed ones stand where their file would."""
    return page_address(page.path or f"research/{folder_of(page)}/{page.id}.md")


def folder_of(page: object) -> str:
    """Return the folder of an entity's kind: `themes`."""
    return f"{type(page).__name__.lower()}s"


def kind_address(key: str) -> str:
    """Return the address of the page of a kind of evidence."""
    return f"{KINDS}{key}/"


def staged_path(address: str) -> str:
    """Return where the page of an address is staged: `research/themes/` has an index."""
    is_index = address.count("/") < 2 or address in FOLDERS  # noqa: PLR2004  (`research/` alone)
    return f"{address}index.md" if is_index else f"{address.removesuffix('/')}.md"


FOLDERS = frozenset(
    f"research/{folder}/"
    for folder in (
        "themes",
        "personas",
        "accounts",
        "interviews",
        "decisions",
        "outcomes",
        "guides",
        "kinds",
        "data",
    )
)


@dataclass(frozen=True, slots=True)
class Place:
    """The site, looked at from one page."""

    site: Site
    address: str
    root: str
    """From this page to the site's root: `../../../`."""

    def to(self, address: str, fragment: str = "") -> str:
        """Return the address of another page, or of a place on it, relative to this page."""
        if address == self.address and fragment:
            return f"#{fragment}"
        if address.startswith(HOME) and self.address.startswith(HOME):
            target = f"{self.root[3:]}{address[len(HOME) :]}" or "./"
        else:
            target = f"{self.root}{address}" or "./"
        return f"{target}#{fragment}" if fragment else target

    def theme(self, key: str, fragment: str = "") -> Hyperlink:
        """Return a link to a theme's page."""
        theme = self.site.study.themes[key]
        return Hyperlink(theme.title, self.to(address_of(theme), fragment))

    def persona(self, key: str) -> Hyperlink:
        """Return a link to a persona's page."""
        persona = self.site.study.personas[key]
        return Hyperlink(persona.title, self.to(address_of(persona)))

    def account(self, key: str) -> Hyperlink:
        """Return a link to an account's page."""
        account = self.site.study.accounts[key]
        return Hyperlink(account.title, self.to(address_of(account)))

    def interview(self, key: str, fragment: str = "") -> Hyperlink:
        """Return a link to an interview's page."""
        interview = self.site.study.interviews[key]
        return Hyperlink(interview.title, self.to(address_of(interview), fragment))

    def decision(self, key: str) -> Hyperlink:
        """Return a link to a decision's page, or its id where there is none."""
        decision = self.site.study.decisions.get(key)
        if decision is None:
            return Hyperlink(title_of(key))
        return Hyperlink(decision.title, self.to(address_of(decision)))

    def outcome(self, key: str) -> Hyperlink:
        """Return a link to an outcome's page, or its id where there is none."""
        outcome = self.site.study.outcomes.get(key)
        if outcome is None:
            return Hyperlink(title_of(key))
        return Hyperlink(outcome.title, self.to(address_of(outcome)))

    def guide(self, key: str) -> Hyperlink:
        """Return a link to a guide's page, or its id where there is none."""
        guide = self.site.study.guides.get(key)
        if guide is None:
            return Hyperlink(title_of(key))
        return Hyperlink(guide.title, self.to(address_of(guide)))

    def page(self, page: HandWrittenPage) -> Hyperlink:
        """Return a link to a hand-written page."""
        return Hyperlink(page.title, self.to(page_address(page.path)))

    def citing(self, page: Citing) -> Hyperlink:
        """Return a link to a page that cites something."""
        return Hyperlink(page.title, self.to(page_address(page.path)))

    def cite(self, source: str, link: Link) -> Citation:
        """Return what a link in a file of the repository refers to."""
        return cite(self.site.catalogue, source, link)

    def cited_address(self, citation: Citation) -> str:
        """Return a citation's address as seen from this page; empty where there is none to show."""
        if citation.target is TargetKind.EXTERNAL or not citation.address:
            return citation.address
        return self.to_written(citation.address)

    def chart(self, drawn: Callable[[Insights], Drawing | None]) -> Chart | None:
        """Return a chart of the study, or `None` where it has nothing to draw."""
        found = drawing(self.site, drawn)
        return draw(found, self.to_written) if found else None

    def to_written(self, address: str) -> str:
        """Return the address of another page, fragment included, relative to this page."""
        return self.to(*address.split("#", 1))

    def kind(self, key: str) -> Hyperlink:
        """Return a link to the page of an evidence kind."""
        return Hyperlink(title_of(key), self.to(kind_address(key)))

    def evidence_found(self, facet: str, key: str) -> str:
        """Return the address of a search of all evidence of a theme, persona, kind or account."""
        return f"{self.to(SEARCH)}?type=evidence&{facet}={key}"

    def context(self, evidence: Evidence) -> str:
        """Return the address of a piece of evidence in its transcript."""
        return self.interview(evidence.interview, evidence.anchor).href

    def name(self, key: str) -> str:
        """Return what a participant is called."""
        voice = self.site.voices.get(key)
        return voice.name if voice else key

    def voice(self, key: str) -> Hyperlink:
        """Return a participant's name with a link to their newest interview."""
        voice = self.site.voices.get(key)
        if voice is None:
            return Hyperlink(key)
        newest = voice.interviews[-1]
        return Hyperlink(voice.name, self.to(address_of(newest), f"participant_{key}"))

    def side_of(self, participant: Participant | None) -> SideView:
        """Return the side that a participant is shown with."""
        return self.site.sides[participant.side if participant else ""]

    def who(self, voice: Voice) -> str:
        """Return a participant's persona and account in words."""
        study, newest = self.site.study, voice.newest
        persona = study.personas.get(newest.persona)
        account = study.accounts.get(newest.account)
        return ", ".join(one.title for one in (persona, account) if one is not None)

    def interviews(self, number: int) -> str:
        """Return `3 interviews`."""
        return counted(number, "interview")


def drawing(site: Site, of: Callable[[Insights], Drawing | None]) -> Drawing | None:
    """Return a chart before it is drawn; `None` where it has nothing to show."""
    return site.recall.known(of, site.ground.everything, lambda: of(site.insights))


def place(site: Site, address: str) -> Place:
    """Return the place of the page at an address."""
    return Place(site, address, "../" * address.count("/"))
