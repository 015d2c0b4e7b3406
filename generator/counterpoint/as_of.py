"""Look back: what was known on a day or at a revision, as far as it may still be shown."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import PurePosixPath

from counterpoint.diagnostics import Diagnostic, Location, Rule, Severity
from counterpoint.git import History
from counterpoint.history import past_of, repository_at
from counterpoint.model import Interview, Withholding
from counterpoint.names import aliases_of
from counterpoint.parse.comparing import comparable
from counterpoint.parse.files import ParsedFile
from counterpoint.parse.layout import Kind
from counterpoint.resolve import Release
from counterpoint.sources import Repository, Source
from counterpoint.study import Loaded, Parse, load_repository, parse_here

WORDS_STRUCK = Rule("CP519", Severity.WARNING, "words of an interview are gone since")
DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
SHOWN_AS_TODAY = frozenset({Kind.ACCOUNT, Kind.PERSONA})
"""What says who people are: names that were replaced since must not come back."""


@dataclass(frozen=True, slots=True)
class LookedBack:
    """A study as it was known."""

    loaded: Loaded
    day: datetime.date
    commit: str

    @property
    def mark(self) -> str:
        """What every page says of itself."""
        day = f"{self.day.day} {self.day:%B %Y}"
        return (
            f"As of {day} (revision {self.commit[:10]}): what was known then. "
            "Interviews that may not be shown today are left out."
        )


def look_back(
    history: History, wanted: str, now: Loaded, *, release: Release, parse: Parse = parse_here
) -> LookedBack:
    """Return what was known on a day (ISO date) or at a revision.

    Consent and retention are today's: what is withheld or gone today is withheld then too. An
    interview from which words are gone since is shown as it stands today, and so are accounts and
    personas. Raises HistoryError where git cannot tell.
    """
    commit = history.commit_on(wanted) if DAY.fullmatch(wanted) else history.commit(wanted)
    day = datetime.date.fromisoformat(wanted) if DAY.fullmatch(wanted) else history.day_of(commit)
    full = repository_at(history, commit, now.sources)
    repository = _without_lost_files(full, now)
    then = load_repository(repository, release, parse=parse)
    struck = tuple(_struck(then, now))
    if struck:
        repository = _with_sources(repository, dict(struck))
        then = load_repository(repository, release, parse=parse)
    study = past_of(then, commit, (now,), release).study
    hidden = {file.path for file in then.files if file.kind is Kind.INTERVIEW}
    loaded = Loaded(
        study=replace(
            study,
            today=min(day, release.today),
            withheld_assets={**study.withheld_assets, **_lost_images(full, repository)},
        ),
        diagnostics=tuple(_warning(path) for path, _ in struck),
        sources=then.sources,
        assets=then.assets,
        files=then.files,
        withheld_paths=frozenset(hidden - {one.path for one in study.interviews.values()}),
    )
    return LookedBack(loaded, loaded.study.today, commit)


def _warning(path: str) -> Diagnostic:
    message = "words that stood here then are gone since: the interview is shown as it is today"
    return WORDS_STRUCK.at(Location(path), message)


def _without_lost_files(then: Repository, now: Loaded) -> Repository:
    """Return a repository of the past without images that are gone, and with today's people."""
    today = {source.path: source for source in now.sources}
    old_ids = {
        str(PurePosixPath(file.path).with_name(f"{name}.md")): today[file.path]
        for file in now.files
        if file.kind in SHOWN_AS_TODAY
        for name in aliases_of(file)
    }
    folders = tuple(f"{kind.folder}/" for kind in SHOWN_AS_TODAY)
    sources: list[Source] = []
    for source in then.sources:
        if not source.path.startswith(folders):
            sources.append(source)
        elif source.path in today:
            sources.append(today[source.path])
        elif source.path in old_ids:
            sources.append(replace(old_ids[source.path], path=source.path))
    there = {asset.path for asset in now.assets}
    assets = tuple(asset for asset in then.assets if asset.path in there)
    return replace(then, sources=tuple(sources), assets=assets)


def _lost_images(full: Repository, left: Repository) -> Mapping[str, Withholding]:
    """Return the images that are gone since: what shows them says so, and not what they showed."""
    lost = {asset.path for asset in full.assets} - {asset.path for asset in left.assets}
    return dict.fromkeys(sorted(lost), Withholding.WITHDRAWN)


def _with_sources(repository: Repository, new: Mapping[str, Source]) -> Repository:
    sources = (new.get(source.path, source) for source in repository.sources)
    return replace(repository, sources=tuple(sources))


def _struck(then: Loaded, now: Loaded) -> Iterator[tuple[str, Source]]:
    """Yield the interviews from which words are gone since, with their file of today."""
    today: dict[str, ParsedFile] = {}
    for file in now.files:
        if isinstance(file.entity, Interview):
            today[file.id] = file
            for name in aliases_of(file):
                today.setdefault(name, file)
    sources = {source.path: source for source in now.sources}
    for file in then.files:
        newer = today.get(file.id)
        if newer and not _holds(newer, file.entity):
            yield file.path, replace(sources[newer.path], path=file.path)


def _holds(newer: ParsedFile, then: object) -> bool:
    """Tell whether every word and every name of an interview of the past still stands in it."""
    today = newer.entity
    if not isinstance(then, Interview) or not isinstance(today, Interview):
        return True
    if newer.forgotten:
        return False
    text = comparable(f"{today.title} {' '.join(_said(today))}")
    return all(comparable(words) in text for words in (then.title, *_said(then)))


def _said(interview: Interview) -> Iterator[str]:
    for turn in interview.turns:
        yield f"{turn.speaker} {turn.text}"
    if not interview.turns:
        yield interview.transcript.text
    yield from (heading.text for heading in interview.transcript.headings)
