"""How charts look: the site's own colours by name, text and lines in the page's ink."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from counterpoint.analysis.values import Relation


def colour(name: str, otherwise: str) -> str:
    """Return a colour of the style sheet, which knows both schemes, with one for elsewhere."""
    return f"var(--cp-{name}, {otherwise})"


FIRST = colour("first", "#2f4bc0")
SECOND = colour("second", "#9c4506")
PROXY = colour("proxy", "#55606f")
MEASURED = colour("measured", "#0c665c")
BOTH = colour("both", "#70379a")
GOOD = colour("good", "#14693f")
BAD = colour("bad", "#a8231c")
TORN = colour("torn", "#70379a")
WARN = colour("warn", "#7d5200")
COOL = colour("cool", "#0a6470")
DULL = colour("dull", "#565f6f")
SURFACE = colour("surface", "#ffffff")
INK = "currentColor"


@dataclass(frozen=True, slots=True)
class RelationLook:
    """A relation's mark: told by its shape and filling, and by colour too."""

    shape: str
    stroke: str
    fill: str


RELATION_LOOKS: Mapping[Relation, RelationLook] = {
    Relation.CONFLICT: RelationLook("diamond", BAD, BAD),
    Relation.CONTESTED: RelationLook("square", TORN, TORN),
    Relation.SHARED: RelationLook("circle", GOOD, GOOD),
    Relation.UNWANTED: RelationLook("triangle-down", DULL, DULL),
    Relation.NEARLY_SHARED: RelationLook("circle", GOOD, SURFACE),
    Relation.NEARLY_UNWANTED: RelationLook("triangle-down", DULL, SURFACE),
    Relation.NEARLY_CONFLICT: RelationLook("diamond", BAD, SURFACE),
    Relation.ONE_SIDED: RelationLook("triangle-right", COOL, COOL),
    Relation.UNASKED: RelationLook("triangle-up", WARN, SURFACE),
    Relation.THIN: RelationLook("cross", DULL, SURFACE),
}

SIDE_LOOKS = ("first", "second")
SIDE_COLOURS: Mapping[str, str] = {
    "first": FIRST,
    "second": SECOND,
    "both": BOTH,
    "all": FIRST,
    "proxy": PROXY,
    "measured": MEASURED,
}
"""By a side's look, as pages call it."""

_WORDS: Mapping[str, Any] = {
    "labelColor": INK,
    "titleColor": INK,
    "labelFontSize": 12,
    "titleFontSize": 12,
    "titleFontWeight": 600,
}
CONFIG: Mapping[str, Any] = {
    "background": None,
    "font": "inherit",
    "padding": 4,
    "view": {"stroke": None},
    "axis": {
        **_WORDS,
        "domainColor": INK,
        "domainOpacity": 0.4,
        "gridColor": INK,
        "gridOpacity": 0.12,
        "tickColor": INK,
        "tickOpacity": 0.4,
        "labelLimit": 0,
        "titlePadding": 10,
    },
    "legend": {**_WORDS, "symbolSize": 110, "labelLimit": 0, "orient": "top", "columns": 5},
    "text": {"color": INK, "fontSize": 12},
    "rule": {"color": INK},
}
