"""A page for each account: who was heard in which role, and where its two sides agree or not."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from markupsafe import Markup

from counterpoint.model import Account, Participant
from counterpoint.pages.cards import Quoted, by_participant, cards, takes_stance
from counterpoint.pages.contributed import contributed
from counterpoint.pages.listing import linked, sided, words
from counterpoint.pages.persona import chosen, figures, interviews_of
from counterpoint.pages.place import Place, address_of, place
from counterpoint.pages.rendering import render
from counterpoint.pages.site import Site, Voice
from counterpoint.pages.stances import stance_table, stances
from counterpoint.pages.values import Page
from counterpoint.pages.views import Card, Column, Figure, Hyperlink, Row, SideView, Table
from counterpoint.pages.wording import listed, spoken

QUOTES_SHOWN = 8
PEOPLE_SHOWN = 200


@dataclass(frozen=True, slots=True)
class SideWords:
    """One side's words on it."""

    side: SideView
    voices: tuple[Quoted, ...]


@dataclass(frozen=True, slots=True)
class Meeting:
    """A theme on which both sides of one account were heard."""

    theme: Hyperlink
    agrees: bool
    sides: tuple[SideWords, ...]


@dataclass(frozen=True, slots=True)
class AccountView:
    """Everything on an account's page."""

    segment: str
    is_proposed: bool
    body: Markup
    figures: tuple[Figure, ...]
    people: Table
    missing_roles: str
    meetings: tuple[Meeting, ...]
    has_both_sides: bool
    leaving: tuple[Card, ...]
    growing: tuple[Card, ...]
    quotes: tuple[Card, ...]
    stances: Table
    interviews: tuple[Hyperlink, ...]
    cited_by: tuple[Hyperlink, ...]


def pages(site: Site, accounts: Iterable[Account] | None = None) -> Iterator[Page]:
    """Yield the page of every account, or of those that are given."""
    for account in site.study.accounts.values() if accounts is None else accounts:
        yield account_page(site, account)


def account_page(site: Site, account: Account) -> Page:
    """Return an account's page."""
    here = place(site, address_of(account))
    return render(
        here,
        "account.html",
        account_view(here, account),
        title=account.title,
        source=account.path,
        description=account.body.summary,
        trail=(Hyperlink("Accounts", here.to("research/accounts/")),),
    )


def account_view(here: Place, account: Account) -> AccountView:
    """Return what an account's page shows."""
    site = here.site
    evidence = site.of_account.get(account.id, ())
    voices = site.voices_with(account=account.id)
    interviews = interviews_of(voices)
    found = site.insights.accounts[account.id]
    return AccountView(
        segment=spoken(account.segment),
        is_proposed=not account.path,
        body=contributed(here, account.path, account.body, deepest=3),
        figures=tuple(
            figures(voices, interviews, evidence, here.evidence_found("account", account.id))
        ),
        people=_people(here, account, voices),
        missing_roles=_missing_roles(here, account),
        meetings=tuple(_meetings(here, account)),
        has_both_sides=len(found.unit.sides) > 1,
        leaving=cards(here, found.churn_risks[:QUOTES_SHOWN]),
        growing=cards(here, found.expansions[:QUOTES_SHOWN]),
        quotes=cards(here, chosen(site, evidence, QUOTES_SHOWN)),
        stances=stance_table(
            here, f"{account.title}: people by theme and stance", stances(site, evidence)
        ),
        interviews=tuple(here.interview(one) for one in interviews[:PEOPLE_SHOWN]),
        cited_by=tuple(here.citing(one) for one in site.backlinks.of_page(account.path)),
    )


def _people(here: Place, account: Account, voices: tuple[Voice, ...]) -> Table:
    columns = (Column("Participant"), Column("Side"), Column("Persona"), Column("Role"))
    rows = tuple(_person(here, one) for one in voices[:PEOPLE_SHOWN])
    return Table("people", f"Who was heard at {account.title}", columns, rows)


def _person(here: Place, voice: Voice) -> Row:
    someone: Participant = voice.newest
    persona = (
        (here.persona(someone.persona),) if someone.persona in here.site.study.personas else ()
    )
    return Row(
        (
            linked(here.voice(voice.id)),
            sided(here.side_of(someone)),
            linked(*persona),
            words(listed(spoken(one) for one in someone.roles) or "not said"),
        )
    )


def _missing_roles(here: Place, account: Account) -> str:
    """Return who of the decision-making unit is unheard; empty where no role is known at all."""
    unit = here.site.insights.accounts[account.id].unit
    return listed((spoken(role) for role in unit.missing), "or") if unit.heard else ""


def _meetings(here: Place, account: Account) -> Iterator[Meeting]:
    """Yield the themes on which both sides of the account take a stance, disagreements first."""
    found = here.site.insights.accounts[account.id]
    for agrees, themes in ((False, found.divided), (True, found.agreed)):
        for one in themes:
            sides = tuple(
                SideWords(view, _voices(here, account, one.theme, view.key))
                for view in here.site.pair
            )
            yield Meeting(here.theme(one.theme), agrees, sides)


def _voices(here: Place, account: Account, theme: str, side: str) -> tuple[Quoted, ...]:
    said = here.site.insights.said_at.get((account.id, theme), ())
    items = (item for item in said if side in item.sides)
    # Named with its sign, the theme says who of them is for it.
    taking = (item for item in items if takes_stance(here.site, theme, item))
    return tuple(by_participant(here, taking, at_most=1))
