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
@click.option(
    "--as-of",
    metavar="DATE|REV",
    default="",
    help="Build what was known on a day, or at a revision of git; every page says so.",
)
@click.option(
    "--scheduler",
    metavar="ADDRESS",
    default="",
    help="Read the files on a Dask cluster: tcp://host:8786 (needs counterpoint[cluster]).",
)
@click.option("--stage", is_flag=True, help="Stop before MkDocs: write build/docs and mkdocs.yml.")
def command(  # noqa: PLR0913  (one parameter an option)
    *,
    root: Path,
    audience: str,
    also: tuple[Path, ...],
    strict: bool,
    as_of: str,
    scheduler: str,
    stage: bool,
) -> None:
    """Check the repository, generate its pages and publish them into build/site.

    With errors nothing is published and the last good site stays in place. With --as-of, consent
    and retention are today's all the same: what may not be shown now is not shown then either.
    """
    from counterpoint.commands.pipeline import Order, build
    from counterpoint.commands.progress import Progress
    from counterpoint.commands.verdict import closing_line, exit_status, show
    from counterpoint.model import Audience

    order = Order(
        root,
        options.today(),
        Audience(audience),
        also,
        only_stage=stage,
        as_of=as_of,
        scheduler=scheduler,
    )
    progress = Progress()
    with progress.shown():
        outcome = build(order, progress)
    show(outcome.diagnostics)
    click.echo(closing_line(order, outcome, progress.seconds), err=not outcome.is_published)
    raise SystemExit(exit_status(outcome.diagnostics, strict=strict))
