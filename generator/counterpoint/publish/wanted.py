"""The shards of the search that are wanted, and what is found in each."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import partial

from counterpoint.model import Interview
from counterpoint.pages.site import Site
from counterpoint.publish.records import Names, records_of, records_of_pages
from counterpoint.publish.searchable import Searched, documents
from counterpoint.publish.shards import Shard, divided, shard_of_pages
from counterpoint.publish.store import Store
from counterpoint.publish.values import ALONE
from counterpoint.references import page_address


@dataclass(frozen=True, slots=True)
class Wanted:
    """A shard, and what returns all that is found in it."""

    shard: Shard
    documents: Callable[[], Iterable[Searched]]


def wanted_of_interviews(site: Site, alone: int = ALONE) -> tuple[Wanted, ...]:
    """Return the shards of all that was said. They do not depend on any page."""
    division = divided(site, alone)
    return tuple(
        Wanted(shard, partial(_said, some, division.names))
        for shard, some in division.interviews.items()
    )


def wanted_of_pages(site: Site, handwritten: Mapping[str, str], made: Store) -> Wanted:
    """Return the shard of all else.

    `handwritten` are the digests of published pages by hand, by their path in the repository;
    the store has what was published.
    """
    shard = shard_of_pages(site, list(handwritten.items()))
    return Wanted(shard, partial(_written, site, handwritten, made))


def _said(interviews: Iterable[Interview], named: Names) -> Iterator[Searched]:
    return documents((one for each in interviews for one in records_of(each, named)), ())


def _written(site: Site, handwritten: Mapping[str, str], made: Store) -> Iterator[Searched]:
    texts = ((page_address(path), made.get(one).decode()) for path, one in handwritten.items())
    return documents(records_of_pages(site.study, site.analysis), texts)
