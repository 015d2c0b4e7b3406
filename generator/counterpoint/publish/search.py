"""Make the search index with Pagefind, and keep it while nothing that is searched changes."""

from __future__ import annotations

import datetime
import json
import os
import re
import shutil
import subprocess
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from importlib.metadata import version
from pathlib import Path

import msgspec

from counterpoint.analysis.values import Analysis
from counterpoint.diagnostics import Diagnostic, Location
from counterpoint.model import Study
from counterpoint.pages.keys import digest
from counterpoint.publish.noting import note, noted
from counterpoint.publish.program import program
from counterpoint.publish.searchable import Searched, numbers
from counterpoint.publish.store import Stamp, stamps
from counterpoint.publish.tree import Leaf, linked
from counterpoint.publish.values import NO_SEARCH

FOLDER = "pagefind"
"""Where a site has its search index."""
NUMBERS = "numbers.json"
"""Where the site's search reads how many there are of everything."""
NEEDED = re.compile(r"pagefind(-worker)?\.js|(pagefind-entry|numbers)\.json|.*\.(pf_meta|pagefind)")
"""What the site's own search loads; Pagefind's ready-made interfaces are left out."""

RECORDS_PER_FOLDER = 1000


@dataclass(frozen=True, slots=True)
class Indexed:
    """What an index is of."""

    digest: str
    """Of all that it is made of."""
    people: frozenset[str]
    """Ids of the interviews, and of who took part in them."""


def indexed(study: Study, analysis: Analysis, handwritten: Iterable[object]) -> Indexed:
    """Return what an index of a study is of; `handwritten` are the digests of pages by hand."""
    whole = replace(study, interviews={}, today=datetime.date.min)
    said = [digest(one) for one in study.interviews.values()]
    relations = [(one.theme, one.relation) for one in analysis.themes.values()]
    made_of = digest(program(), version("pagefind_bin"), whole, said, relations, list(handwritten))
    took_part = (one.id for each in study.interviews.values() for one in each.participants)
    return Indexed(made_of, frozenset((*study.interviews, *took_part)))


@dataclass(frozen=True, slots=True)
class Search:
    """The index that is wanted, and the one that is there."""

    wanted: Indexed
    known: Indexed | None
    """What the one that is there is of; None where none is whole."""
    bundle: Bundle
    documents: Callable[[], Iterable[Searched]]
    """Returns what it is made of, as Pagefind reads it."""

    @property
    def is_there(self) -> bool:
        """Whether it need not be made."""
        return self.known == self.wanted

    @property
    def may_follow(self) -> bool:
        """Whether the one that is there is an older one, of people who may all still be shown."""
        return bool(self.known and not self.is_there and self.known.people <= self.wanted.people)

    def start(self) -> Indexing:
        """Begin to make it; nothing is done where it is there. Until it is, the old one stays."""
        if self.is_there:
            return Indexing(self, None)
        self.bundle.clear()
        counted = numbers(_written(self.documents(), self.bundle.records))
        (self.bundle.made / NUMBERS).write_text(json.dumps(counted, separators=(",", ":")))
        try:
            return Indexing(self, _pagefind(self.bundle))
        except OSError as problem:
            return Indexing(self, None, str(problem))


def _written(searched: Iterable[Searched], folder: Path) -> Iterator[Searched]:
    """Write a file for each thing that is searched, and pass it on."""
    for number, one in enumerate(searched):
        part = folder / str(number // RECORDS_PER_FOLDER)
        if number % RECORDS_PER_FOLDER == 0:
            part.mkdir()
        (part / f"{number}.html").write_text(one.html, encoding="utf-8")
        yield one


def _pagefind(bundle: Bundle) -> subprocess.Popen[str]:
    # Importing the package looks for the program, which only indexing needs.
    from pagefind_bin import get_executable  # noqa: PLC0415

    command = [get_executable(), "--site", bundle.records, "--output-path", bundle.made]
    return subprocess.Popen(  # noqa: S603 - the packaged program, on folders of our own
        [*command, "--silent"], stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True
    )


class Indexing:
    """Pagefind at work, or done."""

    def __init__(
        self, search: Search, process: subprocess.Popen[str] | None, problem: str = ""
    ) -> None:
        self._search = search
        self._process = process
        self._problem = problem

    @property
    def is_done(self) -> bool:
        """Whether `finish` returns at once."""
        return self._process is None or self._process.poll() is not None

    def cancel(self) -> None:
        """End it if it is still at work; the bundle stays what it was."""
        if self._process and self._process.stdout and not self._process.stdout.closed:
            self._process.kill()
            self._process.communicate()

    def finish(self) -> tuple[Diagnostic, ...]:
        """Wait for the end; return what went wrong."""
        if self._process:
            said, _ = self._process.communicate()
            if self._process.returncode:
                self._problem = said.strip().partition("\n")[0] or "it ended with an error"
        if self._problem:
            return (_failed(self._problem),)
        if self._process:
            self._search.bundle.seal(self._search.wanted)
        return ()


@dataclass(frozen=True, slots=True)
class _Sealed:
    """What a bundle is an index of, and its files by path."""

    of: Indexed
    stamps: Mapping[str, Stamp]


_SEALED = msgspec.msgpack.Decoder(_Sealed)


@dataclass(frozen=True, slots=True)
class Bundle:
    """The search index of the last build, kept for builds that change nothing that is searched."""

    folder: Path

    @property
    def files(self) -> Path:
        """What the site's search loads."""
        return self.folder / FOLDER

    @property
    def records(self) -> Path:
        """What Pagefind reads, while it does.

        Of this process only, as is `made`: where a build was killed its Pagefind may go on.
        """
        return self.folder / f"records-{os.getpid()}"

    @property
    def made(self) -> Path:
        """What Pagefind has written so far."""
        return self.folder / f"made-{os.getpid()}"

    @property
    def notes(self) -> Path:
        """Where it stands what the bundle is an index of, and which files it has."""
        return self.folder / "notes"

    def clear(self) -> None:
        """Make room for what Pagefind reads and writes."""
        self._remove_all_but(self.files)
        for folder in (self.records, self.made):
            folder.mkdir(parents=True)

    def _remove_all_but(self, kept: Path) -> None:
        for folder in self.folder.iterdir() if self.folder.is_dir() else ():
            if folder.is_dir() and folder != kept:
                shutil.rmtree(folder, ignore_errors=True)

    def known(self) -> Indexed | None:
        """Return what it is an index of; None where it is not whole."""
        sealed = noted(self.notes, _SEALED)
        return sealed.of if sealed and sealed.stamps == self._stamps() else None

    def seal(self, of: Indexed) -> None:
        """Take what Pagefind made, without its ready-made interfaces, in place of the old index."""
        for file in self.made.iterdir():
            if file.is_file() and not NEEDED.fullmatch(file.name):
                file.unlink()
        self._remove_all_but(self.made)
        self.made.rename(self.files)
        note(self.notes, _Sealed(of, self._stamps()))

    def leaves(self) -> Iterator[Leaf]:
        """Yield the files that the site's search loads."""
        folder = str(self.files)
        for path, stamp in self._stamps().items():
            made_of = f"{stamp.size} {stamp.changed}"
            yield Leaf(f"{FOLDER}/{path}", made_of, linked(f"{folder}/{path}"))

    def _stamps(self) -> dict[str, Stamp]:
        if not self.files.is_dir():
            return {}
        found = stamps(self.files)
        for folder in self.files.iterdir():
            if folder.is_dir():
                found |= {f"{folder.name}/{name}": one for name, one in stamps(folder).items()}
        return found


def _failed(reason: str) -> Diagnostic:
    return NO_SEARCH.at(
        Location("build/cache/search"),
        f"Pagefind could not make the index: {reason}",
        "type `pip install --force-reinstall pagefind_bin`",
    )
