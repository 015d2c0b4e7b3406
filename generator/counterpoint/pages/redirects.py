"""Pages at old addresses that send readers on: renamed and merged things keep every link alive."""

from __future__ import annotations

from collections.abc import Iterator
from html import escape

from counterpoint.catalogue import Cited
from counterpoint.pages.site import Site
from counterpoint.pages.values import DataFile
from counterpoint.references import page_address, relative_address

SCRIPT = "assets/counterpoint/moved/moved.js"
"""Takes the reader to the same place on the new page, which no `refresh` can."""


def redirects(site: Site) -> Iterator[DataFile]:
    """Yield a page for each old id; what has a file of its own keeps its address."""
    for path, entity in sorted(site.catalogue.entities.items()):
        if path != entity.path and entity.path:
            old = page_address(path)
            yield DataFile(f"{old}index.html", _moved(old, entity))


def _moved(old: str, entity: Cited) -> bytes:
    """Return a page that leads on with scripts, without them, and by hand."""
    target = escape(relative_address(old, page_address(entity.path)))
    title = escape(entity.title)
    return (
        '<!doctype html>\n<html lang="en"><head><meta charset="utf-8">'
        f"<title>{title}</title>"
        '<meta name="viewport" content="width=device-width,initial-scale=1">'
        '<meta name="robots" content="noindex">'
        f'<link rel="canonical" href="{target}">'
        f'<script src="{relative_address(old, SCRIPT)}"></script>'
        f'<noscript><meta http-equiv="refresh" content="0; url={target}"></noscript>'
        f'</head><body><p>This has moved to <a href="{target}">{title}</a>.</p></body></html>\n'
    ).encode()
