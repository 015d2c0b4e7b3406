"""Saturation curves: how many themes each side had named after each interview."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from counterpoint.analysis.saturation import Saturation
from counterpoint.model import Study
from counterpoint.pages.charts.drawing import Drawing, Mark, link, quantity, specification
from counterpoint.pages.charts.look import SIDE_COLOURS
from counterpoint.pages.insights import Insights
from counterpoint.pages.views import Hyperlink
from counterpoint.pages.wording import side_views
from counterpoint.references import page_address

WIDTH, HEIGHT = 560, 280
POINTS = 24
"""Interviews marked per curve; of more, as many are taken evenly, the last always."""
SHAPES = ("circle", "square")
DASHES = ([1, 0], [6, 4])


def saturation_curves(insights: Insights) -> Drawing | None:
    """Return one curve a side, or nothing to draw before the second interview of a side."""
    study, found = insights.study, insights.saturation
    curves = [one for one in found if not one.persona and len(one.steps) > 1]
    if not curves:
        return None
    points = [(curve, number) for curve in curves for number in _shown(len(curve.steps))]
    return Drawing(
        id="saturation",
        title="Themes named so far, interview by interview",
        description=_description(study, curves),
        spec=specification(
            width=WIDTH,
            height=HEIGHT,
            data={"values": list(_values(study, points))},
            encoding=_axes(study, curves),
            layer=[_lines(), _points(curves), _names()],
        ),
        marks=tuple(_mark(study, *point) for point in points),
        header=("Side", "Interviews", "Interview", "New themes", "Themes so far"),
        rows=tuple(_row(study, *point) for point in points),
    )


def _shown(count: int) -> list[int]:
    """Return which steps are marked, from 0."""
    if count <= POINTS:
        return list(range(count))
    return sorted({round(step * (count - 1) / (POINTS - 1)) for step in range(POINTS)})


def _description(study: Study, curves: Sequence[Saturation]) -> str:
    sides = side_views(study.config)
    told = (
        f"{sides[one.side].plural}: {one.steps[-1].total} themes after {len(one.steps)} "
        f"interviews, {one.new_in_run} of them new in the last two."
        for one in curves
    )
    return " ".join(("A curve that flattens hears little that is new.", *told))


def _values(study: Study, points: Sequence[tuple[Saturation, int]]) -> Iterator[Mapping[str, Any]]:
    sides = side_views(study.config)
    for place, (curve, number) in enumerate(points):
        yield {
            "interviews": number + 1,
            "themes": curve.steps[number].total,
            "side": sides[curve.side].plural,
            "end": number == len(curve.steps) - 1,
            "words": _mark(study, curve, number).words,
            "link": link(place),
        }


def _axes(study: Study, curves: Sequence[Saturation]) -> Mapping[str, Any]:
    longest = max(len(one.steps) for one in curves)
    most = max(one.steps[-1].total for one in curves)
    sides = [side_views(study.config)[one.side] for one in curves]
    colours = [SIDE_COLOURS[side.look] for side in sides]
    domain = [side.plural for side in sides]
    return {
        "x": quantity("interviews", (0, longest * 1.18), "Interviews with that side"),
        "y": quantity("themes", (0, most + 1), "Themes so far"),
        "color": {
            "field": "side",
            "type": "nominal",
            "scale": {"domain": domain, "range": colours},
            "legend": None,
        },
    }


def _lines() -> Mapping[str, Any]:
    dashes = {"field": "side", "type": "nominal", "scale": {"range": list(DASHES)}, "legend": None}
    return {
        "mark": {"type": "line", "strokeWidth": 2.5, "aria": False},
        "encoding": {"strokeDash": dashes},
    }


def _points(curves: Sequence[Saturation]) -> Mapping[str, Any]:
    shapes = {
        "field": "side",
        "type": "nominal",
        "scale": {"range": list(SHAPES[: len(curves)])},
        "legend": None,
    }
    return {
        "mark": {"type": "point", "filled": True, "size": 46, "opacity": 1},
        "encoding": {
            "shape": shapes,
            "href": {"field": "link"},
            "description": {"field": "words"},
        },
    }


def _names() -> Mapping[str, Any]:
    return {
        "transform": [{"filter": "datum.end"}],
        "mark": {"type": "text", "align": "left", "dx": 8, "aria": False, "fontWeight": 600},
        "encoding": {"text": {"field": "side"}},
    }


def _mark(study: Study, curve: Saturation, number: int) -> Mark:
    step = curve.steps[number]
    interview = study.interviews[step.interview]
    new = f"{len(step.new)} new theme{'' if len(step.new) == 1 else 's'}"
    words = f"{interview.title}: {new}, {step.total} so far."
    return Mark(page_address(interview.path), words)


def _row(study: Study, curve: Saturation, number: int) -> tuple[Hyperlink, ...]:
    step = curve.steps[number]
    interview = study.interviews[step.interview]
    return (
        Hyperlink(side_views(study.config)[curve.side].plural),
        Hyperlink(str(number + 1)),
        Hyperlink(interview.title, page_address(interview.path)),
        Hyperlink(str(len(step.new))),
        Hyperlink(str(step.total)),
    )
