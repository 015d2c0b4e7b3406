"""Hostile text where a field has a form."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner

from counterpoint.cli import group
from counterpoint.publish.values import PublishError
from hostile.payloads import PAYLOADS


@pytest.mark.parametrize("payload", PAYLOADS, ids=range(len(PAYLOADS)))
def test_where_a_field_has_a_form_payloads_are_refused(small: Path, payload: str) -> None:
    """Ids, dates, sides, roles, addresses: a diagnostic, never a traceback, never a page."""
    text = json.dumps(payload)
    file = small / "research/interviews/2026-03-02-finance.md"
    before = file.read_text()
    for field in (
        "id: p001",
        "side: buyer",
        "persona: finance-chief",
        "account: northwind",
        "date: 2026-03-02",
        "method: interview",
        "status: granted",
        "coding: done",
        "asked: [audit-trail, fewer-steps]",
    ):
        file.write_text(before.replace(field, f"{field.partition(':')[0]}: {text}", 1))
        result = CliRunner().invoke(group, ["check", "-C", str(small)])
        assert result.exit_code == 1, field
        assert isinstance(result.exception, SystemExit)
        assert "CP" in result.stdout


@pytest.mark.slow
@pytest.mark.parametrize("key", ["template", "icon"])
def test_pages_by_hand_reach_no_file_by_their_front_matter(small: Path, key: str) -> None:
    """Of the theme's own templates and icons only; what is none is said, and nothing is built."""
    page = small / "docs/roadmap/audit-log.md"
    line = f"{key}: ../../../../../../../../etc/passwd\n"
    page.write_text(page.read_text().replace("---\n", f"---\n{line}", 1))
    result = CliRunner().invoke(group, ["build", "-C", str(small)])
    assert isinstance(result.exception, PublishError)
    assert "MkDocs gave up" in str(result.exception)
    assert "root:" not in result.output
    assert not (small / "build/site").exists()
