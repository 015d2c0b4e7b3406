"""`counterpoint cite`: find evidence and print its citation; keep stamps honest."""

from __future__ import annotations

from pathlib import Path

import click

from counterpoint.commands import options

Words = tuple[str, ...]


@click.command("cite")
@options.root
@options.audience
@click.option("--theme", "themes", multiple=True, metavar="ID", help="Only evidence on this theme.")
@click.option("--side", "sides", multiple=True, metavar="KEY", help="Only what this side said.")
@click.option("--persona", "personas", multiple=True, metavar="ID", help="Only this persona.")
@click.option("--account", "accounts", multiple=True, metavar="ID", help="Only this account.")
@click.option("-n", "--number", default=5, show_default=True, help="How many, at most.")
@click.option("--json", "as_json", is_flag=True, help="Print JSON, for programs.")
@click.option("--stamp", is_flag=True, help="Give the citations in PATH that have none a stamp.")
@click.option(
    "--restamp",
    is_flag=True,
    help="Show what changed below each stamp in PATH that no longer fits, and ask for each.",
)
@click.option("--yes", is_flag=True, help="With --restamp: change every stamp without asking.")
@click.argument("words", nargs=-1, metavar="WORDS…|PATH…")
def command(  # noqa: PLR0913  (one parameter an option)
    *,
    root: Path,
    audience: str,
    themes: Words,
    sides: Words,
    personas: Words,
    accounts: Words,
    number: int,
    as_json: bool,
    stamp: bool,
    restamp: bool,
    yes: bool,
    words: Words,
) -> None:
    """Find evidence by WORDS, and print the link that cites it, stamped, ready to be pasted.

    The likest comes first, each with what was said around it. Nothing is copied to the clipboard.
    With --stamp or --restamp the arguments are paths: pages, or folders of them.
    """
    from counterpoint.commands import finding, stamping
    from counterpoint.model import Audience
    from counterpoint.transfer.export.records import Filter

    _one_job(stamp=stamp, restamp=restamp, yes=yes, words=words)
    if stamp or restamp:
        task = stamping.Task(root, Audience(audience), words, asks=not yes)
        raise SystemExit(stamping.restamp(task) if restamp else stamping.stamp(task))
    wanted = Filter(sides=sides, personas=personas, accounts=accounts, themes=themes)
    search = finding.Search(root, Audience(audience), " ".join(words), wanted, number)
    raise SystemExit(finding.run(search, as_json=as_json))


def _one_job(*, stamp: bool, restamp: bool, yes: bool, words: Words) -> None:
    """Raise UsageError where options do not go together."""
    if stamp and restamp:
        raise click.UsageError("--stamp and --restamp are two jobs: one after the other")
    if yes and not restamp:
        raise click.UsageError("--yes goes with --restamp only")
    if (stamp or restamp) and not words:
        raise click.UsageError("which pages? name files or folders, such as docs/roadmap")
