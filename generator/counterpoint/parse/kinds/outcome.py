"""Outcomes: what the team is trying to change, and whom it must hear for that."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, ClassVar

from counterpoint.model import Lifecycle, Outcome, Target
from counterpoint.parse.fields import AnySide, Count, Fields, Name, Names, SideOrBoth, Text, one_of
from counterpoint.parse.frontmatter import Value
from counterpoint.parse.kinds.reader import Head, Reader, Reading
from counterpoint.parse.markdown import render_document


class MetricFields(Fields):
    """What is measured, and whose success it is."""

    name: Text
    side: SideOrBoth = ""


class TargetFields(Fields):
    """Whom to interview, and how many."""

    participants: Count
    side: AnySide = ""
    persona: Name = ""
    lifecycle: Annotated[Lifecycle, one_of(Lifecycle)] | None = None


class OutcomeFields(Fields):
    """The front matter of `outcomes/*.md`."""

    stand_ins: ClassVar[Mapping[str, Value]] = {"title": "?"}

    title: Text
    metric: MetricFields | None = None
    hear: tuple[TargetFields, ...] = ()
    aliases: Names = ()


def _build(fields: OutcomeFields, head: Head) -> Reading:
    return Reading(
        Outcome(
            id=head.id,
            path=head.path,
            title=fields.title,
            metric=fields.metric.name if fields.metric else "",
            metric_side=fields.metric.side if fields.metric else "",
            hear=tuple(
                Target(one.participants, one.side, one.persona, one.lifecycle)
                for one in fields.hear
            ),
            aliases=fields.aliases,
            body=render_document(head.body),
        )
    )


READER = Reader(OutcomeFields, _build)
