"""Taguette projects (SQLite) to codes, texts and selections."""

from __future__ import annotations

import datetime
import sqlite3
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import replace
from html.parser import HTMLParser

from counterpoint.diagnostics import Diagnostic
from counterpoint.transfer import rules
from counterpoint.transfer.codings.databases import Row, number, rows_of, text
from counterpoint.transfer.codings.values import (
    Code,
    Memo,
    Project,
    ProjectReading,
    Selection,
    TextSource,
)
from counterpoint.transfer.rules import finding

TABLES = frozenset({"highlights", "documents", "tags"})
BLOCKS = frozenset("p div h1 h2 h3 h4 h5 h6 li tr blockquote pre br table ul ol".split())  # noqa: SIM905


def read_taguette(path: str, database: sqlite3.Connection, wanted: str = "") -> ProjectReading:
    """Return one project of a Taguette database; `wanted` names it where there are several."""
    projects = [(text(row, "id"), text(row, "name")) for row in rows_of(database, "projects")]
    chosen = [one for one in projects if not wanted or one[1] == wanted]
    if len(chosen) != 1:
        names = ", ".join(name for _, name in projects)
        message = f"the database holds {len(projects)} projects: {names}"
        hint = "say which: --project NAME"
        return ProjectReading(None, (finding(rules.BAD_PROJECT, path, message, hint),))
    key, name = chosen[0]
    found: list[Diagnostic] = []
    project = Project(
        name=name,
        origin="Taguette",
        codes=tuple(_codes(database, key)),
        sources=tuple(_sources(path, database, key, found)),
        memos=tuple(
            Memo("Project", text(row, "description"))
            for row in rows_of(database, "projects")
            if text(row, "id") == key and text(row, "description")
        ),
    )
    return ProjectReading(project, tuple(found))


def _codes(database: sqlite3.Connection, project: str) -> Iterator[Code]:
    """Yield tags; a dot in a tag's path separates it from its group, which may be no tag itself."""
    rows = [row for row in rows_of(database, "tags") if text(row, "project_id") == project]
    tags = {text(row, "path"): row for row in rows}
    groups: dict[str, None] = {}
    for path in tags:
        parts = path.split(".")
        groups.update(dict.fromkeys(".".join(parts[:at]) for at in range(1, len(parts))))
    for path in dict.fromkeys((*groups, *tags)):
        above, _, last = path.rpartition(".")
        row: Row = tags.get(path, {})
        yield Code(_key(path, tags), last, text(row, "description"), _key(above, tags))


def _key(path: str, tags: Mapping[str, Row]) -> str:
    if path in tags:
        return text(tags[path], "id")
    return f"group:{path}" if path else ""


def _sources(
    path: str, database: sqlite3.Connection, project: str, found: list[Diagnostic]
) -> Iterator[TextSource]:
    selections = _selections(database)
    for row in rows_of(database, "documents"):
        if text(row, "project_id") != project:
            continue
        document = _Document()
        document.feed(text(row, "contents"))
        document.close()
        good: list[Selection] = []
        for one in selections.get(text(row, "id"), ()):
            moved = replace(one, start=document.place(one.start), end=document.place(one.end))
            if _fits(document.text, moved):
                good.append(moved)
            else:
                found.append(_misfit(path, text(row, "name"), one))
        yield TextSource(
            key=text(row, "id"),
            name=text(row, "name"),
            text=document.text,
            selections=tuple(good),
            memo=text(row, "description"),
            date=_day(text(row, "created")),
        )


def _selections(database: sqlite3.Connection) -> dict[str, tuple[Selection, ...]]:
    tags: dict[str, list[str]] = defaultdict(list)
    for row in rows_of(database, "highlight_tags"):
        tags[text(row, "highlight_id")].append(text(row, "tag_id"))
    by_document: dict[str, list[Selection]] = defaultdict(list)
    for row in rows_of(database, "highlights"):
        snippet = _Document()
        snippet.feed(text(row, "snippet"))
        snippet.close()
        by_document[text(row, "document_id")].append(
            Selection(
                start=number(row, "start_offset"),
                end=number(row, "end_offset"),
                codes=tuple(tags[text(row, "id")]),
                said=snippet.text,
            )
        )
    return {key: tuple(found) for key, found in by_document.items()}


def _fits(whole: str, one: Selection) -> bool:
    selected = "".join(whole[max(one.start, 0) : max(one.end, 0)].split())
    said = "".join(one.said.split())
    return bool(selected) and (not said or selected == said)


def _misfit(path: str, name: str, one: Selection) -> Diagnostic:
    message = (
        f"the highlight {one.start}–{one.end} in `{name}` says {one.said.strip()[:60]!r}, "
        "which does not stand at that place; it was left out"
    )
    return finding(rules.BAD_SELECTION, path, message, "look it up in Taguette")


class _Document(HTMLParser):
    """A document's text with a line a block, and where its UTF-8 byte offsets are in it."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.text = ""
        self._places: list[int] = []

    def handle_starttag(self, tag: str, _attrs: list[tuple[str, str | None]]) -> None:
        if tag in BLOCKS:
            self._break()

    def handle_endtag(self, tag: str) -> None:
        if tag in BLOCKS:
            self._break()

    def handle_data(self, data: str) -> None:
        if not self._places and not data.strip():
            return  # an HTML reader drops white space before the first block
        pieces = []
        for at, character in enumerate(data, len(self.text)):
            self._places += [at] * len(character.encode("utf-8", "replace"))
            pieces.append(character)
        self.text += "".join(pieces)

    def _break(self) -> None:
        if self.text and not self.text.endswith("\n"):
            self.text += "\n"

    def place(self, offset: int) -> int:
        """Return where a byte offset is in the text; -1 beyond its end."""
        if offset == len(self._places):
            return len(self.text)
        return self._places[offset] if 0 <= offset < len(self._places) else -1


def _day(written: str) -> datetime.date | None:
    try:
        return datetime.date.fromisoformat(written[:10])
    except ValueError:
        return None
