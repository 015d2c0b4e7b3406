"""`counterpoint rename`: another id for a file, wherever it is named."""

from __future__ import annotations

from pathlib import Path

import click

from counterpoint.commands import options

KINDS = ("interview", "theme", "persona", "account", "decision", "outcome", "guide")


@click.command("rename")
@options.root
@click.option("--dry-run", is_flag=True, help="Show what would change, and change nothing.")
@click.argument("kind", type=click.Choice(KINDS))
@click.argument("old")
@click.argument("new")
def command(*, root: Path, dry_run: bool, kind: str, old: str, new: str) -> None:
    """Give a theme, a persona, an interview … another id, everywhere.

    Every tag, field and link in research/ and docs/ that names OLD names NEW afterwards. OLD stays
    as an alias, so that links from outside keep working. If NEW is there already, OLD is merged
    into it. Either all files are changed or none.
    """
    from counterpoint.commands.renaming import run
    from counterpoint.parse.layout import Kind
    from counterpoint.renaming.values import Order

    run(root, Order(Kind(kind), old, new), options.today(), dry_run=dry_run)
