"""A page for each theme: both sides' evidence facing each other, and what follows from it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from itertools import islice

from markupsafe import Markup

from counterpoint.analysis.values import Claim, SideFindings
from counterpoint.model import Evidence, Stance, Theme, ThemeStatus
from counterpoint.pages.badges import BadgeView, theme_badge_view
from counterpoint.pages.cards import Quoted, by_participant, cards
from counterpoint.pages.contributed import contributed
from counterpoint.pages.partitions import partition
from counterpoint.pages.place import Place, address_of, place
from counterpoint.pages.rendering import render
from counterpoint.pages.site import Site
from counterpoint.pages.theme_context import (
    RelatedTheme,
    facts,
    heard_on_children,
    history_table,
    related,
    rests,
    segment_tables,
)
from counterpoint.pages.theme_evidence import (
    ITEMS_SHOWN,
    VOICES_SHOWN,
    all_evidence,
    everything,
    evidence_address,
)
from counterpoint.pages.values import Page
from counterpoint.pages.verdicts import StrengthView, Verdict, strength_view, verdict
from counterpoint.pages.views import Badge, Card, Fact, Hyperlink, Partition, SideView, Table
from counterpoint.pages.wording import (
    CLAIMS,
    STANCES,
    are_against,
    are_for,
)

NAMES_SHOWN = 60


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
    number_of_accounts: int


@dataclass(frozen=True, slots=True)
class ClaimView:
    """What others say about a side, and what became of it."""

    badge: Badge
    sentence: str
    about: SideView
    cards: tuple[Card, ...]


@dataclass(frozen=True, slots=True)
class ThemeView:
    """Everything on a theme's page."""

    id: str
    status: str
    """A sentence where the theme is retired or only proposed."""
    expresses: str
    lede: Markup
    """The definition's first paragraph."""
    verdict: Verdict
    strength: StrengthView
    rests: tuple[Fact, ...]
    """What rests on the theme: decisions, roadmap items, guides, other pages."""
    columns: tuple[SideColumn, ...]
    everything: Hyperlink | None
    measured: tuple[Card, ...]
    claims: tuple[ClaimView, ...]
    told: tuple[Card, ...]
    """Second-hand without a stance."""
    hearsay: tuple[Card, ...]
    uncoded: tuple[Card, ...]
    children: str
    related: tuple[RelatedTheme, ...]
    segments: tuple[Table, ...]
    history: Table
    definition: Markup
    """What follows its first paragraph: when to use the theme, when not."""
    facts: tuple[Fact, ...]
    badge: BadgeView
    narrowing: str
    """A search of all evidence on the theme; empty where there is none."""


def pages(site: Site, themes: Iterable[Theme] | None = None) -> Iterator[Page]:
    """Yield the page of every theme, or of those that are given."""
    for theme in site.study.themes.values() if themes is None else themes:
        yield theme_page(site, theme)


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
    lede, definition = _opened(contributed(here, theme.path, theme.body, deepest=3))
    return ThemeView(
        id=theme.id,
        status=_status(theme),
        expresses=theme.expresses.value,
        lede=lede,
        verdict=verdict(here, findings),
        strength=strength_view(findings.strength, names_accounts=here.site.names_accounts),
        rests=tuple(rests(here, theme)),
        columns=tuple(_column(here, theme, found) for found in findings.sides),
        everything=everything(here, theme),
        measured=_shown(here, findings.measured, theme),
        claims=tuple(_claim(here, theme, one) for one in claims),
        told=_shown(here, told, theme),
        hearsay=_shown(here, findings.hearsay, theme),
        uncoded=_shown(here, findings.uncoded, theme),
        children=heard_on_children(here, theme),
        related=tuple(related(here, theme)),
        segments=tuple(segment_tables(here, theme)),
        history=history_table(here, theme),
        definition=definition,
        facts=tuple(facts(here, theme)),
        badge=theme_badge_view(here, theme),
        narrowing=here.evidence_found("theme", theme.id) if all_evidence(findings) else "",
    )


def _shown(here: Place, evidence: Iterable[Evidence], theme: Theme) -> tuple[Card, ...]:
    return cards(here, tuple(evidence)[:VOICES_SHOWN], theme=theme.id)


def _opened(definition: Markup) -> tuple[Markup, Markup]:
    """Return a definition's first paragraph, if it begins with one, and what follows."""
    if not definition.startswith("<p>"):
        return Markup(), definition
    first, end, rest = definition.partition("</p>")
    return Markup(first + end), Markup(rest.strip())  # noqa: S704  (cut, where a block ends)


def _status(theme: Theme) -> str:
    if theme.status is ThemeStatus.PROPOSED:
        return (
            "A proposal: interviews use this theme, but it has no file in the codebook yet. "
            "It takes no part in rankings until it has one."
        )
    if theme.status is ThemeStatus.RETIRED:
        return "Retired: kept for its evidence, out of the rankings and lists."
    return ""


def _column(here: Place, theme: Theme, found: SideFindings) -> SideColumn:
    return SideColumn(
        side=here.site.sides[found.side],
        partition=partition(here, theme.id, found),
        groups=tuple(_groups(here, theme, found)),
        accounts_id=f"{found.side}_accounts",
        accounts=_first_few(found.accounts, here.account),
        number_of_accounts=len(found.accounts),
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
    own = _on_side(here, theme, found)
    items = sorted(own, key=lambda one: here.site.is_past(theme.id, one))
    for key, title, people in rows:
        if people:
            yield _group(here, theme, items, f"{found.side}_{key}", title, people)


def _group(  # noqa: PLR0913, PLR0917  (the parts of one list, named where it is made)
    here: Place,
    theme: Theme,
    said: list[Evidence],
    group: str,
    title: str,
    people: tuple[str, ...],
) -> StanceGroup:
    wanted = set(people)
    items = [one for one in said if one.who in wanted]
    voices = by_participant(here, items, theme=theme.id, at_most=ITEMS_SHOWN)
    quoted = {one.who for one in items}
    silent = tuple(one for one in people if one not in quoted)
    hidden = len(quoted) - VOICES_SHOWN
    return StanceGroup(
        id=group,
        title=title,
        count=len(people),
        voices=tuple(islice(voices, VOICES_SHOWN)),
        names=_first_few(silent, here.voice),
        more=Hyperlink(f"{hidden:,} more participants", evidence_address(here, theme, 1))
        if hidden > 0
        else None,
    )


def _first_few(keys: tuple[str, ...], link: Callable[[str], Hyperlink]) -> tuple[Hyperlink, ...]:
    links = tuple(map(link, keys[:NAMES_SHOWN]))
    rest = len(keys) - NAMES_SHOWN
    return (*links, Hyperlink(f"{rest:,} more")) if rest > 0 else links


def _on_side(here: Place, theme: Theme, found: SideFindings) -> list[Evidence]:
    items = here.site.findings(theme.id).first_hand
    if here.site.study.config.same_people:
        return list(items)
    return [one for one in items if found.side in one.sides]


def _claim(here: Place, theme: Theme, claim: Claim) -> ClaimView:
    about = here.site.sides[claim.about]
    says = are_for if claim.stance is Stance.FOR else are_against
    return ClaimView(
        badge=CLAIMS[claim.status],
        sentence=f"“{about.plural} {says(2, theme.expresses)}”",
        about=about,
        cards=_shown(here, claim.evidence, theme),
    )
