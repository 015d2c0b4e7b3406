"""What `counterpoint suggest` does once its options are read."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import click

from counterpoint import study as studies
from counterpoint.commands.options import CLEAN
from counterpoint.model import Audience, Interview, Study
from counterpoint.parse.slugs import closest
from counterpoint.transfer.drafts import DraftItem
from counterpoint.transfer.inserting import inserted
from counterpoint.transfer.storing import replace_file
from counterpoint.transfer.suggest import Suggestion, quality, suggestions
from counterpoint.transfer.writing import item_markdown


@dataclass(frozen=True, slots=True)
class Wish:
    """What is to be suggested."""

    root: Path
    interview: str
    number: int
    is_writing: bool = False
    is_measuring: bool = False


def run(wish: Wish) -> int:
    """Suggest, and return the exit status."""
    study = _study(wish, Audience.RESTRICTED)
    if wish.is_measuring:
        _measure(study)
        return CLEAN
    interview = _interview(study, wish.interview)
    study = _study(wish, interview.consent.audience)
    found = suggestions(study, interview, wish.number)
    if not found:
        click.echo("Nothing is like what was tagged before.", err=True)
    for number, one in enumerate(found, 1):
        if wish.is_writing:
            click.echo(f"\n{number} of {len(found)}", err=True)
            if not _ask(wish.root, study, interview, one):
                break
        else:
            _print(interview, one)
    return CLEAN


def _study(wish: Wish, audience: Audience) -> Study:
    """Return what may be shown to an audience: nothing else may be learnt from for it."""
    return studies.load(wish.root, today=studies.today(), audience=audience).study


def _interview(study: Study, key: str) -> Interview:
    name = Path(key).name.removesuffix(".md")
    if name in study.interviews:
        return study.interviews[name]
    if not name:
        open_ones = [one.id for one in study.interviews.values() if not one.is_coded]
        listed = ", ".join(open_ones) or "none: `counterpoint import` brings one in"
        raise click.UsageError(f"which interview? open are: {listed}")
    near = closest(name, study.interviews)
    hint = f"did you mean {near}?" if near else "ids are the files in research/interviews/"
    raise click.UsageError(f"there is no interview {name}; {hint}")


def _measure(study: Study) -> None:
    found = quality(study)
    interviews = len(study.interviews)
    click.echo(
        f"{found.tags} tags in {interviews} interviews, each interview held out in turn:\n"
        f"the true theme is among the first three for {found.recall:.0%}; "
        f"the three most frequent themes find {found.baseline:.0%}."
    )


def _draft(one: Suggestion, theme: str) -> DraftItem:
    return DraftItem(one.words, (theme,))


def _print(interview: Interview, one: Suggestion) -> None:
    line = interview.turns[one.turn].line
    others = ", ".join(f"#{theme.theme}" for theme in one.themes[1:])
    click.echo(f"{interview.path}:{line}" + (f"  or {others}" if others else ""))
    click.echo(item_markdown(_draft(one, one.themes[0].theme)))


def _ask(root: Path, study: Study, interview: Interview, one: Suggestion) -> bool:
    """Ask about one suggestion and write it if wanted; False to stop."""
    _print(interview, one)
    answer = click.prompt(
        "Write it", type=click.Choice(["yes", "no", "other", "stop"]), default="no", err=True
    )
    if answer == "other":
        theme = click.prompt("Which theme", err=True).strip().lstrip("#")
        if theme not in study.themes:
            click.echo(f"There is no theme {theme}; nothing was written.", err=True)
            return True
    else:
        theme = one.themes[0].theme
    if answer in ("yes", "other"):
        _write(root, study, interview, _draft(one, theme))
    return answer != "stop"


def _write(root: Path, study: Study, interview: Interview, item: DraftItem) -> None:
    path = root / interview.path
    done = inserted(interview, path.read_bytes().decode("utf-8"), item, study.config)
    if done is None:
        click.echo("These words stand in more than one place: tag them by hand.", err=True)
        return
    replace_file(path, done.text)
    click.echo(f"Wrote {interview.path}:{done.line}", err=True)
