"""`counterpoint suggest`: passages of an interview that are likely evidence."""

from __future__ import annotations

from pathlib import Path

import click

from counterpoint.commands import options


@click.command("suggest")
@options.root
@click.argument("interview", required=False, default="")
@click.option("-n", "--number", default=20, show_default=True, help="How many passages, at most.")
@click.option(
    "--write", is_flag=True, help="Ask about each: yes writes it into the file, no passes it over."
)
@click.option(
    "--measure", is_flag=True, help="Say how good suggestions are on what is tagged already."
)
def command(*, root: Path, interview: str, number: int, write: bool, measure: bool) -> None:
    """Suggest evidence for INTERVIEW, by its likeness to the codebook and to what was tagged.

    Prints items ready to be pasted, with their line and the themes that come next. Nothing is
    tagged without a person.
    """
    from counterpoint.commands.suggesting import Wish, run

    wish = Wish(root, interview, number, is_writing=write, is_measuring=measure)
    raise SystemExit(run(wish))
