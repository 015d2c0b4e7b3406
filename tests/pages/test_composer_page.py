"""The composer's page knows the study's words, and no more than this build may show."""

from __future__ import annotations

import json
import re
from html import unescape
from typing import Any

from composed import pages_of
from counterpoint.pages.composer import FOLDER
from counterpoint.pages.place import ADDING
from counterpoint.pages.values import Page
from repositories import loaded

INTERVIEW = """\
---
title: One
date: 2026-03-02
participants:
  - {{id: {id}, speaker: Dana, side: user, persona: rep, account: northwind}}
interviewers: [Mel]
consent: {{status: granted, audience: {audience}}}
---
**Dana** Reports are slow.
"""
THEME = (
    '---\ntitle: Slow "reports" & more\nexpresses: problem\naliases: [slow]\n---\nThey {wait}.\n'
)


def composer(settings: str = "") -> Page:
    """Return the composer of a small study with one interview that is withheld."""
    texts = {
        "research/research.yml": settings or "title: Small",
        "research/interviews/one.md": INTERVIEW.format(id="p1", audience="internal"),
        "research/interviews/hidden.md": INTERVIEW.format(id="p2secret", audience="restricted"),
        "research/themes/slow-reporting.md": THEME,
        "research/personas/rep.md": "---\ntitle: Sales rep\nside: user\n---\n",
        "research/accounts/northwind.md": "---\ntitle: Northwind\n---\n",
    }
    return pages_of(loaded(texts).study)[ADDING]


def vocabulary(page: Page) -> dict[str, Any]:
    """Return what the page's script is told."""
    found = re.search(r'data-cp-study="([^"]*)"', page.html)
    assert found
    told: dict[str, Any] = json.loads(unescape(found[1]))
    return told


def test_the_script_is_told_the_codebook() -> None:
    """Titles, definitions and aliases arrive as they were written."""
    themes = vocabulary(composer())["themes"]
    theme = next(one for one in themes if one["id"] == "slow-reporting")
    assert theme["title"] == 'Slow "reports" & more'
    assert (theme["about"], theme["aliases"]) == ("They {wait}.", ["slow"])
    assert theme["expresses"] == "problem"


def test_who_took_part_before_is_offered_unless_withheld() -> None:
    """A withheld interview leaves no trace here either."""
    page = composer()
    told = vocabulary(page)
    assert [one["id"] for one in told["participants"]] == ["p1"]
    assert told["interviews"] == ["one"]
    assert "p2secret" not in page.html
    assert told["interviewers"] == ["Mel"]


def test_a_closed_codebook_offers_nothing_new() -> None:
    """Only an open one lets contributors propose personas and accounts."""
    assert "Somebody new" in composer().html
    page = composer("codebook: closed")
    assert "Somebody new" not in page.html
    assert not vocabulary(page)["isOpen"]


def test_files_are_added_from_here() -> None:
    """The page knows the folder of the repository that it writes for."""
    assert composer().adds == FOLDER
