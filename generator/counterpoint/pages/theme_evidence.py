"""All evidence on a theme, page by page, where its own page cannot hold it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from counterpoint.analysis.values import ThemeFindings
from counterpoint.model import Evidence, Theme
from counterpoint.pages.cards import cards
from counterpoint.pages.place import Place, address_of, place
from counterpoint.pages.rendering import render
from counterpoint.pages.site import Site
from counterpoint.pages.values import Page
from counterpoint.pages.views import Card, Hyperlink
from counterpoint.pages.wording import counted

VOICES_SHOWN = 8
"""Participants quoted per side and stance on the theme's own page."""
ITEMS_SHOWN = 2
"""Pieces quoted there per participant."""
ITEMS_PER_PAGE = 100


def all_evidence(findings: ThemeFindings) -> tuple[Evidence, ...]:
    """Return every item on a theme: what counts first, then what does not."""
    return (
        *findings.first_hand,
        *findings.measured,
        *findings.secondhand,
        *findings.hearsay,
        *findings.uncoded,
    )


def everything(here: Place, theme: Theme) -> Hyperlink | None:
    """Return a link to all evidence, where a theme has more than its own page shows."""
    if not _overflows(here.site, theme):
        return None
    number = len(all_evidence(here.site.findings(theme.id)))
    words = f"All {counted(number, 'piece')} of evidence, page by page"
    return Hyperlink(words, evidence_address(here, theme, 1))


def _overflows(site: Site, theme: Theme) -> bool:
    """Tell whether a theme has more evidence than its own page may show."""
    findings = site.findings(theme.id)
    others = (findings.measured, findings.secondhand, findings.hearsay, findings.uncoded)
    if any(len(some) > VOICES_SHOWN for some in others):
        return True
    per_voice: dict[str, int] = {}
    for item in findings.first_hand:
        per_voice[item.who] = per_voice.get(item.who, 0) + 1
    return len(per_voice) > VOICES_SHOWN or max(per_voice.values(), default=0) > ITEMS_SHOWN


def evidence_address(here: Place, theme: Theme, number: int) -> str:
    """Return the address of one of the pages of all evidence, from 1."""
    return here.to(_address(theme, number))


def _address(theme: Theme, number: int) -> str:
    return f"{address_of(theme)}evidence-{number}/"


@dataclass(frozen=True, slots=True)
class Sheet:
    """One of the pages that hold all evidence on a theme."""

    theme: Theme
    number: int
    """From 1."""
    sheets: int
    """How many there are."""
    evidence: tuple[Evidence, ...]
    whole: int
    """How much evidence there is on all of them."""

    @property
    def address(self) -> str:
        """Where it stands on the site."""
        return _address(self.theme, self.number)


@dataclass(frozen=True, slots=True)
class SheetView:
    """Everything on such a page."""

    cards: tuple[Card, ...]
    first: int
    last: int
    whole: int
    pages: tuple[Hyperlink, ...]
    """Every page of the list; the one shown has no address."""


def sheets(site: Site) -> Iterator[Sheet]:
    """Yield the sheets of every theme that has more evidence than its own page shows."""
    for theme in site.study.themes.values():
        if _overflows(site, theme):
            yield from _sheets(theme, all_evidence(site.findings(theme.id)))


def _sheets(theme: Theme, evidence: tuple[Evidence, ...]) -> Iterator[Sheet]:
    starts = range(0, len(evidence), ITEMS_PER_PAGE)
    for number, start in enumerate(starts, start=1):
        shown = evidence[start : start + ITEMS_PER_PAGE]
        yield Sheet(theme, number, len(starts), shown, len(evidence))


def pages(site: Site, some: Iterable[Sheet] | None = None) -> Iterator[Page]:
    """Yield the page of every sheet, or of those that are given."""
    for sheet in sheets(site) if some is None else some:
        yield _page(place(site, sheet.address), sheet)


def _page(here: Place, sheet: Sheet) -> Page:
    theme, first = sheet.theme, (sheet.number - 1) * ITEMS_PER_PAGE + 1
    view = SheetView(
        cards=cards(here, sheet.evidence, theme=theme.id),
        first=first,
        last=first + len(sheet.evidence) - 1,
        whole=sheet.whole,
        pages=tuple(
            Hyperlink(str(n), "" if n == sheet.number else evidence_address(here, theme, n))
            for n in range(1, sheet.sheets + 1)
        ),
    )
    return render(
        here,
        "evidence.html",
        view,
        title=f"{theme.title}: all evidence",
        trail=(Hyperlink("Themes", here.to("research/themes/")), here.theme(theme.id)),
    )
