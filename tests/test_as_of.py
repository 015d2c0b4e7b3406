"""Looking back: what was known then, as far as it may still be shown."""

from __future__ import annotations

import datetime
from pathlib import Path

import pytest

from counterpoint.as_of import LookedBack, look_back
from counterpoint.git import HistoryError, history
from counterpoint.model import Audience, Withholding
from counterpoint.resolve import Release
from counterpoint.study import load
from pasts import commit
from repositories import interview, theme

TODAY = datetime.date(2026, 6, 1)
ONE, TWO = "research/interviews/one.md", "research/interviews/two.md"


def looked_back(root: Path, wanted: str) -> LookedBack:
    """Return what was known on a day or at a revision."""
    now = load(root, today=TODAY)
    release = Release(TODAY, Audience.INTERNAL)
    return look_back(history(root), wanted, now, release=release)


def test_a_day_shows_what_was_known_then(tmp_path: Path) -> None:
    """Interviews and themes that came later are not there; its day is that day."""
    commit(tmp_path, "2026-02-01", {ONE: interview()})
    commit(tmp_path, "2026-04-01", {TWO: interview(participant="p2")})
    found = looked_back(tmp_path, "2026-03-01")
    assert list(found.loaded.study.interviews) == ["one"]
    assert found.loaded.study.today == datetime.date(2026, 3, 1)
    assert found.mark.startswith("As of 1 March 2026")


def test_a_revision_is_dated_by_its_commit(tmp_path: Path) -> None:
    """Branches, tags and ids alike."""
    first = commit(tmp_path, "2026-02-01", {ONE: interview()})
    commit(tmp_path, "2026-04-01", {TWO: interview(participant="p2")})
    found = looked_back(tmp_path, first)
    assert (found.day, found.commit) == (datetime.date(2026, 2, 1), first)


def test_todays_consent_holds_then_too(tmp_path: Path) -> None:
    """Who withdrew, or is for fewer readers today, is withheld in every older revision."""
    for change in ({"status": "withdrawn"}, {"audience": "restricted"}):
        commit(tmp_path, "2026-02-01", {ONE: interview()})
        commit(tmp_path, "2026-04-01", {ONE: interview(**change)})
        found = looked_back(tmp_path, "2026-03-01").loaded
        assert not found.study.interviews
        assert found.study.withheld["one"]
        assert found.withheld_paths == {ONE}


def test_retention_is_todays(tmp_path: Path) -> None:
    """What was within its time then and is not now stays withheld."""
    commit(tmp_path, "2026-02-01", {ONE: interview(fields="retain_until: 2026-05-01")})
    found = looked_back(tmp_path, "2026-03-01").loaded.study
    assert found.withheld == {"one": Withholding.WITHDRAWN}


def test_an_interview_that_is_gone_stays_gone(tmp_path: Path) -> None:
    """Also where nothing but git knows that it was there."""
    commit(tmp_path, "2026-02-01", {ONE: interview(), TWO: interview(participant="p2")})
    commit(tmp_path, "2026-04-01", {ONE: None})
    assert list(looked_back(tmp_path, "2026-03-01").loaded.study.interviews) == ["two"]


def test_words_that_were_struck_do_not_come_back(tmp_path: Path) -> None:
    """The interview is shown as it stands today, with a warning that says so."""
    said = interview().replace("It took us two days.", "Ask Frances Oldcastle.")
    commit(tmp_path, "2026-02-01", {ONE: said})
    commit(tmp_path, "2026-04-01", {ONE: interview()})
    found = looked_back(tmp_path, "2026-03-01").loaded
    (turn,) = found.study.interviews["one"].turns
    assert "two days" in turn.text
    assert "Oldcastle" not in turn.text
    assert [one.rule.code for one in found.diagnostics] == ["CP519"]
    assert not [one for one in found.sources if b"Oldcastle" in one.data]


def test_tags_are_those_of_then(tmp_path: Path) -> None:
    """Only what was said and tagged then is known then."""
    commit(tmp_path, "2026-02-01", {ONE: interview("")})
    commit(tmp_path, "2026-04-01", {ONE: interview()})
    assert not looked_back(tmp_path, "2026-03-01").loaded.study.interviews["one"].evidence


def test_an_accounts_old_name_does_not_come_back(tmp_path: Path) -> None:
    """Accounts and personas are as they are today."""
    account = "research/accounts/north.md"
    commit(tmp_path, "2026-02-01", {account: "---\ntitle: Real Name Ltd\n---\n"})
    commit(tmp_path, "2026-04-01", {account: "---\ntitle: North\n---\n"})
    found = looked_back(tmp_path, "2026-03-01").loaded.study
    assert found.accounts["north"].title == "North"


def test_a_theme_has_its_name_of_today(tmp_path: Path) -> None:
    """So that addresses stay what they are, and old ones lead on."""
    commit(tmp_path, "2026-02-01", {ONE: interview()})
    renamed = {
        "research/themes/audit-trail.md": None,
        "research/themes/record.md": theme("Record", "aliases: [audit-trail]"),
    }
    commit(tmp_path, "2026-04-01", renamed)
    found = looked_back(tmp_path, "2026-03-01").loaded.study
    assert list(found.themes) == ["record"]
    assert found.interviews["one"].evidence[0].themes == ("record",)


def test_what_git_does_not_know_is_said(tmp_path: Path) -> None:
    """Before the first commit, and at no revision."""
    commit(tmp_path, "2026-02-01", {ONE: interview()})
    for wanted in ("2025-01-01", "nowhere"):
        with pytest.raises(HistoryError):
            looked_back(tmp_path, wanted)
