"""`counterpoint new`: a file of research/ from a template."""

from __future__ import annotations

from pathlib import Path

import click

from counterpoint.commands import options

KINDS = ("interview", "theme", "persona", "account", "decision", "outcome", "guide")


@click.command("new")
@options.root
@click.argument("kind", type=click.Choice(KINDS))
@click.argument("id_", metavar="[ID]", required=False, default="")
@click.option("--title", default="", help="Its title; by its id if left out.")
@click.option("--side", default="", help="The side's key.")
@click.option("--date", default="", metavar="YYYY-MM-DD", help="The day; today if left out.")
@click.option("--guide", default="", help="For an interview: the guide whose questions to take.")
@click.option(
    "--participant",
    "participants",
    multiple=True,
    metavar='"p014, speaker=Dana, side=…"',
    help="For an interview: a pseudonym, and what is known of this person. May be repeated.",
)
@click.option("--speaker", default="", help="The label before the participant's words.")
@click.option("--persona", default="", help="Their persona: a file in research/personas/.")
@click.option("--account", default="", help="Their account: a file in research/accounts/.")
@click.option("--role", "roles", default="", help="Their roles, separated by commas.")
@click.option("--segment", "segments", default="", help="Their segments, separated by commas.")
@click.option("--lifecycle", default="", help="Where they stand as customers.")
@click.option("--interviewer", "interviewers", default="", help="Who asked: labels, by commas.")
@click.option("--method", default="", help="How it was held; `interview` if left out.")
@click.option("--consent", default="", help="What was consented to: granted, withdrawn, expired.")
@click.option("--consent-date", default="", metavar="YYYY-MM-DD", help="When it was given.")
@click.option("--audience", default="", help="Who may read it: public, internal, restricted.")
@click.option("--recording", default="", help="Where the recording is.")
@click.option(
    "--form",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="A file with the text of the issue form “Add an interview”.",
)
@click.option("--ask/--no-ask", default=None, help="Ask for what is missing; at a terminal, yes.")
def command(*, root: Path, kind: str, id_: str, title: str, **said: object) -> None:
    """Start an interview, a theme, a persona … from a template.

    ID becomes the file's name; if left out, it is made from the title, for an interview with its
    date in front. An interview asks for what is missing, and takes its guide's questions as
    headings. Nothing that is there already is overwritten.
    """
    from counterpoint.commands.starting import start
    from counterpoint.parse.layout import Kind

    path = start(root, Kind(kind), {**said, "id": id_, "title": title})
    click.echo(f"Wrote {path.as_posix()}: fill it in, then `counterpoint check`.")
