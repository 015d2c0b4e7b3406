"""`counterpoint import`: transcripts and codings of other programs, real names replaced."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from counterpoint.commands import options


@click.command("import")
@options.root
@click.argument("files", nargs=-1, required=True, type=click.Path(exists=True, path_type=Path))
@click.option(
    "--metadata",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="A CSV table that says what the options say, a row a participant.",
)
@click.option(
    "--interviewer",
    "interviewers",
    multiple=True,
    metavar="NAME",
    help="Who asks; their words are never evidence. May be repeated.",
)
@click.option(
    "--participant",
    "participants",
    multiple=True,
    metavar='"NAME, side=…, persona=…"',
    help="Who answers, and what is known of them. May be repeated.",
)
@click.option("--side", default="", help="The side of every participant not named otherwise.")
@click.option("--persona", default="", help="Their persona: a file in research/personas/.")
@click.option("--account", default="", help="Their account: a file in research/accounts/.")
@click.option("--role", "roles", default="", help="Their roles, separated by commas.")
@click.option("--segment", "segments", default="", help="Their segments, separated by commas.")
@click.option("--lifecycle", default="", help="Where they stand as customers.")
@click.option("--title", default="", help="The interview's title; by the file if left out.")
@click.option("--date", default="", metavar="YYYY-MM-DD", help="The day of the interview.")
@click.option("--method", default="", help="How it was held; `interview` if left out.")
@click.option("--guide", default="", help="The guide that was followed.")
@click.option("--asked", default="", help="Themes really raised, separated by commas.")
@click.option("--consent", default="", help="What was consented to: granted, withdrawn, expired.")
@click.option("--consent-date", default="", metavar="YYYY-MM-DD", help="When it was given.")
@click.option("--audience", default="", help="Who may read it: public, internal, restricted.")
@click.option("--recording", default="", help="Where the recording is.")
@click.option(
    "--key",
    type=click.Path(dir_okay=False, path_type=Path),
    help="The file that keeps which name is which pseudonym: outside every repository.",
)
@click.option(
    "--replace",
    "replacements",
    multiple=True,
    metavar="NAME=PSEUDONYM",
    help="A further name to be replaced: a colleague, a company. May be repeated.",
)
@click.option("--project", default="", help="Which project, where a file holds several.")
@click.option(
    "--column",
    "columns",
    multiple=True,
    metavar="FIELD=COLUMN",
    help="In a table of highlights: which column is quotation, tags, participant …",
)
@click.option(
    "--map",
    "mapped",
    multiple=True,
    metavar="FIELD=VARIABLE",
    help="Which variable of a coding project is a participant's field.",
)
@click.option(
    "--value",
    "values",
    multiple=True,
    metavar="VALUE=OURS",
    help="What to write for a variable's value: --value Manager=buyer.",
)
@click.option("--ask/--no-ask", default=None, help="Ask for what is missing; at a terminal, yes.")
@click.option("--dry-run", is_flag=True, help="Say what would be written, and write nothing.")
def command(*, root: Path, files: tuple[Path, ...], **said: Any) -> None:
    """Bring in transcripts (.vtt, .srt, .docx, .txt) and codings (.qdpx, .qdc, .qda, .csv …).

    Each transcript becomes an interview with `coding: open`; codings become themes and evidence.
    Real names are replaced by pseudonyms before anything is written; which is which goes into the
    key file. Either all files are written or none.
    """
    from counterpoint.commands.importing import run

    raise SystemExit(run(root, files, said))
