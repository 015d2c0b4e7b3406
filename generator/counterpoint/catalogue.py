"""Everything in a study that a link can lead to."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import PurePosixPath
from typing import TypeAlias

from counterpoint.model import (
    Account,
    Decision,
    Evidence,
    Guide,
    HandWrittenPage,
    Interview,
    Outcome,
    Persona,
    Study,
    Theme,
)
from counterpoint.parse.layout import RESEARCH_KINDS, Kind
from counterpoint.parse.slugs import closest
from counterpoint.references import (
    FOLDER_PAGES,
    GENERATED_FILES,
    GENERATED_FOLDERS,
    evidence_data,
    roadmap_badge,
    theme_badge,
    theme_data,
)

Filed: TypeAlias = Interview | Theme | Persona | Account | Decision | Outcome | Guide
"""What has a file in research/."""
Cited: TypeAlias = Filed | HandWrittenPage


MOST_SUGGESTIONS = 500
"""Wrong paths for which a likely one is looked for; whoever mends these sees the next."""


@dataclass(frozen=True, slots=True)
class Catalogue:
    """Everything in a study that a link can lead to."""

    study: Study
    entities: Mapping[str, Cited]
    """By path, aliases as if they had files."""
    evidence: Callable[[str], Mapping[str, Evidence]]
    """An interview's evidence by anchor."""
    near: Callable[[str], str]
    """The path most like one at which there is nothing, of the same folder; empty for none."""
    fixed: Callable[[], frozenset[str]]
    """Where badges and small data files stand."""

    def page_at(self, path: str) -> Cited | None:
        """Return what stands at a path, or is the page of a folder."""
        if not path.endswith("/"):
            return self.entities.get(path)
        names = (f"{path}{name}.md" for page in FOLDER_PAGES for name in (page, page.upper()))
        return next((self.entities[name] for name in names if name in self.entities), None)


def catalogue(study: Study) -> Catalogue:
    """Return what links in a study can lead to; made once for all its links."""
    entities: dict[str, Cited] = dict(study.pages)
    for kind, found in _by_kind(study).items():
        for entity in found.values():
            for alias in entity.aliases:
                entities[f"{kind.folder}/{alias}.md"] = entity
    for found in _by_kind(study).values():
        entities |= {entity.path: entity for entity in found.values() if entity.path}

    @cache
    def evidence(interview: str) -> Mapping[str, Evidence]:
        return {one.anchor: one for one in study.interviews[interview].evidence}

    @cache
    def fixed() -> frozenset[str]:
        return frozenset(_fixed_addresses(study))

    return Catalogue(study, entities, evidence, _near(entities), fixed)


def _near(entities: Iterable[str]) -> Callable[[str], str]:
    """Return what finds the path most like another; after so many it no longer looks."""
    left = iter(range(MOST_SUGGESTIONS))

    @cache
    def folders() -> Mapping[tuple[str, ...], Mapping[str, str]]:
        found: dict[tuple[str, ...], dict[str, str]] = defaultdict(dict)
        for path in entities:
            place = PurePosixPath(path)
            found[place.parts[:2]][place.name] = path
        return found

    @cache
    def near(path: str) -> str:
        place = PurePosixPath(path)
        beside = folders().get(place.parts[:2], {})
        if not beside or next(left, None) is None:
            return ""
        found = closest(place.name, beside)
        return beside[found] if found else ""

    return near


def _by_kind(study: Study) -> Mapping[Kind, Mapping[str, Filed]]:
    return {
        Kind.INTERVIEW: study.interviews,
        Kind.THEME: study.themes,
        Kind.PERSONA: study.personas,
        Kind.ACCOUNT: study.accounts,
        Kind.DECISION: study.decisions,
        Kind.OUTCOME: study.outcomes,
        Kind.GUIDE: study.guides,
    }


def is_generated(known: Catalogue, path: str) -> bool:
    """Tell whether a path is the address of something that every build writes."""
    if path in GENERATED_FOLDERS or path in GENERATED_FILES or path in ("", "docs/"):
        return True
    if path.endswith((".svg", ".json")):
        return path in known.fixed()
    folder, _, name = path.rstrip("/").rpartition("/")
    is_kind = any(kind.key == name for kind in known.study.config.evidence_kinds)
    return folder == "research/kinds" and is_kind and path.endswith("/")


def _fixed_addresses(study: Study) -> Iterator[str]:
    """Yield where badges and small data files stand."""
    for theme in study.themes.values():
        for key in (theme.id, *theme.aliases):
            yield from (theme_badge(key), theme_data(key))
    for page in study.pages.values():
        if page.roadmap:
            yield roadmap_badge(page.path)
    for interview in study.interviews.values():
        if interview.evidence:
            yield from map(evidence_data, (interview.id, *interview.aliases))


def page_hint(known: Catalogue, path: str) -> str:
    """Return what to type instead of a path at which there is no page."""
    bare = path.rstrip("/")
    if f"{bare}/" in GENERATED_FOLDERS:
        return f"write a slash at the end: /{bare}/"
    for guess in (f"{bare}.md", f"docs/{bare}.md", f"docs/{bare}/index.md"):
        if guess in known.entities:
            return f"write /{guess}"
    if near := known.near(path):
        return f"did you mean /{near}?"
    place = PurePosixPath(path)
    if any(place.parent == PurePosixPath(kind.folder) for kind in RESEARCH_KINDS):
        return (
            "write the file, or take the link out; if the file was renamed, put "
            f"`aliases: [{place.stem}]` into it"
        )
    return "links lead to pages, images and PDFs of docs/ and research/; /… starts at the root"
