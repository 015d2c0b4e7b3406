"""Say how a command went: its diagnostics, its closing line, its exit status."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from counterpoint.commands.options import CLEAN, ERRORS
from counterpoint.diagnostics import Diagnostic, Severity
from counterpoint.report import format_diagnostic, summary

if TYPE_CHECKING:
    from counterpoint.commands.pipeline import Order, Outcome


def show(diagnostics: tuple[Diagnostic, ...]) -> None:
    """Print the diagnostics to standard output, each at its place with its hint below."""
    for found in diagnostics:
        click.echo(format_diagnostic(found))


def exit_status(diagnostics: tuple[Diagnostic, ...], *, strict: bool) -> int:
    """Return 1 where there is an error, with `strict` also where there is a warning, else 0."""
    fatal = {Severity.ERROR, Severity.WARNING} if strict else {Severity.ERROR}
    return ERRORS if any(found.severity in fatal for found in diagnostics) else CLEAN


def counted(number: int, noun: str) -> str:
    """Return a number with its noun: `1 warning`, `2 warnings`."""
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"


def closing_line(order: Order, outcome: Outcome, seconds: float) -> str:
    """Return what was built, where it is, and what to look at."""
    found = summary(outcome.diagnostics)
    if not outcome.is_published:
        kept = order.workspace.site.is_dir()
        rest = "the last good site stays in build/site" if kept else "nothing was published"
        return f"Not built: {found}; {rest}."
    study = outcome.study
    interviews = counted(len(study.interviews), "interview") if study else "no interviews"
    what = f"{counted(outcome.pages, 'page')} from {interviews} in {seconds:.1f} s ({found})"
    if order.only_stage:
        return f"Staged {what}: {_shown(order.workspace.docs)} and mkdocs.yml beside it."
    return (
        f"Built {what}: open {_shown(order.workspace.site / 'index.html')}, "
        "or `counterpoint serve` to search it too."
    )


def _shown(path: Path) -> str:
    return path.as_posix()
