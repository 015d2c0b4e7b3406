"""The data files that every build writes."""

from __future__ import annotations

import csv
import io
from dataclasses import replace

import pytest

from counterpoint.analysis import analyse
from counterpoint.config import Config
from counterpoint.model import Study
from counterpoint.pages.data import data_files, guarded
from counterpoint.pages.site import gather
from studies import interview, person, says, study


def files(of: Study) -> dict[str, str]:
    """Return the text of each data file by its name."""
    return {
        one.path.rpartition("/")[2]: one.content.decode()
        for one in data_files(gather(of, analyse(of)))
    }


def rows(of: Study, name: str) -> list[dict[str, str]]:
    """Return a data file's rows."""
    return list(csv.DictReader(io.StringIO(files(of)[name], newline="")))


TALK = interview(
    "i1",
    "2026-05-01",
    person("b1", persona="cfo", account="acme"),
    person("x1", "both"),
    person("p1"),
    says("b1", "speed price", "against kind-pain-point kind-usability"),
    says("b1", "speed", "secondhand"),
    says("x1", "speed", "as-user observed"),
    says("x1", "price"),
    says("p1", "speed", "about-user"),
)
SURVEY = interview("s1", "2026-05-01", says("", "speed"), method="survey", coding="open")


def test_themes_have_a_row_each_with_both_sides_numbers() -> None:
    """The header names the sides' keys; numbers are participants."""
    found = rows(study(TALK, SURVEY), "themes.csv")
    assert [row["theme"] for row in found] == ["price", "speed"]
    assert found[0] == {
        "theme": "price",
        "relation": "contested",
        "buyer_for": "1",
        "buyer_against": "1",
        "buyer_heard": "2",
        "buyer_asked": "2",
        "buyer_interviewed": "2",
        "buyer_accounts": "1",
        "user_for": "1",
        "user_against": "0",
        "user_heard": "1",
        "user_asked": "1",
        "user_interviewed": "1",
        "user_accounts": "0",
        "secondhand": "0",
        "strength": "weak",
    }
    assert found[1]["secondhand"] == "2"


def test_evidence_has_a_row_an_item() -> None:
    """Items of interviews that are not coded yet stand in it too."""
    found = rows(study(TALK, SURVEY), "evidence.csv")
    sides = [(row["participant"], row["side"], row["basis"], row["about"]) for row in found]
    assert sides == [
        ("b1", "buyer", "stated", ""),
        ("b1", "buyer", "secondhand", "user"),
        ("x1", "user", "observed", ""),
        ("x1", "both", "stated", ""),
        ("p1", "proxy", "secondhand", "user"),
        ("", "", "measured", ""),
    ]
    assert found[0]["themes"] == "price speed"
    assert found[0]["kinds"] == "pain-point usability"
    assert (found[0]["persona"], found[0]["account"]) == ("cfo", "acme")
    assert [row["coding"] for row in found] == ["done"] * 5 + ["open"]


def test_the_same_people_have_one_column() -> None:
    """Folded sides are called `all` and no relation is given."""
    (first, *_) = rows(study(TALK, config=Config(same_people=True)), "themes.csv")
    assert (first["relation"], first["all_interviewed"], first["all_heard"]) == ("", "2", "2")
    assert "buyer_for" not in first


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t", "\r"])
def test_no_cell_starts_a_formula(start: str) -> None:
    """A quotation that a spreadsheet would run is guarded by an apostrophe."""
    assert guarded(f"{start}SUM(A1)") == f"'{start}SUM(A1)"
    assert guarded("plain = text") == "plain = text"


def test_a_guarded_quotation_is_still_one_cell() -> None:
    """Commas, quotation marks and guards survive a reader."""
    words = '=1, "two", three'
    talk = replace(TALK, evidence=(replace(TALK.evidence[0], quote=words),))
    (row,) = rows(study(talk), "evidence.csv")
    assert row["quote"] == f"'{words}"


def test_lines_end_with_a_line_feed() -> None:
    """The files are the same bytes on every platform."""
    texts = files(study(TALK)).values()
    assert len(texts) == 4
    assert all("\r" not in text and text.endswith("\n") for text in texts)
