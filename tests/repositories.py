"""Small repositories in memory, for tests of what several files make together."""

from __future__ import annotations

import datetime

from counterpoint.model import Audience
from counterpoint.resolve import Release
from counterpoint.sources import Asset, Repository, Source, source_of
from counterpoint.study import Loaded, load_repository

TODAY = datetime.date(2026, 6, 1)

INTERVIEW = """\
---
title: {title}
date: {date}
participants:
  - {{id: {participant}, speaker: Dana, side: {side}, persona: rep{more}}}
interviewers: [Mel]
consent: {{status: {status}, audience: {audience}}}
{fields}
---

## Today

**Dana** Nobody could say who changed the budget. It took us two days.

{items}
"""
ITEM = '- "nobody could say" #audit-trail ^no-trail'


def interview(items: str = ITEM, **given: str) -> str:
    """Return the text of an interview with one participant."""
    usual = {
        "title": "Rollout",
        "date": "2026-03-02",
        "participant": "p1",
        "side": "user",
        "more": "",
        "status": "granted",
        "audience": "internal",
        "fields": "coding: done",
    }
    return INTERVIEW.format(items=items, **{**usual, **given})


def theme(title: str = "A theme", fields: str = "status: active") -> str:
    """Return the text of a theme."""
    return f"---\ntitle: {title}\n{fields}\n---\n\nWhat it is.\n"


PERSONA = "---\ntitle: Rep\nside: user\n---\n"


def loaded(
    files: dict[str, str],
    *,
    audience: Audience = Audience.INTERNAL,
    today: datetime.date = TODAY,
    assets: tuple[Asset, ...] = (),
) -> Loaded:
    """Return the study that texts make, each under its path in `research/` or `docs/`."""
    return load_repository(repository(files, assets), Release(today, audience))


def repository(files: dict[str, str], assets: tuple[Asset, ...] = ()) -> Repository:
    """Return a repository of these files, with a persona and a theme where they bring none."""
    given = {"research/personas/rep.md": PERSONA, "research/themes/audit-trail.md": theme()} | files
    sources = [_source(path, text) for path, text in sorted(given.items())]
    return Repository(tuple(sources), assets, (), (), ())


def codes(found: Loaded) -> list[str]:
    """Return the numbers of what is wrong, in order."""
    return [one.rule.code for one in found.diagnostics]


def _source(path: str, text: str) -> Source:
    source, _ = source_of(path, text.encode())
    assert source
    return source
