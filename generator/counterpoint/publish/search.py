"""Make the search index with Pagefind, from small records rather than whole pages."""

from __future__ import annotations

import hashlib
import os
import re
import shutil
import subprocess
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from html import escape
from importlib.metadata import version
from pathlib import Path

from counterpoint.diagnostics import Diagnostic, Location
from counterpoint.publish.records import Record
from counterpoint.publish.values import NO_SEARCH

NEEDED = re.compile(r"pagefind(-worker)?\.js|pagefind-entry\.json|.*\.(pf_meta|pagefind)")
"""What the site's own search loads; Pagefind's ready-made interfaces are left out."""

ARTICLE = re.compile(r"<article[^>]*>(.*)</article>", re.DOTALL)
NO_WORDS = re.compile(r'<img\b[^>]*>|<a class="headerlink"[^>]*>.*?</a>')
"""What Pagefind would take for words of a page."""

UNDATED = "0000-00-00"
"""Sorts last, newest first; Pagefind leaves out of a sorted answer what has no date at all."""

PRIVATE = 0x2800
"""Where the signs begin that stand for an address: no letters to Pagefind, hence never a word."""
RECORDS_PER_FOLDER = 1000


def documents(records: Iterable[Record], site: Path, handwritten: Iterable[str]) -> tuple[str, ...]:
    """Return all that is searched, as Pagefind reads it.

    `handwritten` are addresses of pages whose text in the rendered site is searched as it stands.
    """
    return tuple(_pages(records, site, handwritten))


def _pages(records: Iterable[Record], site: Path, handwritten: Iterable[str]) -> Iterator[str]:
    yield from map(as_html, records)
    for address in handwritten:
        file = site / address / "index.html"
        if file.is_file() and (found := ARTICLE.search(file.read_text(encoding="utf-8"))):
            body = NO_WORDS.sub("", found[1])
            yield _document(address, "", body, (("type", "page"),), (("page", "Page"),))


def as_html(record: Record) -> str:
    """Return a record as Pagefind reads it."""
    body = "".join(f"<p>{escape(words)}</p>" for words in record.words)
    if record.synonyms:
        body += f'<p data-pagefind-weight="0.5">{escape(record.synonyms)}</p>'
    return _document(record.address, record.title, body, record.facets, record.details)


def _document(
    address: str,
    title: str,
    body: str,
    facets: Iterable[tuple[str, str]],
    details: Iterable[tuple[str, str]],
) -> str:
    named = (("title", title), *details) if title else tuple(details)
    meta = "".join(_noted("meta", *pair) for pair in (("at", _unread(address)), *named))
    filters = "".join(_noted("filter", *pair) for pair in facets)
    order = _noted("sort", "date", dict(details).get("date", UNDATED))
    head = f"{meta}{filters}{order}"
    return f'<!doctype html><html lang="en"><head>{head}</head><body>{body}</body></html>'


def _unread(address: str) -> str:
    """Return an address so that nothing is found by a word in it: a sign for each byte."""
    return "".join(chr(PRIVATE + byte) for byte in address.encode())


def _noted(attribute: str, name: str, value: str) -> str:
    return f'<meta data-pagefind-{attribute}="{name}[content]" content="{escape(value)}">'


def start(searched: Iterable[str], bundle: Bundle) -> Indexing:
    """Begin to make a bundle of what is searched; nothing is done where it holds that already."""
    wanted = _digest(searched)
    if bundle.holds(wanted):
        return Indexing(bundle, wanted, None)
    bundle.clear()
    for number, page in enumerate(searched):
        folder = bundle.records / str(number // RECORDS_PER_FOLDER)
        if number % RECORDS_PER_FOLDER == 0:
            folder.mkdir(parents=True)
        (folder / f"{number}.html").write_text(page, encoding="utf-8")
    # Importing the package looks for the program, which only indexing needs.
    from pagefind_bin import get_executable  # noqa: PLC0415

    command = [get_executable(), "--site", bundle.records, "--output-path", bundle.files]
    try:
        process = subprocess.Popen(  # noqa: S603 - the packaged program, on folders of our own
            [*command, "--silent"], stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True
        )
    except OSError as problem:
        return Indexing(bundle, wanted, None, str(problem))
    return Indexing(bundle, wanted, process)


class Indexing:
    """Pagefind at work, or done."""

    def __init__(
        self, bundle: Bundle, wanted: str, process: subprocess.Popen[str] | None, problem: str = ""
    ) -> None:
        self._bundle = bundle
        self._wanted = wanted
        self._process = process
        self._problem = problem

    @property
    def is_done(self) -> bool:
        """Whether `finish` returns at once."""
        return self._process is None or self._process.poll() is not None

    def cancel(self) -> None:
        """End it if it is still at work; the bundle is as good as gone."""
        if self._process and self._process.poll() is None:
            self._process.kill()
            self._process.communicate()

    def finish(self) -> tuple[Diagnostic, ...]:
        """Wait for the end; return what went wrong."""
        if self._process:
            said, _ = self._process.communicate()
            if self._process.returncode:
                self._problem = said.strip().partition("\n")[0] or "it ended with an error"
        shutil.rmtree(self._bundle.records, ignore_errors=True)
        if self._problem:
            return (_failed(self._problem),)
        if self._process:
            self._bundle.seal(self._wanted)
        return ()


def _digest(searched: Iterable[str]) -> str:
    found = hashlib.sha256(version("pagefind_bin").encode())
    for page in searched:
        data = page.encode()
        found.update(len(data).to_bytes(8, "little") + data)
    return found.hexdigest()


@dataclass(frozen=True, slots=True)
class Bundle:
    """The search index of the last build, kept for builds that change nothing that is searched."""

    folder: Path

    @property
    def files(self) -> Path:
        """What the site's search loads."""
        return self.folder / "pagefind"

    @property
    def records(self) -> Path:
        """What Pagefind reads, while it does."""
        return self.folder / "records"

    @property
    def seal_file(self) -> Path:
        """Where it stands what the bundle is an index of, and the digest of its files."""
        return self.folder / "seal"

    def clear(self) -> None:
        """Make it empty."""
        shutil.rmtree(self.folder, ignore_errors=True)
        self.folder.mkdir(parents=True)

    def holds(self, wanted: str) -> bool:
        """Tell whether it is whole, and the index of exactly what is wanted."""
        try:
            return self.seal_file.read_text(encoding="utf-8") == f"{wanted} {self._content()}"
        except (OSError, UnicodeDecodeError):
            return False

    def seal(self, wanted: str) -> None:
        """Leave Pagefind's ready-made interfaces out, and write down what is there."""
        for file in self.files.iterdir() if self.files.is_dir() else ():
            if file.is_file() and not NEEDED.fullmatch(file.name):
                file.unlink()
        self.seal_file.write_text(f"{wanted} {self._content()}", encoding="utf-8")

    def put(self, place: Path) -> None:
        """Put the files where a site has them, without copying where the file system can."""
        if self.files.is_dir():
            shutil.copytree(self.files, place, copy_function=_linked)

    def _content(self) -> str:
        found = hashlib.sha256()
        for file in sorted(self.files.rglob("*")):
            if file.is_file():
                found.update(f"\n{file.relative_to(self.files).as_posix()}\n".encode())
                found.update(hashlib.sha256(file.read_bytes()).digest())
        return found.hexdigest()


def _linked(source: str, place: str) -> None:
    try:
        os.link(source, place)
    except OSError:
        shutil.copyfile(source, place)


def _failed(reason: str) -> Diagnostic:
    return NO_SEARCH.at(
        Location("build/site.next/pagefind"),
        f"Pagefind could not make the index: {reason}",
        "type `pip install --force-reinstall pagefind_bin`",
    )
