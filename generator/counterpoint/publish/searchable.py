"""Write what search finds as Pagefind reads it: small records rather than whole pages."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from html import escape

from counterpoint.publish.records import Pairs, Record

ARTICLE = re.compile(r"<article[^>]*>(.*)</article>", re.DOTALL)
NO_WORDS = re.compile(r'<img\b[^>]*>|<a class="headerlink"[^>]*>.*?</a>')
"""What Pagefind would take for words of a page."""

UNDATED = "0000-00-00"
"""Results are put in order by their dates, as values of a filter; this one stands for none."""

UNREAD = frozenset({"at", "quote"})
"""Details that nothing is found by: an address, and a quotation, whose words stand in the text."""
PRIVATE = 0x2800
"""Where the signs begin that stand for these: no letters to Pagefind, hence never a word."""
SIGNS = {byte: PRIVATE + byte for byte in range(256)}
ASIDE = 0.25
"""What a word counts on pages written by hand: the study itself comes before them."""


@dataclass(frozen=True, slots=True)
class Searched:
    """One thing that is searched, as Pagefind reads it."""

    html: str
    facets: Pairs


def documents(
    records: Iterable[Record], handwritten: Iterable[tuple[str, str]]
) -> Iterator[Searched]:
    """Yield all that is searched.

    `handwritten` are addresses of pages whose text is searched as it stands, and that text.
    """
    yield from map(as_html, records)
    for address, page in handwritten:
        if found := ARTICLE.search(page):
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
    return text.encode().decode("latin-1").translate(SIGNS)


def _noted(attribute: str, name: str, value: str) -> str:
    return f'<meta data-pagefind-{attribute}="{name}[content]" content="{escape(value)}">'
