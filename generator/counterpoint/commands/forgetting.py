"""What `counterpoint forget` does once its options are read."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import Path

import click

from counterpoint.commands import options
from counterpoint.commands.options import CLEAN, ERRORS
from counterpoint.commands.verdict import show
from counterpoint.editing.saving import save
from counterpoint.forget.conclusions import conclusions
from counterpoint.forget.erasing import Erasure, erasure
from counterpoint.forget.leftovers import Leftovers, leftovers, mentions
from counterpoint.forget.steps import steps
from counterpoint.git import HistoryError, history
from counterpoint.model import Audience, Interview, Participant
from counterpoint.parse.slugs import closest
from counterpoint.resolve import Release
from counterpoint.sources import Repository, read_repository, source_of
from counterpoint.study import Loaded, load_repository


def run(root: Path, participant: str, *, is_sure: bool) -> int:
    """Forget a participant and return the exit status; nothing is written without a yes."""
    release = Release(options.today(), Audience.RESTRICTED)
    repository = read_repository(root)
    before = load_repository(repository, release)
    erased = erasure(before, participant)
    if erased.is_empty:
        raise click.UsageError(_nobody(before, participant))
    if erased.problems:
        show(erased.problems)
        click.echo("Nothing was written: mend these first.", err=True)
        return ERRORS
    after = load_repository(_changed(repository, erased), release)
    click.echo("\n".join(_report(before, after, erased)))
    left = _left(root, erased)
    if not (is_sure or click.confirm("Write this", err=True)):
        click.echo("Nothing was written.", err=True)
        return CLEAN
    _write(root, repository, erased)
    click.echo(f"\nWrote {len(erased.changes)} files.\n")
    if isinstance(left, Leftovers):
        click.echo(steps(erased, left, _labels(before, participant) - {participant}))
    else:
        click.echo(f"{left}\nLook for copies, backups and published sites.")
    return CLEAN


def _nobody(loaded: Loaded, participant: str) -> str:
    known = sorted({one.id for one in _people(loaded)})
    near = closest(participant, known)
    hint = f"did you mean {near}?" if near else "ids stand in the interviews' front matter"
    return f"nobody called {participant} took part in any interview; {hint}"


def _people(loaded: Loaded) -> Iterator[Participant]:
    for file in loaded.files:
        if isinstance(file.entity, Interview):
            yield from file.entity.participants


def _changed(repository: Repository, erased: Erasure) -> Repository:
    """Return the repository as it will be."""
    sources = (
        source_of(source.path, data)[0] if (data := erased.changes.get(source.path)) else source
        for source in repository.sources
    )
    assets = tuple(asset for asset in repository.assets if asset.path not in erased.images)
    return replace(repository, sources=tuple(filter(None, sources)), assets=assets)


def _report(before: Loaded, after: Loaded, erased: Erasure) -> Iterator[str]:
    yield f"Forgetting {erased.participant}:"
    yield from _listed("becomes a tombstone", erased.tombstones)
    yield from _listed("loses their entry, turns and evidence", erased.shortened)
    yield from _listed("is deleted", erased.images)
    yield "\nWhat changes in what is known:"
    yield from _listed("", conclusions(before, after) or ("nothing",))
    yield "\nWhat you have to look at yourself:"
    named = [path for path in erased.shortened if any(erased.evidence[path])]
    found = mentions(erased, before.sources, _labels(before, erased.participant))
    yield from _listed("", map(str, found) if found else ("nothing in any other file",))
    yield from _listed("keeps the ids of their evidence, for links: do they tell too much?", named)
    yield "  what others say about them: no program finds that"


def _listed(what: str, lines: Iterable[str]) -> Iterator[str]:
    return (f"  {line} {what}".rstrip() for line in lines)


def _labels(loaded: Loaded, participant: str) -> set[str]:
    """Return the id and every label under which somebody speaks."""
    spoken = {one.speaker for one in _people(loaded) if one.id == participant}
    return spoken | {participant}


def _left(root: Path, erased: Erasure) -> Leftovers | str:
    """Return what the history holds, or why nobody can tell."""
    try:
        return leftovers(erased, history(root))
    except HistoryError as problem:
        return f"The history was not looked at: {problem}."


def _write(root: Path, repository: Repository, erased: Erasure) -> None:
    """Write the texts, all or none; then delete the images, which only they showed."""
    texts = {path: data for path, data in erased.changes.items() if path not in erased.images}
    save(root, texts, {one.path: one.data for one in repository.sources if one.path in texts})
    for path in erased.images:
        (root / path).unlink()
