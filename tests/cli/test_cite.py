"""`counterpoint cite`: evidence by words, and stamps that stay honest."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from counterpoint.cli import group
from pasts import commit
from repositories import interview

ONE, PLAN = "research/interviews/one.md", "docs/roadmap/plan.md"
HEAD = "---\ntitle: Plan\nstatus: now\nbenefits: both\n---\n\n"
LINK = "[why](/research/interviews/one.md#no-trail{})\n"


def stamp(quote: str, participant: str = "p1", side: str = "user") -> str:
    """Return a stamp as the format defines it."""
    return hashlib.sha256(f"{quote}\x1f{participant}\x1f{side}".encode()).hexdigest()[:12]


SAID = stamp("Nobody could say")


def cite(root: Path, *words: str, answers: str = "") -> Result:
    """Run the command."""
    return CliRunner().invoke(group, ["cite", "-C", str(root), *words], input=answers)


JUNE_2026 = "1780272000"


@pytest.fixture(autouse=True)
def _in_june(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", JUNE_2026)


@pytest.fixture
def study(tmp_path: Path) -> Path:
    """Return a repository in which a plan cites an interview."""
    plan = HEAD + LINK.format(f' "sha256:{SAID}"')
    other = interview('- "two days" #slow-reports ^two-days', participant="p2", side="buyer")
    files = {ONE: interview(), "research/interviews/two.md": other, PLAN: plan}
    commit(tmp_path, "2026-02-01", files)
    return tmp_path


def reworded(root: Path) -> None:
    """Change the words that the plan cites."""
    path = root / ONE
    text = path.read_text(encoding="utf-8").replace("Nobody could say", "Hardly anybody could say")
    path.write_text(text.replace("nobody could say", "hardly anybody could say"), encoding="utf-8")


def test_words_find_the_link_that_cites_them(study: Path) -> None:
    """Stamped as the format says, and with what was said around it."""
    found = cite(study, "who", "could", "say")
    expected = f'[Nobody could say](/research/interviews/one.md#no-trail "sha256:{SAID}")'
    assert expected in found.stdout
    assert "It took us two days." in found.stdout


def test_a_slip_of_the_pen_does_no_harm(study: Path) -> None:
    """Compared are letters; what holds the words as they stand comes first."""
    found = json.loads(cite(study, "--json", "nobdy culd say").stdout)
    assert found[0]["evidence"] == "no-trail"
    assert found[0]["stamp"] == SAID


@pytest.mark.parametrize(
    ("option", "value", "expected"),
    [
        ("--side", "buyer", ["two-days"]),
        ("--theme", "audit-trail", ["no-trail"]),
        ("--theme", "#Audit_Trail", ["no-trail"]),
        ("--persona", "rep", ["no-trail", "two-days"]),
    ],
)
def test_filters_take_no_words(study: Path, option: str, value: str, expected: list[str]) -> None:
    """Theme, side, persona and account; newest first."""
    found = json.loads(cite(study, "--json", option, value).stdout)
    assert sorted(one["evidence"] for one in found) == expected


def test_unknown_names_are_wrong_usage(study: Path) -> None:
    """With what was probably meant."""
    found = cite(study, "--theme", "audit-trial")
    assert found.exit_code == 2
    assert "did you mean audit-trail?" in found.output


def test_what_is_withheld_is_not_found(study: Path) -> None:
    """Nor is its theme cited with it."""
    (study / ONE).write_text(interview(status="withdrawn"), encoding="utf-8")
    assert json.loads(cite(study, "--json", "nobody could say").stdout) == []


def test_nothing_found_is_no_error(study: Path) -> None:
    """Silence is a finding."""
    found = cite(study, "zzzz")
    assert found.exit_code == 0
    assert "silence" in found.stderr


def test_restamping_shows_both_and_asks(study: Path) -> None:
    """The old words come from git; without a yes nothing is written."""
    reworded(study)
    before = (study / PLAN).read_text(encoding="utf-8")
    found = cite(study, "--restamp", str(study / "docs"), answers="no\n")
    assert "‹Nobody› could say" in found.stdout
    assert "‹Hardly anybody› could" in found.stdout
    assert (study / PLAN).read_text(encoding="utf-8") == before
    assert cite(study, "--restamp", "docs").exit_code == 0
    assert (study / PLAN).read_text(encoding="utf-8") == before


def test_a_yes_writes_the_new_stamp_and_nothing_else(study: Path) -> None:
    """For the one citation that was asked about."""
    reworded(study)
    before = (study / PLAN).read_text(encoding="utf-8")
    cite(study, "--restamp", "docs/roadmap/plan.md", answers="yes\n")
    after = (study / PLAN).read_text(encoding="utf-8")
    assert after == before.replace(SAID, stamp("Hardly anybody could say"))


def test_in_bulk_only_when_told_so(study: Path) -> None:
    """`--yes` asks nothing and still shows everything."""
    reworded(study)
    found = cite(study, "--restamp", "--yes", "docs")
    assert "‹Nobody›" in found.stdout
    assert stamp("Hardly anybody could say") in (study / PLAN).read_text(encoding="utf-8")
    assert cite(study, "--yes", "docs").exit_code == 2


def test_a_missing_stamp_is_put_in(study: Path) -> None:
    """Inline, in a definition and beside a line end; what has one stays as it is."""
    text = (
        HEAD
        + LINK.format("")
        + "\n[that][it] and <b>\n\n[it]: ../../research/interviews/one.md#no-trail\n"
    )
    (study / PLAN).write_bytes(text.replace("\n", "\r\n").encode())
    found = cite(study, "--stamp", "docs")
    assert "2 stamps written" in found.stderr
    expected = text.replace("#no-trail", f'#no-trail "sha256:{SAID}"').replace("\n", "\r\n")
    assert (study / PLAN).read_bytes().decode() == expected


def test_a_stamp_of_another_algorithm_is_asked_about(study: Path) -> None:
    """Nobody can know what it was taken of."""
    (study / PLAN).write_text(HEAD + LINK.format(' "md5:0cc175b9c0f1"'), encoding="utf-8")
    found = cite(study, "--restamp", "docs", answers="yes\n")
    assert "is no stamp" in " ".join(found.stdout.split())
    assert f'"sha256:{SAID}"' in (study / PLAN).read_text(encoding="utf-8")


def test_a_stamp_that_git_does_not_know_is_asked_about(tmp_path: Path) -> None:
    """The new ones are shown all the same."""
    commit(
        tmp_path,
        "2026-02-01",
        {ONE: interview(), PLAN: HEAD + LINK.format(' "sha256:0123456789ab"')},
    )
    found = cite(tmp_path, "--restamp", "docs", answers="stop\n")
    assert "no version in git" in " ".join(found.stdout.split())
    assert "Nobody" in found.stdout
