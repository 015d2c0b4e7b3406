"""A study whose links to what is withheld have lost their words."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Any

from counterpoint.interviews import interview_of
from counterpoint.model import HandWrittenPage, Interview, Study
from counterpoint.names import LookUp, Names
from counterpoint.parse.files import ParsedFile
from counterpoint.parse.kinds.reader import Entity, Tombstone
from counterpoint.parse.layout import Kind
from counterpoint.resolve import page_of

FIELDS: Mapping[Kind, str] = {
    Kind.INTERVIEW: "interviews",
    Kind.THEME: "themes",
    Kind.PERSONA: "personas",
    Kind.ACCOUNT: "accounts",
    Kind.DECISION: "decisions",
    Kind.OUTCOME: "outcomes",
    Kind.GUIDE: "guides",
    Kind.PAGE: "pages",
}
"""Where a study has what a kind of file describes."""


def reworded(study: Study, names: Mapping[Kind, Names], again: Iterable[ParsedFile]) -> Study:
    """Return a study with some of its files read again, in which nothing but words differs.

    What they refer to, and what is withheld, is as it was.
    """
    look_up = _look_up(study, names)
    new: dict[str, dict[str, Entity]] = {}
    for file in again:
        field = FIELDS[file.kind]
        before = getattr(study, field).get(file.id)
        if before is not None and before.path == file.path:
            entities = new.setdefault(field, dict(getattr(study, field)))
            entities[file.id] = _reworded(file, before, study, look_up)
    changed: dict[str, Any] = dict(new)
    return replace(study, **changed)


def _reworded(file: ParsedFile, before: Entity, study: Study, look_up: LookUp) -> Entity:
    match file.entity:
        case Interview():
            return interview_of(file, study.side_keys, look_up)
        case HandWrittenPage() as page:
            return page_of(page, look_up)
        case None | Tombstone():
            return before
        case entity:
            if isinstance(before, (Interview, HandWrittenPage, Tombstone)):
                raise TypeError(file.path)
            return replace(before, body=entity.body)


def _look_up(study: Study, names: Mapping[Kind, Names]) -> LookUp:
    """Return what finds a name among what the study has, proposals too."""

    def look_up(kind: Kind, name: str) -> str:
        found = names[kind].meaning(name).id if name else ""
        return found if found in getattr(study, FIELDS[kind]) else ""

    return look_up
