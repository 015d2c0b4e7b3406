"""What `check --fix` mends: one module a kind of fix, applied until nothing is left to mend."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace

from counterpoint.editing.edits import compatible, edited
from counterpoint.fixes import evidence_ids, field_order, spelling, stubs, tag_order
from counterpoint.fixes.values import Fix, Fixer, Patient
from counterpoint.names import names_of
from counterpoint.resolve import Release
from counterpoint.sources import Repository, source_of
from counterpoint.study import Loaded, Parse, load_repository, parse_here, remembering

SAFE: tuple[Fixer, ...] = (
    field_order.fields_in_order,
    tag_order.tags_behind,
    spelling.spellings,
    evidence_ids.missing_ids,
    stubs.proposed,
)
"""What changes no meaning; a new kind of fix is a module and a line here."""
UNSAFE: tuple[Fixer, ...] = (spelling.near_misses,)
"""What is very likely meant; made only when asked for."""
ROUNDS = 6
"""One fix may uncover the next: a misspelt theme mended makes evidence that lacks an id."""

Wanted = Callable[[str], bool]
"""Tells whether a file is to be mended."""


@dataclass(frozen=True, slots=True)
class Mended:
    """What mending changes."""

    changes: Mapping[str, bytes]
    """New content by path."""
    fixes: tuple[Fix, ...]


def mend(
    repository: Repository,
    release: Release,
    wanted: Wanted,
    *,
    unsafe: bool = False,
    parse: Parse = parse_here,
) -> Mended:
    """Return everything that can be mended in the files wanted; what is mended stays so."""
    fixers = (*UNSAFE, *SAFE) if unsafe else SAFE
    parse = remembering(parse)
    now, done = repository, list[Fix]()
    for _ in range(ROUNDS):
        loaded = load_repository(now, release, parse=parse)
        fixes = _compatible(fix for fix in _found(loaded, fixers) if wanted(fix.cause))
        if not fixes:
            break
        now = _applied(now, fixes)
        done += fixes
    before = {source.path: source.data for source in repository.sources}
    after = {source.path: source.data for source in now.sources}
    changed = {path: data for path, data in after.items() if before.get(path) != data}
    return Mended(changed, tuple(done))


def _found(loaded: Loaded, fixers: tuple[Fixer, ...]) -> Iterable[Fix]:
    names = names_of(loaded.files, loaded.study.config)
    patient = Patient(loaded, names, {source.path: source for source in loaded.sources})
    return (fix for fixer in fixers for fix in fixer(patient))


def _compatible(fixes: Iterable[Fix]) -> list[Fix]:
    """Return the fixes whose edits do not meet; the others come in the next round."""
    found = list(fixes)
    return [found[number] for number in compatible(fix.edits for fix in found)]


def _applied(repository: Repository, fixes: list[Fix]) -> Repository:
    data = {source.path: source.data for source in repository.sources}
    for path in {fix.cause for fix in fixes if fix.edits}:
        edits = (edit for fix in fixes if fix.cause == path for edit in fix.edits)
        data[path] = edited(data[path], edits)
    data |= {fix.path: fix.content.encode() for fix in fixes if fix.path}
    sources = (source_of(path, content)[0] for path, content in sorted(data.items()))
    return replace(repository, sources=tuple(one for one in sources if one))
