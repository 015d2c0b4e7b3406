"""The front matter of the file that gets another id, or that takes another file in."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from counterpoint.editing.edits import Edit, edited
from counterpoint.editing.fields import FieldLines, field_lines, with_entries, without_field
from counterpoint.model import Theme
from counterpoint.names import aliases_of
from counterpoint.parse.files import ParsedFile
from counterpoint.renaming.values import Order, RenameError
from counterpoint.sources import source_of

INHERITED = ("tension", "influences")
"""Lists of a theme that go over to the theme which takes it in."""


def renamed(path: str, data: bytes, order: Order) -> bytes:
    """Return a file under its new id: the old one is an alias now, the new one no longer."""
    fields = _fields(path, data)
    add = _adding((order.old,), without=order.new)
    return _made(data, [with_entries(fields, "aliases", add)])


def taking_in(path: str, data: bytes, gone: ParsedFile | None, order: Order) -> bytes:
    """Return a file that takes another in: its old ids, and what it pulls against."""
    fields = _fields(path, data)
    return _made(data, _inherited(fields, gone, order))


def _inherited(fields: FieldLines, gone: ParsedFile | None, order: Order) -> Iterator[Edit | None]:
    aliases = aliases_of(gone) if gone else ()
    yield with_entries(fields, "aliases", _adding((*aliases, order.old), without=order.new))
    if fields.front.values.get("parent") == order.new:
        yield without_field(fields, "parent")
    theme = gone.entity if gone else None
    for key in INHERITED if isinstance(theme, Theme) else ():
        more = (str(one) for one in getattr(theme, key))
        yield with_entries(fields, key, _adding(more, without=order.new))


def _adding(more: Iterable[str], *, without: str) -> Callable[[tuple[str, ...]], tuple[str, ...]]:
    """Return what adds words to a list, each once, and takes one out."""
    added = tuple(more)

    def add(words: tuple[str, ...]) -> tuple[str, ...]:
        return tuple(dict.fromkeys(one for one in (*words, *added) if one != without))

    return add


def _fields(path: str, data: bytes) -> FieldLines:
    source, _ = source_of(path, data)
    fields = field_lines(path, source.text) if source else None
    if fields is None:
        message = f"the front matter of {path} cannot be changed safely; nothing was renamed"
        raise RenameError(f"{message}: write it as plain `key: value` lines, then try again")
    return fields


def _made(data: bytes, edits: Iterable[Edit | None]) -> bytes:
    return edited(data, [edit for edit in edits if edit is not None])
