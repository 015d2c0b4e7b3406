"""`counterpoint check`: everything that is wrong, at its place, with what to type."""

from __future__ import annotations

from pathlib import Path

import click

from counterpoint.commands import options


@click.command("check")
@options.root
@options.audience
@options.also
@options.strict
@click.argument("paths", nargs=-1, type=click.Path(path_type=Path))
def command(
    *, root: Path, audience: str, also: tuple[Path, ...], strict: bool, paths: tuple[Path, ...]
) -> None:
    """Say everything that is wrong with the repository.

    PATHS limit the report to these files and folders; all files are read in any case.
    """
    from counterpoint import study as studies
    from counterpoint.commands.verdict import exit_status, show, within
    from counterpoint.model import Audience
    from counterpoint.report import summary

    loaded = studies.load(root, today=options.today(), audience=Audience(audience), also=also)
    diagnostics = within(loaded.diagnostics, root, paths)
    show(diagnostics)
    click.echo(summary(diagnostics), err=True)
    raise SystemExit(exit_status(diagnostics, strict=strict))
