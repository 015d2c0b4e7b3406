"""Themes: the entries of the codebook."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, ClassVar

from pydantic import BeforeValidator

from counterpoint.model import Expresses, Influence, Theme, ThemeStatus
from counterpoint.parse.fields import AS_LIST, Fields, Name, Names, Text, chosen, one_of
from counterpoint.parse.frontmatter import Value
from counterpoint.parse.kinds.reader import Head, Reader, Reading
from counterpoint.parse.markdown import render_document

WRITTEN_STATUSES = (ThemeStatus.ACTIVE.value, ThemeStatus.RETIRED.value)


def _status(value: object) -> ThemeStatus:
    """Read a status that a file may have; a proposed theme has no file."""
    return ThemeStatus(chosen(str(value), WRITTEN_STATUSES))


class ThemeFields(Fields):
    """The front matter of `themes/*.md`."""

    stand_ins: ClassVar[Mapping[str, Value]] = {"title": "?"}

    title: Text
    expresses: Annotated[Expresses, one_of(Expresses)] = Expresses.NEED
    parent: Name = ""
    aliases: Names = ()
    tension: Names = ()
    influences: Annotated[tuple[Annotated[Influence, one_of(Influence)], ...], AS_LIST] = ()
    status: Annotated[ThemeStatus, BeforeValidator(_status)] = ThemeStatus.ACTIVE


def _build(fields: ThemeFields, head: Head) -> Reading:
    return Reading(
        Theme(
            id=head.id,
            path=head.path,
            title=fields.title,
            expresses=fields.expresses,
            parent=fields.parent,
            aliases=fields.aliases,
            tension=fields.tension,
            influences=fields.influences,
            status=fields.status,
            body=render_document(head.body),
        )
    )


READER = Reader(ThemeFields, _build)
