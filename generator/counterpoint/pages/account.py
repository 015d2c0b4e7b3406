"""A page for each account: who was heard in which role, and where its two sides agree or not."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from markupsafe import Markup

from counterpoint.model import Account, Evidence, Participant, Role
from counterpoint.pages.cards import Quoted, by_participant, cards
from counterpoint.pages.contributed import contributed
from counterpoint.pages.listing import linked, sided, words
from counterpoint.pages.persona import chosen, figures, interviews_of
from counterpoint.pages.place import Place, address_of, place
from counterpoint.pages.rendering import render
from counterpoint.pages.site import Site, Voice
from counterpoint.pages.stances import GroupStance, stance_table, stances
from counterpoint.pages.values import Page
from counterpoint.pages.views import Card, Column, Figure, Hyperlink, Row, SideView, Table
from counterpoint.pages.wording import listed, spoken

QUOTES_SHOWN = 8
PEOPLE_SHOWN = 200
LEAVING = ("churn-risk",)
GROWING = ("expansion",)


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


def pages(site: Site) -> Iterator[Page]:
    """Yield every account's page."""
    for account in site.study.accounts.values():
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
    interviews = interviews_of(site, voices)
    return AccountView(
        segment=spoken(account.segment),
        is_proposed=not account.path,
        body=contributed(here, account.path, account.body, deepest=3),
        figures=tuple(figures(voices, interviews, evidence)),
        people=_people(here, account, voices),
        missing_roles=_missing_roles(voices),
        meetings=tuple(_meetings(here, evidence)),
        has_both_sides=len(_sides_heard(evidence)) > 1,
        leaving=_of_kinds(here, evidence, LEAVING),
        growing=_of_kinds(here, evidence, GROWING),
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


def roles_heard(voices: tuple[Voice, ...]) -> frozenset[Role]:
    """Return the parts in the decision-making unit of everybody heard."""
    return frozenset(role for voice in voices for role in voice.newest.roles)


def _missing_roles(voices: tuple[Voice, ...]) -> str:
    """Return the parts that nobody heard has, in words; empty where no part is known at all."""
    heard = roles_heard(voices)
    if not heard:
        return ""
    return listed((spoken(role) for role in Role if role not in heard), "or")


def _sides_heard(evidence: tuple[Evidence, ...]) -> frozenset[str]:
    return frozenset(side for item in evidence if item.counts for side in item.sides)


def _meetings(here: Place, evidence: tuple[Evidence, ...]) -> Iterator[Meeting]:
    """Yield the themes on which both sides of the account take a stance, disagreements first."""
    if here.site.study.config.same_people:
        return
    first, second = (_of_side(evidence, key) for key in here.site.study.side_keys)
    ours = {one.theme: one for one in stances(here.site, first)}
    theirs = {one.theme: one for one in stances(here.site, second)}
    met = [key for key in ours if key in theirs and _takes(ours[key]) and _takes(theirs[key])]
    met.sort(key=lambda key: (_agree(ours[key], theirs[key]), key))
    for key in met:
        sides = tuple(
            SideWords(view, by_participant(here, _on(items, key), theme=key, at_most=1))
            for view, items in zip(here.site.pair, (first, second), strict=True)
        )
        yield Meeting(here.theme(key), _agree(ours[key], theirs[key]), sides)


def _of_side(evidence: tuple[Evidence, ...], side: str) -> tuple[Evidence, ...]:
    return tuple(item for item in evidence if item.counts and side in item.sides)


def _on(evidence: tuple[Evidence, ...], theme: str) -> Iterator[Evidence]:
    return (item for item in evidence if theme in item.themes)


def _takes(one: GroupStance) -> bool:
    return bool(one.for_ or one.against)


def _agree(ours: GroupStance, theirs: GroupStance) -> bool:
    return not (ours.for_ and theirs.against) and not (ours.against and theirs.for_)


def _of_kinds(
    here: Place, evidence: tuple[Evidence, ...], kinds: tuple[str, ...]
) -> tuple[Card, ...]:
    found = (item for item in evidence if set(kinds) & set(item.kinds))
    return cards(here, tuple(found)[:QUOTES_SHOWN])
