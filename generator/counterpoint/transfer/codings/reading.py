"""A coding project's bytes to a project, by what they hold rather than by their name."""

from __future__ import annotations

import sqlite3
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import PurePath

from counterpoint.diagnostics import Diagnostic, Rule
from counterpoint.transfer import rules
from counterpoint.transfer.archives import open_archive
from counterpoint.transfer.codings import qualcoder, taguette
from counterpoint.transfer.codings.databases import MAGIC, DamagedDatabaseError, opened, tables
from counterpoint.transfer.codings.highlights import read_highlights
from counterpoint.transfer.codings.refi import read_refi
from counterpoint.transfer.codings.values import ProjectReading
from counterpoint.transfer.rules import finding
from counterpoint.transfer.transcripts.reading import decode

XML_STARTS = (b"<?xml", b"\xef\xbb\xbf<?xml", b"<Project", b"<CodeBook", b"<!DOCTYPE")


@dataclass(frozen=True, slots=True)
class Choices:
    """What a person says about a project whose file does not."""

    project: str = ""
    """Its name, where a file holds several."""
    columns: Mapping[str, str] = field(default_factory=dict)
    """Field to column, for a table of highlights."""


def is_coding_project(path: str, data: bytes) -> bool:
    """Tell codings from a transcript."""
    suffix = PurePath(path).suffix.lower()
    if data.startswith((MAGIC, *XML_STARTS)):
        return True
    if data.startswith(b"PK"):
        return suffix in (".qdpx", ".qda", ".zip") or b"word/document.xml" not in data
    return suffix in (".csv", ".tsv", ".qdpx", ".qdc", ".qda", ".sqlite3")


def read_project(path: str, data: bytes, choices: Choices) -> ProjectReading:
    """Return the codings in a file's bytes, or why there are none; never raises on any bytes."""
    if not data.strip():
        return _nothing(path, rules.EMPTY, "the file is empty")
    if data.startswith(MAGIC):
        return _read_database(path, data, choices)
    if data.startswith(b"PK"):
        return _read_archive(path, data, choices)
    if data.lstrip().startswith(XML_STARTS):
        return read_refi(path, data)
    if PurePath(path).suffix.lower() in (".csv", ".tsv"):
        return _read_table(path, data, choices)
    return _nothing(path, rules.TRUNCATED, "this is no coding project, or it is damaged")


def _read_table(path: str, data: bytes, choices: Choices) -> ProjectReading:
    decoded = decode(path, data)
    if isinstance(decoded, Diagnostic):
        return ProjectReading(None, (decoded,))
    reading = read_highlights(path, decoded.text, choices.columns)
    return ProjectReading(reading.project, (*decoded.diagnostics, *reading.diagnostics))


def _nothing(path: str, rule: Rule, message: str) -> ProjectReading:
    hint = "export it again from the program that made it"
    return ProjectReading(None, (finding(rule, path, message, hint),))


def _read_archive(path: str, data: bytes, choices: Choices) -> ProjectReading:
    opening = open_archive(path, data, members=(".qde", ".qda", ".txt"))
    if opening.archive is None:
        return ProjectReading(None, opening.diagnostics)
    inside = (one for one in opening.archive.names if one.rsplit("/", 1)[-1] == "data.qda")
    name = next(inside, "")
    database = opening.archive.read(name) if name else None
    if database is not None:
        return _read_database(path, database, choices)
    return read_refi(path, data)


def _read_database(path: str, data: bytes, choices: Choices) -> ProjectReading:
    try:
        with opened(data) as database:
            return _of_database(path, database, choices)
    except (DamagedDatabaseError, sqlite3.Error, UnicodeDecodeError):
        return _nothing(path, rules.TRUNCATED, "the database is damaged or cut off")


def _of_database(path: str, database: sqlite3.Connection, choices: Choices) -> ProjectReading:
    found = tables(database)
    if found >= qualcoder.TABLES:
        name = PurePath(path).stem
        return qualcoder.read_qualcoder(path, name, database)
    if found >= taguette.TABLES:
        return taguette.read_taguette(path, database, choices.project)
    message = "the database is neither QualCoder's nor Taguette's"
    return _nothing(path, rules.BAD_PROJECT, message)
