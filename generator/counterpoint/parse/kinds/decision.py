"""Decisions: what was decided about a conflict or a theme."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, ClassVar

from counterpoint.model import Decision, DecisionStatus
from counterpoint.parse.fields import Day, Fields, Name, Names, SideOrBoth, Text, day_in, one_of
from counterpoint.parse.frontmatter import Value
from counterpoint.parse.kinds.reader import Head, Reader, Reading
from counterpoint.parse.markdown import render_document


class DecisionFields(Fields):
    """The front matter of `decisions/*.md`."""

    stand_ins: ClassVar[Mapping[str, Value]] = {
        "title": "?",
        "date": "2000-01-01",
        "themes": [],
        "status": "proposed",
    }

    title: Text
    date: Day
    themes: Names
    status: Annotated[DecisionStatus, one_of(DecisionStatus)]
    optimise_for: SideOrBoth = ""
    owner: Text = ""
    revisit_when: Text = ""
    superseded_by: Name = ""
    aliases: Names = ()


def _build(fields: DecisionFields, head: Head) -> Reading:
    return Reading(
        Decision(
            id=head.id,
            path=head.path,
            title=fields.title,
            date=fields.date,
            themes=fields.themes,
            status=fields.status,
            optimise_for=fields.optimise_for,
            owner=fields.owner,
            revisit_when=fields.revisit_when,
            revisit_on=day_in(fields.revisit_when),
            superseded_by=fields.superseded_by,
            aliases=fields.aliases,
            body=render_document(head.body),
        )
    )


READER = Reader(DecisionFields, _build)
