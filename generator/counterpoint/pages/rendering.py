"""Templates to pages: one environment, compiled once."""

from __future__ import annotations

import re
from functools import cache

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from counterpoint.diagnostics import Location
from counterpoint.model import Heading
from counterpoint.pages.hyperlinks import hyperlink, hyperlinks
from counterpoint.pages.place import HOME, Place, staged_path
from counterpoint.pages.quotations import Quotations
from counterpoint.pages.table_rows import table_rows
from counterpoint.pages.values import Page
from counterpoint.pages.views import Hyperlink

_BLANK_LINES = re.compile(r"\n\s*\n")
_HEADING = re.compile(r'<h([2-6]) id="([^"]+)"[^>]*>(.*?)</h\1>', re.DOTALL)


@cache
def environment() -> Environment:
    """Return the one environment of templates, autoescape on."""
    made = Environment(
        loader=PackageLoader("counterpoint"),
        autoescape=True,
        trim_blocks=True,
        lstrip_blocks=True,
        undefined=StrictUndefined,
        auto_reload=False,
    )
    made.globals |= {
        "once": cache,
        "hyperlink": hyperlink,
        "hyperlinks": hyperlinks,
        "quotations": Quotations,
        "table_rows": table_rows,
    }
    return made


def load_templates() -> None:
    """Load every template, so that processes which begin as copies of this one have them."""
    for name in environment().list_templates():
        environment().get_template(name)


def render(  # noqa: PLR0913  (a page in one call)
    place: Place,
    template: str,
    view: object,
    *,
    title: str,
    source: str = "",
    description: str = "",
    trail: tuple[Hyperlink, ...] = (),
) -> Page:
    """Return the page at a place, made by a template of its view value.

    `trail` are the pages between the overview and this one.
    """
    home = Hyperlink("Research", place.to(HOME))
    steps = () if place.address == HOME else (home, *trail)
    written = environment().get_template(template).render(view=view, title=title, trail=steps)
    html = _BLANK_LINES.sub("\n", written.strip())
    path = staged_path(place.address)
    return Page(path, title, html, source, description, _headings(html, path))


def _headings(html: str, path: str) -> tuple[Heading, ...]:
    return tuple(
        Heading(int(level), Markup(inner).striptags(), anchor, Location(path))  # noqa: S704
        for level, anchor, inner in _HEADING.findall(html)
    )
