"""What a file is, by the folder it stands in and the name it has."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache
from pathlib import PurePosixPath

from counterpoint.diagnostics import Diagnostic, Location, Rule, Severity
from counterpoint.parse.slugs import LONGEST, is_slug, nearest, normalised
from counterpoint.sources import DOCS, RESEARCH, SETTINGS_PATH, Repository

BAD_NAME = Rule("CP107", Severity.ERROR, "the file's name cannot be an id")
SAME_ID = Rule("CP108", Severity.ERROR, "two files have one id or one address")
STRAY = Rule("CP109", Severity.WARNING, "the file is none that the site is made of")
MISSPELT_FOLDER = Rule("CP110", Severity.ERROR, "the folder's name is nearly one of research/")

RESERVED = frozenset(
    {"index", "readme", "con", "prn", "aux", "nul"}
    | {f"{device}{number}" for device in ("com", "lpt") for number in range(1, 10)}
)
"""Names that are a folder's own page, or that some systems keep for themselves."""


class Kind(StrEnum):
    """What a Markdown file describes."""

    INTERVIEW = "interview"
    THEME = "theme"
    PERSONA = "persona"
    ACCOUNT = "account"
    DECISION = "decision"
    OUTCOME = "outcome"
    GUIDE = "guide"
    PAGE = "page"
    """Written by hand, in docs/."""

    @property
    def folder(self) -> str:
        """Where its files are: `research/interviews`."""
        return DOCS if self is Kind.PAGE else f"{RESEARCH}/{self.value}s"


RESEARCH_KINDS = tuple(kind for kind in Kind if kind is not Kind.PAGE)
KIND_OF_FOLDER = {kind.folder: kind for kind in RESEARCH_KINDS}
SUFFIX = ".md"


@dataclass(frozen=True, slots=True)
class Place:
    """What a path says of its file."""

    kind: Kind
    id: str
    """The file name without `.md`; for a hand-written page its whole path."""


@lru_cache(maxsize=1 << 16)
def place_of(path: str) -> Place | None:
    """Return what a path says of its file; `None` where no page of the study belongs."""
    folder, _, name = path.rpartition("/")
    stem, suffix = name[: -len(SUFFIX)], name[-len(SUFFIX) :]
    if not stem or suffix.lower() != SUFFIX:
        return None
    if path.startswith(f"{DOCS}/"):
        return Place(Kind.PAGE, path)
    if folder.startswith(f"{Kind.INTERVIEW.folder}/"):
        return Place(Kind.INTERVIEW, stem)
    kind = KIND_OF_FOLDER.get(folder)
    return Place(kind, stem) if kind else None


def layout_problems(repository: Repository) -> Iterator[Diagnostic]:
    """Yield what is wrong with where files stand and what they are called."""
    for path in sorted(repository.paths):
        yield from _name_problems(path)
    for path in (*repository.strays, *_without_place(repository.paths)):
        yield _stray(path)
    yield from _clashes(repository)


def _without_place(paths: Iterable[str]) -> Iterator[str]:
    for path in sorted(paths):
        if path.lower().endswith(".md") and place_of(path) is None:
            yield path


def _name_problems(path: str) -> Iterator[Diagnostic]:
    place = place_of(path)
    name = path.rpartition("/")[2]
    if place is None:
        return
    if place.kind is Kind.PAGE:
        if reason := _page_problem(path):
            yield BAD_NAME.at(Location(path), f"the name {name!r} {reason}", "rename the file")
    elif not name.endswith(".md") or not is_slug(place.id):
        hint = _name_hint(place.id)
        yield BAD_NAME.at(Location(path), f"the file name {name!r} cannot be an id", hint)
    elif place.id in RESERVED:
        message = f"the file name {name!r} is taken by the site or by some computers"
        yield BAD_NAME.at(Location(path), message, f"call it {place.id}-1.md, say")


def _name_hint(stem: str) -> str:
    rule = "lower-case letters, digits and single hyphens"
    if len(stem) > LONGEST:
        return f"shorten it to {LONGEST} characters ({rule})"
    better = normalised(stem).strip("-")
    return f"call it {better}.md" if is_slug(better) else f"use {rule}, then .md"


def _page_problem(path: str) -> str:
    if any(not character.isprintable() or character in '\\:*?"<>|#%' for character in path):
        return "holds a character that cannot stand in an address"
    if path.startswith(f"{DOCS}/{RESEARCH}/"):
        return "stands in docs/research/, where the generated pages go"
    if any(part != part.strip() or part.endswith(".") for part in path.split("/")):
        return "begins or ends with a space, or ends with a dot"
    return ""


def _stray(path: str) -> Diagnostic:
    parts = path.split("/")
    if parts[0] == RESEARCH and len(parts) > 2:  # noqa: PLR2004  (research/ and the file itself)
        folders = [f"{kind}s" for kind in RESEARCH_KINDS]
        near = "" if parts[1] in folders else nearest(parts[1], folders)
        if near:
            message = f"research/{parts[1]}/ is no folder of a study, so this file is not read"
            return MISSPELT_FOLDER.at(Location(path), message, f"did you mean research/{near}/?")
    return STRAY.at(Location(path), "this file is not read, nor published", _stray_hint(path))


def _stray_hint(path: str) -> str:
    if nearest(path, [SETTINGS_PATH], most=3):
        return f"settings are read from {SETTINGS_PATH}"
    if path.startswith(f"{DOCS}/"):
        return "docs/ holds Markdown pages, images and PDFs"
    folders = ", ".join(f"{kind}s/" for kind in RESEARCH_KINDS)
    return f"research/ holds {folders} each with .md files, and images"


def _clashes(repository: Repository) -> Iterator[Diagnostic]:
    """Yield every file but the first of those with one id; case is no difference."""
    owners: dict[tuple[Kind, str], list[str]] = defaultdict(list)
    texts = [source.path for source in repository.sources] + list(repository.refused)
    for path in sorted(texts):
        if place := place_of(path):
            owners[place.kind, _address_key(place)].append(path)
    for (kind, _), paths in owners.items():
        for path in paths[1:]:
            yield _clash(kind, path, paths[0])


def _address_key(place: Place) -> str:
    """Return what may exist once: the id, or for a page its address."""
    key = place.id.casefold()
    if place.kind is not Kind.PAGE:
        return key
    page = PurePosixPath(key).with_suffix("")
    return str(page.parent if page.name in ("index", "readme") else page)


def _clash(kind: Kind, path: str, first: str) -> Diagnostic:
    if path == first:
        return SAME_ID.at(Location(path), "both repositories have this file", "rename one of them")
    what = "address" if kind is Kind.PAGE else f"{kind} id"
    return SAME_ID.at(Location(path), f"{first} has the same {what}", "rename one of them")
