"""Small signs for a ticket or a wiki: where a theme stands, what a roadmap item rests on."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from html import escape

from counterpoint.analysis.roadmap import Flag, RoadmapEvidence
from counterpoint.analysis.values import Position, Relation, SideFindings, ThemeFindings
from counterpoint.model import Theme
from counterpoint.pages.partitions import partitions
from counterpoint.pages.place import Place, place
from counterpoint.pages.site import Site
from counterpoint.pages.values import DataFile
from counterpoint.pages.views import Partition, SideView
from counterpoint.pages.wording import RELATION_LABELS, counted, in_sentence
from counterpoint.references import roadmap_badge, theme_badge, theme_data

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


@dataclass(frozen=True, slots=True)
class Badge:
    """What a badge says."""

    title: str
    in_short: str
    """`shared · 5 buyers · 7 users`."""
    in_words: str
    """The same for those who do not see it."""
    colour: str

    @property
    def name(self) -> str:
        """The title as far as there is room for it."""
        is_short = len(self.title) <= LONGEST_TITLE
        return self.title if is_short else f"{self.title[: LONGEST_TITLE - 1].rstrip()}…"

    @property
    def width(self) -> int:
        """In pixels."""
        return _width(self.name) + _width(self.in_short)


@dataclass(frozen=True, slots=True)
class BadgeView:
    """A badge on its own page, with what to paste elsewhere."""

    image: str
    width: int
    in_words: str
    markdown: str
    """The site's own address is left to be filled in: pages do not know where they will stand."""
    data: str
    """Address of the same as data; empty where there is none."""
    root: str
    """From the page to the site's root."""


def badges(site: Site) -> Iterator[DataFile]:
    """Yield a badge for each theme, also at its old ids, and for each roadmap item."""
    for theme in site.study.themes.values():
        drawn = drawing(_theme(site, theme))
        for key in (theme.id, *(one for one in theme.aliases if one not in site.study.themes)):
            yield DataFile(theme_badge(key), drawn)
    for item in site.insights.roadmap.items:
        yield DataFile(roadmap_badge(item.page.path), drawing(_item(site, item)))


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
    what = theme_in_words, theme.id
    return site.recall.known(what, site.ground.counted, lambda: _in_words(site, theme))


def _in_words(site: Site, theme: Theme) -> str:
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


def theme_badge_view(here: Place, theme: Theme) -> BadgeView:
    """Return a theme's badge for its page, with what shows it elsewhere."""
    return _view(here, _theme(here.site, theme), theme_badge(theme.id), theme_data(theme.id))


def item_badge_view(here: Place, found: RoadmapEvidence) -> BadgeView:
    """Return a roadmap item's badge for its page, with what shows it elsewhere."""
    return _view(here, _item(here.site, found), roadmap_badge(found.page.path), "")


def _view(here: Place, badge: Badge, address: str, data: str) -> BadgeView:
    site = "https://SITE/"
    return BadgeView(
        image=here.to(address),
        width=badge.width,
        in_words=badge.in_words,
        markdown=f"[![{badge.in_short}]({site}{address})]({site}{here.address})",
        data=here.to(data) if data else "",
        root=here.root or "./",
    )


def _theme(site: Site, theme: Theme) -> Badge:
    found = site.findings(theme.id)
    colour = COLOURS.get(found.relation, QUIET) if found.relation else QUIET
    return Badge(theme.title, theme_in_short(site, found), theme_in_words(site, theme), colour)


def _item(site: Site, found: RoadmapEvidence) -> Badge:
    in_short = item_in_short(site, found)
    flags = f" Flags: {', '.join(flag.value for flag in found.flags)}." if found.flags else ""
    words = f"{found.page.title}: on the roadmap, {in_short}.{flags}"
    colour = FLAGGED if ALARMING & set(found.flags) else ON_THE_ROADMAP
    return Badge(found.page.title, in_short, words, colour)


def drawing(badge: Badge) -> bytes:
    """Return a badge as SVG: no script, no style sheet, nothing loaded, its words as its title."""
    left, whole = _width(badge.name), badge.width
    text = 'fill="#fff" font-family="Verdana,DejaVu Sans,sans-serif" font-size="11"'
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{whole}" height="20" '
        f'viewBox="0 0 {whole} 20" role="img" aria-labelledby="words">'
        f'<title id="words">{escape(badge.in_words)}</title>'
        f'<rect width="{whole}" height="20" rx="3" fill="{badge.colour}"/>'
        f'<path d="M3 0h{left - 3}v20H3a3 3 0 0 1-3-3V3a3 3 0 0 1 3-3z" fill="#24292f"/>'
        f"<g {text}>{_text(badge.name, 0, left)}{_text(badge.in_short, left, whole - left)}</g>"
        "</svg>\n"
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
