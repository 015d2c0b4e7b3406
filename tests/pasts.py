"""Small repositories with a past, on the disk, for tests of what git remembers."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Mapping
from pathlib import Path

from repositories import PERSONA, theme

ALWAYS = {"research/personas/rep.md": PERSONA, "research/themes/audit-trail.md": theme()}


def commit(root: Path, day: str, files: Mapping[str, str | None]) -> str:
    """Write files (with `None` delete them), commit them on a day, and return the commit's id."""
    if not (root / ".git").exists():
        _git(root, "init", "--quiet", "--initial-branch=main")
        files = ALWAYS | dict(files)
    for path, text in files.items():
        file = root / path
        if text is None:
            file.unlink()
        else:
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text(text, encoding="utf-8")
    _git(root, "add", "--all", "research", *(["docs"] if (root / "docs").is_dir() else []))
    _git(root, "commit", "--quiet", "--message", "A change", day=day)
    return _git(root, "rev-parse", "HEAD").strip()


def _git(root: Path, *words: str, day: str = "2026-01-01") -> str:
    who = {"NAME": "Mel", "EMAIL": "mel@example.org", "DATE": f"{day}T12:00:00Z"}
    given = {
        f"GIT_{one}_{key}": value for one in ("AUTHOR", "COMMITTER") for key, value in who.items()
    }
    done = subprocess.run(
        ["git", "-C", str(root), "-c", "commit.gpgsign=false", *words],
        env={**os.environ, **given, "GIT_CONFIG_GLOBAL": os.devnull},
        capture_output=True,
        text=True,
        check=True,
    )
    return done.stdout
