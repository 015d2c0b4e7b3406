"""Read a repository's files from the disk, safely: nothing outside its two folders, no links."""

from __future__ import annotations

import hashlib
import os
import stat
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from counterpoint.diagnostics import Diagnostic, Location, Rule, Severity

RESEARCH = "research"
DOCS = "docs"
SETTINGS_PATH = "research/research.yml"
IMAGE_SUFFIXES = frozenset({".png", ".jpg", ".jpeg", ".gif", ".webp", ".avif", ".svg"})
ASSET_SUFFIXES = IMAGE_SUFFIXES | {".pdf"}
READ_ONLY = os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_BINARY", 0)
LARGEST_TEXT = 2_000_000
"""Bytes that a Markdown or settings file may have; an hour's transcript has about 60,000."""

NO_RESEARCH = Rule("CP100", Severity.ERROR, "the repository has no research/ folder")
SYMBOLIC_LINK = Rule("CP102", Severity.ERROR, "symbolic links are not followed")
UNREADABLE = Rule("CP103", Severity.ERROR, "the file cannot be read")
TOO_LARGE = Rule("CP104", Severity.ERROR, "the file is larger than 2 MB")
NUL_BYTE = Rule("CP105", Severity.ERROR, "the file holds a NUL byte")
NOT_UTF8 = Rule("CP106", Severity.ERROR, "the file is not UTF-8 text")


@dataclass(frozen=True, slots=True)
class Source:
    """A text file of the repository: a Markdown page or the settings."""

    path: str
    """In the repository, with forward slashes: `research/themes/audit-trail.md`."""
    data: bytes
    """The file's bytes, known to be UTF-8 without NUL."""
    digest: str
    """SHA-256 of the bytes, 64 hexadecimal digits."""

    @property
    def text(self) -> str:
        """The text without byte order mark, its lines ended by line feeds alone."""
        text = self.data.decode("utf-8-sig")
        return text.replace("\r\n", "\n").replace("\r", "\n")


@dataclass(frozen=True, slots=True)
class Asset:
    """An image or a PDF of the repository; its bytes stay on the disk."""

    path: str
    origin: Path
    """The folder in which the repository stands: the root, or one given with `--also`."""


@dataclass(frozen=True, slots=True)
class Repository:
    """What a repository holds that matters to its site."""

    sources: tuple[Source, ...]
    """By path."""
    assets: tuple[Asset, ...]
    """By path."""
    refused: tuple[str, ...]
    """Paths of text files that are there but could not be read; a diagnostic says why."""
    strays: tuple[str, ...]
    """Paths of files that are neither pages nor images nor PDFs."""
    diagnostics: tuple[Diagnostic, ...]

    @property
    def paths(self) -> frozenset[str]:
        """Every text file that is there, readable or not."""
        return frozenset(source.path for source in self.sources) | frozenset(self.refused)


def read_repository(root: Path, also: tuple[Path, ...] = ()) -> Repository:
    """Read `research/` and `docs/` below the root, and `research/` below each further root.

    Files and folders whose names start with a dot are passed over. Symbolic links, and whatever is
    no regular file, are refused with a diagnostic. Never raises for what it finds there.
    """
    found = _Findings()
    if not (root / RESEARCH).is_dir():
        found.diagnostics.append(_no_research())
    for folder in (RESEARCH, DOCS):
        _walk(root, folder, found)
    for other in also:
        if not (other / RESEARCH).is_dir():
            found.diagnostics.append(_no_research_in(other))
        _walk(other, RESEARCH, found, is_main=False)
    return Repository(
        sources=tuple(sorted(found.sources, key=lambda source: source.path)),
        assets=tuple(sorted(found.assets, key=lambda asset: asset.path)),
        refused=tuple(sorted(found.refused)),
        strays=tuple(sorted(found.strays)),
        diagnostics=tuple(found.diagnostics),
    )


def read_asset(asset: Asset) -> bytes:
    """Return an asset's bytes; OSError where it has become a symbolic link."""
    with os.fdopen(os.open(asset.origin / asset.path, READ_ONLY), "rb") as file:
        return file.read()


def source_of(path: str, data: bytes) -> tuple[Source | None, tuple[Diagnostic, ...]]:
    """Return a file's bytes as a source, or what keeps them from being text."""
    problem = _problem_of(path, data)
    if problem:
        return None, (problem,)
    return Source(path, data, hashlib.sha256(data).hexdigest()), ()


class _Findings:
    """What the walk has come upon so far."""

    def __init__(self) -> None:
        self.sources: list[Source] = []
        self.assets: list[Asset] = []
        self.refused: list[str] = []
        self.strays: list[str] = []
        self.diagnostics: list[Diagnostic] = []

    def refuse(self, path: str, problem: Diagnostic) -> None:
        self.refused.append(path)
        self.diagnostics.append(problem)


def _no_research() -> Diagnostic:
    hint = "type `counterpoint init .`, or put interviews into research/interviews/"
    return NO_RESEARCH.at(Location(RESEARCH), "there is no research/ folder here", hint)


def _no_research_in(other: Path) -> Diagnostic:
    message = f"there is no research/ folder in {other.as_posix()}"
    hint = "give --also the folder that holds the other repository's research/"
    return NO_RESEARCH.at(Location(RESEARCH), message, hint)


def _walk(root: Path, folder: str, found: _Findings, *, is_main: bool = True) -> None:
    """Take in every file below a folder; without recursion, however deep it is."""
    waiting = [folder] if os.path.lexists(root / folder) else []
    while waiting:
        path = waiting.pop()
        try:
            mode = os.lstat(f"{root}/{path}").st_mode
            if stat.S_ISDIR(mode):
                waiting.extend(f"{path}/{name}" for name in _names(f"{root}/{path}"))
            else:
                _take(root, path, mode, found, is_main=is_main)
        except OSError as problem:
            found.refuse(path, _unreadable(path, problem.strerror or "unknown reason"))


def _names(folder: str) -> Iterator[str]:
    with os.scandir(folder) as entries:
        names = sorted((entry.name for entry in entries), reverse=True)
    return (name for name in names if not name.startswith("."))


def _take(root: Path, path: str, mode: int, found: _Findings, *, is_main: bool) -> None:
    """Sort one file that is no folder into the findings."""
    if stat.S_ISLNK(mode):
        hint = "put the file itself here: a link could lead out of the repository"
        found.refuse(path, SYMBOLIC_LINK.at(Location(path), "this is a symbolic link", hint))
    elif not stat.S_ISREG(mode):
        found.refuse(path, _unreadable(path, "it is no regular file"))
    elif not _is_clean(path):
        found.refuse(path, _unreadable(path, "its name is not UTF-8"))
    elif _is_text(path):
        if is_main or path != SETTINGS_PATH:
            _take_text(root, path, found)
    elif PurePosixPath(path).suffix.lower() in ASSET_SUFFIXES:
        found.assets.append(Asset(path, root))
    else:
        found.strays.append(path)


def _take_text(root: Path, path: str, found: _Findings) -> None:
    data = _read(f"{root}/{path}")
    source, problems = source_of(path, data)
    if source:
        found.sources.append(source)
    for problem in problems:
        found.refuse(path, problem)


def _read(path: str) -> bytes:
    """Return a file's bytes, one more than the limit at most; OSError for a link."""
    with os.fdopen(os.open(path, READ_ONLY), "rb") as file:
        # Room for as much as there is: room for the limit would cost more than the reading.
        return file.read(min(os.fstat(file.fileno()).st_size, LARGEST_TEXT) + 1)


def _is_text(path: str) -> bool:
    return path == SETTINGS_PATH or path.lower().endswith(".md")


def _is_clean(path: str) -> bool:
    """Tell whether a path's bytes were UTF-8 (Python keeps others as lone surrogates)."""
    try:
        path.encode()
    except UnicodeEncodeError:
        return False
    return True


def _unreadable(path: str, reason: str) -> Diagnostic:
    shown = path.encode("utf-8", "backslashreplace").decode()
    return UNREADABLE.at(Location(shown), f"this cannot be read: {reason}", "remove or rename it")


def _problem_of(path: str, data: bytes) -> Diagnostic | None:
    """Return what keeps bytes from being a source, if anything."""
    if len(data) > LARGEST_TEXT:
        hint = "split it into several interviews; recordings and exports belong elsewhere"
        message = f"the file has more than {LARGEST_TEXT // 1_000_000} MB"
        return TOO_LARGE.at(Location(path), message, hint)
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return NOT_UTF8.at(Location(path), "the file is UTF-16, not UTF-8", "save it as UTF-8")
    nul = data.find(b"\0")
    if nul >= 0:
        hint = "this is no text file, or a damaged one: put a fresh copy here"
        return NUL_BYTE.at(_place(path, data, nul), "there is a NUL byte here", hint)
    try:
        data.decode("utf-8")
    except UnicodeDecodeError as problem:
        message = f"the byte 0x{data[problem.start]:02x} is not UTF-8"
        hint = "save the file as UTF-8 (in most editors: Save as, Encoding)"
        return NOT_UTF8.at(_place(path, data, problem.start), message, hint)
    return None


def _place(path: str, data: bytes, offset: int) -> Location:
    """Return the line and column of a byte; what precedes it may itself be no UTF-8."""
    before = data[:offset].replace(b"\r\n", b"\n").replace(b"\r", b"\n")
    line_start = before.rfind(b"\n") + 1
    column = len(before[line_start:].decode("utf-8", "replace")) + 1
    if line_start == 0 and before.startswith(b"\xef\xbb\xbf"):
        column -= 1
    return Location(path, before.count(b"\n") + 1, column)
