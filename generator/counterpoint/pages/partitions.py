"""One side's numbers on a theme, in words and as a small bar."""

from __future__ import annotations

from collections.abc import Callable

from counterpoint.analysis.values import SideFindings, ThemeFindings
from counterpoint.model import Expresses
from counterpoint.pages.place import Place
from counterpoint.pages.views import Bar, Part, Partition, SideView
from counterpoint.pages.wording import are_against, are_for, are_not, counted

BAR_WIDTH = 240
GAP = 2


def partitions(place: Place, findings: ThemeFindings) -> tuple[Partition, ...]:
    """Return each side's partition on a theme, its numbers linking to the theme's page."""
    return tuple(partition(place, findings.theme, side) for side in findings.sides)


def partition(place: Place, theme: str, found: SideFindings) -> Partition:
    """Return one side's partition; every number leads to the list of those whom it counts."""
    expresses = place.site.study.themes[theme].expresses
    side = place.site.sides[found.side]

    def proof(part: str) -> str:
        return place.theme(theme, f"{found.side}_{part}").href

    parts = _parts(found, expresses, proof)
    whole = f"of {counted(len(found.interviewed), side.one, side.many)}" if parts else ""
    return Partition(
        side=side,
        headline=headline(found, side, expresses),
        parts=parts,
        whole=whole,
        bars=_bars(parts, len(found.interviewed)),
        accounts=f"from {counted(len(found.accounts), 'account')}" if found.accounts else "",
        accounts_href=proof("accounts") if found.accounts else "",
    )


def headline(found: SideFindings, side: SideView, expresses: Expresses) -> str:
    """Return a side's position as one sentence: `9 buyers want this, 1 does not`."""
    if not found.interviewed:
        return "Nobody interviewed"
    if not found.heard:
        return _silence(found, side)
    if not found.for_:
        number = len(found.against)
        return f"{counted(number, side.one, side.many)} {are_against(number, expresses)}"
    sentence = (
        f"{counted(len(found.for_), side.one, side.many)} {are_for(len(found.for_), expresses)}"
    )
    if found.against:
        sentence += f", {len(found.against):,} {are_not(len(found.against))}"
    if found.both:
        sentence += f" ({len(found.both):,} said both)"
    return sentence


def _silence(found: SideFindings, side: SideView) -> str:
    if not found.asked:
        return f"No {side.one} was asked"
    number = len(found.asked)
    return f"{counted(number, side.one, side.many)} asked, none took a stance"


def _parts(
    found: SideFindings, expresses: Expresses, proof: Callable[[str], str]
) -> tuple[Part, ...]:
    for_, against = len(found.for_only), len(found.against_only)
    against_words = are_not(against) if found.for_ else are_against(against, expresses)
    rows = (
        ("for", for_, are_for(for_, expresses)),
        ("against", against, against_words),
        ("both", len(found.both), "said both"),
        ("raised", len(found.no_stance), "raised, no stance"),
        ("unasked", len(found.not_asked), "not asked"),
    )
    return tuple(Part(key, count, words, proof(key)) for key, count, words in rows if count)


def _bars(parts: tuple[Part, ...], whole: int) -> tuple[Bar, ...]:
    """Return the stretches of a bar: as long as their parts of the whole, a gap between them."""
    if not whole:
        return ()
    room = BAR_WIDTH - GAP * (len(parts) - 1)
    bars: list[Bar] = []
    start = 0.0
    for part in parts:
        width = room * part.count / whole
        bars.append(Bar(part.key, round(start, 1), round(width, 1)))
        start += width + GAP
    return tuple(bars)
