"""SQLite files of other programs, opened from bytes, read only and distrusted."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Mapping
from contextlib import closing, contextmanager

MAGIC = b"SQLite format 3\x00"
LONGEST_STATEMENT = 20_000
Row = Mapping[str, object]


class DamagedDatabaseError(Exception):
    """Bytes that are no database that can be read."""


@contextmanager
def opened(data: bytes) -> Iterator[sqlite3.Connection]:
    """Open a database's bytes in memory; DamagedDatabaseError if they are none.

    Nothing in the file is trusted: no functions in its views or triggers, no extensions.
    """
    if not data.startswith(MAGIC):
        raise DamagedDatabaseError
    with closing(sqlite3.connect(":memory:")) as connection:
        try:
            connection.deserialize(data)
            connection.row_factory = sqlite3.Row
            connection.execute("PRAGMA trusted_schema = OFF")
            connection.execute("PRAGMA query_only = ON")
            connection.setlimit(sqlite3.SQLITE_LIMIT_SQL_LENGTH, LONGEST_STATEMENT)
            yield connection
        except sqlite3.Error as error:
            raise DamagedDatabaseError(str(error)) from error


def tables(connection: sqlite3.Connection) -> frozenset[str]:
    """Return the names of a database's real tables."""
    rows = connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")
    return frozenset(str(row["name"]) for row in rows)


def rows_of(connection: sqlite3.Connection, table: str) -> Iterator[Row]:
    """Yield a table's rows by column, in the order of its keys; none where there is no table."""
    if table not in tables(connection):
        return
    quoted = '"' + table.replace('"', '""') + '"'
    for row in connection.execute(f"SELECT * FROM {quoted} ORDER BY rowid"):  # noqa: S608
        yield dict(row)


def text(row: Row, column: str) -> str:
    """Return a cell as text; empty where it is absent or NULL."""
    value = row.get(column)
    return "" if value is None else str(value)


def number(row: Row, column: str) -> int:
    """Return a cell as a whole number; -1 where it is none."""
    value = row.get(column)
    try:
        return int(str(value))
    except ValueError:
        return -1
