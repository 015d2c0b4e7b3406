"""`counterpoint export`: a study's data out, through the release filter like everything else."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from counterpoint.commands import options

FORMATS = ("csv", "json", "sqlite", "refi", "codebook", "markdown", "html")


@click.command("export")
@options.root
@options.audience
@click.argument("format_", metavar="FORMAT", type=click.Choice(FORMATS))
@click.argument("names", nargs=-1)
@click.option(
    "-o",
    "--output",
    type=click.Path(dir_okay=False, path_type=Path),
    help="The file to write; what is text goes to the terminal if left out.",
)
@click.option("--side", "sides", multiple=True, help="Only this side's evidence; repeatable.")
@click.option("--persona", "personas", multiple=True, help="Only this persona's; repeatable.")
@click.option("--account", "accounts", multiple=True, help="Only this account's; repeatable.")
@click.option("--theme", "themes", multiple=True, help="Only on this theme; repeatable.")
@click.option("--kind", "kinds", multiple=True, help="Only of this kind; repeatable.")
@click.option("--stance", "stances", multiple=True, help="Only this stance; repeatable.")
def command(
    *,
    root: Path,
    audience: str,
    format_: str,
    names: tuple[str, ...],
    output: Path | None,
    **wanted: Any,
) -> None:
    """Write the study's data for other programs.

    \b
    csv, json    evidence, filtered
    sqlite       a database with full-text search, which Datasette opens as it is
    refi         a REFI-QDA project (.qdpx), which `import` brings back with nothing lost
    codebook     the themes as a REFI-QDA codebook (.qdc)
    markdown     NAMES: a theme, or two in tension, for a slide or a memo
    html         NAMES: the address of a page, as one file to send
    """  # noqa: D301  (Click's own mark)
    from counterpoint.commands.exporting import Wish, run

    wish = Wish(root, audience, format_, names, output, wanted)
    raise SystemExit(run(wish))
