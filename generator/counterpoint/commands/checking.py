"""What `counterpoint check` does: mend, read, choose what to report, and say it."""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import click

from counterpoint import study as studies
from counterpoint.cache import reader
from counterpoint.commands.verdict import counted, exit_status, show
from counterpoint.diagnostics import Diagnostic
from counterpoint.parse.frontmatter import CONFLICT
from counterpoint.parse.layout import SAME_ID
from counterpoint.report import summary
from counterpoint.resolve import Release
from counterpoint.sources import read_repository

if TYPE_CHECKING:
    from counterpoint.fixes import Mended

MOST_NAMED = 20
"""Mended files that are named before the rest is counted."""
STOPS_MENDING = (CONFLICT, SAME_ID)
"""What only a person can decide, and nothing is to be written over before that."""


@dataclass(frozen=True, slots=True)
class Inquiry:
    """What is to be checked, and what of it is to be reported."""

    root: Path
    release: Release
    also: tuple[Path, ...] = ()
    paths: tuple[Path, ...] = ()
    changed_since: str = ""
    strict: bool = False
    form: str = "text"

    def problems(self, parse: studies.Parse) -> tuple[Diagnostic, ...]:
        """Return everything that is wrong with the repository as it is now."""
        return studies.problems(self.root, self.release, also=self.also, parse=parse)


def run(inquiry: Inquiry, *, fix: bool, unsafe: bool) -> int:
    """Check, having mended what is asked for; return the exit status."""
    chosen = _chosen(inquiry)
    is_mending = fix or unsafe
    parse = reader(inquiry.root, words=is_mending)
    if is_mending:
        parse = studies.remembering(parse)
        _mend(inquiry, chosen, parse, unsafe=unsafe)
    found = tuple(one for one in inquiry.problems(parse) if chosen(one.location.path))
    _say(inquiry, found)
    click.echo(summary(found), err=True)
    return exit_status(found, strict=inquiry.strict)


def _chosen(inquiry: Inquiry) -> Callable[[str], bool]:
    """Return what tells whether a path of the repository is to be reported on."""
    base = inquiry.root.resolve()
    given = tuple(path.resolve() for path in inquiry.paths)
    for path, whole in zip(inquiry.paths, given, strict=True):
        if not whole.exists():
            raise click.UsageError(f"there is no {path.as_posix()}")
        if not whole.is_relative_to(base):
            raise click.UsageError(f"{path.as_posix()} is not in the repository {base.as_posix()}")
    since = inquiry.changed_since
    changed = _changed_since(inquiry.root, since) if since else None

    def is_chosen(path: str) -> bool:
        if changed is not None and path not in changed:
            return False
        return not given or any((base / path).is_relative_to(one) for one in given)

    return is_chosen


def _changed_since(root: Path, revision: str) -> frozenset[str]:
    from counterpoint.git import history

    return history(root).changed_since(revision)


def _mend(
    inquiry: Inquiry, chosen: Callable[[str], bool], parse: studies.Parse, *, unsafe: bool
) -> None:
    from counterpoint.editing.saving import save
    from counterpoint.fixes import mend

    repository = read_repository(inquiry.root, inquiry.also)
    stops = [one for one in inquiry.problems(parse) if one.rule in STOPS_MENDING]
    if stops:
        click.echo(
            f"Nothing was mended: first correct {stops[0].location} ({stops[0].message}).", err=True
        )
        return
    own = frozenset(one.path for one in repository.sources if (inquiry.root / one.path).is_file())
    mended = mend(
        repository,
        inquiry.release,
        lambda path: path in own and chosen(path),
        unsafe=unsafe,
        parse=parse,
    )
    before = {one.path: one.data for one in repository.sources if one.path in own}
    save(inquiry.root, mended.changes, before)
    _say_mended(mended)


def _say_mended(mended: Mended) -> None:
    """Say how many things were mended in each file."""
    for path in sorted(mended.changes)[:MOST_NAMED]:
        whats = Counter(fix.what for fix in mended.fixes if (fix.path or fix.cause) == path)
        parts = [what.counted(number) for what, number in whats.items()]
        click.echo(f"Mended {path}: {', '.join(parts)}.", err=True)
    more = len(mended.changes) - MOST_NAMED
    if more > 0:
        click.echo(f"Mended {counted(more, 'file')} more; `git diff` shows them.", err=True)
    if not mended.changes:
        click.echo("There was nothing to mend.", err=True)


def _say(inquiry: Inquiry, found: tuple[Diagnostic, ...]) -> None:
    if inquiry.form == "text":
        show(found)
        return
    from counterpoint.formats import as_gitlab, as_json

    match inquiry.form:
        case "json":
            click.echo(as_json(found), nl=False)
        case "gitlab":
            click.echo(as_gitlab(found, _prefix(inquiry.root, "CI_PROJECT_DIR")), nl=False)
        case _:
            _say_to_github(inquiry, found)


def _say_to_github(inquiry: Inquiry, found: tuple[Diagnostic, ...]) -> None:
    from counterpoint.formats import as_github

    prefix = _prefix(inquiry.root, "GITHUB_WORKSPACE")
    report = as_github(found, _changed(inquiry), prefix)
    click.echo(report.annotations, nl=False)
    page = os.environ.get("GITHUB_STEP_SUMMARY")
    if page:
        with Path(page).open("a", encoding="utf-8") as out:
            out.write(report.summary)


def _changed(inquiry: Inquiry) -> frozenset[str]:
    """Return the files that a pull request changes, where this is known."""
    from counterpoint.git import HistoryError

    base = os.environ.get("GITHUB_BASE_REF", "")
    with suppress(HistoryError):
        return _changed_since(inquiry.root, f"origin/{base}") if base else frozenset()
    return frozenset()


def _prefix(root: Path, variable: str) -> str:
    """Return the way from the project that a variable names down to the study: `study/`."""
    project = os.environ.get(variable, "")
    whole, above = root.resolve(), Path(project).resolve()
    if not project or whole == above or not whole.is_relative_to(above):
        return ""
    return f"{whole.relative_to(above).as_posix()}/"
