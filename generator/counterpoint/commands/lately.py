"""What changed lately: the study compared with itself a month ago, where git remembers it."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Sequence
from dataclasses import replace
from pathlib import Path

from counterpoint.analysis import analyse
from counterpoint.analysis.compare import Known, compare
from counterpoint.git import History, HistoryError, history
from counterpoint.history import repository_at, shown_of
from counterpoint.pages.values import Lately
from counterpoint.pages.wording import day
from counterpoint.resolve import Release
from counterpoint.sources import RESEARCH, SETTINGS_PATH, Repository, Source
from counterpoint.study import Loaded, Parse, parse_here, state_of

DAYS = 30
NO_HISTORY = "The site was built from files without their history, so nothing can be compared."


def lately(
    roots: Sequence[Path],
    now: Loaded,
    known: Known,
    *,
    release: Release,
    parse: Parse = parse_here,
) -> Lately:
    """Return what changed in the last thirty days, or why nobody can tell.

    `roots` are the repositories that the study was merged from, the main one first; each is read
    at its newest commit of that day or before. Today's consent applies to the older state too.
    """
    since = release.today - datetime.timedelta(days=DAYS)
    try:
        pasts = [history(root) for root in roots]
    except HistoryError:
        return Lately(None, since, NO_HISTORY)
    try:
        commits = [(past, past.commit_on(since.isoformat())) for past in pasts]
        then = _merged([repository_at(past, commit, now.sources) for past, commit in commits])
    except HistoryError:
        return Lately(None, since, _why(pasts, since))
    before = shown_of(state_of(then, parse), now, release)
    return Lately(compare(Known(before, analyse(before)), known), since)


def _why(pasts: Iterable[History], since: datetime.date) -> str:
    if any(past.is_shallow for past in pasts):
        return (
            f"The site was built from a shallow copy, which does not reach back to {day(since)}. "
            "With the whole history (fetch-depth: 0 in the workflow) this tells what changed."
        )
    return f"Nothing was committed by {day(since)} yet, so there is nothing to compare with."


def _merged(repositories: Sequence[Repository]) -> Repository:
    """Return several repositories as one: of all but the first only `research/`, no settings."""
    main, *others = repositories
    sources = [source for one in others for source in one.sources if _is_shared(source)]
    assets = [
        asset for one in others for asset in one.assets if asset.path.startswith(f"{RESEARCH}/")
    ]
    return replace(
        main,
        sources=tuple(sorted((*main.sources, *sources), key=lambda one: one.path)),
        assets=tuple(sorted((*main.assets, *assets), key=lambda one: one.path)),
    )


def _is_shared(source: Source) -> bool:
    return source.path.startswith(f"{RESEARCH}/") and source.path != SETTINGS_PATH
