"""Small real git repositories, for tests of what looks into the past."""

from __future__ import annotations

import os
import subprocess
from dataclasses import dataclass
from pathlib import Path

IDENTITY = {
    "GIT_AUTHOR_NAME": "A",
    "GIT_AUTHOR_EMAIL": "a@example.com",
    "GIT_COMMITTER_NAME": "A",
    "GIT_COMMITTER_EMAIL": "a@example.com",
    "GIT_CONFIG_GLOBAL": os.devnull,
    "GIT_CONFIG_NOSYSTEM": "1",
}


@dataclass(frozen=True)
class GitRepository:
    """A folder under git."""

    root: Path

    def git(self, *words: str) -> str:
        """Run git and return what it prints."""
        done = subprocess.run(
            ["git", *words],
            cwd=self.root,
            env={**os.environ, **IDENTITY},
            capture_output=True,
            text=True,
            check=True,
        )
        return done.stdout.strip()

    def write(self, path: str, text: str) -> Path:
        """Write a file below the root."""
        file = self.root / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8", newline="")
        return file

    def commit(self, message: str = "x") -> str:
        """Commit everything and return the commit's id."""
        self.git("add", "-A")
        self.git("commit", "-q", "--allow-empty", "-m", message)
        return self.git("rev-parse", "HEAD")

    def clone(self, to: Path, *options: str) -> GitRepository:
        """Return a copy."""
        self.git("clone", "-q", *options, self.root.as_uri(), str(to))
        return GitRepository(to)


def started(root: Path) -> GitRepository:
    """Return a folder, made a git repository with what it holds on the branch main."""
    root.mkdir(parents=True, exist_ok=True)
    made = GitRepository(root)
    made.git("init", "-q", "-b", "main")
    made.commit("start")
    return made
