"""Bounds on a page by hand, within which MkDocs renders it in time that grows with its length.

Python-Markdown looks for the end of everything that opens, and copies what is left of a paragraph
with each line that it understands.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import islice

from markdown_it.token import Token

from counterpoint.diagnostics import Diagnostic, Location, Rule, Severity
from counterpoint.parse.fences import is_code
from counterpoint.parse.tables import CELLS
from counterpoint.parse.values import Body

TOO_HEAVY = Rule(
    "CP130",
    Severity.ERROR,
    "a page by hand would take MkDocs very long, or is nested too deep for it",
)

MOST_OPEN = 500
"""Brackets on a page that are opened and never closed."""
MOST_LINES = 2_000
"""Lines between two empty ones, tables and code apart."""
LONGEST = 50_000
"""Characters between two empty lines; in a table, of one row."""
MOST_CELLS = 60_000
"""Cells of all tables, those included that short rows leave out."""
MOST_MARKS = 2_000
"""Marks of footnotes, where they are referred to and where they stand, and of contents."""

SIGN = re.compile(r"\\.|\]\(|[\[\]()>]|<(?=[A-Za-z/!?])", re.DOTALL)
CLOSED_BY = {"[": "]", "](": ")", "<": ">"}
MARK = re.compile(r"\[(?:\^[^\[\]\n]+|TOC)\]")


def heavy(body: Body, tokens: Sequence[Token]) -> Iterator[Diagnostic]:
    """Yield what would take very long; `tokens` are the body's, as CommonMark reads it."""
    lines = _without_code(body.text.split("\n"), tokens)
    rows = {row for token in tokens if token.type == "table_open" for row in _lines(token)}
    yield from _many_cells(body, tokens)
    for line, column in islice(_unclosed(lines), MOST_OPEN, MOST_OPEN + 1):
        yield TOO_HEAVY.at(
            _place(body, line, column),
            f"more than {MOST_OPEN} brackets on this page are opened and never closed",
            "close them, write `\\[` and `&lt;`, or put code between lines of ```",
        )
    yield from _long_blocks(body, lines, rows)
    yield from _marks(body, lines)


def _lines(token: Token) -> range:
    return range(*token.map) if token.map else range(0)


def _place(body: Body, line: int, column: int = 0) -> Location:
    return Location(body.path, body.first_line + line, column + 1)


def _without_code(lines: list[str], tokens: Sequence[Token]) -> list[str]:
    """Return lines, those of fenced code empty."""
    code = (_lines(token) for token in tokens if is_code(token, lines))
    for number in [number for within in code for number in within]:
        lines[number] = ""
    return lines


def _many_cells(body: Body, tokens: Sequence[Token]) -> Iterator[Diagnostic]:
    tables = [(at, token) for at, token in enumerate(tokens) if token.type == "table_open"]
    cells = sum(token.type in CELLS for token in tokens)
    if tables and cells > MOST_CELLS:
        yield TOO_HEAVY.at(
            _place(body, _lines(tables[-1][1])[0]),
            f"the tables down to this one have more than {MOST_CELLS:,} cells",
            "take columns out of them, or put them on pages of their own",
        )


def _unclosed(lines: Sequence[str]) -> Iterator[tuple[int, int]]:
    """Yield where a bracket opens that its paragraph does not close."""
    pending: dict[str, list[tuple[int, int]]] = {sign: [] for sign in CLOSED_BY.values()}
    for number, line in enumerate((*lines, "")):
        if not line.strip():
            for places in pending.values():
                yield from places
                places.clear()
        for found in SIGN.finditer(line):
            _open_or_close(found[0], (number, found.start()), pending)


def _open_or_close(
    sign: str, where: tuple[int, int], pending: dict[str, list[tuple[int, int]]]
) -> None:
    closed = sign[0] if sign[0] in pending else ""
    if closed and pending[closed]:
        pending[closed].pop()
    if sign in CLOSED_BY:
        pending[CLOSED_BY[sign]].append(where)


def _long_blocks(body: Body, lines: Sequence[str], rows: set[int]) -> Iterator[Diagnostic]:
    """Yield where lines follow on each other for too long."""
    first, length = 0, 0
    for number, line in enumerate(lines):
        if not line.strip() or number in rows:
            first, length = number + 1, 0
        length += len(line)
        if length > LONGEST or number - first >= MOST_LINES:
            yield TOO_HEAVY.at(
                _place(body, number),
                f"more than {MOST_LINES:,} lines or {LONGEST:,} characters without an empty line",
                "put empty lines between paragraphs, or put code between lines of ```",
            )
            return


def _marks(body: Body, lines: Sequence[str]) -> Iterator[Diagnostic]:
    marks = (
        (number, found.start())
        for number, line in enumerate(lines)
        for found in MARK.finditer(line)
    )
    for number, column in islice(marks, MOST_MARKS, MOST_MARKS + 1):
        yield TOO_HEAVY.at(
            _place(body, number, column),
            f"more than {MOST_MARKS:,} marks of footnotes or tables of contents",
            "spread the footnotes over several pages",
        )
