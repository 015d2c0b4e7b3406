"""What every kind of file has in common: how one is read, and the head of its file."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Generic, TypeAlias, TypeVar

from counterpoint.config import Config
from counterpoint.diagnostics import Diagnostic
from counterpoint.model import (
    Account,
    Decision,
    Guide,
    HandWrittenPage,
    Interview,
    Outcome,
    Persona,
    Theme,
)
from counterpoint.parse.fields import Fields
from counterpoint.parse.frontmatter import Places
from counterpoint.parse.values import Body, Item, Tag


@dataclass(frozen=True, slots=True)
class Tombstone:
    """What is left of a forgotten interview."""

    id: str
    path: str
    date: datetime.date
    aliases: tuple[str, ...] = ()


Entity: TypeAlias = (
    Interview | Tombstone | Theme | Persona | Account | Decision | Outcome | Guide | HandWrittenPage
)


@dataclass(frozen=True, slots=True)
class Head:
    """A file's name and text, and the settings that it is read with."""

    path: str
    id: str
    body: Body
    places: Places
    config: Config


@dataclass(frozen=True, slots=True)
class Reading:
    """What a file describes, with what other files must still explain."""

    entity: Entity
    """Its references are normalised but not yet looked up."""
    items: tuple[Item, ...] = ()
    """An interview's evidence items, in the order that its transcript numbers them."""
    stray_tags: tuple[Tag, ...] = ()
    faulty_tags: tuple[Tag, ...] = ()
    forgotten: tuple[str, ...] = ()
    """Ids of evidence whose speaker was forgotten."""
    diagnostics: tuple[Diagnostic, ...] = ()


Given = TypeVar("Given", bound=Fields)


def no_problems(_fields: Fields, _head: Head) -> Iterable[Diagnostic]:
    """Find nothing wrong between a file's fields."""
    return ()


@dataclass(frozen=True, slots=True)
class Reader(Generic[Given]):
    """How one kind of file is read."""

    fields: type[Given]
    build: Callable[[Given, Head], Reading]
    problems: Callable[[Given, Head], Iterable[Diagnostic]] = no_problems
    """What is wrong between fields that are right each by itself."""
