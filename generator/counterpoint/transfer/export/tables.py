"""Evidence as CSV, safe to open in a spreadsheet, and as JSON."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterable

from counterpoint.model import Study
from counterpoint.pages.data import guarded
from counterpoint.transfer.export.records import EvidenceRecord

COLUMNS = (
    *("interview", "title", "date", "method", "coding", "evidence", "line", "participant", "side"),
    *("persona", "account", "themes", "stance", "basis", "about", "kinds", "quote", "note"),
    *("stamp", "address", "citation"),
)


def as_csv(found: Iterable[EvidenceRecord]) -> str:
    """Return records as a table, LF line ends, a header line; several words by spaces."""
    out = io.StringIO(newline="")
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(COLUMNS)
    for record in found:
        writer.writerow(guarded(_cell(getattr(record, name))) for name in COLUMNS)
    return out.getvalue()


def _cell(value: object) -> str:
    return " ".join(map(str, value)) if isinstance(value, tuple) else str(value)


def as_json(study: Study, found: Iterable[EvidenceRecord]) -> str:
    """Return records as JSON, with the titles of the themes that they name."""
    wanted = list(found)
    rows = [{name: getattr(record, name) for name in COLUMNS} for record in wanted]
    named = sorted({theme for record in wanted for theme in record.themes})
    titles = {key: study.themes[key].title for key in named if key in study.themes}
    content = {"study": study.config.title, "themes": titles, "evidence": rows}
    return json.dumps(content, ensure_ascii=False, indent=2) + "\n"
