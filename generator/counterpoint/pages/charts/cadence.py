"""Cadence: interviews per week over the last year."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from counterpoint.analysis.coverage import Coverage, Week
from counterpoint.pages.charts.drawing import Drawing, Mark, link, quantity, specification
from counterpoint.pages.charts.look import DULL
from counterpoint.pages.insights import Insights
from counterpoint.pages.views import Hyperlink
from counterpoint.pages.wording import counted, day

HEIGHT = 150
STEP = 12
MONTHS = "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec".split()  # noqa: SIM905  (one line)
INTERVIEWS = "research/interviews/"


def cadence(insights: Insights) -> Drawing | None:
    """Return a bar a week of the last 52, or nothing to draw where all are empty."""
    found = insights.coverage
    weeks = found.cadence
    if not any(week.interviews for week in weeks):
        return None
    full = [week for week in weeks if week.interviews]
    return Drawing(
        id="cadence",
        title="Interviews per week over the last year",
        description=_description(found),
        spec=specification(
            width=STEP * len(weeks),
            height=HEIGHT,
            data={"values": list(_values(weeks))},
            mark={"type": "bar", "color": DULL, "width": STEP - 3, "cornerRadiusEnd": 2},
            encoding={
                "x": quantity("week", (-0.5, len(weeks) - 0.5), "") | {"axis": _months(weeks)},
                "y": quantity(
                    "interviews", (0, max(len(one.interviews) for one in full) + 0.5), "Interviews"
                ),
                "href": {"field": "link"},
                "description": {"field": "words"},
            },
        ),
        marks=tuple(Mark(INTERVIEWS, _words(week)) for week in full),
        header=("Week from", "Interviews"),
        rows=tuple(
            (Hyperlink(day(week.monday)), Hyperlink(str(len(week.interviews)), INTERVIEWS))
            for week in full
        ),
    )


def _description(found: Coverage) -> str:
    total = sum(len(week.interviews) for week in found.cadence)
    without = found.weeks_without
    return (
        f"{counted(total, 'interview')} in {len(found.cadence)} weeks; "
        f"{counted(without, 'week')} without one."
    )


def _words(week: Week) -> str:
    return f"Week from {day(week.monday)}: {counted(len(week.interviews), 'interview')}."


def _values(weeks: Sequence[Week]) -> Iterator[Mapping[str, Any]]:
    full = 0
    for number, week in enumerate(weeks):
        if week.interviews:
            words, count = _words(week), len(week.interviews)
            yield {"week": number, "interviews": count, "words": words, "link": link(full)}
            full += 1


def _months(weeks: Sequence[Week]) -> Mapping[str, Any]:
    """Return an axis that names each month at its first Monday, the year with January."""
    names: dict[int, str] = {}
    for number, week in enumerate(weeks):
        if number and week.monday.month != weeks[number - 1].monday.month:
            year = f" {week.monday.year}" if week.monday.month == 1 else ""
            names[number] = f"{MONTHS[week.monday.month - 1]}{year}"
    labels = f"{json.dumps({str(place): name for place, name in names.items()})}[datum.value]"
    return {
        "title": None,
        "values": list(names),
        "labelExpr": labels,
        "labelOverlap": False,
        "labelFontSize": 11,
        "grid": False,
    }
