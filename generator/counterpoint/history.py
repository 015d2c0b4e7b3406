"""A study as it was at a commit, read from git's objects, under today's consent."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass, replace
from pathlib import PurePosixPath
from typing import TypeAlias

from counterpoint.analysis import analyse
from counterpoint.analysis.compare import Known
from counterpoint.catalogue import catalogue
from counterpoint.checks.subject import file_citations
from counterpoint.git import Blob, History
from counterpoint.model import ConsentStatus, Document, HandWrittenPage, Interview, Study
from counterpoint.names import aliases_of, names_of
from counterpoint.parse.files import ParsedFile
from counterpoint.parse.layout import Kind
from counterpoint.release import withholding
from counterpoint.resolve import Release, resolve
from counterpoint.rewording import reworded
from counterpoint.sources import (
    ASSET_SUFFIXES,
    DOCS,
    LARGEST_TEXT,
    RESEARCH,
    SETTINGS_PATH,
    Asset,
    Repository,
    Source,
    source_of,
)
from counterpoint.study import (
    Loaded,
    Parse,
    State,
    hidden_links,
    load_repository,
    parse_here,
    without_words,
)

Files: TypeAlias = tuple[ParsedFile, ...]


@dataclass(frozen=True, slots=True)
class Renaming:
    """A file whose id is another now, or that was merged into another file."""

    kind: Kind
    old: str
    new: str


@dataclass(frozen=True, slots=True)
class Past:
    """A study at a commit, what of it may still be shown, under the names of today."""

    commit: str
    study: Study
    renamed: tuple[Renaming, ...]
    then: Study
    """As its own consent had it: for counting, and for the states of citations, never to be shown.
    """

    @property
    def known(self) -> Known:
        """The study with what it says."""
        return Known(self.study, analyse(self.study))


def repository_at(history: History, commit: str, now: Iterable[Source] = ()) -> Repository:
    """Return `research/` and `docs/` as they were at a commit; images by their paths only.

    Files that are `now` as they were then are not asked of git. What is no regular file, starts
    with a dot or is too large is left out. Raises HistoryError where git cannot tell.
    """
    blobs = [blob for blob in history.blobs(commit, (RESEARCH, DOCS)) if _belongs(blob)]
    texts = [blob for blob in blobs if _is_text(blob.path) and blob.size <= LARGEST_TEXT]
    same = _unchanged(texts, now)
    others = history.contents(blob for blob in texts if blob.path not in same)
    found = {blob.path: source_of(blob.path, data)[0] for blob, data in others} | same
    sources = (found[blob.path] for blob in texts)
    assets = tuple(
        Asset(blob.path, history.root)
        for blob in blobs
        if PurePosixPath(blob.path).suffix.lower() in ASSET_SUFFIXES
    )
    return Repository(tuple(source for source in sources if source), assets, (), (), ())


def _unchanged(texts: Iterable[Blob], now: Iterable[Source]) -> dict[str, Source | None]:
    """Return the files of today that git has under the same path and id."""
    today = {source.path: source for source in now}
    return {
        blob.path: today[blob.path]
        for blob in texts
        if blob.path in today and blob.holds(today[blob.path].data)
    }


def _belongs(blob: Blob) -> bool:
    return blob.is_file and not any(part.startswith(".") for part in blob.path.split("/"))


def _is_text(path: str) -> bool:
    return path == SETTINGS_PATH or path.lower().endswith(".md")


@dataclass(frozen=True, slots=True)
class Branch:
    """The work at hand, and the study as it was where that work left another branch."""

    before: Past
    after: Study


def past(
    history: History,
    commit: str,
    now: tuple[Loaded, ...],
    *,
    release: Release,
    parse: Parse = parse_here,
) -> Past:
    """Return the study as it was at a commit, under the consent that holds now.

    `now` are the states that there are, the one at hand first: an interview must be allowed in
    every one. What is gone, and whoever was forgotten since, is withheld. Raises HistoryError
    where git cannot tell.
    """
    repository = repository_at(history, commit, now[0].sources)
    then = load_repository(repository, release, parse=parse)
    return past_of(then, commit, now, release)


def past_of(then: Loaded, commit: str, now: tuple[Loaded, ...], release: Release) -> Past:
    """Return a state of the repository, read at a commit, as `past` does."""
    states = tuple(_Consents(one, release) for one in now)

    def renamed(files: Files) -> tuple[Files, tuple[Renaming, ...]]:
        return _renamed(tuple(_allowed(file, states) for file in files), now[0])

    study = _shown(then.state, release, lambda files: renamed(files)[0])
    return Past(commit, study, renamed(then.files)[1], then.study)


def shown_of(then: State, now: Loaded, release: Release) -> Study:
    """Return a state of the past as it may be shown: the study alone that `past` returns."""
    states = (_Consents(now, release),)
    return _shown(
        then,
        release,
        lambda files: _renamed(tuple(_allowed(file, states) for file in files), now)[0],
    )


def branch(
    history: History, base: str, now: Loaded, *, release: Release, parse: Parse = parse_here
) -> Branch:
    """Return what the work at hand started from and where it is.

    What was withdrawn at the tip of the other branch meanwhile is withheld in both. Raises
    HistoryError where git cannot tell.
    """
    start, newest = history.fork_point(base), history.commit(base)
    there = repository_at(history, newest, now.sources)
    tip = load_repository(there, release, parse=parse)
    if start == newest:
        before = past_of(tip, start, (now, tip), release)
    else:
        before = past(history, start, (now, tip), release=release, parse=parse)
    state = _Consents(tip, release)
    gone = before.study.withheld.keys()

    def allowed(files: Files) -> Files:
        own = _Consents(now, release)
        return tuple(
            _withdrawn(file) if state.forbids(file, gone) and not own.withholds(file) else file
            for file in files
        )

    return Branch(before, _shown(now.state, release, allowed))


def _shown(state: State, release: Release, allowed: Callable[[Files], Files]) -> Study:
    """Return the study that files make as far as they are allowed.

    Links to what is not lose their words, as in a study of today.
    """
    files = allowed(state.files)
    names = names_of(files, state.config)
    assets = frozenset(asset.path for asset in state.assets)
    study = resolve(files, names, state.config, release, assets)
    hidden = hidden_links(file_citations(catalogue(study), files))
    if not hidden:
        return study
    again = without_words(state.sources, hidden, state.config)
    kept = allowed(tuple(again.get(file.path, file) for file in state.files))
    return reworded(study, names, (file for file in kept if file.places.path in again))


class _Consents:
    """What a state of the repository says about each interview, by id and old ids."""

    def __init__(self, loaded: Loaded, release: Release) -> None:
        self._files: dict[str, ParsedFile] = {}
        self._release = release
        interviews = [file for file in loaded.files if file.kind is Kind.INTERVIEW]
        for file in interviews:
            for alias in aliases_of(file):
                self._files.setdefault(alias, file)
        self._files |= {file.id: file for file in interviews}

    def forbids(self, file: ParsedFile, gone: Collection[str]) -> bool:
        """Tell whether an interview is withheld here, or was deleted: it is one of those gone."""
        if file.kind is not Kind.INTERVIEW:
            return False
        if self._file(file) is None:
            return file.id in gone
        found = self.of(file)
        return found is None or self.withholds(found)

    def _file(self, file: ParsedFile) -> ParsedFile | None:
        names = (file.id, *aliases_of(file)) if file.kind is Kind.INTERVIEW else ()
        return next((self._files[name] for name in names if name in self._files), None)

    def of(self, file: ParsedFile) -> ParsedFile | None:
        """Return what is said of an interview; `None` where it is gone, or nobody can tell."""
        found = self._file(file)
        is_told = found is not None and found.is_sound and isinstance(found.entity, Interview)
        return found if is_told else None

    def withholds(self, file: ParsedFile) -> bool:
        """Tell whether an interview of this state may not be shown."""
        release, interview = self._release, file.entity
        if not isinstance(interview, Interview):
            return True
        return withholding(interview, release.today, release.audience) is not None


def _allowed(file: ParsedFile, states: tuple[_Consents, ...]) -> ParsedFile:
    """Return a file of the past as it may be shown today: under the strictest consent there is."""
    if not isinstance(file.entity, Interview):
        return file
    strictest = []
    for state in states:
        current = state.of(file)
        if current is None:
            return _withdrawn(file)
        strictest.append((state.withholds(current), current))
    for _, current in sorted(strictest, key=lambda one: one[0]):
        file = _under(file, current)
    return file


def _withdrawn(file: ParsedFile) -> ParsedFile:
    """Return an interview whose consent is gone."""
    interview = file.entity
    if not isinstance(interview, Interview):
        return file
    consent = replace(interview.consent, status=ConsentStatus.WITHDRAWN)
    return replace(file, entity=replace(interview, consent=consent))


def _under(file: ParsedFile, current: ParsedFile) -> ParsedFile:
    """Return an interview of the past with the consent, and without the people, of a newer one."""
    interview, newer = file.entity, current.entity
    if not isinstance(interview, Interview) or not isinstance(newer, Interview):
        raise TypeError(file.path)
    allowed = replace(interview, consent=newer.consent, retain_until=newer.retain_until)
    if not current.forgotten:
        return replace(file, entity=allowed)
    left = frozenset(one.id for one in newer.participants)
    gone = {one.id for one in interview.participants} - left
    people = tuple(one for one in interview.participants if one.id in left)
    return replace(
        file,
        entity=replace(allowed, participants=people, transcript=Document(), turns=()),
        items=tuple(
            item
            for item in file.items
            if item.participant not in gone and item.id not in current.forgotten
        ),
        forgotten=tuple(sorted({*file.forgotten, *current.forgotten})),
    )


def _renamed(
    files: tuple[ParsedFile, ...], now: Loaded
) -> tuple[tuple[ParsedFile, ...], tuple[Renaming, ...]]:
    """Return the files of the past under their names of today, and what was renamed."""
    today = names_of(now.files, now.study.config)
    new = {
        (file.kind, file.id): today[file.kind].aliases[file.id]
        for file in files
        if file.kind in today
        and file.id not in today[file.kind].paths
        and file.id in today[file.kind].aliases
    }
    there = {(file.kind, file.id) for file in files}
    found = tuple(Renaming(kind, old, name) for (kind, old), name in sorted(new.items()))
    merged = {(one.kind, one.old) for one in found if (one.kind, one.new) in there}
    return tuple(
        _under_new_names(file, found) for file in files if (file.kind, file.id) not in merged
    ), found


def _under_new_names(file: ParsedFile, renamings: tuple[Renaming, ...]) -> ParsedFile:
    """Return a file as if it had always had its name of today, with its old ones as aliases."""
    entity = file.entity
    if entity is None or isinstance(entity, HandWrittenPage):
        return file
    own = [one for one in renamings if one.kind is file.kind]
    name = next((one.new for one in own if one.old == file.id), file.id)
    old = tuple(one.old for one in own if one.new == name)
    if not old:
        return file
    path = str(PurePosixPath(file.path).with_name(f"{name}.md"))
    aliases = (*(alias for alias in entity.aliases if alias != name), *old)
    named = replace(entity, id=name, path=path, aliases=aliases)
    return replace(file, id=name, path=path, entity=named)
