"""From a Vega-Lite specification to inline SVG that follows the page's colours."""

from __future__ import annotations

import json
import math
import re
from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from html import escape
from typing import Any

from markupsafe import Markup

from counterpoint.pages.charts.engraving import engraved
from counterpoint.pages.charts.look import CONFIG
from counterpoint.pages.views import Hyperlink

PLACEHOLDER = "https://counterpoint.invalid/"
"""Stands for a link while Vega draws: it makes every relative address one of its own host."""
LINK = re.compile(
    r'xlink:href="https://counterpoint\.invalid/(\d+)"[^>]*>'
    r'(<path)? ?(?:aria-label="[^"]*" role="graphics-symbol")?'
)
"""A link and its mark, which needs no name of its own beside the link's title."""
ROOT = re.compile(r"<svg [^>]*?(width=\"[^\"]*\" height=\"[^\"]*\" viewBox=\"[^\"]*\")[^>]*>")
CLIP = re.compile(r'(<clipPath id="|<g [^>]*clip-path="url\(#)(clip\d+)')
"""Where a part of a drawing that is cut off has its name, and where that is used."""
TICKS = 10
STEPS = tuple(step * 10**power for power in range(7) for step in (1, 2, 5))
NO_XML = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
"""Signs that XML cannot hold: Vega's engine ends the whole process on them."""
NO_XML_IN_JSON = re.compile(rf"(\\\\)|\\[bf]|\\u00[01][0-9a-f]|{NO_XML.pattern}")
LONGEST = 40
"""Characters of a label. Vega, left to cut it, cuts some signs in two and fails on their halves."""


@dataclass(frozen=True, slots=True)
class Mark:
    """Where a mark leads, and its words."""

    address: str
    """On the site, without leading slash; may end in a fragment."""
    words: str


@dataclass(frozen=True, slots=True)
class Drawing:
    """A chart before it stands on a page."""

    id: str
    title: str
    description: str
    """What the chart shows, in sentences, for whoever does not see it."""
    spec: str
    """Vega-Lite as canonical JSON; a mark with the address `link(n)` leads to `marks[n]`."""
    marks: tuple[Mark, ...]
    header: tuple[str, ...]
    rows: tuple[tuple[Hyperlink, ...], ...]
    """The same data as a table; addresses on the site."""


@dataclass(frozen=True, slots=True)
class Chart:
    """A chart on one page, its links resolved from there."""

    id: str
    title: str
    description: str
    svg: Markup
    header: tuple[str, ...]
    rows: tuple[tuple[Hyperlink, ...], ...]


def specification(**parts: Any) -> str:
    """Return a specification as canonical JSON, in the look of the site."""
    written = json.dumps({**parts, "config": CONFIG}, sort_keys=True, ensure_ascii=False)
    return NO_XML_IN_JSON.sub(lambda found: found[1] or "\ufffd", written)


def link(number: int) -> str:
    """Return what stands for the address of the mark of that number in a specification."""
    return f"{PLACEHOLDER}{number}"


def draw(drawing: Drawing, to: Callable[[str], str]) -> Chart:
    """Return a chart whose links `to` makes relative to the page on which it stands."""
    return Chart(
        id=drawing.id,
        title=drawing.title,
        description=drawing.description,
        svg=Markup(_linked(_named(_cut(drawing), drawing), drawing.marks, to)),  # noqa: S704
        header=drawing.header,
        rows=tuple(tuple(_resolved(cell, to) for cell in row) for row in drawing.rows),
    )


def _cut(drawing: Drawing) -> str:
    """Return a chart's SVG with names of its own: Vega counts on from what it drew before."""
    names: dict[str, str] = {}

    def named(found: re.Match[str]) -> str:
        return found[1] + names.setdefault(found[2], f"{drawing.id}-clip-{len(names) + 1}")

    return CLIP.sub(named, engraved(drawing.spec))


def _named(svg: str, drawing: Drawing) -> str:
    title, description = f"{drawing.id}-title", f"{drawing.id}-description"

    def opening(found: re.Match[str]) -> str:
        return (
            f'<svg xmlns="http://www.w3.org/2000/svg" class="cp-chart__drawing" {found[1]}'
            f' role="group" aria-labelledby="{title}" aria-describedby="{description}">'
            f'<title id="{title}">{escape(drawing.title)}</title>'
            f'<desc id="{description}">{escape(drawing.description)}</desc>'
        )

    return ROOT.sub(opening, svg, count=1)


def _linked(svg: str, marks: tuple[Mark, ...], to: Callable[[str], str]) -> str:
    def opening(found: re.Match[str]) -> str:
        mark = marks[int(found[1])]
        words, path = escape(NO_XML.sub("\ufffd", mark.words)), found[2] or ""
        return f'href="{escape(to(mark.address))}"><title>{words}</title>{path}'

    return LINK.sub(opening, svg)


def _resolved(cell: Hyperlink, to: Callable[[str], str]) -> Hyperlink:
    return Hyperlink(cell.text, to(cell.href)) if cell.href else cell


def quantity(name: str, domain: tuple[float, float], title: str) -> dict[str, Any]:
    """Return the encoding of a number of people or items: a fixed domain, whole numbers at it."""
    return {
        "field": name,
        "type": "quantitative",
        "scale": {"domain": list(domain), "nice": False, "zero": False},
        "axis": {"format": "d", "values": whole_ticks(domain[1]), "title": title},
    }


def whole_ticks(most: float) -> list[int]:
    """Return at most `TICKS` round whole numbers from 0 to `most`."""
    step = next(one for one in STEPS if most / one <= TICKS)
    return list(range(0, math.floor(most) + 1, step))


def distinct(names: Iterable[tuple[str, str]]) -> Mapping[str, str]:
    """Return names as labels by id, those that several things bear with their id behind."""
    known = {key: shortened(name) for key, name in names}
    borne = Counter(known.values())
    return {key: name if borne[name] == 1 else f"{name} ({key})" for key, name in known.items()}


def shortened(words: str, longest: int = LONGEST) -> str:
    """Return words as a label has room for them."""
    return words if len(words) <= longest else f"{words[: longest - 1].rstrip()}…"
