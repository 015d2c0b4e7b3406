"""What tests of pages ask of a composed site."""

from __future__ import annotations

import posixpath
import re
from html import unescape

from counterpoint.analysis import analyse
from counterpoint.model import Study
from counterpoint.pages import compose
from counterpoint.pages.place import HOME
from counterpoint.pages.values import Page

HREF = re.compile(r'\shref="([^"]*)"')
HAND_BUILT = re.compile(r"#e\d+$")
"""Where evidence of a hand-built study would stand: its transcripts are empty."""
ID = re.compile(r'\sid="([^"]*)"')


def pages_of(study: Study) -> dict[str, Page]:
    """Return a study's pages by their address."""
    return {address_of(page): page for page in compose(study, analyse(study))}


def address_of(page: Page) -> str:
    """Return where a page is published."""
    return page.path.removesuffix(".md").removesuffix("index").rstrip("/") + "/"


def page_at(study: Study, address: str) -> str:
    """Return the HTML of the page at an address."""
    return pages_of(study)[address].html


def dead_links(pages: dict[str, Page]) -> set[tuple[str, str]]:
    """Return every internal link that leads to no page or no anchor, with its page."""
    anchors = {address: set(ID.findall(page.html)) for address, page in pages.items()}
    return {
        (address, href)
        for address, page in pages.items()
        for href in map(unescape, HREF.findall(page.html))
        if not href.startswith(("http://", "https://"))
        and not HAND_BUILT.search(href)
        and not _leads(address, href, anchors)
    }


def _leads(address: str, href: str, anchors: dict[str, set[str]]) -> bool:
    path, _, fragment = href.partition("#")
    path = path.partition("?")[0]
    target = posixpath.normpath(posixpath.join(address, path)) + "/" if path else address
    if target.removesuffix("/").endswith((".csv", ".json")):
        return target.startswith(f"{HOME}data/")
    return target in anchors and (not fragment or fragment in anchors[target])


def words(html: str) -> str:
    """Return what a reader sees of some HTML, white space folded."""
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", html)).split())
