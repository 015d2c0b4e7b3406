"""Citations on hand-written pages: what a reader sees at a link, and alone in a paragraph."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from counterpoint.citing import Citation, CitationState, TargetKind
from counterpoint.model import HandWrittenPage, Theme
from counterpoint.pages.cards import card
from counterpoint.pages.partitions import partitions
from counterpoint.pages.place import Place, place
from counterpoint.pages.rendering import environment
from counterpoint.pages.site import Site
from counterpoint.pages.verdicts import verdict
from counterpoint.pages.views import Badge, Card, Partition
from counterpoint.pages.wording import (
    BASES,
    CLAIMS,
    JOINT,
    LEVELS,
    RELATION_LABELS,
    SUPERSEDED,
    UNCODED,
)
from counterpoint.references import page_address

CHANGED = Badge(
    "suspect", "words changed", "The words, or their speaker's side, changed since they were cited."
)


@dataclass(frozen=True, slots=True)
class CitedLink:
    """What becomes of one link of a hand-written page."""

    href: str
    """As written."""
    title: str
    """As written."""
    address: str
    """Relative to the page; empty where it is neutralised."""
    is_neutralised: bool = False
    shown_title: str = ""
    """The title that stays: a stamp is for programs."""
    beside: str = ""
    """HTML of the note shown on hover and on focus; empty where there is none."""
    alone: str = ""
    """HTML that takes the paragraph's place when the link stands alone in it."""


@dataclass(frozen=True, slots=True)
class EvidenceView:
    """A piece of evidence at a citation."""

    card: Card
    changed: Badge | None


@dataclass(frozen=True, slots=True)
class ThemeNote:
    """A theme at a citation."""

    title: str
    href: str
    badge: Badge | None
    meaning: str
    partitions: tuple[Partition, ...]


def cited_links(site: Site, page: HandWrittenPage) -> Iterator[CitedLink]:
    """Yield what becomes of each different link of a hand-written page, in order."""
    here = place(site, page_address(page.path))
    seen: set[tuple[str, str, bool]] = set()
    for link in page.links:
        key = (link.href, link.title, link.is_image)
        if key not in seen:
            seen.add(key)
            yield _cited_link(here, here.cite(page.path, link))


def badge_signs() -> Mapping[str, str]:
    """Return the sign of every badge that a hand-written page may show, by the badge's key."""
    draw = environment().get_template("parts/signs.html").module.glyph  # type: ignore[attr-defined]
    own = (*BASES.values(), *LEVELS.values(), *CLAIMS.values(), JOINT, UNCODED, SUPERSEDED)
    keys = (*(one.value for one in RELATION_LABELS), *(badge.key for badge in own))
    return {key: _one_line(draw(key)) for key in keys}


def _cited_link(here: Place, citation: Citation) -> CitedLink:
    link = citation.link
    if citation.is_neutralised:
        return CitedLink(link.href, link.title, "", is_neutralised=True)
    plain = CitedLink(link.href, link.title, _address(here, citation), shown_title=link.title)
    if citation.target is TargetKind.EVIDENCE and citation.evidence:
        return _evidence(here, plain, citation)
    if isinstance(citation.entity, Theme) and citation.entity.id in here.site.analysis.themes:
        return _theme(here, plain, citation.entity)
    return plain


def _address(here: Place, citation: Citation) -> str:
    if citation.target is TargetKind.EXTERNAL or not citation.address:
        return citation.link.href
    address, _, fragment = citation.address.partition("#")
    return here.to(address, fragment)


def _evidence(here: Place, plain: CitedLink, citation: Citation) -> CitedLink:
    assert citation.evidence is not None  # noqa: S101  (its caller looked)
    is_suspect = citation.state is CitationState.SUSPECT
    view = EvidenceView(card(here, citation.evidence), CHANGED if is_suspect else None)
    return replace(
        plain, shown_title="", beside=_html("evidence_note", view), alone=_html("evidence", view)
    )


def _theme(here: Place, plain: CitedLink, theme: Theme) -> CitedLink:
    findings = here.site.findings(theme.id)
    found = verdict(here, findings)
    view = ThemeNote(
        title=theme.title,
        href=plain.address,
        badge=found.badge,
        meaning=found.meaning,
        partitions=partitions(here, findings),
    )
    return replace(plain, beside=_html("theme_note", view), alone=_html("theme", view))


def _html(macro: str, view: object) -> str:
    """Return a macro of the citations' template on one line."""
    module = environment().get_template("citation.html").module
    return _one_line(getattr(module, macro)(view))


def _one_line(html: object) -> str:
    return " ".join(str(html).split("\n")).strip()
