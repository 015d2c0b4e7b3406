"""What must hold of the code as a whole."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from functools import cache
from importlib import import_module
from pathlib import Path

import click
import pytest

from counterpoint.cli import COMMANDS, group
from counterpoint.parse.stored import MODULES

ROOT = Path(__file__).parent.parent
PACKAGE = ROOT / "generator" / "counterpoint"
LONGEST = 400

LAYERS = (
    ("diagnostics", "config", "dates", "documents", "vocabulary", "editions", "recall"),
    ("model",),
    ("parse", "sources", "references", "scaffold", "editing", "git"),
    ("names", "privacy", "drawings", "release"),
    ("interviews", "resolve", "rewording", "catalogue", "citing"),
    ("checks", "analysis", "report", "formats", "study", "cache", "cluster", "spreading"),
    ("pages", "citations"),
    ("publish", "transfer", "history", "as_of", "diff", "fixes", "renaming", "forget"),
    ("families", "commands"),
    ("cli",),
)
"""What may import what: a part imports from its own line and those above it."""

APART = (("checks", "analysis"), ("analysis", "checks"))
"""Neighbours that do not know each other."""


@cache
def modules() -> dict[str, Path]:
    """Return every module of the package by its dotted name."""
    found = {}
    for file in sorted(PACKAGE.rglob("*.py")):
        parts = file.relative_to(PACKAGE.parent).with_suffix("").parts
        found[".".join(parts).removesuffix(".__init__")] = file
    return found


@cache
def imports(name: str) -> tuple[str, ...]:
    """Return the package's modules that a module imports, wherever in it."""
    tree = ast.parse(modules()[name].read_text(encoding="utf-8"))
    return tuple(sorted(set(_imports(tree))))


def _imports(tree: ast.AST) -> Iterator[str]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (one.name for one in node.names if one.name.startswith("counterpoint"))
        elif isinstance(node, ast.ImportFrom) and (node.module or "").startswith("counterpoint"):
            for one in node.names:
                below = f"{node.module}.{one.name}"
                yield below if below in modules() else str(node.module)


def part(name: str) -> str:
    """Return the part of the pipeline that a module belongs to."""
    return name.removeprefix("counterpoint").removeprefix(".").partition(".")[0]


def layer(name: str) -> int:
    """Return a module's line in the order of imports."""
    found = [number for number, parts in enumerate(LAYERS) if part(name) in parts]
    assert found, f"{name} stands in no layer: put it where it belongs"
    return found[0]


@pytest.mark.parametrize("name", [name for name in modules() if name != "counterpoint"])
def test_imports_run_one_way(name: str) -> None:
    """diagnostics, config → model → parse → resolve → checks | analysis → pages → publish → cli."""
    wrong = [one for one in imports(name) if one != "counterpoint" and layer(one) > layer(name)]
    assert not wrong
    assert not [one for one in imports(name) if (part(name), part(one)) in APART]


def test_no_module_imports_itself_in_a_circle() -> None:
    """Also within a layer."""
    done: set[str] = set()

    def follow(name: str, trail: tuple[str, ...]) -> None:
        assert name not in trail, " → ".join((*trail, name))
        if name not in done:
            for one in imports(name):
                if one != name:
                    follow(one, (*trail, name))
            done.add(name)

    for name in modules():
        follow(name, ())


def test_whatever_decides_what_a_file_says_is_part_of_the_parsers_version() -> None:
    """Otherwise a change there would be hidden by what is kept of files read before it."""
    kept = [name.removesuffix(".py") for name in MODULES]
    reading = [name for name in modules() if part(name) in kept]
    needed = {part(one) for name in reading for one in imports(name) if part(one)}
    assert needed - {"editions"} <= set(kept)


@pytest.mark.parametrize("name", modules())
def test_modules_are_short_and_say_their_job(name: str) -> None:
    """Under 400 lines, with a docstring of its own."""
    text = modules()[name].read_text(encoding="utf-8")
    assert text.count("\n") < LONGEST
    assert ast.get_docstring(ast.parse(text))


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_says_what_it_does(name: str) -> None:
    """Each has help, and every option of it too."""
    command = import_module(COMMANDS[name][0]).command
    assert isinstance(command, click.Command)
    assert command.name == name
    assert command.help
    options = [one for one in command.params if isinstance(one, click.Option)]
    assert not [one.name for one in options if not one.help]


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_is_documented(name: str) -> None:
    """The site's own pages name it."""
    pages = (page.read_text(encoding="utf-8") for page in (ROOT / "docs").rglob("*.md"))
    assert any(f"counterpoint {name}" in page for page in pages)


def test_the_table_is_what_help_lists() -> None:
    """A command is one module and one line of the table."""
    assert group.list_commands(click.Context(group)) == list(COMMANDS)


def test_no_file_names_a_package_registry() -> None:
    """Where packages come from is the reader's own setting."""
    address = re.compile(r"https?://[\w.-]*(pypi|pythonhosted|npmjs)\b")
    tracked = [ROOT / "Makefile", ROOT / "pyproject.toml", ROOT / ".ci" / "run"]
    tracked += [*(ROOT / "requirements").iterdir(), *PACKAGE.rglob("*.py"), *ROOT.glob("*.md")]
    assert not [file.name for file in tracked if address.search(file.read_text(encoding="utf-8"))]
