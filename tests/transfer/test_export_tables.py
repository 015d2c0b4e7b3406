"""Tables, a database, Markdown and pages: what was said, filtered, and nothing withheld."""

from __future__ import annotations

import csv
import io
import json
import re
import sqlite3
from pathlib import Path

import pytest

from counterpoint.analysis import analyse
from counterpoint.model import Audience
from counterpoint.study import load
from counterpoint.transfer.export.database import write_database
from counterpoint.transfer.export.digest import tension_digest, theme_digest
from counterpoint.transfer.export.records import Filter, records
from counterpoint.transfer.export.standalone import addresses, standalone_page
from counterpoint.transfer.export.tables import as_csv, as_json
from transfer.studies_on_disk import NAMES, ROOT, STUDIES, TODAY, loaded, study_of

WITHHELD = """---
title: Zebrafink at the quarry
date: 2026-03-02
participants:
  - {id: zebra-77, speaker: Zebra, side: user, persona: zebra-persona}
consent: {status: withdrawn, audience: internal}
---

**Zebra** The zebrafinch sings at the quarry.

- "zebrafinch sings" #zebra-theme ^zebra
"""


def test_filters_are_told_apart() -> None:
    """Every record has what was asked for, and none is left out."""
    study, _, _ = study_of(ROOT)
    everything = list(records(study, Filter()))
    assert len(everything) == sum(len(one.evidence) for one in study.interviews.values())
    buyers = list(records(study, Filter(sides=("buyer",))))
    assert buyers
    assert all("buyer" in one.sides or one.side == "buyer" for one in buyers)
    theme = everything[0].themes[0]
    both = list(records(study, Filter(sides=("buyer",), themes=(theme,))))
    assert both == [one for one in buyers if theme in one.themes]


def test_csv_and_json_say_the_same() -> None:
    """A line an item; lists by spaces in the one, as lists in the other; no formulas."""
    study, _, _ = study_of(ROOT)
    rows = list(csv.DictReader(io.StringIO(as_csv(records(study, Filter())))))
    content = json.loads(as_json(study, records(study, Filter())))
    assert [row["themes"].split() for row in rows] == [one["themes"] for one in content["evidence"]]
    assert not [cell for row in rows for cell in row.values() if cell[:1] in ("=", "+", "-", "@")]
    assert content["themes"][rows[0]["themes"].split()[0]]


@pytest.mark.parametrize("root", STUDIES, ids=NAMES)
def test_the_database_is_whole_and_searchable(root: Path, tmp_path: Path) -> None:
    """Keys hold, numbers agree with the study, and words are found by their stem."""
    study, analysis, _ = study_of(root)
    path = tmp_path / "study.db"
    write_database(path, study, analysis, Filter())
    database = sqlite3.connect(path)
    assert database.execute("pragma foreign_key_check").fetchall() == []
    assert database.execute("pragma integrity_check").fetchone() == ("ok",)
    items = sum(len(one.evidence) for one in study.interviews.values())
    assert database.execute("select count(*) from evidence").fetchone() == (items,)
    turns = sum(len(one.turns) for one in study.interviews.values())
    assert database.execute("select count(*) from turns").fetchone() == (turns,)
    for theme, side, heard in database.execute("select theme, side, heard from theme_sides"):
        own = next(one for one in analysis.themes[theme].sides if one.side == side)
        assert heard == len(own.heard)
    for (quote,) in database.execute("select quote from evidence limit 20"):
        words = " ".join(f'"{word}"' for word in re.findall(r"\w+", quote)[:6])
        found = database.execute(
            "select evidence.quote from evidence_fts join evidence on evidence.rowid = "
            "evidence_fts.rowid where evidence_fts match ?",
            (words,),
        ).fetchall()
        assert (quote,) in found
    database.close()


def test_a_digest_cites_both_sides() -> None:
    """Numbers in people, words with stamped links, and the decision for a conflict."""
    study, analysis, _ = study_of(ROOT)
    conflict = next(
        one for one in analysis.themes.values() if one.relation and one.relation == "conflict"
    )
    text = theme_digest(study, analysis, study.themes[conflict.theme])
    assert text.startswith(f"# {study.themes[conflict.theme].title}\n")
    assert "\n## Buyers\n" in text
    assert "\n## Users\n" in text
    assert "\n## Decision\n" in text
    assert re.search(r'\(/research/interviews/[\w-]+\.md#[\w-]+ "sha256:[0-9a-f]{12}"\)', text)


def test_a_tension_is_told_with_both_its_themes() -> None:
    """One level deeper, closed by what was decided about both."""
    study, analysis, _ = study_of(ROOT)
    first, second = (study.themes[one] for one in analysis.tensions[0].themes)
    text = tension_digest(study, analysis, first, second)
    assert f"\n## {first.title}\n" in text
    assert f"\n## {second.title}\n" in text
    assert "\n### Buyers\n" in text


@pytest.mark.parametrize("root", STUDIES, ids=NAMES)
def test_a_page_to_send_asks_for_nothing(root: Path) -> None:
    """No script, no file, no link into the site: one file that says what the page says."""
    study, analysis, sources = study_of(root)
    known = addresses(study, analysis)
    assert "research/overlap/" in known
    chosen = [one for one in known if one.count("/") == 3][::25]
    for address in ("research/overlap/", *chosen):
        page = standalone_page(study, analysis, address, sources, {})
        assert page
        assert "<script" not in page
        links = re.findall(r'\s(?:href|src)="([^"]*)"', page)
        assert not [one for one in links if not one.startswith(("#", "http", "mailto:", "data:"))]
        assert not re.search(r"@import|url\((?!data:|#)", page)
    assert standalone_page(study, analysis, "research/nowhere/", sources, {}) is None


def test_what_is_withheld_is_in_no_export(small: Path, tmp_path: Path) -> None:
    """Not a byte of it, in any format, unpacked."""
    from counterpoint.transfer.export.refi import project_archive  # noqa: PLC0415

    path = small / "research" / "interviews" / "2026-03-02-zebra.md"
    path.write_text(WITHHELD, encoding="utf-8")
    found = load(small, today=TODAY, audience=Audience.INTERNAL)
    study, sources = found.study, {one.path: one for one in found.sources}
    analysis = analyse(study)
    write_database(tmp_path / "a.db", study, analysis, Filter())
    packed = project_archive(study, sources)
    import zipfile  # noqa: PLC0415

    archive = zipfile.ZipFile(io.BytesIO(packed))
    outputs = [
        as_csv(records(study, Filter())).encode(),
        as_json(study, records(study, Filter())).encode(),
        (tmp_path / "a.db").read_bytes(),
        *(archive.read(name) for name in archive.namelist()),
        *(
            (standalone_page(study, analysis, address, sources, {}) or "").encode()
            for address in addresses(study, analysis)
        ),
    ]
    assert not [output for output in outputs if b"zebra" in output.lower()]
    assert loaded(ROOT)
