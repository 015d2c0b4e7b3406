"""The key from real names to pseudonyms: a table that lives outside every repository."""

from __future__ import annotations

import csv
import io
from dataclasses import dataclass
from pathlib import Path

from counterpoint.diagnostics import Diagnostic
from counterpoint.transfer import rules

COLUMNS = ("name", "speaker", "participant")


@dataclass(frozen=True, slots=True)
class KeyEntry:
    """Who a pseudonym stands for."""

    name: str
    """The real name."""
    speaker: str
    """The label in transcripts."""
    participant: str
    """The participant's id; empty for an interviewer, or a name that is only mentioned."""


def read_key(text: str) -> tuple[KeyEntry, ...]:
    """Return the entries of a key's text; lines that are none are passed over."""
    rows = csv.DictReader(io.StringIO(text))
    found = (
        KeyEntry(*((row.get(column) or "").strip() for column in COLUMNS))
        for row in rows
        if row.get("name")
    )
    return tuple(found)


def key_text(entries: tuple[KeyEntry, ...]) -> str:
    """Return the key as a table, sorted, each name once."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(COLUMNS)
    for entry in sorted(set(entries), key=lambda one: (one.participant, one.speaker, one.name)):
        writer.writerow((entry.name, entry.speaker, entry.participant))
    return out.getvalue()


def refusal(key: Path, root: Path) -> Diagnostic | None:
    """Return why a key must not be written there; `None` where it may.

    A key inside the study's folder, or inside any folder that git keeps, would be shared with
    everybody who reads the pseudonyms.
    """
    place = key.resolve()
    inside = [root.resolve(), *(folder for folder in place.parents if (folder / ".git").exists())]
    if not any(place.is_relative_to(folder) for folder in inside):
        return None
    message = f"the key to the pseudonyms would lie inside a repository: {key}"
    hint = "choose a file elsewhere, that only those see who may know the names: --key PATH"
    return rules.finding(rules.KEY_INSIDE, str(key), message, hint)
