"""The panel that ends a roadmap document: who backs the item, and what is missing."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from counterpoint.analysis.roadmap import RoadmapEvidence, SideBacking
from counterpoint.pages.badges import BadgeView, item_badge_view
from counterpoint.pages.cards import Quoted, by_participant
from counterpoint.pages.place import Place, place
from counterpoint.pages.rendering import environment
from counterpoint.pages.site import Site
from counterpoint.pages.verdicts import StrengthView, strength_view
from counterpoint.pages.views import Badge, Hyperlink, SideView
from counterpoint.pages.wording import counted, relation_badge
from counterpoint.references import page_address

PIECES = 1
"""Pieces quoted per participant; the document itself cites the rest."""


@dataclass(frozen=True, slots=True)
class BackingView:
    """One side's people behind an item."""

    side: SideView
    headline: str
    voices: tuple[Quoted, ...]
    accounts: tuple[Hyperlink, ...]


@dataclass(frozen=True, slots=True)
class ThemeLine:
    """A theme that the item rests on."""

    link: Hyperlink
    badge: Badge | None
    settled: tuple[Hyperlink, ...]


@dataclass(frozen=True, slots=True)
class PanelView:
    """Everything in a panel."""

    flags: tuple[str, ...]
    sides: tuple[BackingView, ...]
    others: str
    """How much more is cited that counts nobody."""
    strength: StrengthView
    themes: tuple[ThemeLine, ...]
    tensions: tuple[tuple[Hyperlink, Hyperlink], ...]
    value_for_other: str
    outcome: Hyperlink | None
    badge: BadgeView


def panels(site: Site) -> Mapping[str, str]:
    """Return the panel's HTML for each roadmap document, by its path in the repository."""
    return {one.page.path: _panel(site, one) for one in site.insights.roadmap.items}


def _panel(site: Site, found: RoadmapEvidence) -> str:
    here = place(site, page_address(found.page.path))
    view = PanelView(
        flags=tuple(_capital(flag.value) for flag in found.flags),
        sides=tuple(_backing(here, one) for one in found.sides),
        others=_others(found),
        strength=strength_view(found.strength, names_accounts=site.names_accounts),
        themes=tuple(_themes(here, found)),
        tensions=tuple(
            (here.theme(one.themes[0]), here.theme(one.themes[1])) for one in found.tensions
        ),
        value_for_other=found.item.value_for_other,
        outcome=here.outcome(found.item.outcome) if found.item.outcome else None,
        badge=item_badge_view(here, found),
    )
    return environment().get_template("evidence_panel.html").render(view=view)


def _backing(here: Place, backing: SideBacking) -> BackingView:
    side = here.site.sides[backing.side]
    people = counted(len(backing.participants), side.one, side.many)
    headline = f"{people} cited" if backing.participants else f"No {side.one} cited"
    if backing.accounts:
        headline += f", from {counted(len(backing.accounts), 'account')}"
    known = here.site.study.accounts
    return BackingView(
        side=side,
        headline=headline,
        voices=tuple(by_participant(here, backing.evidence, at_most=PIECES)),
        accounts=tuple(here.account(one) for one in backing.accounts if one in known),
    )


def _others(found: RoadmapEvidence) -> str:
    if not found.others:
        return ""
    pieces = counted(len(found.others), "more piece", "more pieces")
    return f"{pieces} cited that count nobody: second-hand, measured, or not coded yet."


def _themes(here: Place, found: RoadmapEvidence) -> Iterator[ThemeLine]:
    for theme in found.themes:
        findings = here.site.findings(theme)
        settled = tuple(here.decision(one) for one in findings.decided_by)
        yield ThemeLine(here.theme(theme), relation_badge(findings.relation), settled)


def _capital(words: str) -> str:
    return words[:1].upper() + words[1:]
