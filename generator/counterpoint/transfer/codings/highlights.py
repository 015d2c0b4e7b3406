"""A table of highlights (quotation, tags, participant, note) to codes, texts and selections."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Mapping
from dataclasses import dataclass

from counterpoint.diagnostics import Diagnostic
from counterpoint.parse.slugs import closest
from counterpoint.transfer import rules
from counterpoint.transfer.codings.values import (
    Code,
    Project,
    ProjectReading,
    Selection,
    TextSource,
)
from counterpoint.transfer.metadata import delimiter_of
from counterpoint.transfer.rules import finding

FIELDS = ("quotation", "tags", "participant", "document", "note")
KNOWN_HEADERS: Mapping[str, tuple[str, ...]] = {
    "quotation": (
        "quotation",
        "quote",
        "content",
        "highlight",
        "text",
        "excerpt",
        "segment",
        "coded segment",
        "quotation content",
        "verbatim",
        "selection",
    ),
    "tags": ("tags", "tag", "codes", "code", "themes", "theme", "labels", "label"),
    "participant": (
        "participant",
        "participant id",
        "respondent",
        "interviewee",
        "person",
        "speaker",
        "case",
        "who",
    ),
    "document": (
        "document",
        "document name",
        "file",
        "source",
        "interview",
        "transcript",
        "filename",
        "media title",
    ),
    "note": ("note", "notes", "memo", "comment", "comments"),
}
_SEPARATOR = re.compile(r"\s*[;|\n]\s*")


@dataclass(frozen=True, slots=True)
class Row:
    """One highlight."""

    quotation: str
    tags: tuple[str, ...]
    holder: str
    """Its document, or else its participant."""
    participant: str
    note: str


def columns_of(header: list[str], mapping: Mapping[str, str]) -> dict[str, str]:
    """Return which column holds which field: as mapped, or by its usual names."""
    by_name = {name.strip().casefold(): name for name in header}
    found = {}
    for field in FIELDS:
        names = (mapping[field].casefold(),) if field in mapping else KNOWN_HEADERS[field]
        column = next((by_name[name] for name in names if name in by_name), None)
        if column is not None:
            found[field] = column
    return found


def read_highlights(path: str, text: str, mapping: Mapping[str, str]) -> ProjectReading:
    """Return a table of highlights as a project: a source a document, a line a highlight.

    `mapping` names the column of a field where its header is none of the usual ones. A highlight
    that stands in several lines, one a tag, is one.
    """
    clean = text.removeprefix("\ufeff")
    reader = csv.DictReader(io.StringIO(clean), delimiter=delimiter_of(clean))
    try:
        rows = list(reader)
    except csv.Error as error:
        message = f"the table cannot be read: {error}"
        return ProjectReading(None, (finding(rules.BAD_PROJECT, path, message),))
    header = [name for name in reader.fieldnames or () if name]
    columns = columns_of(header, mapping)
    problems = _missing(path, header, columns, mapping)
    if problems:
        return ProjectReading(None, problems)
    return _project(path, [_row(row, columns) for row in rows])


def _missing(
    path: str, header: list[str], columns: Mapping[str, str], mapping: Mapping[str, str]
) -> tuple[Diagnostic, ...]:
    found = []
    for field, column in mapping.items():
        if field not in columns:
            near = closest(column, header)
            hint = f"did you mean `{near}`?" if near else f"its columns are {', '.join(header)}"
            message = f"the table has no column `{column}` for the {field}"
            found.append(finding(rules.METADATA, path, message, hint))
    for field in ("quotation", "tags"):
        if field not in columns and field not in mapping:
            hint = f'say which it is: --column {field}="…"; its columns are {", ".join(header)}'
            message = f"which column holds the {field}?"
            found.append(finding(rules.METADATA, path, message, hint))
    return tuple(found)


def _row(cells: Mapping[str, str | None], columns: Mapping[str, str]) -> Row:
    def cell(field: str) -> str:
        return (cells.get(columns.get(field, "")) or "").strip()

    raw = cell("tags")
    tags = _SEPARATOR.split(raw) if _SEPARATOR.search(raw) else raw.split(",")
    participant = cell("participant")
    return Row(
        quotation=" ".join(cell("quotation").strip('"“”').split()),
        tags=tuple(tag.strip().lstrip("#").strip() for tag in tags if tag.strip().strip("#")),
        holder=cell("document") or participant or "Highlights",
        participant=participant,
        note=cell("note"),
    )


def _project(path: str, rows: list[Row]) -> ProjectReading:
    merged: dict[tuple[str, str, str], Row] = {}
    empty = 0
    for row in rows:
        if not row.quotation:
            empty += 1
            continue
        key = (row.holder, row.participant, row.quotation)
        before = merged.get(key)
        tags = tuple(dict.fromkeys((*(before.tags if before else ()), *row.tags)))
        note = "\n\n".join(
            dict.fromkeys(one for one in (before.note if before else "", row.note) if one)
        )
        merged[key] = Row(row.quotation, tags, row.holder, row.participant, note)
    kept = list(merged.values())
    names = sorted({tag for row in kept for tag in row.tags})
    sources = tuple(_source(holder, kept) for holder in dict.fromkeys(row.holder for row in kept))
    project = Project(path, "CSV", tuple(Code(name, name) for name in names), sources)
    if not kept:
        return ProjectReading(None, (finding(rules.EMPTY, path, "the table holds no highlights"),))
    message = f"{empty} lines have no quotation; they were left out"
    found = (finding(rules.SKIPPED_SOURCE, path, message),) if empty else ()
    return ProjectReading(project, found)


def _source(holder: str, rows: list[Row]) -> TextSource:
    own = [row for row in rows if row.holder == holder]
    people = tuple(dict.fromkeys(row.participant for row in own if row.participant))
    text, selections = "", list[Selection]()
    for row in own:
        label = f"{row.participant}: " if len(people) > 1 and row.participant else ""
        start = len(text) + len(label)
        text += f"{label}{row.quotation}\n\n"
        end = start + len(row.quotation)
        selections.append(Selection(start, end, row.tags, row.note, row.quotation))
    return TextSource(holder, holder, text, tuple(selections), cases=people)
