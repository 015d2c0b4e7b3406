"""One source file in, everything it says out: pure, so it can be cached and run anywhere."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any

from counterpoint.config import Config
from counterpoint.diagnostics import Diagnostic
from counterpoint.parse.frontmatter import FrontMatter, Places, read_front_matter
from counterpoint.parse.handwritten import read_page
from counterpoint.parse.kinds import READERS, TOMBSTONE
from counterpoint.parse.kinds.reader import Entity, Head, Reader
from counterpoint.parse.layout import Kind, Place, place_of
from counterpoint.parse.personal import personal_data
from counterpoint.parse.validation import validated
from counterpoint.parse.values import Item, Tag
from counterpoint.sources import Source


@dataclass(frozen=True, slots=True)
class ParsedFile:
    """What one file says, before any other file is looked at."""

    path: str
    kind: Kind
    id: str
    """The id that its name gives it; for a hand-written page its path."""
    entity: Entity | None
    """`None` where its front matter cannot be read."""
    places: Places
    items: tuple[Item, ...] = ()
    stray_tags: tuple[Tag, ...] = ()
    faulty_tags: tuple[Tag, ...] = ()
    """Themes on evidence items that have an error."""
    forgotten: tuple[str, ...] = ()
    """Ids of evidence whose speaker was forgotten."""
    is_sound: bool = True
    """Whether its fields are what the file says; else only its references are to be looked at."""
    diagnostics: tuple[Diagnostic, ...] = ()


@dataclass(frozen=True, slots=True)
class Text:
    """A file's text, and what must not be read in it."""

    path: str
    text: str
    hidden: frozenset[str]


def parse_source(
    source: Source, config: Config, hidden: frozenset[str] = frozenset()
) -> ParsedFile | None:
    """Return what a Markdown file says; `None` for a file that is none of the study's.

    Links to the `hidden` addresses are read without their words. Depends on nothing but its
    arguments, and never raises whatever the file holds.
    """
    place = place_of(source.path)
    if place is None:
        return None
    text = source.text
    file = _parsed(place, Text(source.path, text, hidden), config)
    return replace(file, diagnostics=(*file.diagnostics, *personal_data(source.path, text)))


def _parsed(place: Place, text: Text, config: Config) -> ParsedFile:
    is_page = place.kind is Kind.PAGE
    path = text.path
    front = read_front_matter(path, text.text, required=not is_page)
    front = replace(front, body=replace(front.body, hidden=text.hidden))
    if not front.is_readable:
        found = front.diagnostics
        return ParsedFile(path, place.kind, place.id, None, front.places, diagnostics=found)
    if is_page:
        return _page(place, front, config)
    return _entity(place, front, config)


def _page(place: Place, front: FrontMatter, config: Config) -> ParsedFile:
    read = read_page(place.id, front, config)
    return ParsedFile(
        place.id,
        place.kind,
        place.id,
        read.page,
        front.places,
        is_sound=read.is_sound,
        diagnostics=(*front.diagnostics, *read.diagnostics),
    )


def _entity(place: Place, front: FrontMatter, config: Config) -> ParsedFile:
    reader = _reader(place.kind, front)
    path = front.body.path
    read = validated(reader.fields, front, config)
    problems = (*front.diagnostics, *read.diagnostics)
    if read.fields is None:
        return ParsedFile(path, place.kind, place.id, None, front.places, diagnostics=problems)
    head = Head(path, place.id, front.body, front.places, config)
    reading = reader.build(read.fields, head)
    if read.is_decided:
        problems = (*problems, *reader.problems(read.fields, head), *reading.diagnostics)
    return ParsedFile(
        path=path,
        kind=place.kind,
        id=place.id,
        entity=reading.entity,
        places=front.places,
        items=reading.items,
        stray_tags=reading.stray_tags,
        faulty_tags=reading.faulty_tags,
        forgotten=reading.forgotten,
        is_sound=read.is_sound,
        diagnostics=problems,
    )


def _reader(kind: Kind, front: FrontMatter) -> Reader[Any]:
    """Return the kind's reader; an interview that says `forgotten: true` is a tombstone."""
    is_forgotten = kind is Kind.INTERVIEW and front.values.get("forgotten") in ("true", "True")
    return TOMBSTONE if is_forgotten else READERS[kind]
