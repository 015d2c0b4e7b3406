"""Put the generated pages behind the user's own navigation, the numerous ones left out."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from pathlib import PurePosixPath

SECTIONS: Mapping[str, tuple[str, ...]] = {
    "Findings": ("", "overlap", "conflicts", "assumptions", "coverage", "roadmap"),
    "Evidence": (
        "themes",
        "personas",
        "kinds",
        "accounts",
        "interviews",
        "decisions",
        "outcomes",
        "guides",
        "search",
    ),
    "How it works": ("method", "codebook", "data", "add"),
}
"""Sections of the navigation and the pages in them, by their name below `research/`."""

Entry = str | dict[str, "str | list[Entry]"]
"""An entry of MkDocs' `nav`: a page, a titled page, or a titled list of entries."""

OVERVIEW = "research/index.md"
HOME = "index.md"
OUT_OF_THE_NAVIGATION = ("/research/**", "/index.md")
"""Patterns of pages that are reached through others."""


def generated_entries(paths: Collection[str]) -> list[Entry]:
    """Return a section each for the generated pages that stand directly below `research/`."""
    entries: list[Entry] = []
    for title, names in SECTIONS.items():
        pages = [_titled(path) for name in names for path in _spellings(name) if path in paths]
        if pages:
            entries.append({title: pages})
    return entries


def handwritten_entries(paths: Iterable[str]) -> list[Entry]:
    """Return the pages of `docs/` as MkDocs lists them by itself: folders as sections."""
    return [{"Home": entry} if entry == HOME else entry for entry in _entries(paths)]


def _entries(paths: Iterable[str]) -> list[Entry]:
    own: list[Entry] = []
    folders: dict[str, list[str]] = {}
    for path in sorted(paths, key=_index_first):
        folder, _, rest = path.partition("/")
        if rest:
            folders.setdefault(folder, []).append(path)
        else:
            own.append(path)
    sections: list[Entry] = [
        {_words(folder): _section(folder, inside)} for folder, inside in sorted(folders.items())
    ]
    return own + sections


def _section(folder: str, paths: list[str]) -> list[Entry]:
    prefix = f"{folder}/"
    inside = _entries(path.removeprefix(prefix) for path in paths)
    return [_below(prefix, entry) for entry in inside]


def _below(prefix: str, entry: Entry) -> Entry:
    if isinstance(entry, str):
        return prefix + entry
    return {
        title: prefix + inside
        if isinstance(inside, str)
        else [_below(prefix, one) for one in inside]
        for title, inside in entry.items()
    }


def _titled(path: str) -> Entry:
    """Return an entry; the overview is called so, whatever the study's title above it."""
    return {"Overview": path} if path == OVERVIEW else path


def _spellings(name: str) -> tuple[str, ...]:
    if not name:
        return (OVERVIEW,)
    return (f"research/{name}.md", f"research/{name}/index.md")


def _index_first(path: str) -> tuple[bool, str]:
    return PurePosixPath(path).name != "index.md", path


def _words(folder: str) -> str:
    return folder.replace("-", " ").replace("_", " ").capitalize()
