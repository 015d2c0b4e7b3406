"""One module a kind of file in research/: its fields, and what it becomes."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from counterpoint.parse.kinds import (
    account,
    decision,
    guide,
    interview,
    outcome,
    persona,
    theme,
    tombstone,
)
from counterpoint.parse.kinds.reader import Reader
from counterpoint.parse.layout import Kind

READERS: Mapping[Kind, Reader[Any]] = {
    Kind.INTERVIEW: interview.READER,
    Kind.THEME: theme.READER,
    Kind.PERSONA: persona.READER,
    Kind.ACCOUNT: account.READER,
    Kind.DECISION: decision.READER,
    Kind.OUTCOME: outcome.READER,
    Kind.GUIDE: guide.READER,
}
"""How each kind of file is read; hand-written pages have a module of their own."""

TOMBSTONE = tombstone.READER
