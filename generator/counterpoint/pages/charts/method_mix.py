"""The method mix: which methods were used on which side."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from counterpoint.analysis.coverage import MethodUse
from counterpoint.model import Study
from counterpoint.pages.charts.drawing import Drawing, Mark, link, quantity, specification
from counterpoint.pages.charts.look import SIDE_COLOURS
from counterpoint.pages.insights import Insights
from counterpoint.pages.views import Hyperlink
from counterpoint.pages.wording import counted, side_views, title_of

WIDTH = 420
STEP = 20
PALE = 0.25
"""How full a bar is that is not the first side's: the sides differ without colour too."""
INTERVIEWS = "research/interviews/"


def method_mix(insights: Insights) -> Drawing | None:
    """Return how many interviews used each method on each side, or nothing to draw."""
    study, found = insights.study, insights.coverage.methods
    if not found:
        return None
    total = len({interview for one in found for interview in one.interviews})
    methods = counted(len({one.method for one in found}), "method")
    return Drawing(
        id="method-mix",
        title="Interviews by method and side",
        description=(
            f"{counted(total, 'interview')} by {methods}; "
            "one with people of both sides stands on each."
        ),
        spec=specification(
            width=WIDTH,
            height={"step": STEP},
            data={"values": list(_values(study, found))},
            encoding=_axes(study, found),
            layer=[
                _bars(study, found),
                {"mark": _number_mark(), "encoding": {"text": {"field": "label"}}},
            ],
        ),
        marks=tuple(Mark(INTERVIEWS, _words(study, one)) for one in found),
        header=("Method", "Side", "Interviews", "Participants"),
        rows=tuple(
            (
                Hyperlink(title_of(one.method.value)),
                Hyperlink(_side(study, one)),
                Hyperlink(str(len(one.interviews)), INTERVIEWS),
                Hyperlink(str(len(one.participants))),
            )
            for one in found
        ),
    )


def _side(study: Study, one: MethodUse) -> str:
    return side_views(study.config)[one.side].plural if one.side else "Without participants"


def _words(study: Study, one: MethodUse) -> str:
    number = counted(len(one.interviews), "interview")
    return f"{title_of(one.method.value)}, {_side(study, one).lower()}: {number}."


def _values(study: Study, found: Sequence[MethodUse]) -> Iterator[Mapping[str, Any]]:
    for number, one in enumerate(found):
        yield {
            "row": number,
            "side": _side(study, one),
            "interviews": len(one.interviews),
            "label": _label(study, one),
            "words": _words(study, one),
            "link": link(number),
        }


def _label(study: Study, one: MethodUse) -> str:
    """Return `9 with buyers`: what is counted are interviews."""
    return f"{len(one.interviews)} {'with ' if one.side else ''}{_side(study, one).lower()}"


def _axes(study: Study, found: Sequence[MethodUse]) -> Mapping[str, Any]:
    most = max(len(one.interviews) for one in found)
    return {
        "y": {"field": "row", "type": "ordinal", "axis": _methods(found)},
        "x": quantity("interviews", (0, most * 1.3), "Interviews"),
        "color": _colours(study, found),
    }


def _methods(found: Sequence[MethodUse]) -> Mapping[str, Any]:
    """Return an axis that names each method at the first of its bars."""
    first = {one.method: row for row, one in reversed(list(enumerate(found)))}
    names = {str(row): title_of(method.value) for method, row in first.items()}
    labels = f"{json.dumps(names)}[datum.value] || ''"
    return {"title": None, "ticks": False, "domain": False, "labelExpr": labels}


def _colours(study: Study, found: Sequence[MethodUse]) -> Mapping[str, Any]:
    views = side_views(study.config)
    looks = {_side(study, one): views[one.side].look for one in found}
    colours = [SIDE_COLOURS[look] for look in looks.values()]
    scale = {"domain": list(looks), "range": colours}
    return {"field": "side", "type": "nominal", "scale": scale, "legend": None}


def _bars(study: Study, found: Sequence[MethodUse]) -> Mapping[str, Any]:
    """Return the bars: the first side's are full, all others outlined."""
    sides = {_side(study, one): one.side for one in found}
    fills = [1 if side == study.side_keys[0] else PALE for side in sides.values()]
    scale = {"type": "ordinal", "domain": list(sides), "range": fills}
    opacity = {"field": "side", "type": "nominal", "scale": scale, "legend": None}
    return {
        "mark": {"type": "bar", "cornerRadiusEnd": 2, "strokeWidth": 1.5},
        "encoding": {
            "href": {"field": "link"},
            "description": {"field": "words"},
            "stroke": _colours(study, found),
            "fillOpacity": opacity,
        },
    }


def _number_mark() -> Mapping[str, Any]:
    return {"type": "text", "align": "left", "dx": 5, "aria": False, "fontSize": 11}
