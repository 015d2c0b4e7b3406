"""Evidence without an id gets one from its words."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

from counterpoint.editing.edits import Edit
from counterpoint.fixes.values import Fix, Patient, What
from counterpoint.parse.attributes import RESERVED
from counterpoint.parse.values import Item

WHAT = What("an evidence id written", "evidence ids written")
WORDS = 4
"""Words that an id is made of."""
LONGEST = 40
WRITTEN_ID = re.compile(r"\^([\w-]+)")
WORD = re.compile(r"[a-z0-9]+")
FILLERS = frozenset(
    re.findall(
        r"\w+",
        """
        a about all am an and are as at be been but by can could do does for from get had has have
        he her his how i if in into is it its just like me my no not of on or our really she so
        that the their them then there they this to up us very was we were what when which who
        will with would you your
        """,
    )
)
"""Words that say little about a quotation."""


def missing_ids(patient: Patient) -> Iterator[Fix]:
    """Yield an id for every piece of evidence that has none."""
    for file in patient.loaded.files:
        if all(item.id for item in file.items):
            continue
        taken = {*WRITTEN_ID.findall(patient.text(file.path)), *file.forgotten}
        for item in file.items:
            if not item.id:
                name = evidence_id(item, taken)
                taken.add(name)
                yield Fix(WHAT, file.path, (Edit(item.tags_end, "", f" ^{name}"),))


def evidence_id(item: Item, taken: set[str]) -> str:
    """Return an id made of the words of a piece of evidence, like no other in its interview."""
    words = _words(item.quote)
    telling = [word for word in words if word not in FILLERS]
    name = _joined(telling if len(telling) > 1 else words) or item.tags[0].name
    if name.startswith(RESERVED):
        name = f"on-{name}"
    number, numbered = 2, name
    while numbered in taken:
        numbered = f"{name}-{number}"
        number += 1
    return numbered


def _words(text: str) -> list[str]:
    plain = unicodedata.normalize("NFKD", text.casefold()).encode("ascii", "ignore").decode()
    return WORD.findall(plain.replace("'", ""))


def _joined(words: list[str]) -> str:
    name = ""
    for word in words[:WORDS]:
        longer = f"{name}-{word}" if name else word[:LONGEST]
        if len(longer) > LONGEST:
            break
        name = longer
    return name
