"""Every place in a file that names another by its id, and the edits that change the name."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from pathlib import PurePosixPath

from counterpoint.checks.subject import links_of
from counterpoint.config import Config
from counterpoint.diagnostics import Location
from counterpoint.editing.edits import Edit
from counterpoint.editing.words import Lines, address_of, name_at, tag_at
from counterpoint.model import Link
from counterpoint.names import mentions
from counterpoint.parse.files import ParsedFile
from counterpoint.parse.frontmatter import read_front_matter
from counterpoint.parse.kinds.interview import vocabulary
from counterpoint.parse.kinds.reader import Tombstone
from counterpoint.parse.layout import Kind
from counterpoint.parse.values import Tag
from counterpoint.parse.written import written_tags
from counterpoint.references import ReferenceKind, resolve_href
from counterpoint.renaming.values import Order, RenameError

LISTS: Mapping[tuple[Kind, Kind], str] = {
    (Kind.INTERVIEW, Kind.THEME): "asked",
    (Kind.THEME, Kind.THEME): "tension",
    (Kind.DECISION, Kind.THEME): "themes",
    (Kind.GUIDE, Kind.THEME): "covers",
}
"""The field of each kind of file that lists ids of another kind."""
COMMA_BEHIND = re.compile(r"[ \t]*,[ \t]*")
COMMA_BEFORE = re.compile(r"[ \t]*,[ \t]*$")
LIST_LINE = re.compile(r"[ \t]*-[ \t]+")
BLANKS = " \t"
SEPARATORS = (",", ";")
"""What a contributor may have written between tags."""


class File:
    """A file with what is needed to find names in it."""

    def __init__(self, parsed: ParsedFile, text: str, config: Config) -> None:
        self.parsed = parsed
        self.lines = Lines(parsed.path, text)
        self._config = config

    def edits(self, order: Order, old_paths: frozenset[str]) -> Iterator[Edit]:
        """Yield an edit for every place that names the old id; RenameError where one is hidden."""
        if order.kind is Kind.THEME and self.parsed.kind is Kind.INTERVIEW:
            yield from self._tags(order)
        yield from self._fields(order)
        for link in links_of(self.parsed):
            found = resolve_href(self.parsed.path, link.href)
            if found.kind is ReferenceKind.PATH and found.path in old_paths:
                yield self._link(link, order)

    def _tags(self, order: Order) -> Iterator[Edit]:
        front = read_front_matter(self.parsed.path, self.lines.text)
        tags = written_tags(front.body, vocabulary(self._config))
        for tag in tags:
            if tag.name == order.old:
                yield self._tag(tag, tags, order)

    def _tag(self, tag: Tag, tags: tuple[Tag, ...], order: Order) -> Edit:
        """Return the edit of a tag: it goes where the new one stands on the line already."""
        span = tag_at(self.lines, tag.location, tag.written)
        if span is None:
            raise hidden(tag.location, f"#{tag.written}")
        same_line = [one for one in tags if one.location.line == tag.location.line]
        meant = [one for one in same_line if one.name in (order.old, order.new)]
        has_new = any(one.name == order.new for one in meant)
        if has_new or tag.location != meant[0].location:
            return self._without_tag(span[0] - 1, span[1])
        return self.lines.replacing(*span, order.new)

    def _without_tag(self, start: int, end: int) -> Edit:
        text = self.lines.text
        while text[start - 1] in BLANKS:
            start -= 1
        end += text[end : end + 1] in SEPARATORS
        return self.lines.replacing(start, end, "")

    def _fields(self, order: Order) -> Iterator[Edit]:
        doubles = self._doubles(order)
        for mention in mentions(self.parsed):
            is_tag = mention.written.startswith("#")
            if is_tag or (mention.kind, mention.name) != (order.kind, order.old):
                continue
            span = name_at(self.lines, mention.location, order.old)
            if span is None:
                raise hidden(mention.location, mention.written)
            if mention.location in doubles:
                yield self._without_entry(*span)
            else:
                yield self.lines.replacing(*span, order.new)

    def _doubles(self, order: Order) -> frozenset[Location]:
        """Return the places of the old id in a list that holds the new one too, or it before."""
        field = LISTS.get((self.parsed.kind, order.kind), "")
        if not field or isinstance(self.parsed.entity, Tombstone):
            return frozenset()
        names = getattr(self.parsed.entity, field)
        is_own = (self.parsed.kind, self.parsed.id) == (order.kind, order.new)
        keeps = order.new not in names and not is_own
        old = [number for number, name in enumerate(names) if name == order.old]
        return frozenset(self.parsed.places.of(field, number) for number in old[keeps:])

    def _without_entry(self, start: int, end: int) -> Edit:
        """Return the edit that takes an entry out of a list, however the list is written."""
        text = self.lines.text
        start, end = _with_quotes(text, start, end)
        line_start = text.rfind("\n", 0, start) + 1
        if LIST_LINE.fullmatch(text, line_start, start):
            return self.lines.replacing(line_start, text.index("\n", end) + 1, "")
        behind = COMMA_BEHIND.match(text, end)
        if behind:
            return self.lines.replacing(start, behind.end(), "")
        before = COMMA_BEFORE.search(text, line_start, start)
        return self.lines.replacing(before.start() if before else start, end, "")

    def _link(self, link: Link, order: Order) -> Edit:
        span = address_of(self.lines, link)
        if span is None:
            raise hidden(link.location, link.href)
        path, mark, rest = _divided(self.lines.text[slice(*span)])
        renamed = str(PurePosixPath(path).with_name(f"{order.new}.md")) if path else path
        if path.startswith("./"):
            renamed = f"./{renamed}"
        return self.lines.replacing(*span, f"{renamed}{mark}{rest}")


def _with_quotes(text: str, start: int, end: int) -> tuple[int, int]:
    quoted = text[start - 1] in "\"'" and text[end : end + 1] == text[start - 1]
    return (start - 1, end + 1) if quoted else (start, end)


def _divided(href: str) -> tuple[str, str, str]:
    """Return a link's path, and its query or fragment with the sign before it."""
    found = re.search(r"[?#]", href)
    if found is None:
        return href, "", ""
    return href[: found.start()], found[0], href[found.end() :]


def hidden(location: Location, written: str) -> RenameError:
    """Return why a place that names the old id cannot be rewritten."""
    return RenameError(
        f"{location}: {written} is written in a way that cannot be changed safely; nothing was "
        "renamed: write it on one line without escapes, then try again"
    )
