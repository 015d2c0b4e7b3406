"""Make the search index with Pagefind, from small records rather than whole pages."""

from __future__ import annotations

import re
import shutil
import subprocess
from collections.abc import Iterable, Iterator
from html import escape
from pathlib import Path

from counterpoint.diagnostics import Diagnostic, Location
from counterpoint.publish.records import Record
from counterpoint.publish.values import NO_SEARCH

NEEDED = re.compile(r"pagefind(-worker)?\.js|pagefind-entry\.json|.*\.(pf_meta|pagefind)")
"""What the site's own search loads; Pagefind's ready-made interfaces are left out."""

ARTICLE = re.compile(r"<article[^>]*>(.*)</article>", re.DOTALL)
RECORDS_PER_FOLDER = 1000


def index(
    records: Iterable[Record], site: Path, handwritten: Iterable[str], scratch: Path
) -> Iterator[Diagnostic]:
    """Write the index into `pagefind/` of a rendered site; yield what went wrong.

    `handwritten` are addresses of pages whose rendered text is searched as it stands; `scratch`
    is a folder that is made and removed.
    """
    shutil.rmtree(scratch, ignore_errors=True)
    for number, page in enumerate(_pages(records, site, handwritten)):
        folder = scratch / str(number // RECORDS_PER_FOLDER)
        if number % RECORDS_PER_FOLDER == 0:
            folder.mkdir(parents=True)
        (folder / f"{number}.html").write_text(page, encoding="utf-8")
    if scratch.is_dir():
        yield from _run(scratch, site / "pagefind")
    shutil.rmtree(scratch, ignore_errors=True)


def _pages(records: Iterable[Record], site: Path, handwritten: Iterable[str]) -> Iterator[str]:
    yield from map(as_html, records)
    for address in handwritten:
        file = site / address / "index.html"
        if file.is_file() and (found := ARTICLE.search(file.read_text(encoding="utf-8"))):
            yield _document(address, "", found[1], (("type", "page"),), (("page", "Page"),))


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
    meta = "".join(_noted("meta", *pair) for pair in (("url", address), *named))
    filters = "".join(_noted("filter", *pair) for pair in facets)
    return f'<!doctype html><html lang="en"><head>{meta}{filters}</head><body>{body}</body></html>'


def _noted(attribute: str, name: str, value: str) -> str:
    return f'<meta data-pagefind-{attribute}="{name}[content]" content="{escape(value)}">'


def _run(records: Path, bundle: Path) -> Iterator[Diagnostic]:
    # Importing the package looks for the program, which only indexing needs.
    from pagefind_bin import get_executable  # noqa: PLC0415

    try:
        program = get_executable()
        done = subprocess.run(  # noqa: S603 - the packaged program, on folders of our own
            [program, "--site", records, "--output-path", bundle, "--silent"],
            capture_output=True,
            text=True,
            check=False,
        )
    except OSError as problem:
        yield _failed(str(problem))
        return
    if done.returncode:
        yield _failed((done.stderr or done.stdout).strip().partition("\n")[0])
    for file in bundle.iterdir() if bundle.is_dir() else ():
        if file.is_file() and not NEEDED.fullmatch(file.name):
            file.unlink()


def _failed(reason: str) -> Diagnostic:
    return NO_SEARCH.at(
        Location("build/site.next/pagefind"),
        f"Pagefind could not make the index: {reason}",
        "type `pip install --force-reinstall pagefind_bin`",
    )
