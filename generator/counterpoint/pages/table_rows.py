"""Rows of a table as HTML, without a template: pages have fifty cells on average."""

from __future__ import annotations

from collections.abc import Callable

from markupsafe import Markup, escape

from counterpoint.pages.hyperlinks import hyperlinks
from counterpoint.pages.views import Cell, Row, Table


def table_rows(table: Table, signs: Callable[[Cell], str]) -> Markup:
    """Return a table's rows; `signs` draws what a cell shows before its words."""
    labels = [str(escape(column.title)) for column in table.columns]
    return Markup("\n".join(_row(one, labels, signs) for one in table.rows))  # noqa: S704  (escaped)


def _row(row: Row, labels: list[str], signs: Callable[[Cell], str]) -> str:
    head, *rest = (_cell(cell, label, signs) for cell, label in zip(row.cells, labels, strict=True))
    opening = f'<tr id="{escape(row.id)}">' if row.id else "<tr>"
    cells = "\n".join(f"<td{one}</td>" for one in rest)
    return f'{opening}\n<th scope="row"{head}</th>\n{cells}\n</tr>'


def _cell(cell: Cell, label: str, signs: Callable[[Cell], str]) -> str:
    """Return a cell without its tag, which is another in the first column."""
    number = ' class="cp-number"' if cell.is_number else ""
    value = f' data-value="{escape(cell.sort)}"' if cell.sort else ""
    empty = " data-empty" if cell.is_empty else ""
    before = signs(cell) if cell.side or cell.badge or cell.partition else ""
    note = f'<span class="cp-cell-note">{escape(cell.note)}</span>' if cell.note else ""
    marks = f' data-label="{label}"{number}{value}{empty}'
    return f"{marks}>{before}{hyperlinks(cell.links)}\n{note}"
