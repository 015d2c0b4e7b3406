"""Say what search finds as Pagefind's service takes it: small records rather than whole pages."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from html import escape

from counterpoint.publish.pagefind import Request
from counterpoint.publish.records import Pairs, Record

ARTICLE = re.compile(r"<article[^>]*>(.*)</article>", re.DOTALL)
NO_WORDS = re.compile(r'<img\b[^>]*>|<a class="headerlink"[^>]*>.*?</a>')
"""What Pagefind would take for words of a page."""

UNDATED = "0000-00-00"
"""Results are put in order by their dates, as values of a filter; this one stands for none."""

PRIVATE = 0x2800
"""Where the signs begin that stand for the bytes of a quotation: its words are in the text."""
SIGNS = {byte: PRIVATE + byte for byte in range(256)}
ASIDE = 0.25
"""What a word counts on pages written by hand: the study itself comes before them."""


@dataclass(frozen=True, slots=True)
class Searched:
    """One thing that is searched, as Pagefind is told of it."""

    request: Request
    facets: Pairs


def documents(
    records: Iterable[Record], handwritten: Iterable[tuple[str, str]]
) -> Iterator[Searched]:
    """Yield all that is searched.

    `handwritten` are addresses of pages whose text is searched as it stands, and that text.
    """
    found: Counter[str] = Counter()
    for record in records:
        found[record.address] += 1
        yield _record(record, found[record.address])
    for address, page in handwritten:
        if article := ARTICLE.search(page):
            yield _page(address, article[1])


def numbers(searched: Iterable[Searched]) -> dict[str, dict[str, int]]:
    """Return how many things each value of each facet has.

    Pagefind would load all its filters to count what everybody sees first.
    """
    found: defaultdict[str, Counter[str]] = defaultdict(Counter)
    for one in searched:
        for facet, value in dict.fromkeys(one.facets):
            found[facet][value] += 1
    return {facet: dict(sorted(counted.items())) for facet, counted in sorted(found.items())}


def _record(record: Record, number: int) -> Searched:
    details = {"title": record.title, **dict(record.details)}
    details |= {"names": record.names, "synonyms": record.synonyms}
    facets = (*record.facets, ("date", details.pop("date", UNDATED)))
    details["quote"] = _unread(details.get("quote", ""))
    request = {
        "type": "AddRecord",
        "url": _url(record.address, number),
        "content": " ".join(map(_sentence, record.words)),
        "language": "en",
        "meta": {name: text for name, text in details.items() if text},
        "filters": _filters(facets),
    }
    return Searched(request, facets)


def _page(address: str, article: str) -> Searched:
    facets = (("type", "page"), ("date", UNDATED))
    noted = "".join(_noted("filter", *pair) for pair in facets) + _noted("meta", "page", "Page")
    words = NO_WORDS.sub("", article)
    body = f'<div data-pagefind-weight="{ASIDE}">{words}</div>'
    html = f'<!doctype html><html lang="en"><head>{noted}</head><body>{body}</body></html>'
    return Searched({"type": "AddFile", "url": _url(address, 1), "file_contents": html}, facets)


def _url(address: str, number: int) -> str:
    """Return what Pagefind takes one thing for: several can be at one address."""
    return f"{address} {number}"


def _filters(facets: Pairs) -> Mapping[str, list[str]]:
    found: defaultdict[str, list[str]] = defaultdict(list)
    for facet, value in dict.fromkeys(facets):
        found[facet].append(value)
    return found


def _sentence(words: str) -> str:
    """Return a paragraph with an end, for an excerpt goes on with the next one."""
    return f"{words}." if words[-1:].isalnum() else words


def _unread(text: str) -> str:
    """Return a text so that nothing is found by a word in it: a sign for each byte."""
    return text.encode().decode("latin-1").translate(SIGNS)


def _noted(attribute: str, name: str, value: str) -> str:
    return f'<meta data-pagefind-{attribute}="{name}[content]" content="{escape(value)}">'
