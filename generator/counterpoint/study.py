"""The shell that reads a repository and calls the pure stages one after another."""

from __future__ import annotations

import datetime
import hashlib
import os
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from functools import partial
from pathlib import Path
from typing import TypeAlias

from counterpoint.catalogue import catalogue
from counterpoint.checks import run_checks
from counterpoint.checks.roadmap import SUSPECT_ON_ROADMAP
from counterpoint.checks.subject import FileCitation, Subject, file_citations
from counterpoint.config import Config
from counterpoint.diagnostics import Diagnostic, Severity, in_order
from counterpoint.drawings import unreadable_drawings
from counterpoint.model import Audience, Link, Study
from counterpoint.names import Names, names_of
from counterpoint.parse.concealing import without_links
from counterpoint.parse.files import ParsedFile, parse_source
from counterpoint.parse.layout import Kind, layout_problems
from counterpoint.parse.settings import read_settings
from counterpoint.privacy import keys_inside, names_found
from counterpoint.recall import Recall
from counterpoint.resolve import Release, resolve, withheld_paths
from counterpoint.rewording import reworded
from counterpoint.sources import SETTINGS_PATH, Asset, Repository, Source, read_repository

Parse: TypeAlias = Callable[[Iterable[Source], Config], Iterable[ParsedFile | None]]
"""Parses sources in their order: in this process, on many, or out of a cache."""


@dataclass(frozen=True, slots=True)
class State:
    """What a repository's files say, each for itself."""

    config: Config
    files: tuple[ParsedFile, ...]
    sources: tuple[Source, ...]
    assets: tuple[Asset, ...]


@dataclass(frozen=True, slots=True)
class Loaded:
    """A study, what it was made from, and everything that is wrong with it."""

    study: Study
    diagnostics: tuple[Diagnostic, ...]
    """Sorted, each once, as `check` reports them."""
    sources: tuple[Source, ...]
    assets: tuple[Asset, ...]
    files: tuple[ParsedFile, ...]
    withheld_paths: frozenset[str]
    hidden: Mapping[str, tuple[Link, ...]] = field(default_factory=dict)
    """By path: the links of a file to what is withheld."""

    @property
    def state(self) -> State:
        """What the files say, each for itself."""
        return State(self.study.config, self.files, self.sources, self.assets)

    @property
    def released(self) -> tuple[Source, ...]:
        """The text files without withheld interviews, and without the words of links to them."""
        return tuple(
            _without_links(one, self.hidden.get(one.path, ()))
            for one in self.sources
            if one.path not in self.withheld_paths
        )

    @property
    def for_build(self) -> tuple[Diagnostic, ...]:
        """The findings as a build judges them.

        Words that changed below a roadmap item, and errors in an interview that is not shown or in
        its images, are warnings: neither may keep a withdrawal from taking effect.
        """
        return tuple(self._judged(found) for found in self.diagnostics)

    def _judged(self, found: Diagnostic) -> Diagnostic:
        path = found.location.path
        is_hidden = path in self.withheld_paths or path in self.study.withheld_assets
        is_mild = found.rule == SUSPECT_ON_ROADMAP or is_hidden
        if not is_mild or found.severity is not Severity.ERROR:
            return found
        return replace(found, rule=replace(found.rule, severity=Severity.WARNING))


def today(environment: Mapping[str, str] | None = None) -> datetime.date:
    """Return the date of `SOURCE_DATE_EPOCH`, else today's in UTC.

    Raises ValueError where the variable is no number of seconds.
    """
    given = (os.environ if environment is None else environment).get("SOURCE_DATE_EPOCH", "")
    if not given:
        return datetime.datetime.now(datetime.UTC).date()
    try:
        return datetime.datetime.fromtimestamp(int(given), datetime.UTC).date()
    except (ValueError, OverflowError, OSError):
        message = f"SOURCE_DATE_EPOCH is no number of seconds since 1970: {given!r}"
        raise ValueError(message) from None


def parse_here(sources: Iterable[Source], config: Config) -> Iterable[ParsedFile | None]:
    """Parse sources one after another in this process."""
    return map(partial(parse_source, config=config), sources)


def remembering(parse: Parse = parse_here) -> Parse:
    """Return a parser that reads a file only once, however often its bytes come along."""
    seen: dict[Config, dict[tuple[str, str], ParsedFile | None]] = defaultdict(dict)

    def parse_new(sources: Iterable[Source], config: Config) -> Iterable[ParsedFile | None]:
        known = seen[config]
        wanted = {(source.path, source.digest): source for source in sources}
        new = {key: source for key, source in wanted.items() if key not in known}
        known.update(zip(new, parse(new.values(), config), strict=True))
        return [known[key] for key in wanted]

    return parse_new


def load(  # noqa: PLR0913  (all that a study is put together from)
    root: Path,
    *,
    today: datetime.date,
    audience: Audience = Audience.INTERNAL,
    also: tuple[Path, ...] = (),
    parse: Parse = parse_here,
    recall: Recall | None = None,
) -> Loaded:
    """Read a repository and return its study with everything that is wrong with it.

    `also` are roots of further repositories whose `research/` is merged in. What is recalled of
    the last time leaves the study as it is. Never raises for what the files hold.
    """
    release = Release(today, audience)
    return load_repository(_repository(root, also), release, parse=parse, recall=recall)


def problems(
    root: Path, release: Release, *, also: tuple[Path, ...] = (), parse: Parse = parse_here
) -> tuple[Diagnostic, ...]:
    """Return everything that is wrong with a repository, as `load` does, without its study."""
    return _examined(_repository(root, also), release, parse, Recall()).diagnostics


def _repository(root: Path, also: tuple[Path, ...]) -> Repository:
    """Read a repository; what only the disk shows, such as a key to pseudonyms, is diagnosed."""
    repository = read_repository(root, also)
    private = (
        *names_found(repository.sources),
        *(key for one in (root, *also) for key in keys_inside(one, repository.strays)),
    )
    drawings = unreadable_drawings(repository.assets)
    return replace(repository, diagnostics=(*repository.diagnostics, *private, *drawings))


@dataclass(frozen=True, slots=True)
class _Examined:
    """What a repository's files say and what is wrong with that.

    Its study still has the words of links to what is withheld.
    """

    files: tuple[ParsedFile, ...]
    names: Mapping[Kind, Names]
    study: Study
    citations: tuple[FileCitation, ...]
    diagnostics: tuple[Diagnostic, ...]


def _examined(repository: Repository, release: Release, parse: Parse, recall: Recall) -> _Examined:
    settings = read_settings(_settings_source(repository))
    parsed = parse(repository.sources, settings.config)
    files = tuple(file for file in parsed if file is not None)
    names = names_of(files, settings.config)
    assets = _assets(repository)
    study = resolve(files, names, settings.config, release, assets, recall=recall)
    citations = tuple(file_citations(catalogue(study), files))
    found = (
        *repository.diagnostics,
        *layout_problems(repository),
        *settings.diagnostics,
        *(problem for file in files for problem in file.diagnostics),
        *run_checks(Subject(study, files, names, citations, recall)),
    )
    return _Examined(files, names, study, citations, in_order(found))


def _assets(repository: Repository) -> frozenset[str]:
    return frozenset(asset.path for asset in repository.assets)


def state_of(repository: Repository, parse: Parse = parse_here) -> State:
    """Return what a repository's files say, each for itself, without checking anything."""
    config = read_settings(_settings_source(repository)).config
    files = tuple(file for file in parse(repository.sources, config) if file is not None)
    return State(config, files, repository.sources, repository.assets)


def load_repository(
    repository: Repository,
    release: Release,
    *,
    parse: Parse = parse_here,
    recall: Recall | None = None,
) -> Loaded:
    """Return the study that a repository's files make, with everything that is wrong with it."""
    found = _examined(repository, release, parse, recall or Recall())
    files, study = found.files, found.study
    hidden = hidden_links(found.citations)
    if hidden:
        again = without_words(repository.sources, hidden, study.config)
        study = reworded(study, found.names, again.values())
    return Loaded(
        study=study,
        diagnostics=found.diagnostics,
        sources=repository.sources,
        assets=repository.assets,
        files=files,
        withheld_paths=withheld_paths(files, release),
        hidden=hidden,
    )


def hidden_links(citations: Iterable[FileCitation]) -> Mapping[str, tuple[Link, ...]]:
    """Return the links of each file to what is withheld, by the path of its source."""
    found: dict[str, list[Link]] = defaultdict(list)
    for one in citations:
        if one.citation.is_neutralised:
            link = one.citation.link
            found[link.location.path].append(link)
    return {path: tuple(links) for path, links in found.items()}


def _without_links(source: Source, links: tuple[Link, ...]) -> Source:
    if not links:
        return source
    data = without_links(source.text, links).encode()
    return Source(source.path, data, hashlib.sha256(data).hexdigest())


def without_words(
    sources: Iterable[Source], hidden: Mapping[str, tuple[Link, ...]], config: Config
) -> Mapping[str, ParsedFile]:
    """Return the files that cite what is withheld, read anew without the words of the links.

    So these words are in no summary, heading, search record or export either.
    """
    again = (
        parse_source(source, config, frozenset(map(_address, hidden[source.path])))
        for source in sources
        if source.path in hidden
    )
    return {file.path: file for file in again if file is not None}


def _address(link: Link) -> str:
    return link.href


def _settings_source(repository: Repository) -> Source | None:
    return next((one for one in repository.sources if one.path == SETTINGS_PATH), None)
