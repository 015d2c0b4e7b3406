"""The command line keeps its promises: exit status, one line for what goes wrong, nothing else."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from counterpoint.cli import COMMANDS, group

INTERVIEW = "research/interviews/2026-03-02-finance.md"


def run(*words: str | Path) -> Result:
    """Run a command in this process."""
    return CliRunner().invoke(group, [str(word) for word in words])


def test_help_lists_every_command_without_importing_one() -> None:
    """Heavy imports happen where they are used."""
    code = (
        "import sys; from counterpoint.cli import group\n"
        "try: group(['--help'])\n"
        "except SystemExit: pass\n"
        "heavy = {'yaml', 'pydantic', 'mkdocs', 'markdown_it', 'rich', 'jinja2'}\n"
        "print('loaded:', sorted(heavy & set(sys.modules)))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert "loaded: []" in done.stdout
    assert all(f"  {name} " in done.stdout for name in COMMANDS)


def test_a_small_check_imports_only_what_reading_needs(small: Path) -> None:
    """What mends, publishes, guesses or starts processes is imported when there is a need."""
    code = (
        "import sys; from counterpoint.cli import group\n"
        "try: group(['check'])\n"
        "except SystemExit: pass\n"
        "heavy = {'mkdocs', 'rich', 'jinja2', 'rapidfuzz', 'phonenumbers', 'multiprocessing',\n"
        "    'counterpoint.fixes', 'counterpoint.formats', 'counterpoint.git',\n"
        "    'counterpoint.pages', 'watchfiles', 'xml.etree.ElementTree'}\n"
        "print('loaded:', sorted(heavy & set(sys.modules)))"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True, cwd=small
    )
    assert "loaded: []" in done.stdout


def test_a_clean_study_exits_with_0(small: Path) -> None:
    """Nothing is said on standard output."""
    result = run("check", "-C", small)
    assert result.exit_code == 0
    assert result.stdout == ""
    assert result.stderr == "no problems found\n"


def test_errors_exit_with_1_and_say_where(small: Path) -> None:
    """At file:line:column, with what to type below."""
    file = small / INTERVIEW
    file.write_text(file.read_text().replace('- "nobody', '- "nobdy'))
    result = run("check", "-C", small)
    assert result.exit_code == 1
    assert f"{INTERVIEW}:25:" in result.stdout
    assert "error" in result.stderr


def test_warnings_exit_with_1_only_when_strict(small: Path) -> None:
    """`--strict` is for those who want none."""
    file = small / INTERVIEW
    file.write_text(file.read_text().replace("#audit-trail +", "#something-new #audit-trail +"))
    assert run("check", "-C", small).exit_code == 0
    assert run("check", "-C", small, "--strict").exit_code == 1


def test_the_report_may_be_limited_to_paths(small: Path) -> None:
    """All files are read in any case."""
    (small / INTERVIEW).write_text("no front matter\n")
    elsewhere = run("check", "-C", small, small / "research/themes")
    assert elsewhere.exit_code == 0
    assert run("check", "-C", small, small / "research/interviews").exit_code == 1


@pytest.mark.parametrize(
    "words",
    [
        ("buidl",),
        ("build", "--audience", "everybody"),
        ("check", "-C", "/nowhere/at/all"),
        ("new", "novel", "x"),
        ("new", "theme", "Not An Id"),
        ("new", "theme"),
    ],
)
def test_wrong_usage_exits_with_2(words: tuple[str, ...], tmp_path: Path) -> None:
    """And says how it is used."""
    in_folder = ("-C", str(tmp_path)) if words[0] == "new" else ()
    result = run(words[0], *in_folder, *words[1:])
    assert result.exit_code == 2
    assert "Error:" in result.stderr


def test_a_folder_without_research_says_how_to_start(tmp_path: Path) -> None:
    """The first thing that a newcomer meets."""
    result = run("build", "-C", tmp_path)
    assert result.exit_code == 1
    assert "counterpoint init" in result.stdout


def test_an_exception_is_one_line(small: Path) -> None:
    """Whatever happens, nobody is shown a traceback who did not ask for it."""
    (small / "build").write_text("in the way")
    done = subprocess.run(
        [sys.executable, "-c", "from counterpoint.cli import main; main()", "build"],
        cwd=small,
        capture_output=True,
        text=True,
        check=False,
        env={name: value for name, value in os.environ.items() if name != "COUNTERPOINT_TRACEBACK"},
    )
    assert done.returncode == 1
    assert done.stderr.startswith("counterpoint: ")
    assert done.stderr.count("\n") == 1


def test_nonsense_in_the_epoch_is_wrong_usage(small: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """It is the caller's to mend."""
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "yesterday")
    result = run("check", "-C", small)
    assert result.exit_code == 2
    assert "SOURCE_DATE_EPOCH" in result.stderr
