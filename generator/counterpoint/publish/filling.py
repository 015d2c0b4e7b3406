"""Put a generated page into the frame that MkDocs rendered for it."""

from __future__ import annotations

import html
import re
from collections.abc import Callable, Mapping
from pathlib import PurePosixPath
from typing import Any
from urllib.parse import quote

from jinja2 import Environment, FileSystemLoader
from jinja2.utils import url_quote

from counterpoint.pages.values import Page
from counterpoint.publish.frames import (
    ADDRESS,
    ADDS,
    BODY,
    CONTENTS,
    DESCRIPTION,
    FOLDER,
    SOURCE,
    TITLE,
)
from counterpoint.publish.staging import contents_entry, table_of_contents

LIST = "cpframelist"
PLACES = re.compile(f"({TITLE}|{DESCRIPTION}|{SOURCE}|{ADDS}|{FOLDER}|{ADDRESS}\\d+|{LIST}|{BODY})")

WORDS: Mapping[str, Callable[[Page], str]] = {
    TITLE: lambda page: html.escape(page.title),
    DESCRIPTION: lambda page: html.escape(page.description),
    SOURCE: lambda page: url_quote(page.source),
    ADDS: lambda page: url_quote(page.adds),
    FOLDER: lambda page: quote(PurePosixPath(page.path).parent.name),
    ADDRESS: lambda page: quote(PurePosixPath(page.path).stem),
}
"""What stands in each place of a frame, the body and the table of contents apart."""


class TableOfContents:
    """Renders entries of a table of contents with the theme's own template."""

    def __init__(self, templates: tuple[str, ...]) -> None:
        environment = Environment(loader=FileSystemLoader(templates), auto_reload=False)  # noqa: S701  (as MkDocs' own: titles are escaped before)
        self._template = environment.get_template("partials/toc-item.html")
        self._known: dict[str, str] = {}

    def entry(self, entry: Mapping[str, Any]) -> str:
        """Return an entry and those below it as HTML."""
        key = repr(entry)
        if key not in self._known:
            self._known[key] = self._template.render(toc_item=entry)
        return self._known[key]


class Frame:
    """A page as MkDocs rendered it around places for words."""

    def __init__(self, rendered: str, contents: TableOfContents) -> None:
        self._contents = contents
        text, self._between = _with_list(rendered, contents)
        self._parts = tuple(PLACES.split(text))

    def filled(self, page: Page, block: str) -> str:
        """Return the page in its frame; `block` is its body, sealed."""
        parts = list(self._parts)
        for at in range(1, len(parts), 2):
            parts[at] = self._words(parts[at], page, block)
        return "".join(parts)

    def _words(self, place: str, page: Page, block: str) -> str:
        if place == BODY:
            return block
        if place == LIST:
            entries = table_of_contents(page.headings)
            return self._between.join(map(self._contents.entry, entries))
        return WORDS[ADDRESS if place.startswith(ADDRESS) else place](page)


def _with_list(rendered: str, contents: TableOfContents) -> tuple[str, str]:
    """Return a frame with one place for its table of contents, and what stands between entries."""
    first, second = (contents.entry(contents_entry(2, one, one)) for one in CONTENTS)
    before, _, rest = rendered.partition(first)
    between, found, after = rest.partition(second)
    return (f"{before}{LIST}{after}", between) if found else (rendered, "")
