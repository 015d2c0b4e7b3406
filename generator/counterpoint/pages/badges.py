"""Small signs for a ticket or a wiki: where a theme stands, what a roadmap item rests on."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from html import escape

from counterpoint.analysis.roadmap import Flag, RoadmapEvidence
from counterpoint.analysis.values import Position, Relation, SideFindings, ThemeFindings
from counterpoint.model import Theme
from counterpoint.pages.partitions import partitions
from counterpoint.pages.place import place
from counterpoint.pages.site import Site
from counterpoint.pages.values import DataFile
from counterpoint.pages.views import Partition, SideView
from counterpoint.pages.wording import RELATION_LABELS, counted, in_sentence
from counterpoint.references import roadmap_badge, theme_badge

DIRECTION_KNOWN = frozenset({Relation.SHARED, Relation.UNWANTED})
"""Relations whose name says where both sides stand."""
COLOURS = {
    Relation.SHARED: "#1a6b3c",
    Relation.NEARLY_SHARED: "#3f6b4e",
    Relation.CONFLICT: "#a3261d",
    Relation.NEARLY_CONFLICT: "#8c4a2f",
    Relation.CONTESTED: "#7a5200",
}
QUIET, ON_THE_ROADMAP, FLAGGED = "#4b5563", "#1d4e89", "#7a5200"
ALARMING = frozenset({Flag.UNSUPPORTED, Flag.WITHDRAWN, Flag.SUSPECT, Flag.UNWANTED})

LONGEST_TITLE = 40
PADDING = 8
NARROW, USUAL, WIDE, FULL = 4.0, 6.6, 9.4, 11.0
NARROW_LETTERS = frozenset("ijlftrI.,:;'’|!()[]-· ")
WIDE_LETTERS = frozenset("mwMWOQ@%—…")


def badges(site: Site) -> Iterator[DataFile]:
    """Yield a badge for each theme, also at its old ids, and for each roadmap item."""
    for theme in site.study.themes.values():
        drawn = _theme(site, theme)
        for key in (theme.id, *(one for one in theme.aliases if one not in site.study.themes)):
            yield DataFile(theme_badge(key), drawn)
    for item in site.insights.roadmap.items:
        yield DataFile(roadmap_badge(item.page.path), _item(site, item))


def theme_in_short(site: Site, found: ThemeFindings) -> str:
    """Return where the sides stand on a theme: `shared · 5 buyers · 7 users`."""
    sides = [_standing(site.sides[one.side], one, found.relation) for one in found.sides]
    relation = [in_sentence(RELATION_LABELS[found.relation])] if found.relation else []
    return " · ".join((*relation, *sides))


def item_in_short(site: Site, found: RoadmapEvidence) -> str:
    """Return what a roadmap item rests on: `now · 5 buyers · 7 users · 1 flag`."""
    sides = [_people(site.sides[one.side], len(one.participants)) for one in found.sides]
    flags = [counted(len(found.flags), "flag")] if found.flags else []
    return " · ".join((found.item.status.value, *sides, *flags))


def theme_in_words(site: Site, theme: Theme) -> str:
    """Return a theme's relation and both sides' partitions as sentences."""
    found = site.findings(theme.id)
    relation = f"{in_sentence(RELATION_LABELS[found.relation])}. " if found.relation else ""
    here = place(site, "")
    sides = (_side_in_words(one) for one in partitions(here, found))
    return f"{theme.title}: {relation}{' '.join(sides)}"


def _side_in_words(one: Partition) -> str:
    if not one.parts:
        return f"{one.side.plural}: nobody interviewed."
    parts = ", ".join(f"{part.count:,} {part.words}" for part in one.parts)
    accounts = f", {one.accounts}" if one.accounts else ""
    return f"{one.side.plural}: {parts}, {one.whole}{accounts}."


def _standing(side: SideView, found: SideFindings, relation: Relation | None) -> str:
    """Return how many of a side take its position; the direction where nothing else says it."""
    against = found.position is Position.AGAINST
    is_split = bool(found.for_ and found.against) and found.position is not Position.FOR
    if is_split and not against:
        return f"{_people(side, len(found.heard))} divided"
    number = len(found.against) if against else len(found.for_) or len(found.against)
    if not number or relation in DIRECTION_KNOWN:
        return _people(side, number)
    return f"{_people(side, number)} {'for' if found.for_ and not against else 'against'}"


def _people(side: SideView, number: int) -> str:
    return counted(number, side.one, side.many) if number else f"no {side.one}"


def _theme(site: Site, theme: Theme) -> bytes:
    found = site.findings(theme.id)
    colour = COLOURS.get(found.relation, QUIET) if found.relation else QUIET
    return drawing(theme.title, theme_in_short(site, found), theme_in_words(site, theme), colour)


def _item(site: Site, found: RoadmapEvidence) -> bytes:
    in_short = item_in_short(site, found)
    flags = f" Flags: {', '.join(flag.value for flag in found.flags)}." if found.flags else ""
    words = f"{found.page.title}: on the roadmap, {in_short}.{flags}"
    colour = FLAGGED if ALARMING & set(found.flags) else ON_THE_ROADMAP
    return drawing(found.page.title, in_short, words, colour)


def drawing(title: str, standing: str, in_words: str, colour: str) -> bytes:
    """Return a badge as SVG: no script, no style sheet, nothing loaded, its words as its title."""
    name = title if len(title) <= LONGEST_TITLE else f"{title[: LONGEST_TITLE - 1].rstrip()}…"
    left, right = _width(name), _width(standing)
    whole = left + right
    text = 'fill="#fff" font-family="Verdana,DejaVu Sans,sans-serif" font-size="11"'
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{whole}" height="20" '
        f'viewBox="0 0 {whole} 20" role="img" aria-labelledby="words">'
        f'<title id="words">{escape(in_words)}</title>'
        f'<rect width="{whole}" height="20" rx="3" fill="{colour}"/>'
        f'<path d="M3 0h{left - 3}v20H3a3 3 0 0 1-3-3V3a3 3 0 0 1 3-3z" fill="#24292f"/>'
        f"<g {text}>{_text(name, 0, left)}{_text(standing, left, right)}</g></svg>\n"
    ).encode()


def _text(words: str, start: int, width: int) -> str:
    length = width - 2 * PADDING
    return (
        f'<text x="{start + PADDING}" y="14" textLength="{length}" '
        f'lengthAdjust="spacingAndGlyphs">{escape(words)}</text>'
    )


def _width(words: str) -> int:
    """Return how wide words are with room beside them, near enough for any common font."""
    return round(sum(map(_letter, words))) + 2 * PADDING


def _letter(letter: str) -> float:
    if unicodedata.east_asian_width(letter) in ("W", "F"):
        return FULL
    if letter in NARROW_LETTERS:
        return NARROW
    return WIDE if letter in WIDE_LETTERS else USUAL
