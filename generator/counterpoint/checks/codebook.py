"""The codebook: circles, clashing aliases, retired themes in use, tags outside evidence."""

from __future__ import annotations

from collections.abc import Iterator

from counterpoint.checks.subject import Subject
from counterpoint.diagnostics import Diagnostic, Rule, Severity
from counterpoint.model import Theme, ThemeStatus
from counterpoint.names import Names, Standing, aliases_of
from counterpoint.parse.files import ParsedFile
from counterpoint.parse.layout import Kind
from counterpoint.resolve import circles

RETIRED_THEME = Rule("CP304", Severity.WARNING, "evidence is tagged with a retired theme")
CIRCLE_OF_PARENTS = Rule("CP305", Severity.ERROR, "themes are each other's parents")
ALIAS_CLASH = Rule("CP306", Severity.ERROR, "an alias already leads elsewhere")
SELF_TENSION = Rule("CP307", Severity.WARNING, "a theme pulls against itself")
TAG_OUTSIDE = Rule("CP308", Severity.WARNING, "a theme's tag stands outside evidence")


def check_parents(subject: Subject) -> Iterator[Diagnostic]:
    """Yield every theme whose parents lead back to it."""
    meaning = subject.names[Kind.THEME].meaning
    themes = list(subject.sound(Theme))
    parents = {one.id: meaning(one.parent).id for _, one in themes if one.parent}
    circling = circles(parents)
    for file, theme in themes:
        if theme.id in circling:
            message = f"the parents of {theme.id} lead back to it"
            hint = "take `parent` out of one of them"
            yield CIRCLE_OF_PARENTS.at(file.places.of("parent"), message, hint)


def check_tensions(subject: Subject) -> Iterator[Diagnostic]:
    """Yield every theme declared in tension with itself."""
    meaning = subject.names[Kind.THEME].meaning
    for file, theme in subject.sound(Theme):
        for number, name in enumerate(theme.tension):
            if meaning(name).id == file.id:
                place = file.places.of("tension", number)
                message = f"`{name}` is this theme itself"
                yield SELF_TENSION.at(place, message, "name the theme that pulls against it")


def check_aliases(subject: Subject) -> Iterator[Diagnostic]:
    """Yield every alias that is another file's id or alias."""
    for file in subject.files:
        names = subject.names.get(file.kind)
        for number, alias in enumerate(aliases_of(file)) if names else ():
            owner = _owner(names, alias, file) if names else ""
            if owner:
                place = file.places.of("aliases", number)
                message = f"the alias `{alias}` already leads to {owner}"
                yield ALIAS_CLASH.at(place, message, "take it out here or there")


def _owner(names: Names, alias: str, file: ParsedFile) -> str:
    """Return the path of the other file to which an alias leads; empty if it is free."""
    if alias in names.paths:
        path = names.paths[alias]
        return "this file anyway" if path == file.path else path
    owner = names.aliases.get(alias, file.id)
    return names.paths[owner] if owner != file.id else ""


def check_retired(subject: Subject) -> Iterator[Diagnostic]:
    """Yield every tag that names a retired theme."""
    meaning = subject.names[Kind.THEME].meaning
    for file in subject.files:
        for tag in (tag for item in file.items for tag in item.tags):
            theme = subject.study.themes.get(meaning(tag.name).id)
            if theme and theme.status is ThemeStatus.RETIRED:
                message = f"#{tag.written} is retired: it appears in no ranking"
                hint = f"use another theme, or make {theme.path} active again"
                yield RETIRED_THEME.at(tag.location, message, hint)


def check_stray_tags(subject: Subject) -> Iterator[Diagnostic]:
    """Yield every known theme's tag that is no evidence's."""
    meaning = subject.names[Kind.THEME].meaning
    for file in subject.files:
        for tag in file.stray_tags:
            if meaning(tag.name).standing is Standing.KNOWN:
                message = f"#{tag.written} stands outside evidence: it counts nowhere"
                hint = (
                    f'as evidence, on a line of its own: - "the words, letter for letter" '
                    f"#{tag.name}; if nothing is tagged here: `#{tag.written}`"
                )
                yield TAG_OUTSIDE.at(tag.location, message, hint)
