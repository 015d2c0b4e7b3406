"""Make the search index with Pagefind, from small records rather than whole pages."""

from __future__ import annotations

import hashlib
import json
import os
import re
import shutil
import subprocess
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from html import escape
from importlib.metadata import version
from pathlib import Path

from counterpoint.diagnostics import Diagnostic, Location
from counterpoint.publish.records import Pairs, Record
from counterpoint.publish.values import NO_SEARCH

NUMBERS = "numbers.json"
"""Where the site's search reads how many there are of everything."""

NEEDED = re.compile(r"pagefind(-worker)?\.js|(pagefind-entry|numbers)\.json|.*\.(pf_meta|pagefind)")
"""What the site's own search loads; Pagefind's ready-made interfaces are left out."""

ARTICLE = re.compile(r"<article[^>]*>(.*)</article>", re.DOTALL)
NO_WORDS = re.compile(r'<img\b[^>]*>|<a class="headerlink"[^>]*>.*?</a>')
"""What Pagefind would take for words of a page."""

UNDATED = "0000-00-00"
"""Results are put in order by their dates, as values of a filter; this one stands for none."""

UNREAD = frozenset({"at", "quote"})
"""Details that nothing is found by: an address, and a quotation, whose words stand in the text."""
PRIVATE = 0x2800
"""Where the signs begin that stand for these: no letters to Pagefind, hence never a word."""
RECORDS_PER_FOLDER = 1000

ASIDE = 0.25
"""What a word counts on pages written by hand: the study itself comes before them."""


@dataclass(frozen=True, slots=True)
class Searched:
    """One thing that is searched, as Pagefind reads it."""

    html: str
    facets: Pairs


def documents(
    records: Iterable[Record], site: Path, handwritten: Iterable[str]
) -> tuple[Searched, ...]:
    """Return all that is searched.

    `handwritten` are addresses of pages whose text in the rendered site is searched as it stands.
    """
    return (*map(as_html, records), *_handwritten(site, handwritten))


def _handwritten(site: Path, addresses: Iterable[str]) -> Iterator[Searched]:
    for address in addresses:
        file = site / address / "index.html"
        if file.is_file() and (found := ARTICLE.search(file.read_text(encoding="utf-8"))):
            body = f'<div data-pagefind-weight="{ASIDE}">{NO_WORDS.sub("", found[1])}</div>'
            yield _document(address, "", body, (("type", "page"),), (("page", "Page"),))


def as_html(record: Record) -> Searched:
    """Return a record as Pagefind reads it."""
    body = "".join(f"<p>{escape(words)}</p>" for words in record.words)
    details = (*record.details, ("names", record.names), ("synonyms", record.synonyms))
    return _document(record.address, record.title, body, record.facets, details)


def numbers(searched: Iterable[Searched]) -> dict[str, dict[str, int]]:
    """Return how many things each value of each facet has.

    Pagefind would load all its filters to count what everybody sees first.
    """
    found: defaultdict[str, Counter[str]] = defaultdict(Counter)
    for one in searched:
        for facet, value in dict.fromkeys(one.facets):
            found[facet][value] += 1
    return {facet: dict(sorted(counted.items())) for facet, counted in sorted(found.items())}


def _document(
    address: str, title: str, body: str, facets: Pairs, details: Iterable[tuple[str, str]]
) -> Searched:
    shown = {"at": address, "title": title, **dict(details)}
    dated = (*facets, ("date", shown.pop("date", UNDATED)))
    meta = ((name, _unread(text) if name in UNREAD else text) for name, text in shown.items())
    head = "".join(_noted("meta", *pair) for pair in meta if pair[1])
    head += "".join(_noted("filter", *pair) for pair in dated)
    html = f'<!doctype html><html lang="en"><head>{head}</head><body>{body}</body></html>'
    return Searched(html, dated)


def _unread(text: str) -> str:
    """Return a text so that nothing is found by a word in it: a sign for each byte."""
    return "".join(chr(PRIVATE + byte) for byte in text.encode())


def _noted(attribute: str, name: str, value: str) -> str:
    return f'<meta data-pagefind-{attribute}="{name}[content]" content="{escape(value)}">'


def start(searched: Sequence[Searched], bundle: Bundle) -> Indexing:
    """Begin to make a bundle of what is searched; nothing is done where it holds that already."""
    wanted = _digest(searched)
    if bundle.holds(wanted):
        return Indexing(bundle, wanted, None)
    bundle.clear()
    for number, one in enumerate(searched):
        folder = bundle.records / str(number // RECORDS_PER_FOLDER)
        if number % RECORDS_PER_FOLDER == 0:
            folder.mkdir(parents=True)
        (folder / f"{number}.html").write_text(one.html, encoding="utf-8")
    bundle.unfinished.mkdir()
    written = json.dumps(numbers(searched), separators=(",", ":"))
    (bundle.unfinished / NUMBERS).write_text(written, encoding="utf-8")
    # Importing the package looks for the program, which only indexing needs.
    from pagefind_bin import get_executable  # noqa: PLC0415

    command = [get_executable(), "--site", bundle.records, "--output-path", bundle.unfinished]
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
        if self._process and self._process.stdout and not self._process.stdout.closed:
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


def _digest(searched: Iterable[Searched]) -> str:
    found = hashlib.sha256(f"{version('pagefind_bin')} {NUMBERS}".encode())
    for one in searched:
        data = one.html.encode()
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
    def unfinished(self) -> Path:
        """What Pagefind has written so far.

        Of this process only: where a build was killed its Pagefind may go on for a while.
        """
        return self.folder / f"pagefind-{os.getpid()}"

    @property
    def records(self) -> Path:
        """What Pagefind reads, while it does."""
        return self.folder / f"records-{os.getpid()}"

    @property
    def seal_file(self) -> Path:
        """Where it stands what the bundle is an index of, and the digest of its files."""
        return self.folder / "seal"

    def clear(self) -> None:
        """Make it empty."""
        shutil.rmtree(self.folder, ignore_errors=True)
        self.folder.mkdir(parents=True, exist_ok=True)

    def holds(self, wanted: str) -> bool:
        """Tell whether it is whole, and the index of exactly what is wanted."""
        try:
            return self.seal_file.read_text(encoding="utf-8") == f"{wanted} {self._content()}"
        except (OSError, UnicodeDecodeError):
            return False

    def seal(self, wanted: str) -> None:
        """Leave Pagefind's ready-made interfaces out, and write down what is there."""
        for file in self.unfinished.iterdir():
            if file.is_file() and not NEEDED.fullmatch(file.name):
                file.unlink()
        self.unfinished.rename(self.files)
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
