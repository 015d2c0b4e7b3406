"""Front matter as lines: which lines are a key's, and lists changed in place."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from counterpoint.diagnostics import Location
from counterpoint.editing.edits import Edit
from counterpoint.parse.frontmatter import FENCE, FrontMatter, Value, read_front_matter

ONE_LINE = re.compile(
    r"(?P<key>[^:]+:[ \t]*)(?P<value>\[[^\]#]*\]|[^\[#\n]*?)(?P<rest>[ \t]*(?:#.*)?)"
)
NOT_CONTENT = re.compile(r"[ \t]*(?:#.*)?")


@dataclass(frozen=True, slots=True)
class Block:
    """The lines of one key of the front matter, comments above it included."""

    key: str
    """Empty for what stands below the last value, and above the first key."""
    first: int
    """Number of the first line in the file, from 1."""
    lines: tuple[str, ...]
    start: int = 0
    """Index in `lines` of the line on which the key stands."""

    @property
    def text(self) -> str:
        """The lines, each with its line end."""
        return "".join(f"{line}\n" for line in self.lines)


@dataclass(frozen=True, slots=True)
class FieldLines:
    """A file's front matter, laid out."""

    path: str
    front: FrontMatter
    blocks: tuple[Block, ...]
    end: int
    """Number of the line of the closing fence."""

    def block(self, key: str) -> Block | None:
        """Return a key's lines, if it is there."""
        return next((block for block in self.blocks if block.key == key), None)


def field_lines(path: str, text: str) -> FieldLines | None:
    """Return the front matter of a file; `None` where it is not plain `key: value` lines."""
    front = read_front_matter(path, text)
    lines = text.split("\n")
    end = next((at for at, line in enumerate(lines) if at and FENCE.fullmatch(line)), 0)
    if front.diagnostics or not end:
        return None
    spots = {where[0]: spot for where, spot in front.places.keys.items() if len(where) == 1}
    if any(column != 1 for _, column in spots.values()):
        return None
    starts = sorted((line - 1, str(key)) for key, (line, _) in spots.items())
    return FieldLines(path, front, tuple(_blocks(lines[:end], starts)), end + 1)


def _blocks(lines: list[str], starts: list[tuple[int, str]]) -> Iterable[Block]:
    """Yield blocks; comments and empty lines above a key go with it, but for the first."""
    edges = [_with_comments(lines, at, first=not number) for number, (at, _) in enumerate(starts)]
    foot = len(lines)
    while (
        foot > 1 and starts and foot > starts[-1][0] + 1 and NOT_CONTENT.fullmatch(lines[foot - 1])
    ):
        foot -= 1
    head = edges[0] if edges else foot
    if head > 1:
        yield Block("", 2, tuple(lines[1:head]))
    for (at, key), edge, end in zip(starts, edges, [*edges, foot][1:], strict=True):
        yield Block(key, edge + 1, tuple(lines[edge:end]), at - edge)
    if foot < len(lines):
        yield Block("", foot + 1, tuple(lines[foot:]))


def _with_comments(lines: list[str], at: int, *, first: bool) -> int:
    while not first and at > 1 and lines[at - 1].lstrip().startswith("#"):
        at -= 1
    return at


def with_entries(
    fields: FieldLines, key: str, change: Callable[[tuple[str, ...]], tuple[str, ...]]
) -> Edit | None:
    """Return the edit that changes a list of words; `None` where nothing changes.

    A key that is not there is added at the end; one whose list gets empty is taken out.
    """
    before = _words(fields.front.values.get(key, []))
    after = change(before)
    if after == before:
        return None
    written = f"[{', '.join(after)}]"
    block = fields.block(key)
    if block is None:
        return Edit(Location(fields.path, fields.end), "", f"{key}: {written}\n")
    at = Location(fields.path, block.first + block.start)
    lines = block.lines[block.start :]
    old = "".join(f"{line}\n" for line in lines)
    line = ONE_LINE.fullmatch(lines[0])
    rest = line["rest"] if line and len(lines) == 1 else ""
    start = line["key"].rstrip() if line else f"{key}:"
    return Edit(at, old, f"{start} {written}{rest}\n" if after else "")


def without_field(fields: FieldLines, key: str) -> Edit | None:
    """Return the edit that takes a key out; `None` where it is not there."""
    block = fields.block(key)
    if block is None:
        return None
    old = "".join(f"{line}\n" for line in block.lines[block.start :])
    return Edit(Location(fields.path, block.first + block.start), old, "")


def _words(value: Value) -> tuple[str, ...]:
    pieces = value.split(",") if isinstance(value, str) else value
    return tuple(str(piece).strip() for piece in pieces if str(piece).strip())
