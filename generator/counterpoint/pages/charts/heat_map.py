"""The heat map: which personas are for which themes."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from counterpoint.analysis.personas import PersonaFindings, PersonaTheme
from counterpoint.model import Study
from counterpoint.pages.charts.drawing import Drawing, Mark, distinct, link, specification
from counterpoint.pages.charts.look import BAD, COOL, INK
from counterpoint.pages.insights import Insights
from counterpoint.pages.views import Hyperlink
from counterpoint.references import page_address

THEMES = 24
PERSONAS = 12
CELL = (52, 24)
DARKEST = 0.5
"""The opacity of a cell in which everybody agrees: the numbers on it stay readable."""


@dataclass(frozen=True, slots=True)
class Square:
    """One persona's people on one theme."""

    theme: str
    persona: str
    for_: int
    against: int
    people: int

    @property
    def words(self) -> str:
        """What stands in the cell: how many are for it, and how many against."""
        signs = ((self.for_, "+"), (self.against, "−"))
        return " ".join(f"{sign}{number}" for number, sign in signs if number)


def heat_map(insights: Insights) -> Drawing | None:
    """Return the themes most spoken of by persona, in people, or nothing to draw.

    At most `THEMES` themes and the `PERSONAS` personas with most people; each cell leads to its
    theme.
    """
    study, analysis = insights.study, insights.analysis
    heard = [one for one in insights.personas.values() if one.themes]
    personas = sorted(heard, key=lambda one: (-len(one.people), one.persona))[:PERSONAS]
    spoken = (one for one in analysis.overlap if analysis.themes[one].people)
    themes = sorted(spoken, key=lambda one: -len(analysis.themes[one].people))[:THEMES]
    squares = tuple(_squares(personas, themes))
    if not squares:
        return None
    return Drawing(
        id="heat-map",
        title="Themes by persona, in people",
        description=(
            f"A table of {len(themes)} themes by {len(personas)} personas. A plus counts a "
            "persona’s people who are for the theme, a minus those against it; the stronger the "
            "colour, the greater their part of the persona."
        ),
        spec=specification(
            width={"step": CELL[0]},
            height={"step": CELL[1]},
            data={"values": list(_values(study, squares))},
            encoding=_axes(study, personas, themes),
            layer=[_cells(), _numbers()],
        ),
        marks=tuple(_mark(study, one) for one in squares),
        header=("Theme", *(_headed(study, one) for one in personas)),
        rows=tuple(_row(study, theme, personas, squares) for theme in themes),
    )


def _squares(personas: Sequence[PersonaFindings], themes: Sequence[str]) -> Iterator[Square]:
    said: Mapping[tuple[str, str], PersonaTheme] = {
        (one.theme, persona.persona): one for persona in personas for one in persona.themes
    }
    for theme in themes:
        for persona in personas:
            one = said.get((theme, persona.persona))
            if one:
                people = len(persona.people)
                yield Square(theme, persona.persona, len(one.for_), len(one.against), people)


def _values(study: Study, squares: Sequence[Square]) -> Iterator[Mapping[str, Any]]:
    themes = distinct((one.theme, study.themes[one.theme].title) for one in squares)
    personas = distinct((one.persona, study.personas[one.persona].title) for one in squares)
    for number, one in enumerate(squares):
        yield {
            "theme": themes[one.theme],
            "persona": personas[one.persona],
            "numbers": one.words,
            "share": round(max(one.for_, one.against) / one.people, 2),
            "leans": "for" if one.for_ >= one.against else "against",
            "words": _mark(study, one).words,
            "link": link(number),
        }


def _axes(
    study: Study, personas: Sequence[PersonaFindings], themes: Sequence[str]
) -> Mapping[str, Any]:
    titles = ((one.persona, study.personas[one.persona].title) for one in personas)
    across = list(distinct(titles).values())
    down = list(distinct((one, study.themes[one].title) for one in themes).values())
    plain = {"title": None, "ticks": False, "domain": False, "grid": False}
    return {
        "x": {
            "field": "persona",
            "type": "nominal",
            "sort": across,
            "axis": {**plain, "orient": "top", "labelAngle": -40, "labelAlign": "left"},
        },
        "y": {
            "field": "theme",
            "type": "nominal",
            "sort": down,
            "axis": plain,
        },
    }


def _cells() -> Mapping[str, Any]:
    return {
        "mark": {"type": "rect", "stroke": INK, "strokeOpacity": 0.15},
        "encoding": {
            "fill": {
                "field": "leans",
                "type": "nominal",
                "scale": {"domain": ["for", "against"], "range": [COOL, BAD]},
                "legend": None,
            },
            "fillOpacity": {
                "field": "share",
                "type": "quantitative",
                "scale": {"domain": [0, 1], "range": [0.06, DARKEST]},
                "legend": None,
            },
            "href": {"field": "link"},
            "description": {"field": "words"},
        },
    }


def _numbers() -> Mapping[str, Any]:
    return {
        "mark": {"type": "text", "aria": False, "fontSize": 11},
        "encoding": {"text": {"field": "numbers"}},
    }


def _mark(study: Study, one: Square) -> Mark:
    against = f", {one.against} against" if one.against else ""
    words = (
        f"{study.themes[one.theme].title}, {study.personas[one.persona].title}: "
        f"{one.for_} of {one.people} for it{against}."
    )
    return Mark(_theme_address(study, one.theme), words)


def _theme_address(study: Study, theme: str) -> str:
    return page_address(study.themes[theme].path or f"research/themes/{theme}.md")


def _headed(study: Study, one: PersonaFindings) -> str:
    return f"{study.personas[one.persona].title}, of {len(one.people):,}"


def _row(
    study: Study, theme: str, personas: Sequence[PersonaFindings], squares: Sequence[Square]
) -> tuple[Hyperlink, ...]:
    said = {one.persona: one.words for one in squares if one.theme == theme}
    return (
        Hyperlink(study.themes[theme].title, _theme_address(study, theme)),
        *(Hyperlink(said.get(one.persona, "")) for one in personas),
    )
