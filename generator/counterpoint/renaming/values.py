"""What a renaming is asked to do, what it changes, and why it cannot."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from counterpoint.parse.layout import Kind


class RenameError(Exception):
    """The renaming cannot be done; says why, and what to do first. Nothing was changed."""


@dataclass(frozen=True, slots=True)
class Order:
    """Which file is to have which id."""

    kind: Kind
    old: str
    new: str


@dataclass(frozen=True, slots=True)
class Plan:
    """What a renaming changes."""

    order: Order
    is_merge: bool
    """Whether the new id is another file's, which takes this one in."""
    old_path: str
    """Empty where only its use makes the old id known."""
    new_path: str
    changes: Mapping[str, bytes | None]
    """New content by path; `None` where a file goes."""
    before: Mapping[str, bytes]
    """Content by path, of what changes and is there."""
    references: int
    """Places rewritten, the file's own name and aliases not counted."""
