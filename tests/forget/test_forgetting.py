"""Forgetting a person: files, conclusions, and what git still holds."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from counterpoint.cli import group

ALONE = "research/interviews/2026-03-02-finance.md"
JOINT = "research/interviews/2026-04-01-joint.md"
WORD = "vermilion"
"""Stands in whatever only the forgotten person said."""
JOINT_TEXT = """\
---
title: Two of Northwind
date: 2026-04-01
participants:
  - id: p001      # who pays
    speaker: Dana
    side: buyer
    persona: finance-chief
  - {id: p002, speaker: Ines, side: user, persona: sales-rep}
interviewers: [Mel]
asked: [audit-trail]
consent: {status: granted, audience: internal}
---

## Together

**Mel** Who keeps the record?

**Dana** Nobody keeps the vermilion record at all,
and the auditors ask for vermilion every year.

- "Nobody keeps the vermilion record" #audit-trail ^nobody-keeps
  A vermilion note.
- "the auditors ask for vermilion" #audit-trail +buying-criterion

**Ines** I keep it in a spreadsheet of mine.
**Dana** Vermilion indeed. **Ines** is right.

> Vermilion in a quotation
> **Ines** That was not me.

Still vermilion, around the quotation.

```
vermilion code
```

![vermilion screen](../images/screen.png)

- Vermilion in a list
- **Ines** I would share it.

- "I would share it" #audit-trail ^share-it
- "in a quotation" #fewer-steps ^in-a-quotation

**Ines** Done.
[vermilion]: https://example.com/kept "mine"
"""
CITING = """\
---
title: A record
status: now
benefits: both
---

# A record

[Nobody keeps the vermilion record](/research/interviews/2026-04-01-joint.md#nobody-keeps) and
[one page instead of four](/research/interviews/2026-03-02-finance.md#one-page).

They said that the auditors ask for vermilion every
year, no less.
"""
RULED = {"GIT_CONFIG_GLOBAL": "/dev/null", "GIT_CONFIG_SYSTEM": "/dev/null"}


@pytest.fixture
def study(small: Path) -> Path:
    """Return a study in which p001 spoke alone and with p002, and is cited."""
    (small / JOINT).write_text(JOINT_TEXT)
    (small / "docs/roadmap/record.md").write_text(CITING)
    (small / "research/images").mkdir()
    (small / "research/images/screen.png").write_bytes(b"vermilion pixels")
    return small


def run(root: Path, *words: str, answer: str = "") -> Result:
    """Run a command in this process."""
    return CliRunner().invoke(group, [words[0], "-C", str(root), *words[1:]], input=answer)


def forget(root: Path, participant: str = "p001") -> str:
    """Forget somebody; return what was said."""
    result = run(root, "forget", participant, "--yes")
    assert result.exit_code == 0, result.output
    return result.stdout


def test_whoever_was_alone_leaves_a_tombstone(study: Path) -> None:
    """Nothing but the date."""
    forget(study)
    assert (study / ALONE).read_text() == "---\ndate: 2026-03-02\nforgotten: true\n---\n"


def test_of_several_only_their_part_goes(study: Path) -> None:
    """Turns, blocks, lists, notes and evidence; the others' words stay byte for byte."""
    forget(study)
    text = (study / JOINT).read_text()
    assert WORD not in text.lower().replace("[vermilion]: https", "")
    assert "Dana" not in text
    head, _, body = text.partition("## Together")
    assert "forgotten: [in-a-quotation, nobody-keeps, quote-" in head
    assert "p001" not in head
    assert "id: p002" in head
    assert body.split("\n\n")[1:3] == [
        "**Mel** Who keeps the record?",
        "**Ines** I keep it in a spreadsheet of mine.\n> **Ines** That was not me.",
    ]
    assert '- "I would share it" #audit-trail ^share-it' in body


def test_images_that_only_they_showed_are_deleted(study: Path) -> None:
    """Others stay."""
    forget(study)
    assert not (study / "research/images/screen.png").exists()


def test_what_is_left_is_sound(study: Path) -> None:
    """No error, citations are withdrawn, and the rest still counts."""
    forget(study)
    result = run(study, "check")
    assert result.exit_code == 0, result.output
    assert set(re.findall(r"CP\d+", result.stdout)) == {"CP212"}
    assert run(study, "build").exit_code == 0
    for file in (study / "build/site").rglob("*.html"):
        assert "keeps the vermilion" not in file.read_text()


def test_conclusions_are_told_before_and_after(study: Path) -> None:
    """Relations, strengths and roadmap items; decisions that rest on them."""
    (study / "research/decisions").mkdir()
    (study / "research/decisions/d.md").write_text(
        "---\ntitle: Keep records\ndate: 2026-05-01\nthemes: [audit-trail]\nstatus: decided\n---\n"
        "Since [they said so](/research/interviews/2026-03-02-finance.md#no-trail).\n"
    )
    said = forget(study)
    assert "theme Audit trail: still thin (buyer 1 -> 0 for, 0 -> 0 against)" in said
    assert "roadmap item A record (docs/roadmap/record.md): 2 pieces of evidence" in said
    assert "decision Keep records (research/decisions/d.md): cites what is forgotten" in said


def test_lines_elsewhere_are_named(study: Path) -> None:
    """Citations, repeated words, the label and the id."""
    (study / "docs/who.md").write_text("# Who\n\nDana said so.\n\nAsk p001.\n")
    said = forget(study)
    assert "docs/roadmap/record.md:9: cites what is forgotten" in said
    assert "docs/roadmap/record.md:12: repeats their words" in said
    assert "docs/who.md:3: names them" in said
    assert "docs/who.md:5: names them" in said


def test_nothing_is_written_without_a_yes(study: Path) -> None:
    """The report comes first."""
    before = (study / ALONE).read_text()
    result = run(study, "forget", "p001", answer="n\n")
    assert result.exit_code == 0
    assert "What changes in what is known" in result.stdout
    assert "git filter-repo" not in result.stdout
    assert (study / ALONE).read_text() == before
    assert run(study, "forget", "p001", answer="y\n").exit_code == 0
    assert (study / ALONE).read_text() != before


def test_nobody_of_that_id_is_wrong_usage(study: Path) -> None:
    """With the id that may have been meant."""
    result = run(study, "forget", "p0011", "--yes")
    assert result.exit_code == 2
    assert "did you mean p001?" in result.stderr


def test_a_withheld_interview_is_forgotten_too(study: Path) -> None:
    """Forgetting does not ask who may read."""
    file = study / ALONE
    file.write_text(file.read_text().replace("status: granted", "status: withdrawn"))
    forget(study)
    assert "forgotten: true" in file.read_text()


@pytest.mark.parametrize("front", ["participants: &a [x]", "? participants\n: 1", "title: 'x"])
def test_what_no_program_can_tell_apart_is_left(study: Path, front: str) -> None:
    """Nothing is written, for any file, until it is mended; there is no traceback."""
    file = study / JOINT
    file.write_text(file.read_text().replace("title: Two of Northwind", front))
    before = file.read_text()
    result = run(study, "forget", "p001", "--yes")
    assert result.exit_code in (0, 1)
    assert result.exception is None or isinstance(result.exception, SystemExit)
    assert file.read_text() == before


def test_twice_is_once(study: Path) -> None:
    """Whoever is forgotten is nobody."""
    forget(study)
    assert run(study, "forget", "p001", "--yes").exit_code == 2


def git(root: Path, *words: str) -> str:
    """Run git with no settings but those given here."""
    name = ("-c", "user.name=A", "-c", "user.email=a@example.com", "-c", "init.defaultBranch=main")
    done = subprocess.run(
        ["git", "-C", str(root), *name, *words], capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


def every_object(repository: Path) -> bytes:
    """Return all objects of a repository, one after another."""
    done = subprocess.run(
        ["git", "-C", str(repository), "cat-file", "--batch-all-objects", "--batch"],
        capture_output=True,
        check=True,
    )
    return done.stdout


@pytest.fixture
def past(study: Path, tmp_path: Path) -> Path:
    """Give a study a history: an older name, a branch, a tag, a message, and an origin."""
    if shutil.which("git-filter-repo", path=_path()) is None:
        pytest.skip("git-filter-repo is missing: pip install git-filter-repo")
    origin = tmp_path / "origin.git"
    git(study, "init", "-q")
    old = study / "research/interviews/2026-03-02-dana.md"
    (study / ALONE).rename(old)
    git(study, "add", "-A")
    git(study, "commit", "-qm", "Begin")
    git(study, "mv", str(old), str(study / ALONE))
    git(study, "commit", "-qm", "Rename; the auditors ask for vermilion every year")
    git(study, "checkout", "-qb", "draft")
    with (study / JOINT).open("a") as file:
        file.write("\n**Dana** A vermilion afterthought.\n")
    git(study, "commit", "-qam", "Draft")
    git(study, "tag", "-am", "They said: nobody keeps the vermilion record at all", "v1")
    git(study, "notes", "add", "-m", "Nobody keeps the vermilion record at all")
    git(study, "checkout", "-q", "main")
    git(study, "merge", "-q", "--no-ff", "-m", "Merge", "draft")
    git(study, "checkout", "-qb", "never-merged")
    git(study, "mv", JOINT, "research/interviews/elsewhere.md")
    with (study / "research/interviews/elsewhere.md").open("a") as file:
        file.write("\n**Dana** Vermilion elsewhere.\n")
    (study / "docs/short.md").write_text(
        "[vermilion […] record](/research/interviews/elsewhere.md#nobody-keeps 'a') and\n"
        f'[mine](../{JOINT}#share-it "Ines") and\n[it](../{JOINT}#nobody-keeps "Vermilion title")\n'
    )
    git(study, "add", "-A")
    git(study, "commit", "-qm", "Move it")
    git(study, "checkout", "-q", "main")
    old.write_text((study / ALONE).read_text().replace("p001", "p003").replace("Dana", "Olga"))
    git(study, "add", "-A")
    git(study, "commit", "-qm", "Use a name again")
    git(tmp_path, "clone", "-q", "--mirror", "--no-local", str(study), str(origin))
    git(study, "remote", "add", "origin", str(origin))
    git(study, "fetch", "-q")
    git(study, "branch", "-q", "-u", "origin/main", "main")
    return study


def _path() -> str:
    return f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"


@pytest.mark.slow
def test_after_the_printed_steps_no_object_holds_the_words(past: Path, tmp_path: Path) -> None:
    """Run in a shell as they stand; the origin is clean, and others' words stay."""
    said = forget(past)
    script = said[said.index("# 1. ") :]
    environment = {"PATH": _path(), "HOME": str(tmp_path), **RULED}
    for who in ("AUTHOR", "COMMITTER"):
        environment |= {f"GIT_{who}_NAME": "A", f"GIT_{who}_EMAIL": "a@example.com"}
    done = subprocess.run(
        ["bash", "-e", "-c", script],
        cwd=past,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    assert "No object holds their words." in done.stdout
    for repository in (tmp_path / "forget-p001.git", clean_clone(tmp_path)):
        held = every_object(repository)
        assert b"vermilion record" not in held
        assert b"for vermilion" not in held
        assert b"vermilion pixels" not in held
        assert b"vermilion afterthought" not in held
        assert b"ermilion elsewhere" not in held
        assert b"[vermilion [" not in held
        assert b"ermilion title" not in held
        assert b'[mine](../research/interviews/2026-04-01-joint.md#share-it "Ines")' in held
        assert b"one page instead of four" not in held
        assert b"spreadsheet of mine" in held
        assert b"Four screens" in held
    clone = clean_clone(tmp_path)
    assert "forgotten: true" in (clone / ALONE).read_text()
    assert "Olga" in (clone / "research/interviews/2026-03-02-dana.md").read_text()


def clean_clone(tmp_path: Path) -> Path:
    """Return a new clone of the origin."""
    clone = tmp_path / "clone"
    if not clone.exists():
        git(tmp_path, "clone", "-q", "--no-local", str(tmp_path / "origin.git"), str(clone))
    return clone
