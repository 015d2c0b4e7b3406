"""The composer: a page on which a transcript is tagged by selecting words, all in the browser."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from itertools import islice
from typing import Any

from counterpoint.config import Codebook
from counterpoint.model import (
    BOTH,
    PROXY,
    Account,
    Audience,
    ConsentStatus,
    Guide,
    Lifecycle,
    Method,
    Persona,
    Role,
    Theme,
)
from counterpoint.pages.place import ADDING, Place, address_of, place
from counterpoint.pages.rendering import render
from counterpoint.pages.site import Site, Voice
from counterpoint.pages.values import Page
from counterpoint.pages.views import Hyperlink, SideView
from counterpoint.pages.wording import title_of
from counterpoint.parse.attributes import attribute_words
from counterpoint.parse.values import Vocabulary

FOLDER = "research/interviews/"
DESCRIPTION = "Tag a transcript in the browser and take the finished file to a pull request."
MOST_OFFERED = 300
"""Participants and interviews that the page knows by name: the newest."""

Words = tuple[tuple[str, str], ...]
"""Keys with what they are called, in the order shown."""

AUDIENCES: Mapping[Audience, str] = {
    Audience.PUBLIC: "Public: anybody",
    Audience.INTERNAL: "Internal: everybody here",
    Audience.RESTRICTED: "Restricted: a few people",
}
STATUSES: Mapping[ConsentStatus, str] = {
    ConsentStatus.GRANTED: "Granted",
    ConsentStatus.WITHDRAWN: "Withdrawn",
    ConsentStatus.EXPIRED: "Expired",
}


@dataclass(frozen=True, slots=True)
class ComposerView:
    """What the page shows before a transcript is there."""

    study: str
    """What the script knows of the study, as JSON."""
    sides: tuple[SideView, ...]
    """Whose words may be evidence, `both` and `proxy` included."""
    methods: Words
    guides: Words
    statuses: Words
    audiences: Words
    personas: Words
    accounts: Words
    lifecycles: Words
    roles: Words
    participants: tuple[str, ...]
    is_open: bool
    """Whether new themes, personas and accounts may be proposed."""
    elsewhere: tuple[Hyperlink, ...]
    """Where to read about what is asked here."""


def pages(site: Site) -> Iterator[Page]:
    """Yield the composer."""
    here = place(site, ADDING)
    page = render(
        here, "composer.html", _view(here), title="Add an interview", description=DESCRIPTION
    )
    yield replace(page, adds=FOLDER)


def _view(here: Place) -> ComposerView:
    site, study = here.site, here.site.study
    return ComposerView(
        study=json.dumps(_vocabulary(here), ensure_ascii=False, separators=(",", ":")),
        sides=tuple(site.sides[key] for key in (*study.side_keys, BOTH, PROXY)),
        methods=tuple((one.value, title_of(one)) for one in Method),
        guides=_titles(study.guides.values()),
        statuses=tuple((one.value, words) for one, words in STATUSES.items()),
        audiences=tuple((one.value, words) for one, words in AUDIENCES.items()),
        personas=_titles(study.personas.values()),
        accounts=_titles(study.accounts.values()),
        lifecycles=tuple((one.value, title_of(one)) for one in Lifecycle),
        roles=tuple((one.value, title_of(one)) for one in Role),
        participants=tuple(voice.id for voice in _newest(site)),
        is_open=study.config.codebook is Codebook.OPEN,
        elsewhere=(
            Hyperlink("the codebook", here.to("research/codebook/")),
            Hyperlink("every interview so far", here.to("research/interviews/")),
        ),
    )


def _vocabulary(here: Place) -> dict[str, Any]:
    """Return what the script has to know, of what this build may show."""
    site, config = here.site, here.site.study.config
    first, second = config.sides
    kinds = Vocabulary((first.key, second.key), config.evidence_kinds)
    return {
        "sides": [_side(key, site.sides[key]) for key in (first.key, second.key, BOTH, PROXY, "")],
        "isOpen": config.codebook is Codebook.OPEN,
        "retentionMonths": config.retention_months,
        "attributes": attribute_words(kinds),
        "kinds": [
            {"id": one.key, "title": one.label, "side": one.side} for one in config.evidence_kinds
        ],
        "themes": [_theme(here, one) for one in _by_title(site.study.themes.values())],
        "personas": [_entity(one, side=one.side) for one in site.study.personas.values()],
        "accounts": [_entity(one) for one in site.study.accounts.values()],
        "guides": [
            {"id": one.id, "side": one.side, "covers": one.covers}
            for one in site.study.guides.values()
        ],
        "participants": [_participant(voice) for voice in _newest(site)],
        "interviewers": sorted({label for one in site.interviews for label in one.interviewers}),
        "interviews": [one.id for one in site.interviews[:MOST_OFFERED]],
        "measuring": [one.value for one in Method if one.needs_no_participants],
    }


def _side(key: str, side: SideView) -> dict[str, Any]:
    return {
        "id": key,
        "title": side.label,
        "one": side.one,
        "many": side.many,
        "look": side.look,
    }


def _theme(here: Place, theme: Theme) -> dict[str, Any]:
    return {
        "id": theme.id,
        "title": theme.title,
        "about": theme.body.summary,
        "aliases": theme.aliases,
        "expresses": theme.expresses.value,
        "status": theme.status.value,
        "href": here.to(address_of(theme)),
    }


def _entity(entity: Persona | Account, side: str = "") -> dict[str, Any]:
    return {"id": entity.id, "title": entity.title, "aliases": entity.aliases, "side": side}


def _participant(voice: Voice) -> dict[str, Any]:
    newest = voice.newest
    return {
        "id": voice.id,
        "side": newest.side,
        "persona": newest.persona,
        "account": newest.account,
        "lifecycle": newest.lifecycle or "",
        "interview": voice.interviews[-1].id,
    }


def _newest(site: Site) -> tuple[Voice, ...]:
    """Return the participants heard last, in the order of their ids."""
    heard = sorted(site.voices.values(), key=lambda one: one.interviews[-1].date, reverse=True)
    return tuple(sorted(islice(heard, MOST_OFFERED), key=lambda one: one.id))


def _by_title(themes: Iterable[Theme]) -> list[Theme]:
    return sorted(themes, key=lambda one: (one.title.casefold(), one.id))


def _titles(entities: Iterable[Persona | Account | Guide]) -> Words:
    pairs = ((one.id, one.title) for one in entities)
    return tuple(sorted(pairs, key=lambda pair: (pair[1].casefold(), pair[0])))
