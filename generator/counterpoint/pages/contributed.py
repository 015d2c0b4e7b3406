"""Contributed documents on their way into a page: addresses put in, then cleaned by nh3."""

from __future__ import annotations

import html
import re
from collections.abc import Callable

import nh3
from markupsafe import Markup

from counterpoint.model import Document, Link
from counterpoint.pages.place import Place

WITHHELD = '<span class="cp-withheld">evidence withheld</span>'
STAMP = "sha256:"

_ANCHOR = re.compile(r'<a\b[^>]*?\bhref="link:(\d+)"[^>]*>(.*?)</a>', re.DOTALL)
_IMAGE = re.compile(r'<img\b[^>]*?\bsrc="link:(\d+)"[^>]*>')
_HEADING = re.compile(r"<(/?)h([1-6])\b")
_PRE = re.compile(r"<pre\b.*?</pre>", re.DOTALL)

_TEXT = frozenset(
    "p br em strong del s a code pre blockquote ul ol li h1 h2 h3 h4 h5 h6 hr sub sup".split()
)
_TABLES = frozenset("table caption thead tbody tr th td".split())
_MARKS = frozenset("mark div span time".split())
_CLEANER = nh3.Cleaner(
    tags=set(_TEXT | _TABLES | _MARKS | {"img"}),
    attributes={
        "*": {"id"},
        "a": {"href", "title", "rel"},
        "img": {"src", "alt", "title"},
        "mark": {"data-evidence"},
        "div": {"data-item"},
        "ol": {"start"},
        "th": {"scope", "align"},
        "td": {"align"},
    },
    allowed_classes={
        "mark": {"cp-quote"},
        "div": {"cp-item"},
        "strong": {"cp-speaker"},
        "span": {"cp-speaker", "cp-time", "cp-withheld"},
        "time": {"cp-time"},
        "pre": {"highlight"},
    },
    url_schemes={"http", "https", "mailto"},
    link_rel=None,
)


def contributed(place: Place, source: str, document: Document, *, deepest: int = 0) -> Markup:
    """Return a document as trusted HTML for a page.

    `source` is the repository path of the file it stands in; with `deepest` its headings start
    at that level.
    """
    if not document.html:
        return Markup()
    linked = _with_addresses(place, source, document)
    clean = _CLEANER.clean(linked)
    return Markup(_one_block(_headings_from(clean, deepest)))  # noqa: S704  (cleaned above)


def _with_addresses(place: Place, source: str, document: Document) -> str:
    def link(number: str) -> Link:
        return document.links[int(number)]

    def anchor(match: re.Match[str]) -> str:
        found = link(match[1])
        address = place.resolve(source, found.href)
        if address is None:
            return WITHHELD
        if not address:
            return match[2]
        return f'<a href="{html.escape(address)}"{_title(found)}>{match[2]}</a>'

    def image(match: re.Match[str]) -> str:
        found = link(match[1])
        address = place.resolve(source, found.href)
        if address is None:
            return WITHHELD
        alternative = html.escape(found.text)
        return f'<img src="{html.escape(address)}" alt="{alternative}"{_title(found)}>'

    return _IMAGE.sub(image, _ANCHOR.sub(anchor, document.html))


def _title(link: Link) -> str:
    """Return a link's title; a citation's stamp is for programs and stays out of sight."""
    if not link.title or link.title.startswith(STAMP):
        return ""
    return f' title="{html.escape(link.title)}"'


def _headings_from(clean: str, level: int) -> str:
    """Return HTML whose highest heading stands at a level, the rest below it as before."""
    if not level:
        return clean
    levels = [int(found[2]) for found in _HEADING.finditer(clean)]
    shift = level - min(levels, default=level)

    def moved(match: re.Match[str]) -> str:
        return f"<{match[1]}h{min(6, int(match[2]) + shift)}"

    return _HEADING.sub(moved, clean)


def _one_block(clean: str) -> str:
    """Return HTML without a line end inside preformatted text and without blank lines."""
    kept = _PRE.sub(lambda found: found[0].replace("\n", "&#10;"), clean)
    return "\n".join(line for line in kept.split("\n") if line.strip())


def replace_items(page: str, put: Callable[[int], str]) -> str:
    """Return a transcript with every item's place taken by what `put` makes of its number."""
    return _ITEM.sub(lambda found: put(int(found[1])), page)


_ITEM = re.compile(r'<div class="cp-item" data-item="(\d+)"></div>')
