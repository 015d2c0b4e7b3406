"""Front matter in the format's order, without white space at the ends of lines."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from counterpoint.diagnostics import Location
from counterpoint.editing.edits import Edit
from counterpoint.editing.fields import Block, FieldLines, field_lines
from counterpoint.fixes.values import Fix, Patient, What
from counterpoint.parse.frontmatter import FENCE, read_front_matter
from counterpoint.parse.layout import Kind

WHAT = What("front matter put in order", "times front matter put in order")
BLANK_ABOVE = re.compile(r"(?:[ \t]*\n)+(?=---[ \t]*\n)")

ORDER: Mapping[Kind, tuple[str, ...]] = {
    Kind.INTERVIEW: (
        *("title", "date", "participants", "interviewers", "method", "guide", "asked", "coding"),
        *("consent", "retain_until", "recording", "aliases", "forgotten"),
    ),
    Kind.THEME: (*("title", "expresses", "parent", "aliases", "tension", "influences", "status"),),
    Kind.PERSONA: ("title", "side", "aliases"),
    Kind.ACCOUNT: ("title", "segment", "aliases"),
    Kind.DECISION: (
        *("title", "date", "themes", "status", "optimise_for", "owner", "revisit_when"),
        *("superseded_by", "aliases"),
    ),
    Kind.OUTCOME: ("title", "metric", "hear", "aliases"),
    Kind.GUIDE: ("title", "side", "covers", "aliases"),
}
"""The keys of each kind of file, as the format shows them."""


def fields_in_order(patient: Patient) -> Iterator[Fix]:
    """Yield front matter put in order where it then says the same."""
    for file in patient.loaded.files:
        if file.kind is Kind.PAGE:
            continue
        text = patient.text(file.path)
        blank = BLANK_ABOVE.match(text)
        if blank:
            yield Fix(WHAT, file.path, (Edit(Location(file.path), blank[0], ""),))
            continue
        fields = field_lines(file.path, text)
        edit = _tidied(fields, ORDER[file.kind], text) if fields and file.is_sound else None
        if edit:
            yield Fix(WHAT, file.path, (edit,))


def _tidied(fields: FieldLines, order: tuple[str, ...], text: str) -> Edit | None:
    """Return the edit that tidies front matter; `None` where it is tidy or would say otherwise."""
    lines = text.split("\n")[: fields.end]
    before = "\n".join(lines)
    stripped = [line.rstrip(" \t") for block in _sorted(fields.blocks, order) for line in block]
    after = "\n".join(["---", *stripped, "---"])
    if after == before or not all(map(FENCE.fullmatch, (lines[0], lines[-1]))):
        return None
    now = read_front_matter(fields.path, f"{after}\n")
    if now.diagnostics or dict(now.values) != dict(fields.front.values):
        return None
    return Edit(Location(fields.path), before, after)


def _sorted(blocks: tuple[Block, ...], order: tuple[str, ...]) -> Iterator[tuple[str, ...]]:
    """Yield the lines of each block, the keys in order and the rest where it stands."""
    rank = {key: number for number, key in enumerate(order)}
    keyed = sorted((one for one in blocks if one.key), key=lambda one: rank.get(one.key, len(rank)))
    head = [one.lines for one in blocks[:1] if not one.key and len(blocks) > 1]
    foot = [one.lines for one in blocks[1:] if not one.key]
    yield from (*head, *(one.lines for one in keyed), *foot)
