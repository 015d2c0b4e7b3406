"""The balance of the roadmap: whom the items on the way benefit, and how deep they go."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from counterpoint.analysis.roadmap import Balance
from counterpoint.model import BOTH, Study
from counterpoint.pages.charts.drawing import Drawing, Mark, link, quantity, specification
from counterpoint.pages.charts.look import BOTH as BOTH_COLOUR
from counterpoint.pages.charts.look import FIRST, INK, PROXY, SECOND
from counterpoint.pages.insights import Insights
from counterpoint.pages.views import Hyperlink
from counterpoint.pages.wording import counted

WIDTH = 420
STEP = 40
LETTER = 7
"""Mean width of a letter of a label, in pixels."""
ROADMAP = "research/roadmap/"
INVEST, CHECK, UNSAID = "invest", "check the box", "depth not said"
OPACITIES = {INVEST: 0.5, CHECK: 0.28, UNSAID: 0.1}


@dataclass(frozen=True, slots=True)
class Stretch:
    """Items that benefit the same people to the same depth."""

    benefits: str
    depth: str
    items: int


def roadmap_balance(insights: Insights) -> Drawing | None:
    """Return the items of now and next by whom they benefit, or nothing to draw without any."""
    study, found = insights.study, insights.roadmap.balance
    stretches = tuple(stretch for one in found for stretch in _stretches(study, one))
    if not stretches:
        return None
    total = sum(one.items for one in stretches)
    told = ", ".join(f"{_label(study, one.benefits).lower()} {len(one.items)}" for one in found)
    return Drawing(
        id="roadmap-balance",
        title="Roadmap items now and next, by whom they benefit",
        description=f"{counted(total, 'item')} on the way: {told}.",
        spec=specification(
            width=WIDTH,
            height={"step": STEP},
            data={"values": list(_values(stretches, found))},
            encoding=_axes(study, found),
            layer=[_bars(study, found), _numbers(found)],
        ),
        marks=tuple(Mark(ROADMAP, _words(one)) for one in stretches),
        header=("Benefits", "Depth", "Items"),
        rows=tuple(
            (
                Hyperlink(one.benefits),
                Hyperlink(one.depth),
                Hyperlink(str(one.items), ROADMAP),
            )
            for one in stretches
        ),
    )


def _label(study: Study, benefits: str) -> str:
    if benefits == BOTH:
        return "Both sides"
    return f"{study.config.side(benefits).plural} only" if benefits else "Not said"


def _stretches(study: Study, one: Balance) -> Iterator[Stretch]:
    unsaid = len(one.items) - len(one.invest) - len(one.check_the_box)
    counts = ((INVEST, len(one.invest)), (CHECK, len(one.check_the_box)), (UNSAID, unsaid))
    for depth, count in counts:
        if count:
            yield Stretch(_label(study, one.benefits), depth, count)


def _words(one: Stretch) -> str:
    return f"{one.benefits}, {one.depth}: {counted(one.items, 'item')}."


def _values(stretches: Sequence[Stretch], found: Sequence[Balance]) -> Iterator[Mapping[str, Any]]:
    ends: dict[str, int] = {}
    most = _most(found)
    for number, one in enumerate(stretches):
        start = ends.get(one.benefits, 0)
        ends[one.benefits] = start + one.items
        yield {
            "benefits": one.benefits,
            "depth": one.depth,
            "start": start,
            "end": start + one.items,
            "middle": start + one.items / 2,
            "label": _label_inside(one, most),
            "words": _words(one),
            "link": link(number),
        }


def _axes(study: Study, found: Sequence[Balance]) -> Mapping[str, Any]:
    labels = [_label(study, one.benefits) for one in found]
    plain = {"title": None, "ticks": False, "domain": False}
    return {
        "y": {"field": "benefits", "type": "nominal", "scale": {"domain": labels}, "axis": plain}
    }


def _bars(study: Study, found: Sequence[Balance]) -> Mapping[str, Any]:
    labels = [_label(study, one.benefits) for one in found]
    colours = dict(zip(study.side_keys, (FIRST, SECOND), strict=True))
    colours |= {BOTH: BOTH_COLOUR, "": PROXY}
    return {
        "mark": {"type": "bar", "stroke": INK, "strokeOpacity": 0.5, "height": STEP - 14},
        "encoding": {
            "x": quantity("start", _domain(found), "Items"),
            "x2": {"field": "end"},
            "fill": {
                "field": "benefits",
                "type": "nominal",
                "scale": {"domain": labels, "range": [colours[one.benefits] for one in found]},
                "legend": None,
            },
            "fillOpacity": {
                "field": "depth",
                "type": "nominal",
                "scale": {"domain": list(OPACITIES), "range": list(OPACITIES.values())},
                "legend": None,
            },
            "href": {"field": "link"},
            "description": {"field": "words"},
        },
    }


def _domain(found: Sequence[Balance]) -> tuple[float, float]:
    return 0, _most(found)


def _most(found: Sequence[Balance]) -> int:
    return max(len(one.items) for one in found)


def _label_inside(one: Stretch, most: int) -> str:
    """Return number and depth, or the number alone where the bar is too short for both."""
    whole = f"{one.items} · {one.depth}"
    return whole if LETTER * len(whole) < WIDTH * one.items / most else str(one.items)


def _numbers(found: Sequence[Balance]) -> Mapping[str, Any]:
    return {
        "mark": {"type": "text", "aria": False, "fontWeight": 600},
        "encoding": {
            "x": quantity("middle", _domain(found), "Items"),
            "text": {"field": "label"},
        },
    }
