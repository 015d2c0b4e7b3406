"""Write down, for the citations extension, what becomes of every link of hand-written pages."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import asdict

from counterpoint.citations import key
from counterpoint.pages.cited import CitedLink, badge_signs, cited_links
from counterpoint.pages.site import Site

VERSION = 2
NOT_SHOWN = ("href", "title")
"""Fields that make up the key."""


def citations_file(site: Site) -> bytes:
    """Return the JSON text: pages by their path, their links by href and title, badges' signs."""
    pages = {
        path: {key(link.href, link.title): _fields(link) for link in cited_links(site, page)}
        for path, page in site.study.pages.items()
    }
    content = {"version": VERSION, "pages": pages, "signs": badge_signs()}
    return json.dumps(content, ensure_ascii=False, indent=1).encode()


def _fields(link: CitedLink) -> Mapping[str, object]:
    return {name: value for name, value in asdict(link).items() if name not in NOT_SHOWN}
