"""What `counterpoint init` does: write the files of a new repository where none are."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import click

from counterpoint.commands.options import CLEAN, ERRORS
from counterpoint.editing.saving import save
from counterpoint.parse.slugs import in_words
from counterpoint.scaffold.repository import new_repository

NO_FILES = frozenset({".git", ".DS_Store"})
"""What a folder may hold and still count as empty."""


def found_repository(folder: Path, title: str, *, missing: bool) -> int:
    """Write a new repository; return the exit status."""
    name = " ".join(title.split()) or in_words(folder.resolve().name.replace("_", "-"))
    wanted = new_repository(name or "Research")
    there = {path for path in wanted if (folder / path).exists() or (folder / path).is_symlink()}
    if _holds_files(folder) and not missing:
        _refuse(folder, wanted, there)
        return ERRORS
    new = {path: text.encode() for path, text in wanted.items() if path not in there}
    folder.mkdir(parents=True, exist_ok=True)
    save(folder, new, {})
    _say(folder, len(new), len(there))
    return CLEAN


def _holds_files(folder: Path) -> bool:
    return folder.is_dir() and any(one.name not in NO_FILES for one in folder.iterdir())


def _refuse(folder: Path, wanted: Mapping[str, str], there: set[str]) -> None:
    click.echo(f"{folder.as_posix()} holds files already, so nothing was written. It would be:")
    for path in wanted:
        click.echo(f"  {path}{'  (is there already)' if path in there else ''}")
    click.echo(f"For those that are missing: counterpoint init --missing {folder.as_posix()}")


def _say(folder: Path, written: int, kept: int) -> None:
    is_here = folder.resolve() == Path.cwd()
    place = "here" if is_here else f"to {folder.as_posix()}"
    left = f"; {kept} that were there stay as they are" if kept else ""
    click.echo(f"Wrote {written} files {place}{left}. What next:")
    if not is_here:
        click.echo(f"  cd {folder.as_posix()}")
    click.echo("  counterpoint new interview      # asks for what it needs")
    click.echo("  counterpoint serve              # shows the site")
    click.echo("  git init && git add . && git commit -m 'Start the research'")
    click.echo("README.md says what to set once on GitHub or GitLab.")
