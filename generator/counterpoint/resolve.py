"""From the values of single files to a study: what is released, with every reference looked up."""

from __future__ import annotations

import datetime
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cache
from typing import TypeVar

from counterpoint.config import Config
from counterpoint.interviews import interviews_of
from counterpoint.model import (
    BOTH,
    Account,
    Audience,
    ConsentStatus,
    Decision,
    Guide,
    HandWrittenPage,
    Interview,
    Link,
    Outcome,
    Persona,
    Study,
    Theme,
    ThemeStatus,
    Withholding,
)
from counterpoint.names import LookUp, Names, Standing, aliases_of, looked_up, named
from counterpoint.parse.files import ParsedFile
from counterpoint.parse.kinds.reader import Tombstone
from counterpoint.parse.layout import Kind
from counterpoint.parse.slugs import in_words
from counterpoint.recall import Recall
from counterpoint.references import resolve_href
from counterpoint.release import withholding

One = TypeVar("One")


@dataclass(frozen=True, slots=True)
class Release:
    """For whom a study is put together, and when."""

    today: datetime.date
    audience: Audience


def resolve(  # noqa: PLR0913  (all that a study is put together from)
    files: tuple[ParsedFile, ...],
    names: Mapping[Kind, Names],
    config: Config,
    release: Release,
    assets: frozenset[str] = frozenset(),
    *,
    recall: Recall | None = None,
) -> Study:
    """Return what may be shown; a reference that leads nowhere is left out.

    What is withheld leaves no trace but its ids. Of two files with one id the first has it.
    Checks, not this, say what is wrong. An interview is recalled while its file is the same and
    all that it names means the same.
    """
    known = recall or Recall()
    withheld_files = {
        file.path: reason for file in files if (reason := _reason(file, release)) is not None
    }
    shown = [file for file in files if file.is_sound and file.path not in withheld_files]
    proposed = _proposed(shown, names, known)
    look_up = _look_up(names, shown, proposed)
    themes = _themes(shown, proposed, look_up)
    hidden = _withheld_assets(files, withheld_files, assets)
    return Study(
        config=config,
        today=release.today,
        audience=release.audience,
        interviews=_by_id(interviews_of(_first(shown, Interview), config, look_up, known)),
        themes=themes,
        personas=_personas(shown, proposed),
        accounts=_accounts(shown, proposed),
        decisions=_by_id(_decision(one, look_up) for one in _entities(shown, Decision)),
        outcomes=_by_id(_outcome(one, look_up) for one in _entities(shown, Outcome)),
        guides=_by_id(_guide(one, look_up) for one in _entities(shown, Guide)),
        pages={one.path: page_of(one, look_up) for one in _entities(shown, HandWrittenPage)},
        withheld=_withheld(files, withheld_files),
        forgotten_evidence={file.id: frozenset(file.forgotten) for file in shown if file.forgotten},
        assets=assets - hidden.keys(),
        withheld_assets=hidden,
    )


def withheld_paths(files: Iterable[ParsedFile], release: Release) -> frozenset[str]:
    """Return the paths of the interviews that are not shown, tombstones included."""
    return frozenset(file.path for file in files if _reason(file, release))


def _reason(file: ParsedFile, release: Release) -> Withholding | None:
    """Return why an interview is not shown; of one with wrong fields only what is certain."""
    match file.entity:
        case Interview() if file.is_sound:
            return withholding(file.entity, release.today, release.audience)
        case Interview(consent=consent):
            is_withdrawn = consent.status is not ConsentStatus.GRANTED
            return Withholding.WITHDRAWN if is_withdrawn else None
        case Tombstone():
            return Withholding.WITHDRAWN
        case _:
            return None


def _withheld(
    files: Iterable[ParsedFile], withheld_files: Mapping[str, Withholding]
) -> Mapping[str, Withholding]:
    reasons = {
        name: withheld_files[file.path]
        for file in files
        if file.path in withheld_files
        for name in (file.id, *aliases_of(file))
    }
    return dict(sorted(reasons.items()))


def _withheld_assets(
    files: Iterable[ParsedFile], withheld_files: Mapping[str, Withholding], assets: frozenset[str]
) -> Mapping[str, Withholding]:
    """Return what withheld interviews show and no interview that may be seen, with the reason.

    A theme or a page by hand that shows it too does not keep it: the picture is the interview's.
    """
    hidden: dict[str, Withholding] = {}
    seen: set[str] = set()
    for file in files:
        if isinstance(file.entity, Interview):
            links = (*file.entity.transcript.links, *_links_of_notes(file))
            paths = {resolve_href(file.path, link.href).path for link in links} & assets
            if file.path in withheld_files:
                hidden |= dict.fromkeys(paths, withheld_files[file.path])
            else:
                seen |= paths
    return {path: hidden[path] for path in sorted(hidden.keys() - seen)}


def _links_of_notes(file: ParsedFile) -> Iterator[Link]:
    return (link for item in file.items for link in item.note.links)


def _first(files: Iterable[ParsedFile], kind: type[One]) -> list[ParsedFile]:
    """Return the files of a kind, by id, the first of each id."""
    found: dict[str, ParsedFile] = {}
    for file in files:
        if isinstance(file.entity, kind):
            found.setdefault(file.id, file)
    return [found[name] for name in sorted(found)]


def _entities(files: Iterable[ParsedFile], kind: type[One]) -> list[One]:
    return [file.entity for file in _first(files, kind) if isinstance(file.entity, kind)]


Named = TypeVar("Named", Interview, Theme, Persona, Account, Decision, Outcome, Guide)


def _by_id(entities: Iterable[Named]) -> dict[str, Named]:
    return {one.id: one for one in sorted(entities, key=lambda one: one.id)}


def _proposed(
    files: Iterable[ParsedFile], names: Mapping[Kind, Names], recall: Recall
) -> Mapping[Kind, tuple[str, ...]]:
    """Return the ids that only their use makes known, by kind."""
    found: dict[Kind, set[str]] = defaultdict(set)
    for kind, name in {each for file in files for each in recall.of(named, file)}:
        meaning = names[kind].meaning(name)
        if meaning.standing is Standing.PROPOSED:
            found[kind].add(meaning.id)
    return {kind: tuple(sorted(found[kind])) for kind in Kind}


def _look_up(
    names: Mapping[Kind, Names],
    files: Iterable[ParsedFile],
    proposed: Mapping[Kind, tuple[str, ...]],
) -> LookUp:
    present = {(file.kind, file.id) for file in files if file.entity is not None}
    present |= {(kind, name) for kind, found in proposed.items() for name in found}

    @cache
    def look_up(kind: Kind, name: str) -> str:
        found = names[kind].meaning(name).id if name else ""
        return found if (kind, found) in present else ""

    return look_up


def _themes(
    files: Iterable[ParsedFile], proposed: Mapping[Kind, tuple[str, ...]], look_up: LookUp
) -> dict[str, Theme]:
    themes = _by_id(
        [
            *_entities(files, Theme),
            *(
                Theme(name, "", in_words(name), status=ThemeStatus.PROPOSED)
                for name in proposed[Kind.THEME]
            ),
        ]
    )
    pulls = _tensions(themes.values(), look_up)
    parents = {name: look_up(Kind.THEME, one.parent) for name, one in themes.items()}
    circling = circles(parents)
    return {
        name: replace(
            one,
            parent="" if name in circling else parents[name],
            tension=tuple(sorted(pulls[name])),
        )
        for name, one in themes.items()
    }


def _tensions(themes: Iterable[Theme], look_up: LookUp) -> Mapping[str, set[str]]:
    """Return what pulls against each theme, whichever of the two says so."""
    pulls: dict[str, set[str]] = defaultdict(set)
    for theme in themes:
        for other in looked_up(look_up, Kind.THEME, theme.tension):
            if other != theme.id:
                pulls[theme.id].add(other)
                pulls[other].add(theme.id)
    return pulls


def circles(following: Mapping[str, str]) -> frozenset[str]:
    """Return the names from which a chain of names leads back to where it starts."""
    found: set[str] = set()
    done: set[str] = set()
    for start in following:
        chain: dict[str, None] = {}
        at = start
        while at and at not in done and at not in chain:
            chain[at] = None
            at = following.get(at, "")
        if at in chain:
            names = list(chain)
            found.update(names[names.index(at) :])
        done.update(chain)
    return frozenset(found)


def _personas(
    files: Iterable[ParsedFile], proposed: Mapping[Kind, tuple[str, ...]]
) -> dict[str, Persona]:
    new = (
        Persona(name, "", in_words(name), _usual_side(name, files))
        for name in proposed[Kind.PERSONA]
    )
    return _by_id([*_entities(files, Persona), *new])


def _usual_side(persona: str, files: Iterable[ParsedFile]) -> str:
    """Return the side of those who are said to be a persona; `both` where they differ."""
    sides = {
        participant.side
        for interview in _entities(files, Interview)
        for participant in interview.participants
        if participant.persona == persona
    }
    return sides.pop() if len(sides) == 1 else BOTH


def _accounts(
    files: Iterable[ParsedFile], proposed: Mapping[Kind, tuple[str, ...]]
) -> dict[str, Account]:
    new = (Account(name, "", in_words(name)) for name in proposed[Kind.ACCOUNT])
    return _by_id([*_entities(files, Account), *new])


def _decision(decision: Decision, look_up: LookUp) -> Decision:
    return replace(
        decision,
        themes=looked_up(look_up, Kind.THEME, decision.themes),
        superseded_by=look_up(Kind.DECISION, decision.superseded_by),
    )


def _outcome(outcome: Outcome, look_up: LookUp) -> Outcome:
    return replace(
        outcome,
        hear=tuple(
            replace(target, persona=look_up(Kind.PERSONA, target.persona))
            for target in outcome.hear
        ),
    )


def _guide(guide: Guide, look_up: LookUp) -> Guide:
    """Return a guide with its themes looked up, in the order in which it asks."""
    found = (look_up(Kind.THEME, name) for name in guide.covers)
    return replace(guide, covers=tuple(dict.fromkeys(name for name in found if name)))


def page_of(page: HandWrittenPage, look_up: LookUp) -> HandWrittenPage:
    """Return a page by hand, its outcome looked up."""
    item = page.roadmap
    if item is None:
        return page
    return replace(page, roadmap=replace(item, outcome=look_up(Kind.OUTCOME, item.outcome)))
