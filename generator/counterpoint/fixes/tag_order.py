"""List items that are evidence but for the order: tags before the quotation, marks in between."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from counterpoint.config import Config
from counterpoint.diagnostics import Diagnostic, Location, Severity
from counterpoint.editing.edits import Edit, edited
from counterpoint.editing.words import Lines
from counterpoint.fixes.values import Fix, Patient, What
from counterpoint.parse import rules
from counterpoint.parse.files import parse_source
from counterpoint.sources import Source, source_of

WHAT = What("an item put into form", "items put into form")
BULLET = re.compile(r"[ \t>]*(?:[-*+]|\d{1,9}[.)])[ \t]+")
MOST_LINES = 20
"""Lines above a tag among which its bullet is looked for."""

TAG = r"[#+^][\w-]+"
TAGS = rf"{TAG}(?:[ \t]*[,;]?[ \t]+{TAG})*"
QUOTATION = (
    r"(?:[\"“”„‟](?P<double>[^\n]+?(?:\n[^\n]+?){0,9}?)[\"“”„‟]"
    r"|['‘«‹](?P<single>[^\n]+?(?:\n[^\n]+?){0,9}?)['’»›])"
)
FORMS = (
    re.compile(
        rf"(?:\[[ xX]\][ \t]+)?(?P<before>{TAGS})[,;:]?[ \t]+(?:[-–—:>→][ \t]*)?"
        rf"{QUOTATION}(?P<behind>(?:[ \t]*[,;]?[ \t]+{TAG})*)[.,;]?[ \t]*(?=\n|$)"
    ),
    re.compile(
        rf"(?:\[[ xX]\][ \t]+)?(?P<before>){QUOTATION}"
        rf"[ \t]*(?:[-–—:,;.(\[→>]+[ \t]*)?(?P<behind>{TAGS})[)\].,;]*[ \t]*(?=\n|$)"
    ),
)
"""Quotation and tags in another order than the format's, or with marks between them."""


def tags_behind(patient: Patient) -> Iterator[Fix]:
    """Yield items put into form where the words are then found in the transcript."""
    config = patient.loaded.study.config
    for file in patient.loaded.files:
        source = patient.sources[file.path]
        for found in file.diagnostics:
            if found.rule == rules.MALFORMED_ITEM:
                edit = _in_form(Lines(file.path, source.text), found.location)
                if edit and _is_better(source, edit, file.diagnostics, config):
                    yield Fix(WHAT, file.path, (edit,))


def _in_form(lines: Lines, tag: Location) -> Edit | None:
    """Return the edit that puts the list item around a tag into form, if there is one."""
    for number in range(tag.line, max(tag.line - MOST_LINES, 0), -1):
        start = lines.offset(Location(tag.path, number))
        bullet = BULLET.match(lines.text, start)
        if bullet:
            forms = (form.match(lines.text, bullet.end()) for form in FORMS)
            found = next(filter(None, forms), None)
            return lines.replacing(*found.span(), _written(found)) if found else None
    return None


def _written(found: re.Match[str]) -> str:
    words = found["double"] or found["single"]
    tags = re.findall(TAG, f"{found['before']} {found['behind']}")
    return f'"{words}" {" ".join(tags)}'


def _is_better(source: Source, edit: Edit, before: tuple[Diagnostic, ...], config: Config) -> bool:
    """Tell whether an edit makes evidence of the item and nothing else wrong."""
    mended, _ = source_of(source.path, edited(source.data, [edit]))
    file = parse_source(mended, config) if mended else None
    if file is None:
        return False
    was, now = _counted(before), _counted(file.diagnostics)
    fewer = now[rules.MALFORMED_ITEM.code] < was[rules.MALFORMED_ITEM.code]
    return fewer and not any(now[code] > was[code] for code in now if code in _ERRORS)


def _counted(found: tuple[Diagnostic, ...]) -> Counter[str]:
    return Counter(one.rule.code for one in found)


_ERRORS = frozenset(
    rule.code
    for rule in vars(rules).values()
    if isinstance(rule, type(rules.MALFORMED_ITEM)) and rule.severity is Severity.ERROR
)
