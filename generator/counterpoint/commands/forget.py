"""`counterpoint forget`: erase a person, and say which conclusions change."""

from __future__ import annotations

from pathlib import Path

import click

from counterpoint.commands import options


@click.command("forget")
@options.root
@click.option("--yes", "is_sure", is_flag=True, help="Write without asking.")
@click.argument("participant")
def command(*, root: Path, is_sure: bool, participant: str) -> None:
    """Erase PARTICIPANT (an id such as p014) from the study.

    Interviews with nobody else become tombstones; from others their entry, turns and evidence go.
    Says first what will be written, which conclusions change, and where else they are mentioned,
    then asks; afterwards prints the steps that the history of the repository needs.
    """
    from counterpoint.commands.forgetting import run

    raise SystemExit(run(root, participant, is_sure=is_sure))
