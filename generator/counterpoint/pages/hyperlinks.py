"""Links as HTML, without a template: pages have a hundred on average."""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache

from markupsafe import Markup, escape

from counterpoint.pages.views import Hyperlink

LATELY = 4096
"""So many links are remembered: nine of ten lead where one just before led."""


@lru_cache(maxsize=LATELY)
def hyperlink(one: Hyperlink) -> Markup:
    """Return a link, or its words where it leads nowhere."""
    if not one.href:
        return escape(one.text)
    return Markup(f'<a href="{escape(one.href)}">{escape(one.text)}</a>')  # noqa: S704  (escaped)


def hyperlinks(some: Iterable[Hyperlink]) -> Markup:
    """Return links with commas between them."""
    return Markup(", ".join(map(hyperlink, some)))  # noqa: S704  (escaped)
