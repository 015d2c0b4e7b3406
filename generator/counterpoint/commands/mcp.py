"""`counterpoint mcp`: the study's answers for assistants, over standard input and output."""

from __future__ import annotations

from pathlib import Path

import click

from counterpoint.commands import options

MISSING = "the tool server needs the mcp extra: pip install 'counterpoint[mcp]'"


@click.command("mcp")
@options.root
@options.audience
@click.option("--site", default="", metavar="URL", help="Where the site is, for full addresses.")
def command(*, root: Path, audience: str, site: str) -> None:
    """Answer other programs' questions about the study (Model Context Protocol, stdio).

    Read-only, and behind the same release filter as the site: what is withheld from the audience
    is in no answer. Changes to the files show in the next answer.
    """
    try:
        from counterpoint.transfer.server import server
    except ModuleNotFoundError as missing:
        raise click.UsageError(MISSING) from missing
    from counterpoint.commands.serving_answers import FreshLibrary
    from counterpoint.model import Audience

    server(FreshLibrary(root, Audience(audience), site).current).run("stdio")
