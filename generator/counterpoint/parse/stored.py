"""A parsed file as bytes and back: data only, checked against the types when it is read."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, fields, replace
from functools import cache
from itertools import chain
from typing import NamedTuple, get_type_hints

import msgspec

from counterpoint.editions import PACKAGE, edition
from counterpoint.model import (
    Account,
    Decision,
    Guide,
    HandWrittenPage,
    Interview,
    Outcome,
    Persona,
    Theme,
    Turn,
)
from counterpoint.parse.files import ParsedFile
from counterpoint.parse.kinds.reader import Entity, Tombstone

READ_BY = (
    "markdown-it-py",
    "msgspec",
    "phonenumbers",
    "pydantic",
    "pyyaml",
)
"""Packages on which it depends what a file says."""
MODULES = (
    "config.py",
    "dates.py",
    "diagnostics.py",
    "documents.py",
    "model.py",
    "parse",
    "references.py",
    "sources.py",
    "vocabulary.py",
)
"""Where the rest of it is decided."""

ENTITIES: Mapping[str, type[Entity]] = {
    one.__name__: one
    for one in (
        Interview,
        Tombstone,
        Theme,
        Persona,
        Account,
        Decision,
        Outcome,
        Guide,
        HandWrittenPage,
    )
}


class UnreadableError(Exception):
    """These bytes are no parsed file, or one of another version."""


REST = tuple(one.name for one in fields(ParsedFile) if one.name != "entity")
"""All of a parsed file but its entity, whose type must be known to read it."""


class Stored(NamedTuple):
    """A parsed file as bytes, in two parts."""

    gist: bytes
    """All but the words of a transcript: as much as checks look at, and a fifth of the bytes."""
    words: bytes
    """What was said, and how it is shown."""


@dataclass(frozen=True, slots=True)
class _Gist:
    rest: bytes
    type: str
    entity: bytes


@dataclass(frozen=True, slots=True)
class _Words:
    html: str = ""
    text: str = ""
    turns: tuple[Turn, ...] = ()


_ENCODER = msgspec.msgpack.Encoder()
_GIST = msgspec.msgpack.Decoder(_Gist | None)
_WORDS = msgspec.msgpack.Decoder(_Words)
_HINTS = get_type_hints(ParsedFile)
_REST = msgspec.msgpack.Decoder(msgspec.defstruct("Rest", [(one, _HINTS[one]) for one in REST]))
_ENTITY = {name: msgspec.msgpack.Decoder(one) for name, one in ENTITIES.items()}


def encode(file: ParsedFile | None) -> Stored:
    """Return a parsed file as bytes."""
    if file is None:
        return Stored(_ENCODER.encode(None), _ENCODER.encode(_Words()))
    name = type(file.entity).__name__ if file.entity else ""
    rest = _ENCODER.encode(replace(file, entity=None))
    entity = _ENCODER.encode(_with_words(file.entity, _Words()))
    gist = _ENCODER.encode(_Gist(rest, name, entity))
    return Stored(gist, _ENCODER.encode(_words_of(file.entity)))


def decode(stored: Stored) -> ParsedFile | None:
    """Return the parsed file that bytes hold; UnreadableError where they hold none."""
    file = decode_gist(stored.gist)
    if file is None or not isinstance(file.entity, Interview):
        return file
    try:
        words = _WORDS.decode(stored.words)
    except (msgspec.MsgspecError, RecursionError, UnicodeDecodeError) as problem:
        raise UnreadableError(str(problem)) from problem
    return replace(file, entity=_with_words(file.entity, words))


def decode_gist(gist: bytes) -> ParsedFile | None:
    """Return a parsed file without the words of its transcript, for checks; as `decode` does."""
    try:
        found = _GIST.decode(gist)
        if found is None:
            return None
        rest = _REST.decode(found.rest)
        entity = _ENTITY[found.type].decode(found.entity) if found.type else None
    except (msgspec.MsgspecError, KeyError, RecursionError, UnicodeDecodeError) as problem:
        raise UnreadableError(str(problem)) from problem
    return ParsedFile(entity=entity, **{name: getattr(rest, name) for name in REST})


def _words_of(entity: Entity | None) -> _Words:
    if not isinstance(entity, Interview):
        return _Words()
    return _Words(entity.transcript.html, entity.transcript.text, entity.turns)


def _with_words(entity: Entity | None, words: _Words) -> Entity | None:
    if not isinstance(entity, Interview):
        return entity
    document = replace(entity.transcript, html=words.html, text=words.text)
    return replace(entity, transcript=document, turns=words.turns)


@cache
def parser_version() -> str:
    """Return a digest of everything but the file and the settings that decides what it says."""
    places = (PACKAGE / module for module in MODULES)
    files = (sorted(one.rglob("*.py")) if one.is_dir() else [one] for one in places)
    return edition(READ_BY, chain.from_iterable(files))
