"""What a reference in a file may mean: a known id, an old one, a proposal or a slip of the pen."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from typing import TypeAlias

from counterpoint.config import Codebook, Config
from counterpoint.diagnostics import Location
from counterpoint.model import (
    Decision,
    Guide,
    HandWrittenPage,
    Interview,
    Outcome,
    Theme,
)
from counterpoint.parse.files import ParsedFile
from counterpoint.parse.frontmatter import KeyPath
from counterpoint.parse.layout import RESEARCH_KINDS, Kind
from counterpoint.parse.slugs import closest, nearest
from counterpoint.parse.values import Tag

PROPOSABLE = frozenset({Kind.THEME, Kind.PERSONA, Kind.ACCOUNT})
"""What contributors propose by using it, while the codebook is open."""

Name: TypeAlias = tuple[Kind, str]
"""As a file of some kind is referred to."""
LookUp: TypeAlias = Callable[[Kind, str], str]
"""The id that a name of a kind resolves to; empty where there is none."""
_Field: TypeAlias = tuple[Kind, str, KeyPath]
"""A name in front matter, or none, and the way to it."""


class Standing(StrEnum):
    """How a name stands to the files that there are."""

    KNOWN = "known"
    PROPOSED = "proposed"
    """New, and the codebook is open."""
    MISSPELT = "misspelt"
    """One or two letters off a known one."""
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Meaning:
    """What a name refers to."""

    standing: Standing
    id: str = ""
    """The id it resolves to; empty where it resolves to nothing."""
    suggestion: str = ""
    """A known name much like it, where it resolves to nothing."""


@dataclass(frozen=True, slots=True)
class Names:
    """The names of one kind of file."""

    kind: Kind
    paths: Mapping[str, str]
    """Every id that has a file, readable or not, with the file's path."""
    aliases: Mapping[str, str]
    """Old ids, with the id that each leads to."""
    meaning: Callable[[str], Meaning]
    """What a name of this kind refers to."""


@dataclass(frozen=True, slots=True)
class Mention:
    """A name of another file in a file of research/ or on a roadmap page."""

    kind: Kind
    name: str
    location: Location
    written: str
    """As a message repeats it: a tag with its `#`."""


def names_of(files: Iterable[ParsedFile], config: Config) -> Mapping[Kind, Names]:
    """Return the names of every kind; the first file of an id, or of an alias, has it."""
    files = tuple(files)
    is_open = config.codebook is Codebook.OPEN
    return {
        kind: _names_of_kind(
            kind,
            [file for file in files if file.kind is kind],
            is_open=is_open and kind in PROPOSABLE,
        )
        for kind in RESEARCH_KINDS
    }


def aliases_of(file: ParsedFile) -> tuple[str, ...]:
    """Return the old ids that a file takes; none for a hand-written page."""
    entity = file.entity
    return () if entity is None or isinstance(entity, HandWrittenPage) else entity.aliases


def _names_of_kind(kind: Kind, files: list[ParsedFile], *, is_open: bool) -> Names:
    paths: dict[str, str] = {}
    for file in files:
        paths.setdefault(file.id, file.path)
    aliases: dict[str, str] = {}
    for file in files:
        for alias in aliases_of(file):
            aliases.setdefault(alias, file.id)
    leads = aliases | {name: name for name in paths}
    return Names(kind, paths, aliases, _meanings(leads, is_open=is_open))


def _meanings(leads: Mapping[str, str], *, is_open: bool) -> Callable[[str], Meaning]:
    """Return what looks a name up among ids and old ids, with the id that each leads to."""

    @cache
    def meaning(name: str) -> Meaning:
        if name in leads:
            return Meaning(Standing.KNOWN, leads[name])
        if near := nearest(name, leads):
            return Meaning(Standing.MISSPELT, suggestion=near)
        if is_open:
            return Meaning(Standing.PROPOSED, name)
        return Meaning(Standing.UNKNOWN, suggestion=closest(name, leads))

    return meaning


def looked_up(look_up: LookUp, kind: Kind, names: Iterable[str]) -> tuple[str, ...]:
    """Return what names resolve to, each once, sorted."""
    return tuple(sorted({found for name in names if (found := look_up(kind, name))}))


def named(file: ParsedFile) -> tuple[Name, ...]:
    """Return every name of another file that a file holds, each once."""
    fields = ((kind, name) for kind, name, _ in _fields(file) if name)
    tags = ((Kind.THEME, tag.name) for tag in _tags(file))
    return tuple(dict.fromkeys((*fields, *tags)))


def mentions(file: ParsedFile) -> Iterator[Mention]:
    """Yield every name of another file that a file's fields and tags hold, with its place."""
    for kind, name, where in _fields(file):
        if name:
            yield Mention(kind, name, file.places.of(*where), f"`{name}`")
    for tag in _tags(file):
        yield Mention(Kind.THEME, tag.name, tag.location, f"#{tag.written}")


def _tags(file: ParsedFile) -> Iterator[Tag]:
    for item in file.items:
        yield from item.tags
    yield from file.faulty_tags


def _fields(file: ParsedFile) -> Iterator[_Field]:
    match file.entity:
        case Interview():
            yield from _of_interview(file.entity)
        case Theme(parent=parent, tension=tension):
            yield Kind.THEME, parent, ("parent",)
            yield from _of_list(Kind.THEME, tension, "tension")
        case Decision(themes=themes, superseded_by=successor):
            yield from _of_list(Kind.THEME, themes, "themes")
            yield Kind.DECISION, successor, ("superseded_by",)
        case Guide(covers=covers):
            yield from _of_list(Kind.THEME, covers, "covers")
        case Outcome(hear=hear):
            for number, target in enumerate(hear):
                yield Kind.PERSONA, target.persona, ("hear", number, "persona")
        case HandWrittenPage(roadmap=item) if item:
            yield Kind.OUTCOME, item.outcome, ("outcome",)
        case _:
            return


def _of_interview(interview: Interview) -> Iterator[_Field]:
    for number, one in enumerate(interview.participants):
        yield Kind.PERSONA, one.persona, ("participants", number, "persona")
        yield Kind.ACCOUNT, one.account, ("participants", number, "account")
    yield Kind.GUIDE, interview.guide, ("guide",)
    yield from _of_list(Kind.THEME, interview.asked, "asked")


def _of_list(kind: Kind, names: tuple[str, ...], field: str) -> Iterator[_Field]:
    return ((kind, name, (field, number)) for number, name in enumerate(names))
