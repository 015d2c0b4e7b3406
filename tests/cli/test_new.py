"""`counterpoint new` writes files that `check` accepts, and never overwrites one."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from counterpoint.cli import group
from counterpoint.diagnostics import Severity
from counterpoint.parse.layout import RESEARCH_KINDS, Kind
from counterpoint.study import load, today

GUIDE = """\
---
title: Discovery
side: user
covers: [audit-trail, fewer-steps]
---

## Walk me through a typical day

Ask for the last one.

## Where do things slow you down?
"""


def new(root: Path, *words: str) -> Result:
    """Run the command in a repository."""
    return CliRunner().invoke(group, ["new", "-C", str(root), *words])


@pytest.mark.parametrize("kind", RESEARCH_KINDS)
def test_every_kind_is_accepted_as_it_is_written(small: Path, kind: Kind) -> None:
    """At most a proposal is warned of."""
    result = new(small, kind.value, "a-new-one", "--title", 'Say: "yes" # now')
    assert result.exit_code == 0, result.output
    path = f"{kind.folder}/a-new-one.md"
    assert (small / path).is_file()
    found = [one for one in load(small, today=today()).diagnostics if one.location.path == path]
    assert not [one for one in found if one.severity is Severity.ERROR]


def test_an_interview_takes_its_guides_questions_and_themes(small: Path) -> None:
    """What was not reached is struck out by hand."""
    (small / "research/guides").mkdir()
    (small / "research/guides/discovery.md").write_text(GUIDE)
    new(small, "interview", "with-guide", "--guide", "discovery", "--participant", "p009")
    written = load(small, today=today()).study.interviews["with-guide"]
    headings = [heading.text for heading in written.transcript.headings]
    assert headings == ["Walk me through a typical day", "Where do things slow you down?"]
    assert written.asked == ("audit-trail", "fewer-steps")
    assert written.guide == "discovery"
    assert written.participants[0].id == "p009"
    assert written.participants[0].side == "user"
    assert not written.is_coded


def test_an_id_is_made_from_the_title(small: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """An interview's begins with the date."""
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1772409600")
    new(small, "theme", "--title", "Works offline, too")
    new(small, "interview", "--title", "A day at the depot")
    assert (small / "research/themes/works-offline-too.md").is_file()
    assert (small / "research/interviews/2026-03-02-a-day-at-the-depot.md").is_file()


def test_nothing_is_overwritten(small: Path) -> None:
    """What is there stays as it is."""
    before = (small / "research/themes/audit-trail.md").read_bytes()
    result = new(small, "theme", "audit-trail")
    assert result.exit_code == 2
    assert "is there already" in result.stderr
    assert (small / "research/themes/audit-trail.md").read_bytes() == before


def test_an_unknown_guide_or_side_is_named(small: Path) -> None:
    """With those that are known."""
    assert "there is no guide x" in new(small, "interview", "i", "--guide", "x").stderr
    assert "buyer, user" in new(small, "persona", "p", "--side", "seller").stderr
    assert not (small / "research/interviews/i.md").exists()
