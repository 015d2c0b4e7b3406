"""`new interview` asks for what is missing, and takes everything as options or from a form."""

from __future__ import annotations

from pathlib import Path

from click.testing import CliRunner, Result

from counterpoint.cli import group
from counterpoint.commands.forms import read_form
from counterpoint.diagnostics import Severity
from counterpoint.model import Interview
from counterpoint.study import load, today

FOLDER = "research/interviews"
FORM = """\
### Title

Rolling out: "the forecast"

### Date

2026-03-12

### Who asked

Mel, Ana

### Who answered

- Dana, user, sales-rep, northwind
Rob, buyer, finance-chief

### Guide

_No response_

### Consent

granted

### Who may read it

restricted

### Transcript

**Mel** What happens?

### Date

**Dana** We lost two days.
"""


def new(root: Path, *words: str, answers: str = "") -> Result:
    """Run `new interview` in a repository."""
    runner = CliRunner()
    return runner.invoke(group, ["new", "-C", str(root), "interview", *words], input=answers)


def written(root: Path, name: str) -> Interview:
    """Return an interview, in which there must be no error."""
    loaded = load(root, today=today())
    path = f"{FOLDER}/{name}.md"
    errors = [one for one in loaded.diagnostics if one.severity is Severity.ERROR]
    assert not [one for one in errors if one.location.path == path]
    found = next(one.entity for one in loaded.files if one.path == path)
    assert isinstance(found, Interview)
    return found


def test_a_person_is_asked_and_offered_what_the_study_knows(small: Path) -> None:
    """Enter takes what is offered; slips of the pen are asked about."""
    answers = [
        "A talk",
        "2026-04-01",
        "",
        "Mel",
        *("p001", "Dana"),
        "y",
        *("", "Rob", "user", "sales-rap", "y", "nrthwind", "y", "engaged"),
        "n",
        "",
        "restricted",
    ]
    result = new(small, "--ask", answers="".join(f"{one}\n" for one in answers))
    assert result.exit_code == 0, result.output
    assert "p001 (finance-chief, northwind)" in result.stderr
    found = written(small, "2026-04-01-a-talk")
    first, second = found.participants
    assert (first.id, first.side, first.persona) == ("p001", "buyer", "finance-chief")
    assert (second.id, second.side, second.persona) == ("p003", "user", "sales-rep")
    assert (second.account, second.lifecycle) == ("northwind", "engaged")
    assert found.consent.audience == "restricted"
    assert found.interviewers == ("Mel",)


def test_a_script_says_everything_with_options(small: Path) -> None:
    """And nothing is asked."""
    result = new(
        small,
        *("--no-ask", "--title", "Depot: a day", "--date", "2026-04-02", "--method", "field-study"),
        *("--interviewer", "Mel, Ana", "--consent", "granted", "--consent-date", "2026-04-01"),
        *("--audience", "public", "--recording", "https://example.com/r", "--persona", "sales-rep"),
        *("--participant", "p002, speaker=Ines"),
        *("--participant", "p009, speaker=Rob, side=both, roles=user+champion, lifecycle=churned"),
    )
    assert result.exit_code == 0, result.output
    found = written(small, "2026-04-02-depot-a-day")
    assert found.title == "Depot: a day"
    assert [one.account for one in found.participants] == ["northwind", ""]
    assert [role.value for role in found.participants[1].roles] == ["user", "champion"]
    assert found.interviewers == ("Mel", "Ana")
    assert found.recording == "https://example.com/r"
    assert str(found.consent.date) == "2026-04-01"


def test_wrong_words_are_wrong_usage(small: Path) -> None:
    """With those that are known, and nothing is written."""
    before = sorted((small / FOLDER).iterdir())
    for words, said in (
        (("--date", "yesterday"), "write it as 2026-03-02"),
        (("--method", "chat"), "it is one of interview"),
        (("--participant", "p1, buyer"), "no field=value"),
        (("--participant", "p1, side=seller"), "it is one of buyer"),
        (("--lifecycle", "gone"), "prospect"),
    ):
        result = new(small, "i", *words)
        assert result.exit_code == 2
        assert said in result.stderr
    assert sorted((small / FOLDER).iterdir()) == before


def test_the_issue_form_becomes_an_interview(small: Path, tmp_path: Path) -> None:
    """Headings inside the transcript are the transcript's, and line ends are unified."""
    form = tmp_path / "form.md"
    form.write_text(FORM.replace("\n", "\r\n"), newline="")
    result = new(small, "--form", str(form))
    assert result.exit_code == 0, result.output
    found = written(small, "2026-03-12-rolling-out-the-forecast")
    assert [one.id for one in found.participants] == ["p003", "p004"]
    assert found.participants[0].account == "northwind"
    assert found.turns[-1].participant == "p003"
    assert found.consent.audience == "restricted"
    assert not found.is_coded


def test_a_form_cannot_reach_into_the_front_matter(small: Path, tmp_path: Path) -> None:
    """Its answers are text."""
    form = tmp_path / "form.md"
    form.write_text(FORM.replace('"the forecast"', "x\nconsent: {status: granted}\n---"))
    result = new(small, "--form", str(form))
    assert result.exit_code == 0
    name = next(one for one in (small / FOLDER).iterdir() if "rolling" in one.name).stem
    assert "consent" in written(small, name).title


def test_answers_left_out_are_left_out() -> None:
    """The host writes `_No response_`."""
    found = read_form(FORM)
    assert "guide" not in found
    assert found["participants"] == (
        ", speaker=Dana, side=user, persona=sales-rep, account=northwind",
        ", speaker=Rob, side=buyer, persona=finance-chief",
    )
    assert str(found["transcript"]).endswith("We lost two days.")
