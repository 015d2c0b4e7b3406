"""The index of accounts: whom we heard where, and whom we did not."""

from __future__ import annotations

from collections.abc import Iterator

from counterpoint.model import Account
from counterpoint.pages.listing import TableSection, linked, listing, number, words
from counterpoint.pages.persona import interviews_of
from counterpoint.pages.place import Place, place
from counterpoint.pages.site import Site
from counterpoint.pages.values import Page
from counterpoint.pages.views import Column, Row, Table
from counterpoint.pages.wording import counted, listed, spoken


def pages(site: Site) -> Iterator[Page]:
    """Yield the index of accounts."""
    here = place(site, "research/accounts/")
    accounts = sorted(site.study.accounts.values(), key=lambda one: (one.title, one.id))
    columns = (
        Column("Account"),
        Column("Segment", filters=True),
        *(Column(side.plural, is_number=True) for side in site.pair),
        Column("Roles heard"),
        Column("Interviews", is_number=True),
        Column("Evidence", is_number=True),
    )
    table = Table("accounts", "Accounts", columns, tuple(_row(here, one) for one in accounts))
    yield listing(
        here,
        "Accounts",
        (TableSection("accounts", "Accounts", "", table),),
        lede=f"{counted(len(accounts), 'organisation')} and who was heard in each.",
        empty="No interview names an account. Where people belong to an organisation, give "
        "participants an account: it keeps one loud customer from looking like many.",
    )


def _row(here: Place, account: Account) -> Row:
    site = here.site
    voices = site.voices_with(account=account.id)
    link = here.account(account.id)
    unit = site.insights.accounts[account.id].unit
    sides = tuple(
        number(sum(_stands_on(one.newest.side, side.key) for one in voices), f"{link.href}#_people")
        for side in site.pair
    )
    return Row(
        (
            linked(link),
            words(spoken(account.segment)),
            *sides,
            words(listed(spoken(role) for role, _ in unit.heard)),
            number(len(interviews_of(voices)), f"{link.href}#_interviews"),
            number(len(site.of_account.get(account.id, ())), f"{link.href}#_words"),
        )
    )


def _stands_on(side: str, key: str) -> bool:
    return side in (key, "both") or key == "all"
