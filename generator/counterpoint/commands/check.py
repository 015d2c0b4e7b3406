"""`counterpoint check`: everything that is wrong, at its place, with what to type."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from counterpoint.commands import options


@click.command("check")
@options.root
@options.audience
@options.also
@options.strict
@click.option(
    "--format",
    "form",
    type=click.Choice(["text", "json", "github", "gitlab"]),
    default="text",
    show_default=True,
    help="For people, for programs, as annotations of a GitHub workflow, or as GitLab's report.",
)
@click.option(
    "--changed-since",
    metavar="REV",
    default="",
    help="Report on the files only that changed since this branch was left.",
)
@click.option("--fix", is_flag=True, help="Mend what can be mended without changing a meaning.")
@click.option(
    "--fix-unsafe",
    "unsafe",
    is_flag=True,
    help="Also mend misspelt themes and attributes that can only have meant one.",
)
@click.argument("paths", nargs=-1, type=click.Path(path_type=Path))
def command(*, root: Path, audience: str, fix: bool, unsafe: bool, **asked: Any) -> None:
    """Say everything that is wrong with the repository.

    PATHS limit the report, and what is mended, to these files and folders; all files are read in
    any case. `--fix` writes missing evidence ids, puts tags behind the quotation and front matter
    in order, corrects a theme's spelling, and starts files for what is proposed.
    """
    from counterpoint.commands.checking import Inquiry, run
    from counterpoint.model import Audience
    from counterpoint.resolve import Release

    release = Release(options.today(), Audience(audience))
    raise SystemExit(run(Inquiry(root, release, **asked), fix=fix, unsafe=unsafe))
