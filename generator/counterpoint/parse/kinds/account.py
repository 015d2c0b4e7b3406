"""Accounts: the organisations that participants belong to."""

from __future__ import annotations

from collections.abc import Mapping
from typing import ClassVar

from counterpoint.model import Account
from counterpoint.parse.fields import Fields, Names, Text
from counterpoint.parse.frontmatter import Value
from counterpoint.parse.kinds.reader import Head, Reader, Reading
from counterpoint.parse.markdown import render_document


class AccountFields(Fields):
    """The front matter of `accounts/*.md`."""

    stand_ins: ClassVar[Mapping[str, Value]] = {"title": "?"}

    title: Text
    segment: Text = ""
    aliases: Names = ()


def _build(fields: AccountFields, head: Head) -> Reading:
    body = render_document(head.body)
    return Reading(Account(head.id, head.path, fields.title, fields.segment, fields.aliases, body))


READER = Reader(AccountFields, _build)
