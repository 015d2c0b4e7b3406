"""`counterpoint serve`: the site, built again whenever a file is saved."""

from __future__ import annotations

from pathlib import Path

import click

from counterpoint.commands import options


@click.command("serve")
@options.root
@options.audience
@options.also
@click.option("--port", default=8000, show_default=True, help="Where to listen, on this machine.")
def command(*, root: Path, audience: str, also: tuple[Path, ...], port: int) -> None:
    """Build the site, show it at http://127.0.0.1:PORT/, and build it again on every change.

    Pages open in a browser load themselves anew. With errors the last good site stays, and the
    errors are shown here and in the browser. It is built anew when a day begins, too: consent and
    retention end by date. Ctrl-C ends it.
    """
    from counterpoint.commands.pipeline import Order
    from counterpoint.commands.watching import serve
    from counterpoint.model import Audience

    serve(Order(root, options.today(), Audience(audience), also), port)
