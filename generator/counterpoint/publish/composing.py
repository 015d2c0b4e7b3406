"""Compose pages on all cores, and find out once all that publishing needs to know of each."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from concurrent.futures import Future
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass, replace

from counterpoint.analysis.values import Analysis
from counterpoint.model import Interview, Study
from counterpoint.pages import Portion, portions
from counterpoint.pages.place import address_of
from counterpoint.pages.twins import address, twin
from counterpoint.pages.values import DataFile, Lately, Page
from counterpoint.publish.links import Anchors, anchors
from counterpoint.publish.staging import front_matter, sealed
from counterpoint.spreading import can_fork, cores, processes

MANY = 150
"""Interviews below which starting processes costs more than it saves."""


@dataclass(frozen=True, slots=True)
class Composed:
    """A generated page with all that follows from it alone."""

    page: Page
    """Its HTML is sealed."""
    front_matter: str
    """What stands above it in the staged tree."""
    anchors: Anchors
    twin: DataFile
    """The same as Markdown."""


def composed(
    study: Study, analysis: Analysis, lately: Lately | None = None
) -> tuple[Composed, ...]:
    """Return every generated page of a study, in order; on all cores where there are many."""
    whole = _Whole(
        portions(study, analysis, lately),
        {address_of(one): one for one in study.interviews.values()},
    )
    if len(study.interviews) >= MANY and cores() > 1 and can_fork():
        return tuple(_on_all_cores(whole))
    return tuple(page for number in range(len(whole.portions)) for page in whole.composed(number))


def finished(page: Page, own: Interview | None = None) -> Composed:
    """Return a page with what follows from it; `own` is the interview whose page it is."""
    block = sealed(page.html)
    return Composed(
        page=replace(page, html=block),
        front_matter=front_matter(page),
        anchors=anchors(block),
        twin=twin(page, own),
    )


@dataclass(frozen=True, slots=True)
class _Whole:
    """What every process has before its eyes."""

    portions: tuple[Portion, ...]
    interviews: Mapping[str, Interview]

    def composed(self, number: int) -> list[Composed]:
        """Return the pages of one portion."""
        pages = self.portions[number]()
        return [finished(page, self.interviews.get(address(page.path))) for page in pages]


_inherited: list[_Whole] = []
"""What processes that begin as copies of this one find there."""


def _on_all_cores(whole: _Whole) -> Iterator[Composed]:
    _inherited.append(whole)
    try:
        with processes() as executor:
            waiting = [executor.submit(_compose, at) for at in range(len(whole.portions))]
            for number, portion in enumerate(waiting):
                yield from _result(whole, number, portion)
    finally:
        _inherited.remove(whole)


def _result(whole: _Whole, number: int, portion: Future[list[Composed]]) -> list[Composed]:
    """Return a portion's pages; those that a lost process owes are composed here."""
    try:
        return portion.result()
    except BrokenProcessPool:
        return whole.composed(number)


def _compose(number: int) -> list[Composed]:
    return _inherited[-1].composed(number)
