"""What is known of one theme, or of one interview's evidence, as JSON at a fixed address."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import repeat
from typing import Any

import msgspec

from counterpoint.analysis.values import SideFindings
from counterpoint.citing import citation_link
from counterpoint.model import Evidence, Interview, Theme
from counterpoint.pages.badges import theme_in_short, theme_in_words
from counterpoint.pages.place import address_of
from counterpoint.pages.site import Site
from counterpoint.pages.values import DataFile
from counterpoint.pages.wording import in_sentence
from counterpoint.references import evidence_data, page_address, theme_badge, theme_data


def small_data(site: Site) -> Iterator[DataFile]:
    """Yield a file for each theme and each interview with evidence, also at their old ids."""
    study = site.study
    for theme in study.themes.values():
        content = _json(_theme(site, theme))
        for key in (theme.id, *(one for one in theme.aliases if one not in study.themes)):
            yield DataFile(theme_data(key), content)
    for interview in study.interviews.values():
        if interview.evidence:
            whose = tuple(_who(site, one) for one in interview.evidence)
            citing = tuple(_citing(site, one) for one in interview.evidence)
            content = site.recall.of(_interview, interview, whose, citing)
            for key in (interview.id, *interview.aliases):
                yield DataFile(evidence_data(key), content)


def _json(content: dict[str, Any]) -> bytes:
    return msgspec.json.format(msgspec.json.encode(content), indent=1) + b"\n"


def _theme(site: Site, theme: Theme) -> dict[str, Any]:
    found = site.findings(theme.id)
    items = [one for one in site.insights.roadmap.items if theme.id in one.themes]
    return {
        "id": theme.id,
        "title": theme.title,
        "address": address_of(theme),
        "badge": theme_badge(theme.id),
        "expresses": theme.expresses.value,
        "status": theme.status.value,
        "aliases": theme.aliases,
        "relation": found.relation.value if found.relation else "",
        "in_short": theme_in_short(site, found),
        "in_words": theme_in_words(site, theme),
        "strength": found.strength.level.value,
        "sides": {one.side: _side(one) for one in found.sides},
        "secondhand": len(found.secondhand),
        "decided_by": found.decided_by,
        "roadmap": [
            {
                "title": one.page.title,
                "status": one.item.status.value,
                "address": page_address(one.page.path),
            }
            for one in items
        ],
    }


def _side(found: SideFindings) -> dict[str, Any]:
    return {
        "position": found.position.value,
        "interviewed": len(found.interviewed),
        "for": len(found.for_only),
        "against": len(found.against_only),
        "both": len(found.both),
        "raised_no_stance": len(found.no_stance),
        "not_asked": len(found.not_asked),
        "accounts": len(found.accounts),
    }


def _interview(
    interview: Interview, whose: tuple[str, ...], citing: tuple[tuple[str, ...], ...]
) -> bytes:
    pieces = map(_piece, repeat(interview), interview.evidence, whose, citing)
    anchors = (one.anchor for one in interview.evidence)
    return _json(
        {
            "interview": interview.id,
            "title": interview.title,
            "date": interview.date.isoformat(),
            "method": interview.method.value,
            "counts": interview.is_coded,
            "address": address_of(interview),
            "evidence": dict(zip(anchors, pieces, strict=True)),
        }
    )


def _piece(
    interview: Interview, item: Evidence, who: str, citing: tuple[str, ...]
) -> dict[str, Any]:
    someone = item.participant
    return {
        "quote": item.quote,
        "who": who,
        "participant": someone.id if someone else "",
        "side": someone.side if someone else "",
        "persona": someone.persona if someone else "",
        "account": someone.account if someone else "",
        "themes": item.themes,
        "stance": item.stance.value,
        "basis": item.basis.value,
        "about": item.about,
        "kinds": item.kinds,
        "stamp": item.stamp,
        "address": f"{address_of(interview)}#{item.anchor}",
        "citation": citation_link(item.quote, interview.path, item) if item.id else "",
        "cited_by": citing,
    }


def _citing(site: Site, item: Evidence) -> tuple[str, ...]:
    return tuple(page_address(one.path) for one in site.backlinks.of_evidence(item))


def _who(site: Site, item: Evidence) -> str:
    """Return who said it in words: `Dana (user, sales representative, Northwind)`."""
    someone = item.participant
    if someone is None:
        return site.sides[""].label
    persona = site.study.personas.get(someone.persona)
    account = site.study.accounts.get(someone.account)
    side = item.sides[0] if len(item.sides) == 1 else someone.side
    parts = (
        site.sides[side].one,
        in_sentence(persona.title) if persona else "",
        account.title if account else "",
    )
    return f"{someone.speaker or someone.id} ({', '.join(filter(None, parts))})"
