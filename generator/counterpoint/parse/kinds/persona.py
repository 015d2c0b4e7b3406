"""Personas: kinds of participants."""

from __future__ import annotations

from collections.abc import Mapping
from typing import ClassVar

from counterpoint.model import BOTH, Persona
from counterpoint.parse.fields import AnySide, Fields, Names, Text
from counterpoint.parse.frontmatter import Value
from counterpoint.parse.kinds.reader import Head, Reader, Reading
from counterpoint.parse.markdown import render_document


class PersonaFields(Fields):
    """The front matter of `personas/*.md`."""

    stand_ins: ClassVar[Mapping[str, Value]] = {"title": "?", "side": BOTH}

    title: Text
    side: AnySide
    aliases: Names = ()


def _build(fields: PersonaFields, head: Head) -> Reading:
    body = render_document(head.body)
    return Reading(Persona(head.id, head.path, fields.title, fields.side, fields.aliases, body))


READER = Reader(PersonaFields, _build)
