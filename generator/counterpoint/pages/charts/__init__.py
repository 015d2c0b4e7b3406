"""Charts as inline SVG, each with a title, a description, links and its data as a table."""

from __future__ import annotations

from counterpoint.pages.charts.cadence import cadence
from counterpoint.pages.charts.drawing import Chart, Drawing, draw
from counterpoint.pages.charts.engraving import ahead, drawing_apart, has_drawn
from counterpoint.pages.charts.heat_map import heat_map
from counterpoint.pages.charts.method_mix import method_mix
from counterpoint.pages.charts.overlap_map import overlap_map
from counterpoint.pages.charts.roadmap_balance import roadmap_balance
from counterpoint.pages.charts.saturation_curves import saturation_curves

__all__ = [
    "CHARTS",
    "Chart",
    "Drawing",
    "ahead",
    "cadence",
    "draw",
    "drawing_apart",
    "has_drawn",
    "heat_map",
    "method_mix",
    "overlap_map",
    "roadmap_balance",
    "saturation_curves",
]

CHARTS = (overlap_map, roadmap_balance, heat_map, saturation_curves, cadence, method_mix)
"""Every chart of a site, in the order in which pages ask for them."""
