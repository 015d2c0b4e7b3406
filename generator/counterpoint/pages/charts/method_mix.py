"""The method mix: which methods were used on which side."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from counterpoint.analysis.coverage import MethodUse, coverage
from counterpoint.analysis.values import Analysis
from counterpoint.model import Study
from counterpoint.pages.charts.drawing import Drawing, Mark, link, quantity, specification
from counterpoint.pages.charts.look import SIDE_COLOURS
from counterpoint.pages.views import Hyperlink
from counterpoint.pages.wording import counted, side_views, title_of

WIDTH = 420
STEP = 16
INTERVIEWS = "research/interviews/"


def method_mix(study: Study, _: Analysis) -> Drawing | None:
    """Return how many interviews used each method on each side, or nothing to draw."""
    found = coverage(study).methods
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
                {"mark": {"type": "bar", "cornerRadiusEnd": 2}, "encoding": _linked()},
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
            "method": title_of(one.method.value),
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
    views = side_views(study.config)
    sides = {one.side: _side(study, one) for one in found}
    methods = [title_of(one.method.value) for one in found]
    most = max(len(one.interviews) for one in found)
    names = {
        "field": "side",
        "type": "nominal",
        "scale": {
            "domain": list(sides.values()),
            "range": [SIDE_COLOURS[views[side].look] for side in sides],
        },
    }
    plain = {"title": None, "ticks": False, "domain": False}
    return {
        "y": {"field": "method", "type": "nominal", "sort": methods, "axis": plain},
        "yOffset": {"field": "side", "sort": list(sides.values())},
        "x": quantity("interviews", (0, most * 1.3), "Interviews"),
        "color": {**names, "legend": None},
    }


def _linked() -> Mapping[str, Any]:
    return {
        "href": {"field": "link"},
        "description": {"field": "words"},
        "opacity": {"value": 0.85},
    }


def _number_mark() -> Mapping[str, Any]:
    return {"type": "text", "align": "left", "dx": 5, "aria": False, "fontSize": 11}
