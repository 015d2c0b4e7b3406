"""The overlap map: every theme by how many of each side are for it."""

from __future__ import annotations

import json
import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from counterpoint.analysis.values import Relation, ThemeFindings
from counterpoint.model import Study
from counterpoint.pages.charts.drawing import Drawing, Mark, link, shortened, specification
from counterpoint.pages.charts.look import INK, RELATION_LOOKS
from counterpoint.pages.charts.scatter import Box, Label, Spot, labels, spread
from counterpoint.pages.insights import Insights
from counterpoint.pages.views import Hyperlink
from counterpoint.pages.wording import RELATION_LABELS
from counterpoint.references import page_address

WIDTH, HEIGHT = 620, 440
RADIUS = 6.0
SPACING = 2 * RADIUS + 3
SYMBOL = 95
"""Area of a mark in square pixels, as Vega measures it."""
MARGIN = 26
"""Room around the outermost points, in pixels."""
LONGEST = 30
WIDE = 12
"""From so many people on, numbers grow by their square root, as most themes have few."""
ROUND = (0, 1, 2, 5, 10, 20, 50, 100, 200, 500, 1_000, 2_000, 5_000, 10_000)


@dataclass(frozen=True, slots=True)
class Scale:
    """From people to pixels along one axis."""

    most: int
    """The most participants for any theme."""
    length: int

    def place(self, people: float) -> float:
        """Return how many pixels from the axis' start so many people stand."""
        share = self._stretched(people) / self._stretched(self.most)
        return round(MARGIN + (self.length - 2 * MARGIN) * share, 2)

    @property
    def ticks(self) -> tuple[int, ...]:
        """Round numbers of people to be written at the axis."""
        if self.most <= WIDE:
            return tuple(range(0, self.most + 1, 1 if self.most <= WIDE // 2 else 2))
        return tuple(number for number in ROUND if number <= self.most)

    def _stretched(self, people: float) -> float:
        return math.sqrt(people) if self.most > WIDE else people


@dataclass(frozen=True, slots=True)
class Frame:
    """The map's two scales."""

    across: Scale
    up: Scale

    def spot(self, first: float, second: float) -> Spot:
        """Return where so many people of each side stand, from the upper left corner."""
        return Spot(self.across.place(first), HEIGHT - self.up.place(second))


def overlap_map(insights: Insights) -> Drawing | None:
    """Return the map of active themes on which some side was heard, or nothing to draw.

    Points of one place stand around it, so that none hides another; each leads to its theme. Thin
    themes are left out: one voice is no place on a map. Nothing is drawn where buyers and users are
    the same people.
    """
    study, analysis = insights.study, insights.analysis
    found = [analysis.themes[theme] for theme in analysis.overlap]
    found = [one for one in found if one.relation not in (None, Relation.THIN)]
    found.sort(key=lambda one: _importance(one.relation))
    if not found:
        return None
    frame = Frame(
        Scale(max(1, *(len(one.sides[0].for_) for one in found)), WIDTH),
        Scale(max(1, *(len(one.sides[1].for_) for one in found)), HEIGHT),
    )
    wanted = [frame.spot(len(one.sides[0].for_), len(one.sides[1].for_)) for one in found]
    field = Box(RADIUS, RADIUS, WIDTH - RADIUS, HEIGHT - RADIUS)
    spots = spread(wanted, field, SPACING)
    titles = [shortened(study.themes[one.theme].title, LONGEST) for one in found]
    named = labels(spots, titles, Box(0, 0, WIDTH, HEIGHT), RADIUS)
    first, second = (side.plural for side in study.config.sides)
    return Drawing(
        id="overlap-map",
        title=f"How many {first.lower()} and {second.lower()} are for each theme",
        description=_description(study, found),
        spec=specification(
            width=WIDTH,
            height=HEIGHT,
            encoding=_axes(study, frame),
            layer=[
                _diagonal(frame),
                _points(study, found, spots),
                *(_names(titles, named, is_right=is_right) for is_right in (True, False)),
            ],
        ),
        marks=tuple(_mark(study, one) for one in found),
        header=("Theme", "Relation", f"{first} for", f"{second} for"),
        rows=tuple(_row(study, one) for one in sorted(found, key=lambda one: one.theme)),
    )


def _importance(relation: Relation | None) -> int:
    return tuple(RELATION_LABELS).index(relation) if relation else len(RELATION_LABELS)


def _description(study: Study, found: Sequence[ThemeFindings]) -> str:
    first, second = (side.plural.lower() for side in study.config.sides)
    counts = {
        RELATION_LABELS[relation].lower(): sum(1 for one in found if one.relation is relation)
        for relation in RELATION_LABELS
    }
    words = ", ".join(f"{count} {label}" for label, count in counts.items() if count)
    return (
        f"A map of {len(found)} themes: to the right more {first} are for it, upwards more "
        f"{second}. Themes near the upper right are wanted by both. By relation: {words}."
    )


def _diagonal(frame: Frame) -> Mapping[str, Any]:
    steps = range(min(frame.across.most, frame.up.most) + 1)
    spots = [frame.spot(people, people) for people in steps]
    return {
        "data": {"values": [{"x": one.x, "y": one.y} for one in spots]},
        "mark": {
            "type": "line",
            "color": INK,
            "strokeDash": [2, 4],
            "strokeWidth": 1,
            "opacity": 0.35,
            "aria": False,
        },
        "encoding": {"order": {"field": "x"}},
    }


def _axes(study: Study, frame: Frame) -> Mapping[str, Any]:
    first, second = (side.plural for side in study.config.sides)
    across = {frame.across.place(number): number for number in frame.across.ticks}
    up = {HEIGHT - frame.up.place(number): number for number in frame.up.ticks}
    return {
        "x": _pixels("x", [0, WIDTH], _axis(f"{first} for it →", across)),
        "y": _pixels("y", [0, HEIGHT], _axis(f"{second} for it →", up)),
    }


def _pixels(name: str, span: list[int], axis: Mapping[str, Any]) -> Mapping[str, Any]:
    """Return the encoding of a place that is already in pixels from the upper left corner."""
    scale = {"domain": span, "range": span, "nice": False, "zero": False}
    return {"field": name, "type": "quantitative", "scale": scale, "axis": axis}


def _axis(title: str, places: Mapping[float, int]) -> Mapping[str, Any]:
    written = json.dumps({f"{place:.2f}": str(number) for place, number in places.items()})
    labels = f"{written}[format(datum.value, '.2f')]"
    return {"title": title, "values": list(places), "labelExpr": labels, "labelOverlap": True}


def _points(
    study: Study, found: Sequence[ThemeFindings], spots: Sequence[Spot]
) -> Mapping[str, Any]:
    present = [one for one in RELATION_LABELS if any(each.relation is one for each in found)]
    looks = [RELATION_LOOKS[one] for one in present]
    domain = [RELATION_LABELS[one] for one in present]
    values = [
        {
            "x": spots[number].x,
            "y": spots[number].y,
            "relation": RELATION_LABELS[one.relation] if one.relation else "",
            "words": _mark(study, one).words,
            "link": link(number),
        }
        for number, one in enumerate(found)
    ]

    def by_relation(range_: list[str]) -> Mapping[str, Any]:
        scale = {"domain": domain, "range": range_}
        return {"field": "relation", "type": "nominal", "scale": scale, "legend": {"title": None}}

    return {
        "data": {"values": values},
        "mark": {"type": "point", "size": SYMBOL, "strokeWidth": 2, "opacity": 1},
        "encoding": {
            "shape": by_relation([look.shape for look in looks]),
            "stroke": by_relation([look.stroke for look in looks]),
            "fill": by_relation([look.fill for look in looks]),
            "href": {"field": "link"},
            "description": {"field": "words"},
        },
    }


def _names(titles: Sequence[str], named: Sequence[Label], *, is_right: bool) -> Mapping[str, Any]:
    values = [
        {"x": one.spot.x, "y": one.spot.y, "name": titles[one.index]}
        for one in named
        if one.is_right is is_right
    ]
    return {
        "data": {"values": values},
        "mark": {
            "type": "text",
            "align": "left" if is_right else "right",
            "baseline": "middle",
            "aria": False,
        },
        "encoding": {"text": {"field": "name"}},
    }


def _mark(study: Study, one: ThemeFindings) -> Mark:
    theme = study.themes[one.theme]
    first, second = study.config.sides
    relation = RELATION_LABELS[one.relation] if one.relation else ""
    words = (
        f"{theme.title}: {relation}. {first.plural} for it: {len(one.sides[0].for_)}, "
        f"{second.plural.lower()} for it: {len(one.sides[1].for_)}."
    )
    return Mark(_address(study, one.theme), words)


def _address(study: Study, theme: str) -> str:
    return page_address(study.themes[theme].path or f"research/themes/{theme}.md")


def _row(study: Study, one: ThemeFindings) -> tuple[Hyperlink, ...]:
    return (
        Hyperlink(study.themes[one.theme].title, _address(study, one.theme)),
        Hyperlink(RELATION_LABELS[one.relation] if one.relation else ""),
        Hyperlink(str(len(one.sides[0].for_))),
        Hyperlink(str(len(one.sides[1].for_))),
    )
