"""Options and promises that several commands share."""

from __future__ import annotations

import datetime
from collections.abc import Callable
from pathlib import Path
from typing import Any

import click

CLEAN = 0
ERRORS = 1

Decorator = Callable[[Callable[..., Any]], Callable[..., Any]]

root = click.option(
    "-C",
    "--directory",
    "root",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    default=Path(),
    help="The repository's folder; the current one if left out.",
)

audience = click.option(
    "--audience",
    type=click.Choice(["public", "internal", "restricted"]),
    default="internal",
    show_default=True,
    help="Who will read the site: nothing meant for fewer people is published.",
)

also = click.option(
    "--also",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    multiple=True,
    help="A further repository whose research/ is merged in; may be given several times.",
)

strict = click.option("--strict", is_flag=True, help="Exit with 1 for warnings too.")


def today() -> datetime.date:
    """Return the date that counts as today; UsageError where SOURCE_DATE_EPOCH is nonsense."""
    from counterpoint import study

    try:
        return study.today()
    except ValueError as problem:
        raise click.UsageError(str(problem)) from problem
