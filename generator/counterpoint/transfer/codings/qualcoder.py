"""QualCoder projects (the `data.qda` of a `.qda` folder) to codes, texts and selections."""

from __future__ import annotations

import datetime
import sqlite3
from collections import defaultdict
from collections.abc import Iterator

from counterpoint.diagnostics import Diagnostic
from counterpoint.transfer import rules
from counterpoint.transfer.codings.databases import number, rows_of, text
from counterpoint.transfer.codings.offsets import fitted
from counterpoint.transfer.codings.values import (
    Code,
    Memo,
    Project,
    ProjectReading,
    Selection,
    TextSource,
)
from counterpoint.transfer.rules import finding

TABLES = frozenset({"code_text", "code_name", "source"})


def read_qualcoder(path: str, name: str, database: sqlite3.Connection) -> ProjectReading:
    """Return what a QualCoder database holds."""
    found: list[Diagnostic] = []
    project = Project(
        name=name,
        origin="QualCoder",
        codes=tuple(_codes(database)),
        sources=tuple(_sources(path, database, found)),
        memos=tuple(_memos(database)),
    )
    return ProjectReading(project, (*found, *_media_codings(path, database)))


def _codes(database: sqlite3.Connection) -> Iterator[Code]:
    for row in rows_of(database, "code_cat"):
        parent = f"cat{text(row, 'supercatid')}" if text(row, "supercatid") else ""
        yield Code(f"cat{text(row, 'catid')}", text(row, "name"), text(row, "memo"), parent)
    for row in rows_of(database, "code_name"):
        above = text(row, "supercid")
        parent = f"cat{text(row, 'catid')}" if text(row, "catid") else ""
        yield Code(
            f"code{text(row, 'cid')}",
            text(row, "name"),
            text(row, "memo"),
            f"code{above}" if above else parent,
        )


def _sources(
    path: str, database: sqlite3.Connection, found: list[Diagnostic]
) -> Iterator[TextSource]:
    selections = _selections(database)
    cases = _cases(database)
    names = {text(row, "caseid"): text(row, "name") for row in rows_of(database, "cases")}
    values = _values(database)
    for row in rows_of(database, "source"):
        key, name = text(row, "id"), text(row, "name")
        if not text(row, "fulltext").strip():
            kind = "has no text" if not text(row, "mediapath") else "is a picture, sound or video"
            found.append(finding(rules.SKIPPED_SOURCE, path, f"`{name}` {kind}; it was left out"))
            continue
        fit = fitted(text(row, "fulltext"), selections.get(key, ()))
        found += (_misfit(path, name, one) for one in fit.misfits)
        own_cases = cases.get(key, ())
        of_cases = (pair for case in own_cases for pair in values.get(("case", case), ()))
        yield TextSource(
            key=key,
            name=name,
            text=fit.text,
            selections=fit.selections,
            memo=text(row, "memo"),
            cases=tuple(names[case] for case in own_cases if case in names),
            variables=(*values.get(("file", key), ()), *of_cases),
            date=_day(text(row, "date")),
        )


def _misfit(path: str, name: str, one: Selection) -> Diagnostic:
    message = (
        f"the coding {one.start}–{one.end} in `{name}` says {one.said[:60]!r}; it was left out"
    )
    hint = "those words do not stand at that place; look it up in QualCoder"
    return finding(rules.BAD_SELECTION, path, message, hint)


def _selections(database: sqlite3.Connection) -> dict[str, tuple[Selection, ...]]:
    by_source: dict[str, list[Selection]] = defaultdict(list)
    for row in rows_of(database, "code_text"):
        by_source[text(row, "fid")].append(
            Selection(
                start=number(row, "pos0"),
                end=number(row, "pos1"),
                codes=(f"code{text(row, 'cid')}",),
                note=text(row, "memo"),
                said=text(row, "seltext"),
                is_verbatim=bool(text(row, "seltext")),
            )
        )
    for row in rows_of(database, "annotation"):
        start, end = number(row, "pos0"), number(row, "pos1")
        by_source[text(row, "fid")].append(Selection(start, end, (), text(row, "memo")))
    return {key: tuple(found) for key, found in by_source.items()}


def _cases(database: sqlite3.Connection) -> dict[str, tuple[str, ...]]:
    by_source: dict[str, dict[str, None]] = defaultdict(dict)
    for row in rows_of(database, "case_text"):
        by_source[text(row, "fid")][text(row, "caseid")] = None
    return {key: tuple(found) for key, found in by_source.items()}


def _values(database: sqlite3.Connection) -> dict[tuple[str, str], tuple[tuple[str, str], ...]]:
    found: dict[tuple[str, str], list[tuple[str, str]]] = defaultdict(list)
    for row in rows_of(database, "attribute"):
        if text(row, "value"):
            holder = (text(row, "attr_type"), text(row, "id"))
            found[holder].append((text(row, "name"), text(row, "value")))
    return {holder: tuple(pairs) for holder, pairs in found.items()}


def _memos(database: sqlite3.Connection) -> Iterator[Memo]:
    for row in rows_of(database, "project"):
        if text(row, "memo"):
            yield Memo("Project", text(row, "memo"))
    for row in rows_of(database, "journal"):
        if text(row, "jentry"):
            yield Memo(text(row, "name"), text(row, "jentry"))


def _media_codings(path: str, database: sqlite3.Connection) -> Iterator[Diagnostic]:
    for table, what in (("code_image", "pictures"), ("code_av", "sound and video")):
        count = sum(1 for _ in rows_of(database, table))
        if count:
            message = f"{count} codings of {what} were left out; only text becomes evidence"
            yield finding(rules.UNMAPPED, path, message)


def _day(written: str) -> datetime.date | None:
    try:
        return datetime.date.fromisoformat(written[:10])
    except ValueError:
        return None
