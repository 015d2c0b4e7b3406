"""Tombstones: what is left of a forgotten interview, so that citations of it are understood."""

from __future__ import annotations

from collections.abc import Iterator

from counterpoint.diagnostics import Diagnostic, Location, Rule, Severity
from counterpoint.parse.fields import Day, Fields, Flag, Names
from counterpoint.parse.kinds.reader import Head, Reader, Reading, Tombstone

WORDS_LEFT = Rule("CP504", Severity.ERROR, "a forgotten interview still holds words")


class TombstoneFields(Fields):
    """The front matter of a forgotten interview."""

    date: Day
    forgotten: Flag
    aliases: Names = ()


def _build(fields: TombstoneFields, head: Head) -> Reading:
    return Reading(Tombstone(head.id, head.path, fields.date, fields.aliases))


def _problems(_fields: TombstoneFields, head: Head) -> Iterator[Diagnostic]:
    if head.body.text.strip():
        lines = head.body.text.split("\n")
        first = next(at for at, line in enumerate(lines) if line.strip())
        place = Location(head.path, head.body.first_line + first)
        message = "the interview is forgotten, yet there are words here"
        yield WORDS_LEFT.at(place, message, "delete everything below the front matter")


READER = Reader(TombstoneFields, _build, _problems)
