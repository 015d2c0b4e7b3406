"""A page for each kind of evidence: all buying criteria, all workarounds …, theme by theme."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from counterpoint.config import EvidenceKind
from counterpoint.model import Evidence
from counterpoint.pages.cards import cards
from counterpoint.pages.place import KINDS, Place, kind_address, place
from counterpoint.pages.rendering import render
from counterpoint.pages.site import Site
from counterpoint.pages.values import Page
from counterpoint.pages.verdicts import representative
from counterpoint.pages.views import Badge, Card, Figure, Hyperlink
from counterpoint.pages.wording import counted, in_sentence, relation_badge

THEMES_SHOWN = 40
QUOTES_SHOWN = 4


@dataclass(frozen=True, slots=True)
class KindTheme:
    """A theme with its evidence of one kind."""

    id: str
    link: Hyperlink
    badge: Badge | None
    people: str
    cards: tuple[Card, ...]
    more: Hyperlink | None


@dataclass(frozen=True, slots=True)
class KindView:
    """Everything on the page of a kind."""

    whose: str
    figures: tuple[Figure, ...]
    themes: tuple[KindTheme, ...]
    others: tuple[Hyperlink, ...]
    """Themes beyond those shown."""
    written: str


def pages(site: Site, kinds: Iterable[EvidenceKind] | None = None) -> Iterator[Page]:
    """Yield the page of every kind of evidence, or of those that are given."""
    for kind in site.study.config.evidence_kinds if kinds is None else kinds:
        yield kind_page(site, kind)


def kind_page(site: Site, kind: EvidenceKind) -> Page:
    """Return the page of a kind."""
    here = place(site, kind_address(kind.key))
    evidence = site.of_kind.get(kind.key, ())
    by_theme: dict[str, list[Evidence]] = defaultdict(list)
    for item in evidence:
        for theme in item.themes:
            by_theme[theme].append(item)
    order = sorted(by_theme, key=lambda key: (-len(people_of(tuple(by_theme[key]))), key))
    view = KindView(
        whose=_words_of(here, kind),
        figures=tuple(_figures(here, kind, evidence, order)),
        themes=tuple(_theme(here, kind, key, tuple(by_theme[key])) for key in order[:THEMES_SHOWN]),
        others=tuple(here.theme(key) for key in order[THEMES_SHOWN:]),
        written=f"+{kind.key}",
    )
    trail = (Hyperlink("Kinds", here.to(KINDS)),)
    return render(here, "kind.html", view, title=kind.label, description=view.whose, trail=trail)


def people_of(evidence: tuple[Evidence, ...]) -> frozenset[str]:
    """Return the ids of those who speak."""
    return frozenset(item.participant.id for item in evidence if item.participant)


def _words_of(here: Place, kind: EvidenceKind) -> str:
    whose = "either side" if kind.side == "either" else here.site.sides[kind.side].many
    return f"Everything tagged as {in_sentence(kind.label)}, a kind of evidence from {whose}."


def _figures(
    here: Place, kind: EvidenceKind, evidence: tuple[Evidence, ...], themes: Sequence[str]
) -> Iterator[Figure]:
    people, found = len(people_of(evidence)), here.evidence_found("kind", kind.key)
    pieces = "piece of evidence" if len(evidence) == 1 else "pieces of evidence"
    yield Figure(len(evidence), pieces, found)
    yield Figure(people, "participant" if people == 1 else "participants", found)
    first = f"#{_id(themes[0])}" if themes else ""
    yield Figure(len(themes), "theme" if len(themes) == 1 else "themes", first)


def _id(theme: str) -> str:
    return f"theme-{theme}"


def _theme(here: Place, kind: EvidenceKind, key: str, evidence: tuple[Evidence, ...]) -> KindTheme:
    shown = representative(evidence, QUOTES_SHOWN)
    rest = len(evidence) - len(shown)
    words_ = f"{counted(rest, 'more piece')} on the theme’s page"
    return KindTheme(
        id=_id(key),
        link=here.theme(key),
        badge=relation_badge(here.site.findings(key).relation),
        people=counted(len(people_of(evidence)), "participant"),
        cards=cards(here, shown, theme=key, kind=kind.key),
        more=Hyperlink(words_, here.theme(key, "_evidence").href) if rest else None,
    )
