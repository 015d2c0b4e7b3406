"""What a made-up study says, before it is written: the answers to which its files are held."""

from __future__ import annotations

import datetime
import hashlib
from dataclasses import dataclass

TODAY = datetime.date(2026, 6, 1)
PLANTED = "qzxjk"
"""Stands in every word that only a withheld interview has."""
MEASURED = ("survey", "usage-data")
AUDIENCES = ("public", "internal", "restricted")


@dataclass(frozen=True)
class Someone:
    """A participant as one interview declares them."""

    id: str
    side: str
    persona: str
    account: str
    label: str


@dataclass(frozen=True)
class Tagged:
    """An item of evidence: what its author meant, and how it is written."""

    speaker: Someone | None
    words: str
    """The turn's words; the item quotes some of them, or covers all."""
    quoted: tuple[int, int] | None
    themes: tuple[tuple[str, str], ...]
    """Each as meant and as written."""
    stance: str
    basis: str
    as_side: str
    about: str
    kind: str
    id: str
    note: str

    @property
    def quote(self) -> str:
        """The transcript's own words."""
        return " ".join(self.words.split()[slice(*self.quoted)]) if self.quoted else self.words

    @property
    def stamp(self) -> str:
        """The stamp, from nothing but the format's own sentence."""
        who = (self.speaker.id, self.speaker.side) if self.speaker else ("", "")
        return hashlib.sha256("\x1f".join((self.quote, *who)).encode()).hexdigest()[:12]


@dataclass(frozen=True)
class Talk:
    """An interview."""

    id: str
    date: datetime.date
    people: tuple[Someone, ...]
    method: str
    guide: str
    asked: tuple[tuple[str, str], ...]
    coding: str
    """As written; empty where it is left out."""
    status: str
    audience: str
    retain_until: datetime.date | None
    items: tuple[Tagged, ...]

    @property
    def is_coded(self) -> bool:
        """Whether it counts."""
        return (self.coding or ("done" if self.items else "open")) == "done"


@dataclass(frozen=True)
class Codebook:
    """Every theme by id."""

    themes: tuple[str, ...]
    proposed: tuple[str, ...]
    """Without files."""
    aliases: tuple[tuple[str, str], ...]
    """Former names, each with the id of today."""


@dataclass(frozen=True)
class Plan:
    """A study."""

    sides: tuple[str, str]
    same_people: bool
    is_closed: bool
    k: int
    retention_months: int | None
    audience: str
    """For whom it is put together."""
    codebook: Codebook
    talks: tuple[Talk, ...]
    names_accounts: bool

    def is_withheld(self, talk: Talk) -> bool:
        """Tell whether nobody of the audience may see an interview, by the design's words."""
        return (
            talk.status != "granted"
            or self.until(talk) < TODAY
            or AUDIENCES.index(talk.audience) > AUDIENCES.index(self.audience)
        )

    def until(self, talk: Talk) -> datetime.date:
        """Return the last day on which an interview may be kept; days are 28 at most."""
        if talk.retain_until or self.retention_months is None:
            return talk.retain_until or datetime.date.max
        months = talk.date.month - 1 + self.retention_months
        return talk.date.replace(year=talk.date.year + months // 12, month=months % 12 + 1)

    @property
    def shown(self) -> tuple[Talk, ...]:
        """The interviews of which pages tell, by id."""
        return tuple(sorted((one for one in self.talks if not self.is_withheld(one)), key=_id))


def _id(talk: Talk) -> str:
    return talk.id


def rows(plan: Plan) -> list[dict[str, str]]:
    """Return what `evidence.csv` must say."""
    return [_row(plan, talk, item) for talk in plan.shown for item in talk.items]


def _row(plan: Plan, talk: Talk, item: Tagged) -> dict[str, str]:
    one = item.speaker
    themes = sorted({meant for meant, _ in item.themes})
    return {
        "interview": talk.id,
        "coding": "done" if talk.is_coded else "open",
        "evidence": item.id,
        "participant": one.id if one else "",
        "side": (item.as_side or one.side) if one else "",
        "persona": one.persona if one else "",
        "account": one.account if one else "",
        "themes": " ".join(themes),
        "stance": item.stance or "for",
        "basis": _basis(item),
        "about": _about(plan, item),
        "kinds": item.kind,
        "quote": item.quote,
        "stamp": item.stamp,
    }


def _basis(item: Tagged) -> str:
    if item.speaker is None:
        return "measured"
    return "secondhand" if item.speaker.side == "proxy" else item.basis or "stated"


def _about(plan: Plan, item: Tagged) -> str:
    if item.about or item.basis != "secondhand" or item.speaker is None:
        return item.about
    first, second = plan.sides
    return second if (item.as_side or item.speaker.side) == first else first
