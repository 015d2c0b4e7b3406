"""A page for each theme: both sides' evidence facing each other, and what follows from it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from markupsafe import Markup

from counterpoint.analysis.values import Claim, SideFindings, ThemeFindings
from counterpoint.model import Evidence, Stance, Theme, ThemeStatus
from counterpoint.pages.cards import Quoted, by_participant, cards
from counterpoint.pages.contributed import contributed
from counterpoint.pages.partitions import partition
from counterpoint.pages.place import Place, address_of, place
from counterpoint.pages.rendering import render
from counterpoint.pages.site import Site
from counterpoint.pages.values import Page
from counterpoint.pages.verdicts import StrengthView, Verdict, strength_view, verdict
from counterpoint.pages.views import Badge, Card, Fact, Hyperlink, Partition, SideView
from counterpoint.pages.wording import (
    CLAIMS,
    STANCES,
    are_against,
    are_for,
    counted,
    relation_badge,
    spoken,
)

VOICES_SHOWN = 20
"""Participants quoted per side and stance; further pages hold everybody."""
ITEMS_SHOWN = 4
"""Pieces quoted per participant."""
NAMES_SHOWN = 60
ITEMS_PER_PAGE = 100


@dataclass(frozen=True, slots=True)
class StanceGroup:
    """Participants of one side who say the same of a theme."""

    id: str
    title: str
    count: int
    voices: tuple[Quoted, ...]
    names: tuple[Hyperlink, ...]
    """Those without words to quote."""
    more: Hyperlink | None


@dataclass(frozen=True, slots=True)
class SideColumn:
    """One side's half of the page."""

    side: SideView
    partition: Partition
    groups: tuple[StanceGroup, ...]
    accounts_id: str
    accounts: tuple[Hyperlink, ...]


@dataclass(frozen=True, slots=True)
class ClaimView:
    """What others say about a side, and what became of it."""

    badge: Badge
    sentence: str
    about: SideView
    cards: tuple[Card, ...]


@dataclass(frozen=True, slots=True)
class RelatedTheme:
    """Another theme with how the sides stand on it."""

    link: Hyperlink
    badge: Badge | None
    why: str


@dataclass(frozen=True, slots=True)
class ThemeView:
    """Everything on a theme's page."""

    id: str
    status: str
    """A sentence where the theme is retired or only proposed."""
    expresses: str
    definition: Markup
    facts: tuple[Fact, ...]
    verdict: Verdict
    strength: StrengthView
    columns: tuple[SideColumn, ...]
    everything: Hyperlink | None
    measured: tuple[Card, ...]
    claims: tuple[ClaimView, ...]
    told: tuple[Card, ...]
    """Second-hand without a stance."""
    hearsay: tuple[Card, ...]
    uncoded: tuple[Card, ...]
    related: tuple[RelatedTheme, ...]
    rests: tuple[Fact, ...]
    """What rests on the theme: decisions, roadmap items, guides, other pages."""
    has_evidence: bool


def pages(site: Site) -> Iterator[Page]:
    """Yield every theme's page and, where it has more than fits, the pages of all its evidence."""
    for theme in site.study.themes.values():
        yield theme_page(site, theme)
        yield from _evidence_pages(site, theme)


def theme_page(site: Site, theme: Theme) -> Page:
    """Return a theme's page."""
    here = place(site, address_of(theme))
    return render(
        here,
        "theme.html",
        theme_view(here, theme),
        title=theme.title,
        source=theme.path,
        description=theme.body.summary,
        trail=(Hyperlink("Themes", here.to("research/themes/")),),
    )


def theme_view(here: Place, theme: Theme) -> ThemeView:
    """Return what a theme's page shows."""
    findings = here.site.findings(theme.id)
    claims = [one for one in here.site.analysis.claims if one.theme == theme.id]
    claimed = {id(item) for one in claims for item in one.evidence}
    told = [item for item in findings.secondhand if id(item) not in claimed]
    return ThemeView(
        id=theme.id,
        status=_status(theme),
        expresses=theme.expresses.value,
        definition=contributed(here, theme.path, theme.body, deepest=3),
        facts=tuple(_facts(here, theme)),
        verdict=verdict(here, findings),
        strength=strength_view(findings.strength),
        columns=tuple(_column(here, theme, found) for found in findings.sides),
        everything=_everything(here, theme),
        measured=_shown(here, findings.measured, theme),
        claims=tuple(_claim(here, theme, one) for one in claims),
        told=_shown(here, told, theme),
        hearsay=_shown(here, findings.hearsay, theme),
        uncoded=_shown(here, findings.uncoded, theme),
        related=tuple(_related(here, theme)),
        rests=tuple(_rests(here, theme)),
        has_evidence=bool(all_evidence(findings)),
    )


def _shown(here: Place, evidence: Iterable[Evidence], theme: Theme) -> tuple[Card, ...]:
    return cards(here, tuple(evidence)[:VOICES_SHOWN], theme=theme.id)


def all_evidence(findings: ThemeFindings) -> tuple[Evidence, ...]:
    """Return every item on a theme: what counts first, then what does not."""
    return (
        *findings.first_hand,
        *findings.measured,
        *findings.secondhand,
        *findings.hearsay,
        *findings.uncoded,
    )


def _status(theme: Theme) -> str:
    if theme.status is ThemeStatus.PROPOSED:
        return (
            "A proposal: interviews use this theme, but it has no file in the codebook yet. "
            "It takes no part in rankings until it has one."
        )
    if theme.status is ThemeStatus.RETIRED:
        return "Retired: kept for its evidence, out of the rankings and lists."
    return ""


def _facts(here: Place, theme: Theme) -> Iterator[Fact]:
    if theme.parent in here.site.study.themes:
        yield Fact("Part of", (here.theme(theme.parent),))
    if theme.aliases:
        yield Fact("Also called", tuple(Hyperlink(spoken(one)) for one in theme.aliases))
    if theme.influences:
        yield Fact("Informs", tuple(Hyperlink(spoken(one)) for one in theme.influences))


def _column(here: Place, theme: Theme, found: SideFindings) -> SideColumn:
    return SideColumn(
        side=here.site.sides[found.side],
        partition=partition(here, theme.id, found),
        groups=tuple(_groups(here, theme, found)),
        accounts_id=f"{found.side}_accounts",
        accounts=tuple(here.account(one) for one in found.accounts),
    )


def _groups(here: Place, theme: Theme, found: SideFindings) -> Iterator[StanceGroup]:
    words = STANCES[theme.expresses]
    rows = (
        ("for", words.for_noun, found.for_only),
        ("against", words.against_noun, found.against_only),
        ("both", "Said both", found.both),
        ("raised", "Raised, no stance", found.no_stance),
        ("unasked", "Not asked", found.not_asked),
    )
    for key, title, people in rows:
        if people:
            yield _group(here, theme, found, f"{found.side}_{key}", title, people)


def _group(  # noqa: PLR0913, PLR0917  (the parts of one list, named where it is made)
    here: Place,
    theme: Theme,
    found: SideFindings,
    group: str,
    title: str,
    people: tuple[str, ...],
) -> StanceGroup:
    wanted = set(people)
    items = [one for one in _on_side(here, theme, found) if _speaker(one) in wanted]
    items.sort(key=lambda one: _is_past(here, theme, one))
    voices = by_participant(here, items, theme=theme.id, at_most=ITEMS_SHOWN)
    quoted = {_speaker(one) for one in items}
    silent = tuple(one for one in people if one not in quoted)
    hidden = len(voices) - VOICES_SHOWN
    return StanceGroup(
        id=group,
        title=title,
        count=len(people),
        voices=voices[:VOICES_SHOWN],
        names=_names(here, silent),
        more=Hyperlink(f"{hidden:,} more participants", _evidence_address(here, theme, 1))
        if hidden > 0
        else None,
    )


def _names(here: Place, people: tuple[str, ...]) -> tuple[Hyperlink, ...]:
    shown = tuple(here.voice(one) for one in people[:NAMES_SHOWN])
    rest = len(people) - NAMES_SHOWN
    return (*shown, Hyperlink(f"{rest:,} more")) if rest > 0 else shown


def _on_side(here: Place, theme: Theme, found: SideFindings) -> list[Evidence]:
    items = here.site.findings(theme.id).first_hand
    if here.site.study.config.same_people:
        return list(items)
    return [one for one in items if found.side in one.sides]


def _speaker(evidence: Evidence) -> str:
    return evidence.participant.id if evidence.participant else ""


def _is_past(here: Place, theme: Theme, evidence: Evidence) -> bool:
    return (theme.id, _speaker(evidence), evidence.interview) in here.site.past


def _claim(here: Place, theme: Theme, claim: Claim) -> ClaimView:
    about = here.site.sides[claim.about]
    says = are_for if claim.stance is Stance.FOR else are_against
    return ClaimView(
        badge=CLAIMS[claim.status],
        sentence=f"“{about.plural} {says(2, theme.expresses)}”",
        about=about,
        cards=_shown(here, claim.evidence, theme),
    )


def _related(here: Place, theme: Theme) -> Iterator[RelatedTheme]:
    site = here.site
    for child in site.children.get(theme.id, ()):
        yield _relative(here, child.id, "part of this theme")
    for other in theme.tension:
        if other in site.study.themes:
            yield _relative(here, other, "pulls against this theme")


def _relative(here: Place, theme: str, why: str) -> RelatedTheme:
    findings = here.site.findings(theme)
    return RelatedTheme(here.theme(theme), relation_badge(findings.relation), why)


def _rests(here: Place, theme: Theme) -> Iterator[Fact]:
    site = here.site
    if decisions := site.decisions_on.get(theme.id):
        yield Fact("Decisions", tuple(here.decision(one.id) for one in decisions))
    citing = site.backlinks.of_theme(theme.id, all_evidence(site.findings(theme.id)))
    roadmap = [one for one in citing if one.is_roadmap]
    if roadmap:
        yield Fact("Roadmap items", tuple(here.citing(one) for one in roadmap))
    others = [one for one in citing if not one.is_roadmap]
    if others:
        yield Fact("Also cited by", tuple(here.citing(one) for one in others))
    if guides := site.guides_on.get(theme.id):
        yield Fact("Covered by", tuple(here.guide(one.id) for one in guides))


def _everything(here: Place, theme: Theme) -> Hyperlink | None:
    if not _overflows(here.site, theme):
        return None
    number = len(all_evidence(here.site.findings(theme.id)))
    words = f"All {counted(number, 'piece')} of evidence, page by page"
    return Hyperlink(words, _evidence_address(here, theme, 1))


def _overflows(site: Site, theme: Theme) -> bool:
    """Tell whether a theme has more evidence than its own page may show."""
    findings = site.findings(theme.id)
    others = (findings.measured, findings.secondhand, findings.hearsay, findings.uncoded)
    if any(len(some) > VOICES_SHOWN for some in others):
        return True
    per_voice: dict[str, int] = {}
    for item in findings.first_hand:
        per_voice[_speaker(item)] = per_voice.get(_speaker(item), 0) + 1
    return len(per_voice) > VOICES_SHOWN or max(per_voice.values(), default=0) > ITEMS_SHOWN


def _evidence_address(here: Place, theme: Theme, number: int) -> str:
    return here.to(f"{address_of(theme)}evidence-{number}/")


@dataclass(frozen=True, slots=True)
class EvidencePage:
    """One of the pages that hold all evidence on a theme."""

    cards: tuple[Card, ...]
    first: int
    last: int
    whole: int
    pages: tuple[Hyperlink, ...]
    """Every page of the list; the one shown has no address."""


def _evidence_pages(site: Site, theme: Theme) -> Iterator[Page]:
    if not _overflows(site, theme):
        return
    evidence = all_evidence(site.findings(theme.id))
    starts = range(0, len(evidence), ITEMS_PER_PAGE)
    for number, start in enumerate(starts, start=1):
        here = place(site, f"{address_of(theme)}evidence-{number}/")
        shown = evidence[start : start + ITEMS_PER_PAGE]
        view = EvidencePage(
            cards=cards(here, shown, theme=theme.id),
            first=start + 1,
            last=start + len(shown),
            whole=len(evidence),
            pages=tuple(
                Hyperlink(str(n), "" if n == number else _evidence_address(here, theme, n))
                for n in range(1, len(starts) + 1)
            ),
        )
        yield render(
            here,
            "evidence.html",
            view,
            title=f"{theme.title}: all evidence",
            trail=(Hyperlink("Themes", here.to("research/themes/")), here.theme(theme.id)),
        )
