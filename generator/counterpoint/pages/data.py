"""The data files: what the pages show, for people and programs to check them against."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator

from counterpoint.analysis.tally import columns
from counterpoint.analysis.values import Analysis, SideFindings, ThemeFindings
from counterpoint.model import BOTH, PROXY, Evidence, Interview, Study
from counterpoint.pages.site import Site
from counterpoint.pages.study_json import study_json, study_schema
from counterpoint.pages.values import DataFile

FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")
"""With these a spreadsheet takes a cell for a formula."""

EVIDENCE_COLUMNS = (
    "interview",
    "coding",
    "evidence",
    "line",
    "participant",
    "side",
    "persona",
    "account",
    "themes",
    "stance",
    "basis",
    "about",
    "kinds",
    "quote",
    "stamp",
)


def data_files(site: Site) -> tuple[DataFile, ...]:
    """Return the tables, UTF-8 with LF line ends and a header line, and the study as JSON."""
    study = site.study
    return (
        DataFile("research/data/themes.csv", _lines(_theme_rows(study, site.analysis)).encode()),
        DataFile("research/data/evidence.csv", "".join(_evidence_lines(site)).encode()),
        DataFile("research/data/study.json", study_json(site)),
        DataFile("research/data/study.schema.json", study_schema()),
    )


def theme_columns(study: Study) -> tuple[str, ...]:
    """Return the header of `themes.csv`; the sides' keys name their columns."""
    numbers = ("for", "against", "heard", "asked", "interviewed", "accounts")
    sides = (f"{side}_{number}" for side in columns(study.config) for number in numbers)
    return ("theme", "relation", *sides, "secondhand", "strength")


def _theme_rows(study: Study, analysis: Analysis) -> Iterator[tuple[str, ...]]:
    yield theme_columns(study)
    for found in analysis.themes.values():
        yield _theme_row(found)


def _theme_row(found: ThemeFindings) -> tuple[str, ...]:
    numbers = (str(number) for side in found.sides for number in _numbers(side))
    relation = found.relation.value if found.relation else ""
    return (
        found.theme,
        relation,
        *numbers,
        str(len(found.secondhand)),
        found.strength.level.value,
    )


def _numbers(side: SideFindings) -> tuple[int, ...]:
    return (
        len(side.for_),
        len(side.against),
        len(side.heard),
        len(side.asked),
        len(side.interviewed),
        len(side.accounts),
    )


def _evidence_lines(site: Site) -> Iterator[str]:
    yield _lines((EVIDENCE_COLUMNS,))
    for interview in sorted(site.interviews, key=lambda one: one.id):
        yield site.recall.of(_lines_of, interview)


def _lines_of(interview: Interview) -> str:
    in_order = sorted(interview.evidence, key=lambda one: one.location)
    return _lines(_evidence_row(interview, item) for item in in_order)


def _evidence_row(interview: Interview, item: Evidence) -> tuple[str, ...]:
    speaker = item.participant
    return (
        interview.id,
        interview.coding.value,
        item.id,
        str(item.location.line),
        speaker.id if speaker else "",
        side_of(item),
        speaker.persona if speaker else "",
        speaker.account if speaker else "",
        " ".join(item.themes),
        item.stance.value,
        item.basis.value,
        item.about,
        " ".join(item.kinds),
        item.quote,
        item.stamp,
    )


def side_of(item: Evidence) -> str:
    """Return where an item stands: a side's key, `both`, `proxy`, or empty without a speaker."""
    if item.participant is None:
        return ""
    if not item.sides:
        return PROXY
    return item.sides[0] if len(item.sides) == 1 else BOTH


def _lines(rows: Iterable[tuple[str, ...]]) -> str:
    text = io.StringIO(newline="")
    writer = csv.writer(text, lineterminator="\n")
    writer.writerows(tuple(map(guarded, row)) for row in rows)
    return text.getvalue()


def guarded(cell: str) -> str:
    """Return the cell with a `'` before what a spreadsheet would run as a formula."""
    return f"'{cell}" if cell.startswith(FORMULA_STARTS) else cell
