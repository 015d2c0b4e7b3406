"""A study as an SQLite database with full-text search, which Datasette opens as it is."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any, TypeAlias

import sqlite_utils

from counterpoint.analysis.values import Analysis
from counterpoint.model import Interview, Study
from counterpoint.references import page_address
from counterpoint.transfer.export.records import Filter, records

Row: TypeAlias = dict[str, Any]
Reference: TypeAlias = tuple[str, str, str]

TOKENIZER = "porter unicode61 remove_diacritics 2"


def write_database(path: Path, study: Study, analysis: Analysis, wanted: Filter) -> None:
    """Write a study's database to a path at which nothing is yet.

    Every table has a primary key that says what it is and foreign keys to what it names; evidence,
    turns and themes can be searched by their words. What is withheld is in no table.
    """
    with closing(sqlite_utils.Database(path)) as database:
        _people_and_places(database, study)
        _themes(database, study, analysis)
        _interviews(database, study)
        _evidence(database, study, wanted)
        _decisions(database, study)
        database.execute(EVIDENCE_VIEW)
        for table, columns in SEARCHED.items():
            database.table(table).enable_fts(columns, tokenize=TOKENIZER)
        database.vacuum()


SEARCHED = {
    "evidence": ["quote", "note"],
    "turns": ["text"],
    "themes": ["title", "definition"],
    "interviews": ["title"],
}

EVIDENCE_VIEW = """
CREATE VIEW evidence_by_theme AS
SELECT evidence_themes.theme, evidence.side, evidence.stance, evidence.basis, evidence.quote,
       evidence.participant, evidence.interview, evidence.address
FROM evidence_themes JOIN evidence ON evidence.id = evidence_themes.evidence
ORDER BY evidence_themes.theme, evidence.side, evidence.id
"""


def _fill(  # noqa: PLR0913  (a table in one call)
    database: sqlite_utils.Database,
    name: str,
    columns: dict[str, type],
    rows: list[Row],
    *,
    pk: str | tuple[str, ...] = "id",
    references: tuple[Reference, ...] = (),
) -> None:
    """Make a table and fill it; an empty one is there all the same, so that queries work."""
    table = database.table(name)
    table.create(columns, pk=pk, foreign_keys=list(references))
    table.insert_all(rows)


def _people_and_places(database: sqlite_utils.Database, study: Study) -> None:
    sides = [
        {"id": one.key, "label": one.label, "plural": one.plural} for one in study.config.sides
    ]
    _fill(database, "sides", {"id": str, "label": str, "plural": str}, sides)
    personas = [
        {"id": one.id, "title": one.title, "side": one.side, "description": one.body.text}
        for one in study.personas.values()
    ]
    columns: dict[str, type] = {"id": str, "title": str, "side": str, "description": str}
    _fill(database, "personas", columns, personas)
    accounts = [
        {"id": one.id, "title": one.title, "segment": one.segment}
        for one in study.accounts.values()
    ]
    _fill(database, "accounts", {"id": str, "title": str, "segment": str}, accounts)


def _themes(database: sqlite_utils.Database, study: Study, analysis: Analysis) -> None:
    themes, numbers = list[Row](), list[Row]()
    for theme in study.themes.values():
        found = analysis.themes.get(theme.id)
        themes.append(
            {
                "id": theme.id,
                "title": theme.title,
                "expresses": theme.expresses.value,
                "parent": theme.parent or None,
                "status": theme.status.value,
                "relation": found.relation.value if found and found.relation else None,
                "strength": found.strength.level.value if found else None,
                "definition": theme.body.text,
                "address": page_address(theme.path) if theme.path else None,
            }
        )
        numbers += (
            {
                "theme": theme.id,
                "side": side.side,
                "for": len(side.for_),
                "against": len(side.against),
                "heard": len(side.heard),
                "asked": len(side.asked),
                "interviewed": len(side.interviewed),
                "accounts": len(side.accounts),
                "position": side.position.value,
            }
            for side in (found.sides if found else ())
        )
    known = {one["id"] for one in themes}
    for row in themes:
        row["parent"] = row["parent"] if row["parent"] in known else None
    words = ("title", "expresses", "parent", "status", "relation", "strength", "definition")
    columns: dict[str, type] = {"id": str, **dict.fromkeys(words, str), "address": str}
    _fill(database, "themes", columns, themes, references=(("parent", "themes", "id"),))
    counts = ("for", "against", "heard", "asked", "interviewed", "accounts")
    columns = {"theme": str, "side": str, **dict.fromkeys(counts, int), "position": str}
    own = (("theme", "themes", "id"),)
    _fill(database, "theme_sides", columns, numbers, pk=("theme", "side"), references=own)


def _interviews(database: sqlite_utils.Database, study: Study) -> None:
    interviews = list(study.interviews.values())
    words: tuple[str, ...] = ("title", "date", "method", "coding", "audience", "address")
    columns: dict[str, type] = {"id": str, **dict.fromkeys(words, str), "words": int}
    _fill(database, "interviews", columns, [_interview(one) for one in interviews])
    words = ("side", "persona", "account", "roles", "segments", "lifecycle")
    columns = {"id": str, "interview": str, **dict.fromkeys(words, str)}
    references = (
        ("interview", "interviews", "id"),
        ("persona", "personas", "id"),
        ("account", "accounts", "id"),
    )
    rows = [row for one in interviews for row in _participants(study, one)]
    _fill(database, "participants", columns, rows, pk=("id", "interview"), references=references)
    words = ("interview", "speaker", "participant", "time", "text")
    columns = {"id": str, "number": int, **dict.fromkeys(words, str)}
    rows = [row for one in interviews for row in _turns(one)]
    _fill(database, "turns", columns, rows, references=references[:1])


def _interview(interview: Interview) -> Row:
    return {
        "id": interview.id,
        "title": interview.title,
        "date": interview.date.isoformat(),
        "method": interview.method.value,
        "coding": interview.coding.value,
        "audience": interview.consent.audience.value,
        "words": interview.words,
        "address": page_address(interview.path),
    }


def _participants(study: Study, interview: Interview) -> Iterator[Row]:
    for one in interview.participants:
        yield {
            "id": one.id,
            "interview": interview.id,
            "side": one.side,
            "persona": one.persona if one.persona in study.personas else None,
            "account": one.account if one.account in study.accounts else None,
            "roles": " ".join(role.value for role in one.roles),
            "segments": " ".join(one.segments),
            "lifecycle": one.lifecycle.value if one.lifecycle else None,
        }


def _turns(interview: Interview) -> Iterator[Row]:
    for number, turn in enumerate(interview.turns, 1):
        yield {
            "id": f"{interview.id}/{number}",
            "interview": interview.id,
            "number": number,
            "speaker": turn.speaker,
            "participant": turn.participant or None,
            "time": turn.time or None,
            "text": turn.text,
        }


def _evidence(database: sqlite_utils.Database, study: Study, wanted: Filter) -> None:
    found = list(records(study, wanted))
    words = ("stance", "basis", "about", "quote", "note", "stamp", "address", "citation")
    columns: dict[str, type] = {
        **dict.fromkeys(("id", "interview", "participant", "side"), str),
        "line": int,
        **dict.fromkeys(words, str),
    }
    rows = [
        {"id": one.key, **{name: getattr(one, name) or None for name in columns if name != "id"}}
        for one in found
    ]
    _fill(database, "evidence", columns, rows, references=(("interview", "interviews", "id"),))
    links = [{"evidence": one.key, "theme": theme} for one in found for theme in one.themes]
    references = (("evidence", "evidence", "id"), ("theme", "themes", "id"))
    columns = {"evidence": str, "theme": str}
    pk = ("evidence", "theme")
    _fill(database, "evidence_themes", columns, links, pk=pk, references=references)
    links = [{"evidence": one.key, "kind": kind} for one in found for kind in one.kinds]
    columns, pk = {"evidence": str, "kind": str}, ("evidence", "kind")
    _fill(database, "evidence_kinds", columns, links, pk=pk, references=references[:1])


def _decisions(database: sqlite_utils.Database, study: Study) -> None:
    rows = [
        {
            "id": one.id,
            "title": one.title,
            "date": one.date.isoformat(),
            "status": one.status.value,
            "optimise_for": one.optimise_for or None,
            "reasoning": one.body.text,
        }
        for one in study.decisions.values()
    ]
    words = ("title", "date", "status", "optimise_for", "reasoning")
    _fill(database, "decisions", {"id": str, **dict.fromkeys(words, str)}, rows)
    links = [
        {"decision": one.id, "theme": theme}
        for one in study.decisions.values()
        for theme in one.themes
        if theme in study.themes
    ]
    references = (("decision", "decisions", "id"), ("theme", "themes", "id"))
    columns: dict[str, type] = {"decision": str, "theme": str}
    pk = ("decision", "theme")
    _fill(database, "decision_themes", columns, links, pk=pk, references=references)
