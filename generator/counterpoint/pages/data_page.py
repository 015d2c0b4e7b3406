"""The data page: every file of numbers to take away, and what each column means."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from counterpoint.pages.data import EVIDENCE_COLUMNS, theme_columns
from counterpoint.pages.listing import words
from counterpoint.pages.place import place
from counterpoint.pages.rendering import render
from counterpoint.pages.site import Site
from counterpoint.pages.values import Page
from counterpoint.pages.views import Column, Hyperlink, Row, Table
from counterpoint.pages.wording import counted

ADDRESS = "research/data/"
NUMBERS = {
    "for": "{many} for it, each once",
    "against": "{many} against it, each once",
    "heard": "{many} for or against it, each once",
    "asked": "{many} heard, or asked without taking a stance",
    "interviewed": "{many} interviewed at all",
    "accounts": "named accounts of those heard",
}
THEME_COLUMNS = {
    "theme": "the theme’s id, its file name",
    "relation": "how the sides relate; empty where buyers are users",
    "secondhand": "items on the theme about the other side, or a proxy’s; never counted",
    "strength": "strong, moderate or weak",
}
EVIDENCE_MEANINGS = {
    "interview": "the interview’s id, its file name",
    "coding": "done, or open: then it counts nowhere yet",
    "evidence": "the item’s id; empty where it has none",
    "line": "the line of the file on which the item stands",
    "participant": "the speaker’s pseudonym; empty for what was measured",
    "side": "where the item counts: a side, both, or proxy",
    "persona": "the speaker’s persona",
    "account": "the speaker’s account",
    "themes": "theme ids, sorted, separated by spaces",
    "stance": "for, against or neutral",
    "basis": "stated, observed, secondhand, hearsay or measured",
    "about": "the side spoken of, where it is not their own",
    "kinds": "kinds of evidence, separated by spaces",
    "quote": "the words as they were found in the transcript",
    "stamp": "what a citation carries to notice that the words changed",
}


@dataclass(frozen=True, slots=True)
class FileView:
    """A file to download."""

    id: str
    link: Hyperlink
    words: str
    columns: Table | None


@dataclass(frozen=True, slots=True)
class DataView:
    """Everything on the data page."""

    files: tuple[FileView, ...]


def pages(site: Site) -> Iterator[Page]:
    """Yield the data page."""
    here = place(site, ADDRESS)
    themes = counted(len(site.study.themes), "theme")
    pieces = counted(len(site.evidence), "piece")
    files = (
        FileView(
            "themes",
            Hyperlink("themes.csv", here.to(f"{ADDRESS}themes.csv")),
            f"One line a theme: {themes}.",
            _columns("themes", _theme_meanings(site)),
        ),
        FileView(
            "evidence",
            Hyperlink("evidence.csv", here.to(f"{ADDRESS}evidence.csv")),
            f"One line a piece of evidence: {pieces}.",
            _columns("evidence", ((one, EVIDENCE_MEANINGS[one]) for one in EVIDENCE_COLUMNS)),
        ),
        FileView(
            "study",
            Hyperlink("study.json", here.to(f"{ADDRESS}study.json")),
            "Everything that the pages show, for programs.",
            None,
        ),
        FileView(
            "schema",
            Hyperlink("study.schema.json", here.to(f"{ADDRESS}study.schema.json")),
            "The JSON Schema of study.json: every field and what it means.",
            None,
        ),
    )
    yield render(
        here,
        "data.html",
        DataView(files),
        title="Data",
        description="The numbers of this site as files, and what each column means.",
    )


def _columns(name: str, meanings: Iterable[tuple[str, str]]) -> Table:
    rows = tuple(Row((words(column), words(meaning))) for column, meaning in meanings)
    columns = (Column("Column"), Column("Means"))
    return Table(f"{name}_columns", f"Columns of {name}.csv", columns, rows)


def _theme_meanings(site: Site) -> Iterator[tuple[str, str]]:
    for column in theme_columns(site.study):
        side, _, number = column.rpartition("_")
        if side in site.sides and number in NUMBERS:
            yield column, NUMBERS[number].format(many=site.sides[side].many)
        else:
            yield column, THEME_COLUMNS[column]
