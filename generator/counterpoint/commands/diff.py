"""`counterpoint diff`: what a branch changes in what is known."""

from __future__ import annotations

from pathlib import Path

import click

from counterpoint.commands import options


@click.command("diff")
@options.root
@options.audience
@click.option(
    "--format",
    "form",
    type=click.Choice(["markdown", "json"]),
    default="markdown",
    show_default=True,
    help="For a comment on a pull request, or for a program.",
)
@click.argument("base", required=False, default="")
def command(*, root: Path, audience: str, form: str, base: str) -> None:
    """Say what the work at hand changes in what is known.

    BASE is the branch that it will be merged into; the main branch if left out. Compared is with
    the commit at which the work left it. Files that are not committed yet count too. Today's
    consent applies to both: nothing that is withheld now is named.
    """
    from counterpoint import study as studies
    from counterpoint.cache import reader
    from counterpoint.diagnostics import Severity
    from counterpoint.diff.data import as_json
    from counterpoint.diff.markdown import as_markdown
    from counterpoint.diff.values import difference
    from counterpoint.git import history
    from counterpoint.history import branch
    from counterpoint.model import Audience
    from counterpoint.resolve import Release

    past = history(root)
    name = base or past.usual_base()
    release = Release(options.today(), Audience(audience))
    parse = studies.remembering(reader(root))
    loaded = studies.load(root, today=release.today, audience=release.audience, parse=parse)
    errors = sum(found.severity is Severity.ERROR for found in loaded.diagnostics)
    found = difference(branch(past, name, loaded, release=release, parse=parse), name, errors)
    click.echo(as_json(found) if form == "json" else as_markdown(found), nl=False)
