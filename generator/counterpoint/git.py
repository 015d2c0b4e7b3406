"""Ask git: revisions, changed files, and files as they were, never checking anything out."""

from __future__ import annotations

import datetime
import hashlib
import os
import subprocess
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from counterpoint.parse.slugs import closest

QUIET = ("--no-pager", "-c", "core.quotepath=off", "-c", "core.fsmonitor=false")
SURROUNDINGS = {"LC_ALL": "C", "GIT_OPTIONAL_LOCKS": "0", "GIT_NO_LAZY_FETCH": "1"}
"""Messages in English, no lock taken, nothing fetched behind anybody's back."""
USUAL_BASES = ("origin/HEAD", "origin/main", "origin/master", "main", "master")
HOW_TO_DEEPEN = (
    "type `git fetch --unshallow`; in a GitHub workflow write `fetch-depth: 0` below "
    "actions/checkout, in GitLab CI the variable `GIT_DEPTH: 0`"
)


SHA256_DIGITS = 64
"""Digits of an id in repositories whose ids are SHA-256; in all others it is SHA-1."""


class HistoryError(Exception):
    """The past cannot be read; says why, and what to type."""

    def __init__(self, message: str, hint: str) -> None:
        super().__init__(f"{message}: {hint}")
        self.message = message
        self.hint = hint


@dataclass(frozen=True, slots=True)
class Blob:
    """A file of a revision."""

    path: str
    """Relative to the folder that was asked about."""
    mode: str
    id: str
    size: int

    @property
    def is_file(self) -> bool:
        """Whether it is a regular file: no symbolic link, no other repository."""
        return self.mode in ("100644", "100755")

    def holds(self, data: bytes) -> bool:
        """Tell whether these bytes are the file's: git names a file by a digest of them."""
        return len(data) == self.size and git_id(data, len(self.id)) == self.id


def git_id(data: bytes, digits: int) -> str:
    """Return git's name for a file of these bytes, of as many digits as the repository uses."""
    digest = hashlib.sha256 if digits == SHA256_DIGITS else hashlib.sha1
    return digest(b"blob %d\0" % len(data) + data, usedforsecurity=False).hexdigest()


@dataclass(frozen=True, slots=True)
class History:
    """The past of a folder that lies in a git repository."""

    root: Path

    def commit(self, revision: str) -> str:
        """Return the id of the commit that a revision names.

        Raises HistoryError for one that there is not.
        """
        done = self._run("rev-parse", "--verify", "--quiet", "--end-of-options", _commit(revision))
        if done.returncode:
            raise self._unknown(revision)
        return done.stdout.decode().strip()

    def usual_base(self) -> str:
        """Return the branch that changes usually go to; HistoryError where none is known."""
        for name in USUAL_BASES:
            if not self._run("rev-parse", "--verify", "--quiet", _commit(name)).returncode:
                return name
        raise HistoryError(
            "there is no branch main or master to compare with",
            "name one, such as `counterpoint diff develop`",
        )

    def fork_point(self, revision: str) -> str:
        """Return the commit at which the work at hand left a branch.

        Raises HistoryError where the two share none, or this copy does not reach back so far.
        """
        base = self.commit(revision)
        done = self._run("merge-base", base, self.commit("HEAD"))
        if not done.returncode:
            return done.stdout.decode().strip()
        if self.is_shallow:
            message = f"this is a shallow copy: it does not reach back to where {revision} left off"
            raise HistoryError(message, HOW_TO_DEEPEN)
        message = f"{revision} and what is checked out here have no commit in common"
        raise HistoryError(message, "name a branch of this repository")

    def commit_on(self, day: str) -> str:
        """Return the newest commit of a day (ISO date, UTC) or before it.

        Raises HistoryError where there is none, or a shallow copy may hide it.
        """
        done = self._run(
            "rev-list", "-1", "--first-parent", f"--before={day}T23:59:59Z", self.commit("HEAD")
        )
        found = done.stdout.decode().strip()
        if found:
            return found
        if self.is_shallow:
            message = f"this is a shallow copy: it does not reach back to {day}"
            raise HistoryError(message, HOW_TO_DEEPEN)
        raise HistoryError(f"there is no commit of {day} or before", "choose a later day")

    def day_of(self, commit: str) -> datetime.date:
        """Return the day (UTC) on which a commit was made."""
        done = self._run("show", "--no-patch", "--format=%ct", commit)
        return datetime.datetime.fromtimestamp(int(done.stdout), datetime.UTC).date()

    @property
    def is_shallow(self) -> bool:
        """Whether this copy was cut off somewhere in the past."""
        return self._run("rev-parse", "--is-shallow-repository").stdout.strip() == b"true"

    def changed_since(self, revision: str) -> frozenset[str]:
        """Return the paths that differ from where the work at hand left a branch, new ones too."""
        start = self.fork_point(revision)
        changed = self._words("diff", "--name-only", "-z", "--relative", "--no-ext-diff", start)
        new = self._words("ls-files", "--others", "--exclude-standard", "-z")
        return frozenset((*changed, *new))

    def blobs(self, commit: str, folders: tuple[str, ...]) -> tuple[Blob, ...]:
        """Return every file below some folders at a commit, by path."""
        entries = self._words("ls-tree", "-r", "-z", "-l", commit, "--", *folders)
        return tuple(sorted(map(_blob, entries), key=lambda blob: blob.path))

    def versions(self, path: str) -> Iterator[tuple[str, str]]:
        """Yield each commit that changed a file, newest first, with the file's path after it.

        Renames are followed. Raises HistoryError where git cannot tell.
        """
        words = self._words(
            "log", "--follow", "--relative", "--name-only", "-z", "--format=%x01%H", "--", path
        )
        commit = ""
        for word in words:
            if word.startswith("\x01"):
                commit = word[1:].strip()
            elif name := word.strip("\n"):
                yield commit, name

    def renames(self) -> Iterator[tuple[str, str]]:
        """Yield every renaming of a file on any branch: its path before and after, from the top.

        Raises HistoryError where git cannot tell.
        """
        words = iter(
            self._words(
                *("log", "--all", "-m", "--diff-filter=R", "--find-renames"),
                *("--name-status", "-z", "--format="),
            )
        )
        yield from ((before, next(words)) for _, before in zip(words, words, strict=False))

    @property
    def prefix(self) -> str:
        """The folder's path in its repository, with `/` at its end; empty for the top."""
        return self._run("rev-parse", "--show-prefix").stdout.decode().strip()

    @property
    def top(self) -> str:
        """The repository's own folder."""
        return self._run("rev-parse", "--show-toplevel").stdout.decode().strip()

    @property
    def origin(self) -> str:
        """Where this copy came from, and pushes to; empty where it came from nowhere."""
        return self._run("remote", "get-url", "origin").stdout.decode().strip()

    def every_file(self) -> tuple[Blob, ...]:
        """Return every version of every file that a branch or tag reaches, each content once.

        Paths are from the top of the repository.
        """
        done = self._run("rev-list", "--all", "--objects")
        if done.returncode:
            raise _failed(done.stderr)
        listed = done.stdout.decode("utf-8", "surrogateescape").splitlines()
        paths = dict(line.split(" ", 1) for line in listed if " " in line)
        asked = "--batch-check=%(objectname) %(objecttype) %(objectsize)"
        answer = self._run("cat-file", asked, given="".join(f"{one}\n" for one in paths).encode())
        words = (line.split() for line in answer.stdout.decode().splitlines())
        return tuple(
            Blob(paths[name], "100644", name, int(size))
            for name, kind, size in words
            if kind == "blob"
        )

    def messages(self) -> str:
        """Return what all commits and tags say of themselves, one after another."""
        commits = self._run("log", "--all", "--format=%B").stdout
        tags = self._run("for-each-ref", "--format=%(contents)", "refs/tags").stdout
        return (commits + tags).decode("utf-8", "replace")

    def contents(self, blobs: Iterable[Blob]) -> Iterator[tuple[Blob, bytes]]:
        """Yield files with their bytes, read in one go; HistoryError for one that is not here."""
        wanted = tuple(blobs)
        answer = self._run(
            "cat-file", "--batch", given="".join(f"{blob.id}\n" for blob in wanted).encode()
        ).stdout
        at = 0
        for blob in wanted:
            line_end = answer.find(b"\n", at)
            head = answer[at:line_end].split()
            if line_end < 0 or len(head) != 3:  # noqa: PLR2004  (id, type and size)
                message = f"this copy lacks {blob.path} as it was"
                raise HistoryError(message, "type `git fetch --refetch` to get all of the past")
            size = int(head[2])
            yield blob, answer[line_end + 1 : line_end + 1 + size]
            at = line_end + size + 2

    def _words(self, *command: str) -> list[str]:
        done = self._run(*command)
        if done.returncode:
            raise _failed(done.stderr)
        return [word for word in done.stdout.decode("utf-8", "surrogateescape").split("\0") if word]

    def _run(self, *command: str, given: bytes = b"") -> subprocess.CompletedProcess[bytes]:
        return _git(self.root, *command, given=given)

    def _unknown(self, revision: str) -> HistoryError:
        if self._run("rev-parse", "--verify", "--quiet", "HEAD").returncode:
            return HistoryError("nothing was ever committed here", "type `git commit` first")
        message = f"there is no revision {revision} here"
        if self.is_shallow:
            return HistoryError(f"{message}, and this is a shallow copy", HOW_TO_DEEPEN)
        names = self._run("for-each-ref", "--format=%(refname:short)").stdout.decode().split()
        near = closest(revision, names)
        guess = f"did you mean {near}? else " if near else ""
        return HistoryError(message, f"{guess}type `git fetch origin`, or name another branch")


def history(root: Path) -> History:
    """Return the past of a folder; HistoryError where it lies in no git repository."""
    done = _git(root, "rev-parse", "--is-inside-work-tree")
    if done.returncode or done.stdout.strip() != b"true":
        raise _failed(done.stderr)
    return History(root)


def _git(root: Path, *command: str, given: bytes = b"") -> subprocess.CompletedProcess[bytes]:
    words = ["git", "-C", str(root), *QUIET, *command]
    surroundings = {**os.environ, **SURROUNDINGS}
    try:
        return subprocess.run(  # noqa: S603  (no shell, words of our own)
            words, input=given, capture_output=True, check=False, env=surroundings
        )
    except FileNotFoundError:
        message = "git is not installed here, and only git knows what was before"
        raise HistoryError(message, "install git, then try again") from None


def _failed(said: bytes) -> HistoryError:
    words = said.decode("utf-8", "replace")
    if "dubious ownership" in words:
        message = "git does not trust this folder, since it belongs to somebody else"
        return HistoryError(message, "type `git config --global --add safe.directory FOLDER`")
    if "not a git repository" in words or not words.strip():
        message = "this folder is in no git repository, so nothing is known of what was before"
        return HistoryError(message, "work in a clone, or type `git init` and commit")
    return HistoryError("git could not answer", " ".join(words.split()))


def _commit(revision: str) -> str:
    return f"{revision}^{{commit}}"


def _blob(entry: str) -> Blob:
    head, _, path = entry.partition("\t")
    mode, _, name, size = head.split()
    return Blob(path, mode, name, int(size) if size.isdigit() else 0)
