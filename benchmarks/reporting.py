"""Write measurements down: tables between two marks of a page, and a chart."""

from __future__ import annotations

import math
import os
import platform
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

BEGIN = "<!-- measured: begin -->"
END = "<!-- measured: end -->"
CPU = 1
FULL = "build, from nothing"
PEERS = ("MkDocs", "Zensical")
COLOURS = {FULL: "#3f51b5", "MkDocs": "#9e9e9e", "Zensical": "#c08a3e"}
WIDTH, HEIGHT, MARGIN = 640, 320, 56
LINE = 15
"""Between two lines of text."""

Result = dict[str, Any]


def write_report(file: Path, results: Sequence[Result]) -> None:
    """Put the tables between the marks of a page that is there."""
    before, _, rest = file.read_text(encoding="utf-8").partition(BEGIN)
    _, _, after = rest.partition(END)
    inside = "\n".join(_tables(results))
    file.write_text(f"{before}{BEGIN}\n\n{inside}\n{END}{after}", encoding="utf-8")


def exponent(results: Sequence[Result], name: str) -> float | None:
    """Return how CPU time grows: the slope of its logarithm over that of the interviews."""
    points = [
        (math.log(one["interviews"]), math.log(one["costs"][name][CPU]))
        for one in results
        if name in one["costs"]
    ]
    if len(points) < 2:
        return None
    middle_x = sum(x for x, _ in points) / len(points)
    middle_y = sum(y for _, y in points) / len(points)
    rise = sum((x - middle_x) * (y - middle_y) for x, y in points)
    return rise / sum((x - middle_x) ** 2 for x, _ in points)


def _tables(results: Sequence[Result]) -> Iterator[str]:
    yield f"Measured on {_machine()}."
    yield ""
    yield from _commands(results)
    yield from _ratios(results)
    yield from _stages(results)
    yield from _sites(results)


def _machine() -> str:
    cores = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count()
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 2**30
    python = f"Python {platform.python_version()}"
    return f"{cores} cores ({platform.machine()}), {memory:.0f} GB of memory, {python}, Linux"


def _head(results: Sequence[Result], first: str, *more: str) -> Iterator[str]:
    cells = [first, *(f"{one['interviews']:,}" for one in results), *more]
    yield "| " + " | ".join(cells) + " |"
    yield "| --- " + "| ---: " * (len(cells) - 1) + "|"


def _commands(results: Sequence[Result]) -> Iterator[str]:
    yield "Seconds of CPU (by the clock in brackets), and the memory of the largest process:"
    yield ""
    yield from _head(results, "interviews", "grows with exponent")
    for name in results[-1]["costs"]:
        cells = [_cost(one["costs"].get(name)) for one in results]
        slope = exponent(results, name)
        yield f"| {name} | {' | '.join(cells)} | {'' if slope is None else f'{slope:.2f}'} |"
    yield ""


def _cost(cost: Sequence[float] | None) -> str:
    if cost is None:
        return ""
    seconds, cpu, memory = cost
    return f"{cpu:.1f} s ({seconds:.1f} s), {memory:,.0f} MB"


def _ratios(results: Sequence[Result]) -> Iterator[str]:
    peers = [name for name in PEERS if name in results[-1]["costs"]]
    if not peers:
        return
    yield "A whole build from nothing as a multiple of what others take for the transcripts alone:"
    yield ""
    yield from _head(results, "interviews")
    for name in peers:
        for what, place in (("by the clock", 0), ("of CPU", CPU)):
            cells = [
                f"{one['costs'][FULL][place] / one['costs'][name][place]:.2f}" for one in results
            ]
            yield f"| of {name}, {what} | {' | '.join(cells)} |"
    yield ""


def _stages(results: Sequence[Result]) -> Iterator[str]:
    yield (
        "Stages of a build from nothing, in milliseconds of CPU an interview; Pagefind works beside"
        " them from composing on, and is counted where the search is waited for:"
    )
    yield ""
    yield from _head(results, "interviews")
    for name in results[-1]["stages"]:
        cells = [f"{1000 * one['stages'][name][CPU] / one['interviews']:.1f}" for one in results]
        yield f"| {name} | {' | '.join(cells)} |"
    yield ""


def _sites(results: Sequence[Result]) -> Iterator[str]:
    yield "The site:"
    yield ""
    yield from _head(results, "interviews")
    pages = [f"{one['pages']:,}" for one in results]
    yield f"| generated pages | {' | '.join(pages)} |"
    for name in results[-1]["site"]:
        cells = [f"{one['site'][name]:,.0f}" for one in results]
        yield f"| {name} | {' | '.join(cells)} |"
    yield ""


def write_chart(file: Path, results: Sequence[Result]) -> None:
    """Draw the seconds of CPU over the interviews, both logarithmic."""
    names = [name for name in (FULL, *PEERS) if name in results[-1]["costs"]]
    costs = [one["costs"][name][CPU] for name in names for one in results]
    across = _scale([one["interviews"] for one in results], MARGIN, WIDTH - 150)
    up = _scale(costs, HEIGHT - MARGIN, 24 + LINE)
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}" '
        'font-family="sans-serif" font-size="13" fill="#808080">',
        "<title>Seconds of CPU by number of interviews</title>",
        f'<path d="M{MARGIN} 16V{HEIGHT - 48}H{WIDTH - 130}" fill="none" stroke="#808080"/>',
        *_ticks(results, across),
        *(line for name in names for line in _line(results, name, across, up)),
        *_labels(results[-1], names, across, up),
        "</svg>",
    ]
    file.write_text("\n".join(parts) + "\n", encoding="utf-8")


def _scale(values: Sequence[float], start: float, end: float) -> Any:
    low, high = math.log(min(values)), math.log(max(values))
    return lambda value: start + (end - start) * (math.log(value) - low) / ((high - low) or 1)


def _ticks(results: Sequence[Result], across: Any) -> Iterator[str]:
    for one in results:
        where = across(one["interviews"])
        yield (
            f'<text x="{where:.0f}" y="{HEIGHT - MARGIN + 26}" text-anchor="middle">'
            f"{one['interviews']:,}</text>"
        )
    yield f'<text x="{MARGIN}" y="{HEIGHT - 8}">interviews</text>'


def _line(results: Sequence[Result], name: str, across: Any, up: Any) -> Iterator[str]:
    points = [(across(one["interviews"]), up(one["costs"][name][CPU])) for one in results]
    path = " ".join(f"{x:.0f},{y:.0f}" for x, y in points)
    colour = COLOURS[name]
    yield f'<polyline points="{path}" fill="none" stroke="{colour}" stroke-width="2"/>'
    for x, y in points:
        yield f'<circle cx="{x:.0f}" cy="{y:.0f}" r="4" fill="{colour}"/>'


def _labels(result: Result, names: Sequence[str], across: Any, up: Any) -> Iterator[str]:
    """Yield what stands at the ends of the lines, none over another; the table has the rest."""
    x = across(result["interviews"]) + 8
    above = math.inf
    for name in sorted(names, key=lambda each: result["costs"][each][CPU]):
        cost = result["costs"][name][CPU]
        above = min(up(cost) + 4, above - LINE)
        label = "Counterpoint" if name == FULL else name
        yield (
            f'<text x="{x:.0f}" y="{above:.0f}" fill="{COLOURS[name]}">{cost:,.0f} s {label}</text>'
        )
