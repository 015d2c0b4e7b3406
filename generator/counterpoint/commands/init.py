"""`counterpoint init`: a new research repository, ready to be pushed."""

from __future__ import annotations

from pathlib import Path

import click


@click.command("init")
@click.argument("folder", metavar="DIR", type=click.Path(file_okay=False, path_type=Path))
@click.option("--title", default="", help="The study's title; by the folder's name if left out.")
@click.option("--missing", is_flag=True, help="In a folder that holds files: write those missing.")
def command(*, folder: Path, title: str, missing: bool) -> None:
    """Start a new research repository in DIR.

    With guides for both sides, two personas to start with, and what GitHub and GitLab need to
    check pull requests and to publish the site. In a folder that holds anything, nothing is
    written, and what would be is listed. Nothing that is there is ever overwritten.
    """
    from counterpoint.commands.founding import found_repository

    raise SystemExit(found_repository(folder, title, missing=missing))
