"""What `counterpoint cite --stamp` and `--restamp` do once their options are read."""

from __future__ import annotations

import difflib
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

import click
from rich.console import Console
from rich.table import Table
from rich.text import Text

from counterpoint import study as studies
from counterpoint.commands.options import CLEAN, ERRORS
from counterpoint.editing.edits import Edit, edited
from counterpoint.editing.saving import save
from counterpoint.git import HistoryError, history
from counterpoint.model import Audience
from counterpoint.study import Loaded
from counterpoint.transfer.stamping import Unfit, Words, stamp_edit, unfit_citations, words_stamped

GONE, NEW = "bold strike red", "bold underline green"


@dataclass(frozen=True, slots=True)
class Task:
    """Which stamps are to be looked after."""

    root: Path
    audience: Audience
    paths: tuple[str, ...]
    asks: bool = True


def stamp(task: Task) -> int:
    """Write a stamp into each citation that has none; return the exit status."""
    loaded, found = _found(task)
    missing = [one for one in found if one.is_missing]
    for one in missing:
        click.echo(f"{one.citation.link.location} “{one.now.quote}”")
    return _write(task, loaded, missing)


def restamp(task: Task) -> int:
    """Show old and new words of each stamp that no longer fits, and ask; return the exit status."""
    loaded, found = _found(task)
    unfit = [one for one in found if not one.is_missing]
    chosen = []
    for number, one in enumerate(unfit, 1):
        click.echo(f"\n{number} of {len(unfit)}: {one.citation.link.location}")
        _show(task, loaded, one)
        answer = _answer() if task.asks else "yes"
        if answer == "stop":
            break
        if answer == "yes":
            chosen.append(one)
    return _write(task, loaded, chosen)


def _answer() -> str:
    choice = click.Choice(["yes", "no", "stop"])
    try:
        given: str = click.prompt(
            "Does it still hold? Put the new stamp", type=choice, default="no"
        )
    except click.Abort:
        click.echo()
        return "stop"
    return given


def _found(task: Task) -> tuple[Loaded, tuple[Unfit, ...]]:
    loaded = studies.load(task.root, today=studies.today(), audience=task.audience)
    paths = tuple(_path(task.root, one) for one in task.paths)
    known = {source.path for source in loaded.sources}
    for given, path in zip(task.paths, paths, strict=True):
        if not any(one == path or one.startswith(f"{path}/") or path == "." for one in known):
            raise click.UsageError(f"there is no page at {given}; paths are like docs/roadmap")
    return loaded, tuple(unfit_citations(loaded, paths))


def _path(root: Path, given: str) -> str:
    """Return a path of the repository, however it was typed."""
    for base in (Path.cwd(), root):
        place = (base / given).resolve()
        if place.exists() and place.is_relative_to(root.resolve()):
            return place.relative_to(root.resolve()).as_posix()
    return given.strip("/")


def _show(task: Task, loaded: Loaded, one: Unfit) -> None:
    then, why = _then(task, loaded, one)
    old, new = Text(why, style="italic"), Text(one.now.quote)
    if then:
        old, new = _compared(then.quote, one.now.quote)
    table = Table(expand=True, box=None, padding=(0, 2, 0, 0))
    table.add_column(f"then{_who(then)}", ratio=1)
    table.add_column(f"now{_who(one.now)}", ratio=1)
    table.add_row(old, new)
    Console(highlight=False).print(table)


def _then(task: Task, loaded: Loaded, one: Unfit) -> tuple[Words | None, str]:
    """Return the words that were stamped, or why nobody knows them."""
    if not one.citation.link.title.startswith("sha256:"):
        return None, f"unknown: {one.citation.link.title} is no stamp of this kind"
    try:
        found = words_stamped(history(task.root), one, loaded.study.config)
    except HistoryError as problem:
        return None, f"unknown: {problem}"
    return found, "unknown: no version in git has words with this stamp"


def _who(words: Words | None) -> str:
    if words is None or not words.participant:
        return ""
    return f" ({words.participant}, {words.side})"


def _compared(old: str, new: str) -> tuple[Text, Text]:
    """Return both texts, each with the words marked that the other lacks."""
    before, after = old.split(" "), new.split(" ")
    steps = difflib.SequenceMatcher(a=before, b=after, autojunk=False).get_opcodes()
    left, right = Text(), Text()
    for step, start, end, new_start, new_end in steps:
        for text, words, look in (
            (left, before[start:end], GONE),
            (right, after[new_start:new_end], NEW),
        ):
            if words:
                is_same = step == "equal"
                said = " ".join(words)
                text.append(said if is_same else f"‹{said}›", "" if is_same else look).append(" ")
    return left, right


def _write(task: Task, loaded: Loaded, chosen: Iterable[Unfit]) -> int:
    """Write the stamps, and say how many; return the exit status."""
    texts = {source.path: source for source in loaded.sources}
    edits: dict[str, list[Edit]] = defaultdict(list)
    lost = []
    for one in chosen:
        link = one.citation.link
        edit = stamp_edit(texts[link.location.path].text, link, one.stamp)
        if edit:
            edits[link.location.path].append(edit)
        else:
            lost.append(f'{link.location} put this in by hand: "sha256:{one.stamp}"')
    before = {path: texts[path].data for path in edits}
    save(task.root, {path: edited(before[path], some) for path, some in edits.items()}, before)
    number = sum(len(set(some)) for some in edits.values())
    click.echo(f"{number} {'stamp' if number == 1 else 'stamps'} written.", err=True)
    for line in lost:
        click.echo(line, err=True)
    return ERRORS if lost else CLEAN
