"""A parsed file as bytes and back: data only, checked against the types when it is read."""

from __future__ import annotations

import hashlib
import sys
from collections.abc import Mapping
from dataclasses import dataclass, fields, replace
from functools import cache
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import get_type_hints

import msgspec

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


@dataclass(frozen=True, slots=True)
class _Stored:
    rest: msgspec.Raw
    type: str
    entity: msgspec.Raw


_ENCODER = msgspec.msgpack.Encoder()
_OUTER = msgspec.msgpack.Decoder(_Stored | None)
_HINTS = get_type_hints(ParsedFile)
_REST = msgspec.msgpack.Decoder(msgspec.defstruct("Rest", [(one, _HINTS[one]) for one in REST]))
_ENTITY = {name: msgspec.msgpack.Decoder(one) for name, one in ENTITIES.items()}


def encode(file: ParsedFile | None) -> bytes:
    """Return a parsed file as bytes."""
    if file is None:
        return _ENCODER.encode(None)
    name = type(file.entity).__name__ if file.entity else ""
    rest = msgspec.Raw(_ENCODER.encode(replace(file, entity=None)))
    entity = msgspec.Raw(_ENCODER.encode(file.entity))
    return _ENCODER.encode(_Stored(rest, name, entity))


def decode(data: bytes) -> ParsedFile | None:
    """Return the parsed file that bytes hold; UnreadableError where they hold none."""
    try:
        stored = _OUTER.decode(data)
        if stored is None:
            return None
        rest = _REST.decode(stored.rest)
        entity = _ENTITY[stored.type].decode(stored.entity) if stored.type else None
    except (msgspec.MsgspecError, KeyError, RecursionError, UnicodeDecodeError) as problem:
        raise UnreadableError(str(problem)) from problem
    return ParsedFile(entity=entity, **{name: getattr(rest, name) for name in REST})


@cache
def parser_version() -> str:
    """Return a digest of everything but the file and the settings that decides what it says."""
    package = Path(__file__).parent.parent
    found = hashlib.sha256(sys.version.encode())
    for name in READ_BY:
        found.update(f"\n{name} {_installed(name)}".encode())
    for module in MODULES:
        path = package / module
        for file in sorted(path.rglob("*.py")) if path.is_dir() else [path]:
            found.update(b"\n" + file.relative_to(package).as_posix().encode() + b"\n")
            found.update(file.read_bytes())
    return found.hexdigest()


def _installed(name: str) -> str:
    try:
        return version(name)
    except PackageNotFoundError:
        return ""
