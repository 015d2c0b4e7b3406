"""`import`, `export` and `suggest` at the command line: all or nothing, and said."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from counterpoint.cli import group
from transfer.projects import WAITING, qdpx, selected
from transfer.texts import OTTER, ZOOM

SAID = (
    *("--side", "user", "--persona", "sales-rep", "--consent", "granted"),
    *("--audience", "internal", "--date", "2026-03-02", "--no-ask"),
)


def run(*words: str | Path, answers: str = "") -> Result:
    """Run a command in this process."""
    return CliRunner().invoke(group, [str(word) for word in words], input=answers)


def snapshot(folder: Path) -> dict[str, bytes]:
    """Return every file below a folder."""
    return {str(path): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


@pytest.fixture
def inbox(tmp_path: Path) -> Path:
    """Return a folder with transcripts and a coding project."""
    folder = tmp_path / "inbox"
    folder.mkdir()
    (folder / "otter.txt").write_text(OTTER, "utf-8")
    (folder / "zoom.vtt").write_text(ZOOM, "utf-8")
    (folder / "study.qdpx").write_bytes(qdpx(selected("We wait again", WAITING)))
    return folder


def test_import_writes_interviews_that_check_accepts(small: Path, inbox: Path) -> None:
    """And the names go into a file beside the repository that only its owner reads."""
    result = run("import", "-C", small, inbox / "otter.txt", "--interviewer", "Mel Ito", *SAID)
    assert result.exit_code == 0, result.output
    assert "Wrote research/interviews/2026-03-02-customer-call.md" in result.stdout
    assert run("check", "-C", small).exit_code == 0
    key = small.parent / "small-names.csv"
    assert "Dana Reyes" in key.read_text("utf-8")
    assert key.stat().st_mode & 0o077 == 0
    written = b"".join(snapshot(small).values())
    assert b"Reyes" not in written
    assert b"Ito" not in written


def test_importing_twice_says_so_and_changes_nothing(small: Path, inbox: Path) -> None:
    """Also when another file beside it is new: all or nothing."""
    words = ("import", "-C", small, "--interviewer", "Mel Ito", *SAID)
    assert run(*words, inbox / "otter.txt").exit_code == 0
    before = snapshot(small.parent)
    result = run(*words, inbox / "otter.txt", inbox / "zoom.vtt")
    assert result.exit_code == 1
    assert "already in research/interviews/2026-03-02-customer-call.md" in result.stdout
    assert snapshot(small.parent) == before


def test_nothing_is_written_while_something_is_missing(small: Path, inbox: Path) -> None:
    """Every gap is named, with the option that fills it."""
    before = snapshot(small.parent)
    result = run("import", "-C", small, inbox / "zoom.vtt", "--no-ask")
    assert result.exit_code == 1
    assert "who is `Mel Ito`?" in result.stdout
    assert "--consent granted" in result.stdout
    assert snapshot(small.parent) == before


def test_what_is_missing_can_be_asked_for(small: Path, inbox: Path) -> None:
    """Interviewer, participant with side and persona, day, consent, audience."""
    answers = "interviewer\nparticipant\nuser\nsales-rep\n\n2026-03-05\ngranted\ninternal\n"
    result = run("import", "-C", small, inbox / "zoom.vtt", "--ask", answers=answers)
    assert result.exit_code == 0, result.output
    text = (small / "research/interviews/2026-03-05-zoom.md").read_text("utf-8")
    assert "side: user\n    persona: sales-rep" in text
    assert "audience: internal" in text


def test_a_rehearsal_writes_nothing(small: Path, inbox: Path) -> None:
    """--dry-run says what would be written."""
    before = snapshot(small.parent)
    words = ("--interviewer", "Mel Ito", *SAID, "--dry-run")
    result = run("import", "-C", small, inbox / "zoom.vtt", *words)
    assert "Would write research/interviews/2026-03-02-zoom.md" in result.stdout
    assert snapshot(small.parent) == before


def test_a_key_inside_the_repository_is_refused(small: Path, inbox: Path) -> None:
    """Before anything is read."""
    result = run("import", "-C", small, inbox / "zoom.vtt", "--key", small / "names.csv", *SAID)
    assert result.exit_code == 1
    assert "CP714" in result.stdout


def test_many_files_take_a_table(small: Path, inbox: Path) -> None:
    """A row a participant; what all share can be an option."""
    table = inbox / "meta.csv"
    table.write_text(
        "file,title,date,speaker,side,persona\n"
        "otter.txt,First call,2026-01-02,Dana Reyes,user,sales-rep\n"
        "zoom.vtt,Second call,2026-01-03,Dana Reyes,user,sales-rep\n",
        "utf-8",
    )
    shared = ("--interviewer", "Mel Ito", "--consent", "granted", "--audience", "internal")
    files = (inbox / "otter.txt", inbox / "zoom.vtt")
    result = run("import", "-C", small, *files, "--metadata", table, *shared, "--no-ask")
    assert result.exit_code == 0, result.output
    names = {path.name for path in (small / "research" / "interviews").glob("2026-01-*")}
    assert names == {"2026-01-02-first-call.md", "2026-01-03-second-call.md"}


def test_codings_come_with_their_account(small: Path, inbox: Path) -> None:
    """How many texts, themes and codings there were, and how many are written."""
    result = run("import", "-C", small, inbox / "study.qdpx", *SAID)
    assert result.exit_code == 0, result.output
    assert "1 of 1 texts, 3 new themes, 1 of 1 codings" in result.stderr
    assert '- "We wait again" #waiting' in (
        small / "research/interviews/2026-03-02-call-1.md"
    ).read_text("utf-8")
    assert run("check", "-C", small).exit_code == 0


def test_codings_are_not_imported_twice(small: Path, inbox: Path) -> None:
    """Nor is an export of ours written over the study that it came from."""
    words = ("import", "-C", small, inbox / "study.qdpx", *SAID)
    assert run(*words).exit_code == 0
    before = snapshot(small.parent)
    again = run(*words)
    assert again.exit_code == 1
    assert "CP715" in again.stdout
    own = small.parent / "own.qdpx"
    assert run("export", "-C", small, "refi", "-o", own).exit_code == 0
    result = run("import", "-C", small, own)
    assert result.exit_code == 1
    assert "CP716" in result.stdout
    own.unlink()
    assert snapshot(small.parent) == before


def test_a_tables_columns_can_be_asked_for(small: Path, inbox: Path) -> None:
    """Where its header has other names; and then for what holds for all its texts."""
    table = inbox / "highlights.csv"
    table.write_text("words,kinds,source\nWe wait all day,waiting,Call 9\n", "utf-8")
    answers = "words\nkinds\nuser\nsales-rep\n\ngranted\ninternal\n"
    said = ("--ask", "--date", "2026-03-02")
    result = run("import", "-C", small, table, *said, answers=answers)
    assert result.exit_code == 0, result.output
    text = (small / "research/interviews/2026-03-02-call-9.md").read_text("utf-8")
    assert "We wait all day" in text
    assert "#waiting" in text


@pytest.mark.parametrize("format_", ["csv", "json", "codebook"])
def test_text_exports_go_to_the_terminal(small: Path, format_: str) -> None:
    """Or into a file."""
    result = run("export", "-C", small, format_)
    assert result.exit_code == 0, result.output
    target = small.parent / "out"
    assert run("export", "-C", small, format_, "-o", target).exit_code == 0
    assert target.read_text("utf-8") == result.stdout


@pytest.mark.parametrize("format_", ["sqlite", "refi"])
def test_file_exports_need_a_file(small: Path, format_: str) -> None:
    """They are replaced whole."""
    assert run("export", "-C", small, format_).exit_code == 2
    target = small.parent / "out"
    target.write_text("old")
    assert run("export", "-C", small, format_, "-o", target).exit_code == 0
    assert target.stat().st_size > 1000


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("csv", "--theme", "audit-trial"), "did you mean audit-trail?"),
        (("markdown",), "name a theme"),
        (("html", "research/overlp/"), "did you mean research/overlap/?"),
    ],
)
def test_unknown_names_are_refused(small: Path, words: tuple[str, ...], said: str) -> None:
    """An empty export helps nobody."""
    result = run("export", "-C", small, *words)
    assert result.exit_code == 2
    assert said in " ".join(result.stderr.split())


def test_a_theme_and_a_page_can_be_sent(small: Path) -> None:
    """As Markdown, and as one file."""
    assert run("export", "-C", small, "markdown", "audit-trail").stdout.startswith("# ")
    page = run("export", "-C", small, "html", "/research/themes/audit-trail/").stdout
    assert page.startswith("<!doctype html>")


def test_suggestions_are_written_one_by_one(small: Path) -> None:
    """Yes writes, no passes over, stop ends."""
    interview = "2026-03-09-rep"
    file = small / "research" / "interviews" / f"{interview}.md"
    before = file.read_text("utf-8") + "\nSomebody changed the budget again, nobody can say who.\n"
    file.write_text(before, "utf-8")
    shown = run("suggest", "-C", small, interview, "-n", "3")
    assert shown.exit_code == 0, shown.output
    assert '- "' in shown.stdout
    assert file.read_text("utf-8") == before
    done = run("suggest", "-C", small, interview, "-n", "3", "--write", answers="yes\nstop\n")
    assert done.exit_code == 0, done.output
    after = file.read_text("utf-8")
    assert after.count('\n- "') == before.count('\n- "') + 1
    assert run("check", "-C", small).exit_code == 0


def test_suggestions_say_how_good_they_are(small: Path) -> None:
    """On what is tagged already."""
    result = run("suggest", "-C", small, "--measure")
    assert "the true theme is among the first three" in result.stdout
    assert run("suggest", "-C", small, "2026-03-09-rp").exit_code == 2
