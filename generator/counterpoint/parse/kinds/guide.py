"""Guides: the questions of an interview."""

from __future__ import annotations

from collections.abc import Mapping
from typing import ClassVar

from counterpoint.model import BOTH, Guide
from counterpoint.parse.fields import AnySide, Fields, Names, Text
from counterpoint.parse.frontmatter import Value
from counterpoint.parse.kinds.reader import Head, Reader, Reading
from counterpoint.parse.markdown import render_document


class GuideFields(Fields):
    """The front matter of `guides/*.md`."""

    stand_ins: ClassVar[Mapping[str, Value]] = {"title": "?", "side": BOTH}

    title: Text
    side: AnySide
    covers: Names = ()
    aliases: Names = ()


def _build(fields: GuideFields, head: Head) -> Reading:
    return Reading(
        Guide(
            id=head.id,
            path=head.path,
            title=fields.title,
            side=fields.side,
            covers=fields.covers,
            aliases=fields.aliases,
            body=render_document(head.body),
        )
    )


READER = Reader(GuideFields, _build)
