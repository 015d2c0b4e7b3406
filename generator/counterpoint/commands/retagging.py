"""A theme's tags with the words that they stand on."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

import click

from counterpoint import study as studies
from counterpoint.cache import reader
from counterpoint.diagnostics import Location
from counterpoint.model import Audience
from counterpoint.names import names_of
from counterpoint.parse.layout import Kind
from counterpoint.parse.slugs import closest, normalised

LONGEST = 100


@dataclass(frozen=True, slots=True)
class Tagged:
    """A piece of evidence on the theme."""

    location: Location
    """Of the tag's sign."""
    evidence: str
    """Its id; empty where it has none."""
    participant: str
    quote: str
    """Empty where the interview may not be shown any more."""
    themes: tuple[str, ...]
    """Every theme that it is tagged with, as written."""
    stance: str


def tagged(root: Path, theme: str, today: datetime.date) -> tuple[Tagged, ...]:
    """Return a theme's evidence by place, of every interview; UsageError for no such theme."""
    loaded = studies.load(root, today=today, audience=Audience.RESTRICTED, parse=reader(root))
    meaning = names_of(loaded.files, loaded.study.config)[Kind.THEME].meaning
    name = meaning(normalised(theme.removeprefix("#"))).id
    if name not in loaded.study.themes:
        near = closest(theme, loaded.study.themes)
        guess = f": did you mean {near}?" if near else ""
        raise click.UsageError(f"there is no theme {theme}{guess}")
    return tuple(_found(loaded, name))


def _found(loaded: studies.Loaded, theme: str) -> Iterator[Tagged]:
    meaning = names_of(loaded.files, loaded.study.config)[Kind.THEME].meaning
    for file in loaded.files:
        may_be_shown = file.path not in loaded.withheld_paths
        for item in file.items:
            for tag in item.tags:
                if meaning(tag.name).id == theme:
                    yield Tagged(
                        location=tag.location,
                        evidence=item.id,
                        participant=item.participant if may_be_shown else "",
                        quote=item.quote if may_be_shown else "",
                        themes=tuple(one.written for one in item.tags),
                        stance=item.stance.value,
                    )


def lines(found: Iterable[Tagged]) -> Iterator[str]:
    """Yield a line for each: its place, who said it and the words."""
    for one in found:
        short = one.quote if len(one.quote) <= LONGEST else f"{one.quote[:LONGEST]}…"
        who = f"{one.participant} " if one.participant else ""
        words = f'{who}"{short}"' if one.quote else "(may not be shown)"
        tags = " ".join(f"#{theme}" for theme in one.themes)
        yield f"{one.location}: {words} {tags} +{one.stance}"


def records(found: Iterable[Tagged]) -> list[dict[str, object]]:
    """Return the same as plain data."""
    return [
        {
            "path": one.location.path,
            "line": one.location.line,
            "column": one.location.column,
            "evidence": one.evidence,
            "participant": one.participant,
            "quote": one.quote,
            "themes": list(one.themes),
            "stance": one.stance,
        }
        for one in found
    ]
