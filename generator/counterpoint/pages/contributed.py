"""Contributed documents on their way into a page: addresses put in, then cleaned by nh3."""

from __future__ import annotations

import html
import re
from collections.abc import Callable

import nh3
from markupsafe import Markup

from counterpoint.citing import Citation, CitationState, TargetKind
from counterpoint.model import Document, Link
from counterpoint.pages.place import Place

CHANGED = ' <span class="cp-suspect">words changed since</span>'
WITHHELD = '<span class="cp-withheld">evidence withheld</span>'
STAMP = "sha256:"

_ANCHOR = re.compile(r'<a\b[^>]*?\bhref="link:(\d+)"[^>]*>(.*?)</a>', re.DOTALL)
_IMAGE = re.compile(r'<img\b[^>]*?\bsrc="link:(\d+)"[^>]*>')
_HEADING = re.compile(r"<(/?)h([1-6])\b")
_PRE = re.compile(r"<pre\b.*?</pre>", re.DOTALL)

_TEXT = "p br em strong del s a code pre blockquote ul ol li hr sub sup h1 h2 h3 h4 h5 h6"
_TABLES = "table caption thead tbody tr th td"
_MARKS = "mark div span time img"
_ALIGNED = {"cp-left", "cp-center", "cp-right"}
_CLEANER = nh3.Cleaner(
    tags={*_TEXT.split(), *_TABLES.split(), *_MARKS.split()},
    attributes={
        "*": {"id"},
        "a": {"href", "title"},
        "img": {"src", "alt", "title"},
        "mark": {"data-evidence"},
        "div": {"data-item"},
        "ol": {"start"},
        "th": {"scope"},
    },
    allowed_classes={
        "mark": {"cp-quote"},
        "div": {"cp-item"},
        "span": {"cp-speaker", "cp-anchor", "cp-withheld", "cp-suspect"},
        "time": {"cp-time"},
        "th": _ALIGNED,
        "td": _ALIGNED,
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
    def citation(number: str) -> Citation:
        return place.cite(source, document.links[int(number)])

    def anchor(match: re.Match[str]) -> str:
        return _anchor(place, citation(match[1]), match[2])

    def image(match: re.Match[str]) -> str:
        return _image(place, citation(match[1]))

    return _IMAGE.sub(image, _ANCHOR.sub(anchor, document.html))


def _anchor(place: Place, citation: Citation, inside: str) -> str:
    if citation.is_neutralised:
        return WITHHELD
    address = place.cited_address(citation)
    if not address:
        return inside
    changed = CHANGED if citation.state is CitationState.SUSPECT else ""
    return f'<a href="{html.escape(address)}"{_title(citation.link)}>{inside}</a>{changed}'


def _image(place: Place, citation: Citation) -> str:
    """Return an image of the repository; one of another site only as words."""
    if citation.is_neutralised:
        return WITHHELD
    words = html.escape(citation.link.text)
    if citation.target is not TargetKind.ASSET:
        return words
    address = html.escape(place.cited_address(citation))
    return f'<img src="{address}" alt="{words}"{_title(citation.link)}>'


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
