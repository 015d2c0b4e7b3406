"""A new repository: everything that a team needs, ready to be pushed."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from importlib.resources import files
from importlib.resources.abc import Traversable

from counterpoint.config import Config
from counterpoint.scaffold.schemas import schemas
from counterpoint.scaffold.writing import quoted

TITLE = "__TITLE__"
"""What stands for the study's title in the template."""
SCHEMAS = ".vscode/schemas"
DERIVED = frozenset({"__pycache__", ".DS_Store"})


def new_repository(title: str) -> Mapping[str, str]:
    """Return the files of a new repository by path."""
    template = files("counterpoint.scaffold").joinpath("template")
    found = {path: _filled(path, text, title) for path, text in _texts(template, "")}
    for name, text in schemas(Config()).items():
        found[f"{SCHEMAS}/{name}"] = text
    return dict(sorted(found.items()))


def _texts(folder: Traversable, above: str) -> Iterator[tuple[str, str]]:
    for entry in folder.iterdir():
        path = f"{above}{entry.name}"
        if entry.name in DERIVED:
            continue
        if entry.is_dir():
            yield from _texts(entry, f"{path}/")
        else:
            yield path, entry.read_text(encoding="utf-8")


def _filled(path: str, text: str, title: str) -> str:
    return text.replace(TITLE, quoted(title) if path.endswith(".yml") else title)
