"""Pages are composed in processes of their own only where those can draw."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from contextlib import suppress
from pathlib import Path

import pytest

PATIENCE = 120
"""Seconds after which a build hangs."""
TWICE = """
from pathlib import Path
from click.testing import CliRunner
from counterpoint.cli import group
from counterpoint.publish import composing

CliRunner().invoke(group, ["build"])
theme = Path("research/themes/audit-trail.md")
theme.write_text(theme.read_text().replace("title: Audit trail", "title: Proof of who did what"))
composing.MANY_ANEW = 0
CliRunner().invoke(group, ["build"])
"""


@pytest.mark.slow
def test_a_process_that_has_drawn_composes_all_pages_itself(small: Path) -> None:
    """As `serve` does after a first small change: copies of it would wait for ever for a chart."""
    command = [sys.executable, "-c", TWICE]
    building = subprocess.Popen(command, cwd=small, start_new_session=True)
    try:
        assert building.wait(timeout=PATIENCE) == 0
    finally:
        with suppress(ProcessLookupError):
            os.killpg(building.pid, signal.SIGKILL)  # the copies that wait, too
    overlap = small / "build/site/research/overlap/index.html"
    assert "Proof of who did what" in overlap.read_text(encoding="utf-8")
