"""`counterpoint new`: a file of research/ from a template."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from counterpoint.commands import options

if TYPE_CHECKING:
    from counterpoint.model import Guide, Study

KINDS = ("interview", "theme", "persona", "account", "decision", "outcome", "guide")


@click.command("new")
@options.root
@click.argument("kind", type=click.Choice(KINDS))
@click.argument("id_", metavar="[ID]", required=False, default="")
@click.option("--title", default="", help="Its title; by its id if left out.")
@click.option("--guide", default="", help="For an interview: the guide whose questions to take.")
@click.option("--side", default="", help="The side's key.")
@click.option("--persona", default="", help="For an interview: the participant's persona.")
@click.option("--account", default="", help="For an interview: the participant's account.")
@click.option("--participant", default="", help="For an interview: the participant's pseudonym.")
def command(*, root: Path, kind: str, id_: str, title: str, guide: str, **person: str) -> None:
    """Start an interview, a theme, a persona … from a template.

    ID becomes the file's name; if left out, it is made from the title, for an interview with
    today's date in front. An interview takes its guide's questions as headings. Nothing that is
    there already is overwritten.
    """
    from counterpoint import study as studies
    from counterpoint.parse.layout import Kind
    from counterpoint.parse.slugs import is_slug
    from counterpoint.scaffold import Wish, draft

    today = options.today()
    name = id_ or _name(kind, title, today.isoformat())
    if not is_slug(name):
        hint = "lower-case letters, digits and single hyphens, such as audit-trail"
        raise click.UsageError(f"`{name}` cannot be an id: use {hint}")
    study = studies.load(root, today=today).study
    _check_words(study, person)
    wish = Wish(name, today, study.config, title, guide=_guide(study, guide), **person)
    path = root / Kind(kind).folder / f"{name}.md"
    _write(path, draft(Kind(kind), wish))
    click.echo(f"Wrote {path.as_posix()}: fill it in, then `counterpoint check`.")


def _name(kind: str, title: str, today: str) -> str:
    """Return an id made from the title."""
    import re

    words = re.sub(r"[^a-z0-9]+", "-", title.casefold()).strip("-")
    if not words:
        raise click.UsageError(f"give the {kind} an id, or a --title to make one from")
    return f"{today}-{words}" if kind in {"interview", "decision"} else words


def _check_words(study: Study, person: dict[str, str]) -> None:
    sides = (*study.side_keys, "both", "proxy")
    if person["side"] and person["side"] not in sides:
        raise click.UsageError(f"`{person['side']}` is no side: it is one of {', '.join(sides)}")


def _guide(study: Study, guide: str) -> Guide | None:
    if guide and guide not in study.guides:
        known = ", ".join(study.guides) or "none yet: `counterpoint new guide`"
        raise click.UsageError(f"there is no guide {guide}; the guides are {known}")
    return study.guides.get(guide)


def _write(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    try:
        with path.open("x", encoding="utf-8", newline="\n") as file:
            file.write(text)
    except FileExistsError:
        message = f"{path.as_posix()} is there already: choose another id"
        raise click.UsageError(message) from None
