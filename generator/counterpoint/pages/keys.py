"""Digests of what pages are made of: while one stays the same, so does its page."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import replace
from functools import cached_property
from typing import TypeVar

from counterpoint.config import EvidenceKind
from counterpoint.model import Account, Document, Evidence, Interview, Persona, Theme
from counterpoint.pages.digests import digest, seen
from counterpoint.pages.interviews import Part, lede, parts
from counterpoint.pages.persona import opposed
from counterpoint.pages.place import Place, address_of, kind_address, place
from counterpoint.pages.site import Site, Voice
from counterpoint.pages.standing import adds, crowd, numbers, relations, voice
from counterpoint.pages.theme_evidence import Sheet, all_evidence

Made = TypeVar("Made")


class Keys:
    """The keys of a site's numerous pages, apart from what only an interview's own page shows.

    All of them follow from `Ground.everything`. The pages of an interview, a theme, a persona, an
    account and a kind rest on the evidence that they show, on the heads of the interviews in which
    it stands, and on the heads of the codebook. Where in doubt a key takes in too much.
    """

    def __init__(self, site: Site) -> None:
        self._site = site
        self._codebook = site.ground.codebook

    @cached_property
    def _raised(self) -> Mapping[str, list[Interview]]:
        """The interviews in which each theme was raised."""
        found: dict[str, list[Interview]] = defaultdict(list)
        for interview in self._site.interviews:
            for theme in interview.asked:
                found[theme].append(interview)
        return found

    def _counted(self, of: Callable[[Site], Made]) -> Made:
        """Return what follows from numbers alone."""
        site = self._site
        return site.recall.known(of, site.ground.counted, lambda: of(site))

    def interview(self, interview: Interview) -> str:
        """Return the key of what stands around the words on an interview's page."""
        site = self._site
        here = place(site, address_of(interview))
        documents = (interview.transcript, *(item.note for item in interview.evidence))
        citing = [site.backlinks.of_evidence(item) for item in interview.evidence]
        cited = (site.backlinks.of_page(interview.path), citing)
        links = list(_cited(here, interview.path, documents))
        people = [voice(site, one.id) for one in interview.participants]
        again = [site.voices[one.id].interviews for one in interview.participants]
        others = [(one.id, one.path, one.title) for some in again for one in some]
        return digest(
            self._codebook,
            interview.id,
            self._counted(adds)[interview.id],
            cited,
            links,
            people,
            others,
        )

    def theme(self, theme: Theme) -> str:
        """Return the key of a theme's page."""
        site = self._site
        evidence = all_evidence(site.findings(theme.id))
        items = [one for one in site.insights.roadmap.items if theme.id in one.themes]
        return digest(
            self._codebook,
            self._counted(crowd),
            theme,
            self._seen(evidence),
            self._heads(self._raised.get(theme.id, ())),
            self._counted(numbers)[theme.id],
            [(one.page.path, one.page.title, one.item) for one in items],
            site.backlinks.of_theme(theme.id, evidence),
            list(self._links(place(site, address_of(theme)), theme.path, theme.body, evidence)),
        )

    def sheet(self, sheet: Sheet) -> str:
        """Return the key of one of the pages that hold all evidence on a theme."""
        site, theme = self._site, sheet.theme
        here = place(site, sheet.address)
        return digest(
            self._codebook,
            theme.id,
            (sheet.number, sheet.sheets, sheet.whole),
            self._seen(sheet.evidence),
            list(self._links(here, "", Document(), sheet.evidence)),
        )

    def account(self, account: Account) -> str:
        """Return the key of an account's page."""
        site = self._site
        evidence = site.of_account.get(account.id, ())
        themes = sorted({theme for item in evidence for theme in item.themes})
        found = site.insights.accounts[account.id]
        here = place(site, address_of(account))
        return digest(
            self._codebook,
            account,
            self._seen(evidence),
            self._people(site.voices_with(account=account.id)),
            [site.findings(one).relation for one in themes],
            replace(found, churn_risks=(), expansions=()),
            self._seen((*found.churn_risks, *found.expansions)),
            len(found.churn_risks),
            [self._said(account, theme) for theme in themes],
            site.backlinks.of_page(account.path),
            list(self._links(here, account.path, account.body, evidence)),
        )

    def persona(self, persona: Persona) -> str:
        """Return the key of a persona's page."""
        site = self._site
        evidence = site.of_persona.get(persona.id, ())
        found = site.insights.personas[persona.id]
        here = place(site, address_of(persona))
        return digest(
            self._codebook,
            persona,
            self._seen(evidence),
            self._people(site.voices_with(persona=persona.id)),
            self._counted(relations),
            [found.people, found.others, found.not_shared],
            [(one.theme, one.stance, one.own, len(one.others)) for one in found.voiced_more],
            self._seen(found.evidence),
            opposed(here, persona),
            [one for one in site.insights.saturation if one.persona == persona.id],
            site.backlinks.of_page(persona.path),
            list(self._links(here, persona.path, persona.body, evidence)),
        )

    @cached_property
    def _parts(self) -> object:
        """What all pages of the index of interviews show."""
        return [(one.address, one.title) for one in parts(self._site)], lede(self._site)

    def part(self, part: Part) -> str:
        """Return the key of one of the pages of the index of interviews."""
        site = self._site
        people = [len(some) for some in site.analysis.interviewed.values()]
        return digest(
            self._codebook,
            self._parts,
            people if part.is_first else (),
            (part.address, self._heads(part.interviews)),
            [len(one.evidence) for one in part.interviews],
        )

    def kind(self, kind: EvidenceKind) -> str:
        """Return the key of the page of a kind of evidence."""
        evidence = self._site.of_kind.get(kind.key, ())
        here = place(self._site, kind_address(kind.key))
        return digest(
            self._codebook,
            kind.key,
            self._seen(evidence),
            self._counted(relations),
            list(self._links(here, "", Document(), evidence)),
        )

    @cached_property
    def _replaced(self) -> Mapping[str, list[tuple[str, str]]]:
        """Theme and participant of the stances in each interview that newer ones replaced."""
        found: dict[str, list[tuple[str, str]]] = defaultdict(list)
        for theme, who, interview in sorted(self._site.past):
            found[interview].append((theme, who))
        return found

    def _seen(self, evidence: Iterable[Evidence]) -> object:
        """Return what is shown of evidence, and of the interviews in which it stands."""
        site = self._site
        some = tuple(evidence)
        interviews = site.recall.of_all(_interviews, some)
        heads = [site.ground.heads[one] for one in interviews]
        replaced = [self._replaced.get(one) for one in interviews]
        return site.recall.of_all(seen, some), heads, replaced

    def _heads(self, interviews: Iterable[Interview]) -> list[str]:
        return [self._site.ground.heads[one.id] for one in interviews]

    def _people(self, voices: Iterable[Voice]) -> object:
        """Return what is shown of people: who they are, and the interviews with them."""
        return [
            (voice(self._site, one.id), one.newest, self._heads(one.interviews)) for one in voices
        ]

    def _said(self, account: Account, theme: str) -> list[tuple[str, str]]:
        """Return in which order an account's own evidence stands at a theme."""
        said = self._site.insights.said_at.get((account.id, theme), ())
        return [(one.interview, one.anchor) for one in said]

    def _links(
        self, here: Place, path: str, body: Document, evidence: Iterable[Evidence]
    ) -> Iterator[object]:
        """Yield what the links in a body, and in the notes of some evidence, lead to."""
        yield from _cited(here, path, (body,))
        for item in self._site.recall.of_all(_linking, tuple(evidence)):
            yield from _cited(here, item.location.path, (item.note,))


def _interviews(evidence: tuple[Evidence, ...]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(one.interview for one in evidence))


def _linking(evidence: tuple[Evidence, ...]) -> tuple[Evidence, ...]:
    return tuple(one for one in evidence if one.note.links)


def _cited(here: Place, source: str, documents: Iterable[Document]) -> Iterator[object]:
    """Yield all that a page shows of the links in documents of one file."""
    for document in documents:
        for link in document.links:
            found = here.cite(source, link)
            yield found.target, found.state, found.address, found.path
