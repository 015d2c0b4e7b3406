"""`counterpoint build`: from the repository to build/site."""

from __future__ import annotations

from pathlib import Path

import click

from counterpoint.commands import options


@click.command("build")
@options.root
@options.audience
@options.also
@options.strict
@click.option("--stage", is_flag=True, help="Stop before MkDocs: write build/docs and mkdocs.yml.")
def command(
    *, root: Path, audience: str, also: tuple[Path, ...], strict: bool, stage: bool
) -> None:
    """Check the repository, generate its pages and publish them into build/site.

    With errors nothing is published and the last good site stays in place.
    """
    from counterpoint.commands.pipeline import Order, build
    from counterpoint.commands.progress import Progress
    from counterpoint.commands.verdict import closing_line, exit_status, show
    from counterpoint.model import Audience

    order = Order(root, options.today(), Audience(audience), also, only_stage=stage)
    progress = Progress()
    with progress.shown():
        outcome = build(order, progress)
    show(outcome.diagnostics)
    click.echo(closing_line(order, outcome, progress.seconds), err=not outcome.is_published)
    raise SystemExit(exit_status(outcome.diagnostics, strict=strict))
