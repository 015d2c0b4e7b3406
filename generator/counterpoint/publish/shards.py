"""Divide what is searched: an edit concerns few shards, and a browser asks one of them first."""

from __future__ import annotations

import datetime
import hashlib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from importlib.metadata import version

from counterpoint.model import Interview
from counterpoint.pages.digests import digest
from counterpoint.pages.site import Site
from counterpoint.publish.program import program
from counterpoint.publish.records import Names, names
from counterpoint.publish.values import ALONE
from counterpoint.recall import Recall

PAGES = "pages"
"""The shard of all that is no interview's. What is asked for by name is there."""


@dataclass(frozen=True, slots=True)
class Shard:
    """A part of what is searched, with an index of its own."""

    name: str
    """Its folder's name in the search index."""
    digest: str
    """Of all that it is made of."""
    people: frozenset[str]
    """Ids of its interviews, and of who took part in them."""


@dataclass(frozen=True, slots=True)
class Division:
    """The shards of a study's interviews, and what each is made of."""

    interviews: Mapping[Shard, tuple[Interview, ...]]
    names: Names
    """What the records of every interview take from elsewhere."""


def divided(site: Site, alone: int = ALONE) -> Division:
    """Divide the interviews of a study.

    Where one belongs depends on its id, and on how many shards there are.
    """
    study = site.study
    named = names(study, site.analysis)
    number = how_many(len(study.interviews), alone)
    apart: list[list[Interview]] = [[] for _ in range(number)]
    for one in study.interviews.values():
        apart[place(one.id, number)].append(one)
    return Division(dict(_shards(apart, digest(_ground(), named), site.recall)), named)


def shard_of_pages(site: Site, handwritten: Iterable[object]) -> Shard:
    """Return the shard of all that is no interview's; it is asked first.

    `handwritten` are the digests of pages by hand.
    """
    whole = replace(site.study, interviews={}, today=datetime.date.min)
    relations = [(one.theme, one.relation) for one in site.analysis.themes.values()]
    return Shard(PAGES, digest(_ground(), whole, relations, list(handwritten)), frozenset())


def _ground() -> str:
    """Return what every shard rests on."""
    return digest(program(), version("pagefind_bin"))


def _shards(
    apart: Iterable[list[Interview]], named: str, recall: Recall
) -> Iterator[tuple[Shard, tuple[Interview, ...]]]:
    for number, some in enumerate(apart):
        made_of = digest(named, number, [recall.of(digest, one) for one in some])
        took_part = (one.id for each in some for one in each.participants)
        people = frozenset((*(one.id for one in some), *took_part))
        yield Shard(str(number), made_of, people), tuple(some)


def how_many(interviews: int, alone: int = ALONE) -> int:
    """Return the number of shards for so many interviews, a power of two.

    Four times as many make twice as many shards, each twice as large: what an edit costs and how
    many shards a browser asks grow alike.
    """
    number = 1
    while interviews > alone * number**2:
        number *= 2
    return number


def place(interview: str, number: int) -> int:
    """Return the shard of an interview among a power of two of them.

    Others come and go without moving it; when shards double, half of each stays.
    """
    return int.from_bytes(hashlib.sha256(interview.encode()).digest()[:4]) % number
