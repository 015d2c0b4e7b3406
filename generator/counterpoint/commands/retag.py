"""`counterpoint retag`: a theme's evidence with its places, for whoever splits the theme."""

from __future__ import annotations

from pathlib import Path

import click

from counterpoint.commands import options


@click.command("retag")
@options.root
@click.option("--json", "as_json", is_flag=True, help="For a program instead of an editor.")
@click.argument("theme")
def command(*, root: Path, as_json: bool, theme: str) -> None:
    """List a theme's evidence, each at file:line:column, so that an editor can step through it.

    For splitting a theme: go through the list and give each piece the theme that it is about now.
    """
    from counterpoint.commands.retagging import lines, records, tagged

    found = tagged(root, theme, options.today())
    if as_json:
        import json

        click.echo(json.dumps(records(found), ensure_ascii=False, indent=2))
    else:
        for line in lines(found):
            click.echo(line)
    click.echo(f"{len(found)} tagged #{theme}", err=True)
