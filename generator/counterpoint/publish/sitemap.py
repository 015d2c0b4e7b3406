"""List the pages that were put into frames in the sitemap that MkDocs wrote."""

from __future__ import annotations

import gzip
import re
from collections.abc import Iterable
from html import escape
from pathlib import Path, PurePosixPath
from urllib.parse import quote, unquote

from counterpoint.publish.frames import Form
from counterpoint.references import page_address

ENTRY = re.compile(r"\s*<url>.*?</url>", re.DOTALL)
LOCATION = re.compile(r"<loc>(.*?)</loc>")
MTIME = slice(4, 8)
"""Where a gzip file's header has its time."""


def list_pages(site: Path, forms: Iterable[Form], staged: Iterable[str]) -> None:
    """Give every page of the forms the entry that its frame has.

    `staged` are the paths of all staged pages; the entries come in MkDocs' order of these. A site
    without an address has no entries, and its sitemap stays as it is.
    """
    file = site / "sitemap.xml"
    if not file.is_file():
        return
    text = file.read_text(encoding="utf-8")
    entries = {LOCATION.findall(entry)[0]: entry for entry in ENTRY.findall(text)}
    if not entries:
        return
    for form in forms:
        _replace(entries, form)
    ordered = sorted(staged, key=_in_order)
    places = {page_address(path): number for number, path in enumerate(ordered)}
    base = min(entries, key=len)
    listed = sorted(entries, key=lambda one: places.get(unquote(one.removeprefix(base)), -1))
    before, *_, after = ENTRY.split(text)
    _write(file, before + "".join(entries[one] for one in listed) + after)


def _replace(entries: dict[str, str], form: Form) -> None:
    """Put the entries of a form's pages in the place of its frame's."""
    address = page_address(form.frame)
    frame = next((one for one in entries if one.endswith(f"/{address}")), "")
    if not frame:
        return
    entry = entries.pop(frame)
    for one in form.pages:
        location = frame.removesuffix(address) + escape(quote(page_address(one.page.path)))
        entries[location] = entry.replace(frame, location)


def _in_order(path: str) -> tuple[tuple[str, ...], bool, str]:
    """Return what MkDocs orders files by: folders after files, an index first."""
    *folders, name = PurePosixPath(path).parts
    return tuple(folders), PurePosixPath(name).stem not in {"index", "README"}, name


def _write(file: Path, text: str) -> None:
    file.write_text(text, encoding="utf-8", newline="")
    packed = file.with_name(f"{file.name}.gz")
    time = int.from_bytes(packed.read_bytes()[MTIME], "little")
    with packed.open("wb") as raw, gzip.GzipFile(packed.name, "wb", 9, raw, time) as stream:
        stream.write(text.encode())
