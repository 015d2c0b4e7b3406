"""A second, naive count of `themes.csv`, from `evidence.csv` and front matter only.

It is written straight from the rules of the method page, shares no code with the analysis, and goes
through everything again for every number. Where both counts agree, either both are right or both
misread the rules in the same way.
"""

from __future__ import annotations

import datetime
from dataclasses import dataclass

Row = dict[str, str]


@dataclass(frozen=True)
class Person:
    """A participant as an interview's front matter declares them."""

    id: str
    side: str
    account: str


@dataclass(frozen=True)
class Session:
    """An interview's front matter, as far as it is counted."""

    id: str
    date: datetime.date
    method: str
    coded: bool
    people: tuple[Person, ...]
    asked: tuple[str, ...]


@dataclass(frozen=True)
class Settings:
    """What a study sets for counting."""

    sides: tuple[str, str] = ("buyer", "user")
    same_people: bool = False
    k: int = 2
    stale_after_months: int = 12
    today: datetime.date = datetime.date(2026, 6, 1)
    names_accounts: bool = False
    """Whether the study has a file of an account."""


class Recount:
    """All numbers of one study, counted anew."""

    def __init__(self, settings: Settings, sessions: list[Session], evidence: list[Row]) -> None:
        """Keep what counts: sessions whose coding is done, and their items."""
        self.settings = settings
        self.sessions = {one.id: one for one in sessions if one.coded}
        self.everybody = [one for session in sessions for one in session.people]
        self.evidence = [row for row in evidence if row["interview"] in self.sessions]

    @property
    def columns(self) -> list[str]:
        """The names of the sides' columns."""
        return ["all"] if self.settings.same_people else list(self.settings.sides)

    def is_of(self, written: str, side: str) -> bool:
        """Tell whether a side as written counts in a column."""
        if written in ("proxy", ""):
            return False
        return side == "all" or written in (side, "both")

    def items(self, theme: str, side: str) -> list[Row]:
        """Return the first-hand items on a theme that count on a side."""
        return [
            row
            for row in self.evidence
            if theme in row["themes"].split()
            and row["basis"] in ("stated", "observed")
            and self.is_of(row["side"], side)
        ]

    def current(self, theme: str, side: str) -> list[Row]:
        """Return the items with a stance that stand: of each person's newest date with one."""
        stances = [row for row in self.items(theme, side) if row["stance"] in ("for", "against")]
        newest = {
            who: max(
                self.sessions[row["interview"]].date for row in stances if row["participant"] == who
            )
            for who in {row["participant"] for row in stances}
        }
        return [
            row
            for row in stances
            if self.sessions[row["interview"]].date == newest[row["participant"]]
        ]

    def stance(self, theme: str, side: str, stance: str) -> set[str]:
        """Return who takes a stance."""
        return {row["participant"] for row in self.current(theme, side) if row["stance"] == stance}

    def heard(self, theme: str, side: str) -> set[str]:
        """Return who takes any stance."""
        return self.stance(theme, side, "for") | self.stance(theme, side, "against")

    def asked(self, theme: str, side: str) -> set[str]:
        """Return who was heard, described it, or sat where it was raised."""
        neutral = {
            row["participant"] for row in self.items(theme, side) if row["stance"] == "neutral"
        }
        raised = {
            person.id
            for session in self.sessions.values()
            if theme in session.asked
            for person in session.people
            if self.is_of(person.side, side)
        }
        return self.heard(theme, side) | neutral | raised

    def interviewed(self, side: str) -> set[str]:
        """Return who was interviewed of a side."""
        people = [one for session in self.sessions.values() for one in session.people]
        return {one.id for one in people if self.is_of(one.side, side)}

    def accounts(self, theme: str, side: str) -> set[str]:
        """Return the named accounts behind those heard."""
        found = set()
        for row in self.current(theme, side):
            for person in self.sessions[row["interview"]].people:
                if person.id == row["participant"] and person.account:
                    found.add(person.account)
        return found

    def position(self, theme: str, side: str) -> str:
        """Return where a side stands."""
        for_ = len(self.stance(theme, side, "for"))
        against = len(self.stance(theme, side, "against"))
        heard = len(self.heard(theme, side))
        if heard == 0:
            return "silent"
        if heard < self.settings.k:
            return "thin"
        if for_ >= 2 * against:
            return "for"
        return "against" if against >= 2 * for_ else "split"

    def relation(self, theme: str) -> str:
        """Return how the sides meet, by the table of the method page, row by row."""
        if self.settings.same_people:
            return ""
        first, second = self.settings.sides
        for fits in ROWS:
            for one, other in ((first, second), (second, first)):
                name = fits(self, theme, one, other)
                if name:
                    return name
        return "thin"

    def people(self, theme: str) -> set[str]:
        """Return who was heard on either side."""
        return set().union(*(self.heard(theme, side) for side in self.columns))

    def enough(self, theme: str) -> bool:
        """Tell whether two times k people were heard."""
        return len(self.people(theme)) >= 2 * self.settings.k

    def strength(self, theme: str) -> str:
        """Return strong, moderate or weak."""
        rows = [row for side in self.columns for row in self.current(theme, side)]
        measured = [
            row
            for row in self.evidence
            if row["basis"] == "measured" and theme in row["themes"].split()
        ]
        people = len(self.people(theme))
        named = self.settings.names_accounts or any(one.account for one in self.everybody)
        behind = set().union(*(self.accounts(theme, side) for side in self.columns))
        accounts = len(behind) if named else people
        methods = {self.sessions[row["interview"]].method for row in (*rows, *measured)}
        observed = bool(measured) or any(row["basis"] == "observed" for row in rows)
        dates = [self.sessions[row["interview"]].date for row in rows]
        fresh = bool(dates) and self.is_fresh(max(dates))
        if people >= 5 and accounts >= 3 and (len(methods) >= 2 or observed) and fresh:
            return "strong"
        return "moderate" if people >= 3 and accounts >= 2 else "weak"

    def is_fresh(self, date: datetime.date) -> bool:
        """Tell whether a day lies within the months that are not stale."""
        today = self.settings.today
        months = (today.year - date.year) * 12 + today.month - date.month
        limit = self.settings.stale_after_months
        if months != limit:
            return months < limit
        last_of_month = (today + datetime.timedelta(days=1)).month != today.month
        return date.day >= today.day or (last_of_month and date.day > today.day)

    def row(self, theme: str) -> Row:
        """Return the theme's row of `themes.csv`."""
        row = {"theme": theme, "relation": self.relation(theme)}
        for side in self.columns:
            row[f"{side}_for"] = str(len(self.stance(theme, side, "for")))
            row[f"{side}_against"] = str(len(self.stance(theme, side, "against")))
            row[f"{side}_heard"] = str(len(self.heard(theme, side)))
            row[f"{side}_asked"] = str(len(self.asked(theme, side)))
            row[f"{side}_interviewed"] = str(len(self.interviewed(side)))
            row[f"{side}_accounts"] = str(len(self.accounts(theme, side)))
        secondhand = [
            row
            for row in self.evidence
            if row["basis"] == "secondhand" and theme in row["themes"].split()
        ]
        return {**row, "secondhand": str(len(secondhand)), "strength": self.strength(theme)}


def _conflict(count: Recount, theme: str, one: str, other: str) -> str:
    positions = (count.position(theme, one), count.position(theme, other))
    return "conflict" if positions == ("for", "against") and count.enough(theme) else ""


def _contested(count: Recount, theme: str, one: str, other: str) -> str:
    split = count.position(theme, one) == "split"
    return "contested" if split and count.position(theme, other) != "silent" else ""


def _shared(count: Recount, theme: str, one: str, other: str) -> str:
    positions = (count.position(theme, one), count.position(theme, other))
    return "shared" if positions == ("for", "for") and count.enough(theme) else ""


def _unwanted(count: Recount, theme: str, one: str, other: str) -> str:
    positions = (count.position(theme, one), count.position(theme, other))
    return "unwanted" if positions == ("against", "against") and count.enough(theme) else ""


def _nearly_shared(count: Recount, theme: str, one: str, other: str) -> str:
    if count.position(theme, one) != "for" or not count.heard(theme, other):
        return ""
    agrees = count.position(theme, other) == "for" or not count.stance(theme, other, "against")
    return "nearly_shared" if agrees else ""


def _nearly_unwanted(count: Recount, theme: str, one: str, other: str) -> str:
    if count.position(theme, one) != "against" or not count.heard(theme, other):
        return ""
    agrees = count.position(theme, other) == "against" or not count.stance(theme, other, "for")
    return "nearly_unwanted" if agrees else ""


def _nearly_conflict(count: Recount, theme: str, one: str, other: str) -> str:
    stands = count.position(theme, one) in ("for", "against")
    return "nearly_conflict" if stands and count.heard(theme, other) else ""


def _alone(count: Recount, theme: str, one: str, other: str) -> str:
    speaks = len(count.heard(theme, one)) >= count.settings.k
    if not speaks or count.position(theme, other) != "silent":
        return ""
    raised = len(count.asked(theme, other)) >= count.settings.k
    return "one_sided" if raised else "unasked"


ROWS = (
    _conflict,
    _contested,
    _shared,
    _unwanted,
    _nearly_shared,
    _nearly_unwanted,
    _nearly_conflict,
    _alone,
)
