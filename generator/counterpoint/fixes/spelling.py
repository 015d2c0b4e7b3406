"""Names written otherwise than their files: `#Audit_Trail`, and slips of the pen."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from counterpoint.editing.words import Lines, name_at, tag_at
from counterpoint.fixes.values import Fix, Patient, What
from counterpoint.names import Mention, Standing, mentions
from counterpoint.parse import rules
from counterpoint.parse.attributes import attribute_words
from counterpoint.parse.files import ParsedFile
from counterpoint.parse.kinds.interview import vocabulary
from counterpoint.parse.slugs import MOST_LETTERS_OFF, digits_of, normalised

WHAT = What("a spelling corrected", "spellings corrected")
WRITTEN_ATTRIBUTE = re.compile(r"\+([\w-]+)")


def spellings(patient: Patient) -> Iterator[Fix]:
    """Yield the id's own spelling for every name that is written in another."""
    for file, lines in _files(patient):
        for mention in mentions(file):
            if patient.names[mention.kind].meaning(mention.name).standing is Standing.KNOWN:
                yield from _respelt(file, lines, mention, mention.name)


def near_misses(patient: Patient) -> Iterator[Fix]:
    """Yield the only name that somebody can have meant who was a letter or two off."""
    for file, lines in _files(patient):
        for mention in mentions(file):
            names = patient.names[mention.kind]
            if names.meaning(mention.name).standing is Standing.MISSPELT:
                meant = only_near_miss(mention.name, {*names.paths, *names.aliases})
                if meant:
                    yield from _respelt(file, lines, mention, meant)
        yield from _attributes(patient, file, lines)


def only_near_miss(word: str, known: Iterable[str]) -> str:
    """Return the one known word that is a letter or two off; empty where there are more."""
    from rapidfuzz.distance import Levenshtein  # noqa: PLC0415  (rarely needed)

    near = [
        name
        for name in known
        if Levenshtein.distance(word, name, score_cutoff=MOST_LETTERS_OFF) <= MOST_LETTERS_OFF
        and digits_of(word) == digits_of(name)
    ]
    return near[0] if len(near) == 1 else ""


def _files(patient: Patient) -> Iterator[tuple[ParsedFile, Lines]]:
    for file in patient.loaded.files:
        if file.entity is not None:
            yield file, Lines(file.path, patient.text(file.path))


def _respelt(file: ParsedFile, lines: Lines, mention: Mention, name: str) -> Iterator[Fix]:
    if mention.written.startswith("#"):
        span = tag_at(lines, mention.location, mention.written[1:])
    else:
        span = name_at(lines, mention.location, mention.name)
    if span and lines.text[slice(*span)] != name:
        yield Fix(WHAT, file.path, (lines.replacing(*span, name),))


def _attributes(patient: Patient, file: ParsedFile, lines: Lines) -> Iterator[Fix]:
    words = attribute_words(vocabulary(patient.loaded.study.config))
    for found in file.diagnostics:
        if found.rule == rules.UNKNOWN_ATTRIBUTE:
            start = lines.offset(found.location)
            written = WRITTEN_ATTRIBUTE.match(lines.text, start)
            meant = only_near_miss(normalised(written[1]), words) if written else ""
            if written and meant:
                yield Fix(WHAT, file.path, (lines.replacing(*written.span(1), meant),))
