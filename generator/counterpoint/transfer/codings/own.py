"""An export of ours back to the study that it was made of."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from counterpoint.config import Config
from counterpoint.diagnostics import Diagnostic
from counterpoint.parse.frontmatter import Value, read_front_matter
from counterpoint.parse.layout import Kind, place_of
from counterpoint.parse.settings import read_settings
from counterpoint.parse.slugs import is_slug
from counterpoint.sources import SETTINGS_PATH, source_of
from counterpoint.transfer import rules
from counterpoint.transfer.codings.values import Memo, Project, Selection, TextSource
from counterpoint.transfer.drafts import DraftItem, NewFile, Paragraph
from counterpoint.transfer.naming import slug
from counterpoint.transfer.plans import Plan, Shelf
from counterpoint.transfer.rules import finding
from counterpoint.transfer.verifying import errors_in
from counterpoint.transfer.writing import body_markdown

_HEADING = re.compile(r"(#{1,6}) (.+)")
_TIME = r"(?: \[(\d[\d:]*)\])?"


@dataclass(frozen=True, slots=True)
class _Line:
    """A line of a source, and where its words begin in the text."""

    paragraph: Paragraph
    start: int


def plan_own(path: str, project: Project, shelf: Shelf, config: Config) -> Plan:
    """Return the files of the study that a project of ours was made of.

    A file that the study has already is kept as it is, and said so; an interview that it has is
    an error.
    """
    themes = {code.key: _theme_id(code.path, code.name) for code in project.codes}
    attributes = {code.key: code.name[1:] for code in project.codes if code.name.startswith("+")}
    files = [*_files(project.files)]
    interviews = [
        _interview(source, themes, attributes) for source in project.sources if source.kept
    ]
    wanted = [one for one in (*files, *interviews) if _is_in_place(one.path)]
    kept = [one for one in wanted if one.path in shelf.paths and one not in interviews]
    new = tuple(one for one in wanted if one not in kept)
    settings = next((_config(one) for one in new if one.path == SETTINGS_PATH), config)
    found = [
        *(_kept(path, one.path) for one in kept),
        *(_foreign(path, one.path) for one in (*files, *interviews) if one not in wanted),
        *(error for one in interviews for error in errors_in(one, settings)),
    ]
    said = f"{len(interviews)} interviews and {len(new) - len(interviews)} other files"
    return Plan(new, (), tuple(found), (said,))


def _config(settings: NewFile) -> Config:
    source, _ = source_of(settings.path, str(settings.content).encode("utf-8"))
    return read_settings(source).config


def _theme_id(path: str, name: str) -> str:
    place = place_of(path) if path else None
    return place.id if place and is_slug(place.id) else slug(name, "theme")


def _files(files: Iterable[Memo]) -> Iterator[NewFile]:
    for file in files:
        yield NewFile(file.name, file.text if file.text.endswith("\n") else f"{file.text}\n")


def _is_in_place(path: str) -> bool:
    """Tell whether a path is one that a file of a study may have, and nothing else."""
    if path == SETTINGS_PATH:
        return True
    parts = path.split("/")
    place = place_of(path)
    is_plain = all(is_slug(part.removesuffix(".md")) for part in parts)
    return place is not None and is_plain and place.kind is not Kind.PAGE


def _kept(path: str, name: str) -> Diagnostic:
    message = f"{name} is there already and was kept as it is"
    return finding(rules.ASSUMED, path, message, "delete it first to have the project's")


def _foreign(path: str, name: str) -> Diagnostic:
    message = f"a note of the project is called {name!r}, where no file of a study belongs"
    return finding(rules.UNSAFE_ARCHIVE, path, message)


def _interview(
    source: TextSource, themes: Mapping[str, str], attributes: Mapping[str, str]
) -> NewFile:
    kept = source.kept or Memo("", "")
    front = read_front_matter(kept.name, kept.text)
    labels = (*_declared(front.values), *filter(None, front.body.text.split("\n")))
    lines = tuple(_lines(source.text, labels))
    items = _items(lines, source.selections, themes, attributes)
    paragraphs = tuple(
        Paragraph(
            text=line.paragraph.text,
            label=line.paragraph.label,
            time=line.paragraph.time,
            items=tuple(items.get(number, ())),
            heading=line.paragraph.heading,
        )
        for number, line in enumerate(lines)
    )
    head = kept.text[: len(kept.text) - len(front.body.text)]
    body = body_markdown(paragraphs)
    return NewFile(kept.name, f"{head}\n{body}\n" if body else head)


def _declared(values: Mapping[str, Value]) -> Iterator[str]:
    people = values.get("participants", [])
    for one in people if isinstance(people, list) else [people]:
        if isinstance(one, dict):
            yield from (str(one[key]) for key in ("speaker", "id") if one.get(key))
    interviewers = values.get("interviewers", [])
    listed = interviewers if isinstance(interviewers, list) else str(interviewers).split(",")
    yield from (str(one).strip() for one in listed)


def _lines(text: str, labels: Sequence[str]) -> Iterator[_Line]:
    names = "|".join(re.escape(label) for label in sorted(set(labels), key=len, reverse=True))
    label = re.compile(rf"({names}){_TIME}: ?", re.IGNORECASE) if names else None
    at = 0
    for line in text.split("\n"):
        heading = _HEADING.fullmatch(line)
        spoken = label.match(line) if label else None
        if heading:
            level = len(heading[1])
            yield _Line(Paragraph(heading[2], heading=level), at + heading.start(2))
        elif spoken:
            words = line[spoken.end() :]
            yield _Line(Paragraph(words, spoken[1], spoken[2] or ""), at + spoken.end())
        elif line:
            yield _Line(Paragraph(line), at)
        at += len(line) + 1


def _items(
    lines: Sequence[_Line],
    selections: Iterable[Selection],
    themes: Mapping[str, str],
    attributes: Mapping[str, str],
) -> Mapping[int, list[DraftItem]]:
    """Return each line's items: below the line in which a selection ends."""
    starts = [line.start for line in lines]
    found: dict[int, list[DraftItem]] = defaultdict(list)
    for one in selections:
        named = [themes[code] for code in one.codes if code in themes and code not in attributes]
        said = [attributes[code] for code in one.codes if code in attributes]
        number = max(bisect_right(starts, max(one.end - 1, 0)) - 1, 0)
        found[number].append(DraftItem(one.said, tuple(named), tuple(said), one.name, one.note))
    return found
