"""Charts as they stand on a page."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from xml.etree import ElementTree as ET

import pytest

from counterpoint.analysis import analyse
from counterpoint.config import Config
from counterpoint.diagnostics import Location
from counterpoint.model import HandWrittenPage, Link, RoadmapItem, RoadmapStatus, Study
from counterpoint.pages.charts import (
    Drawing,
    cadence,
    draw,
    heat_map,
    method_mix,
    overlap_map,
    roadmap_balance,
    saturation_curves,
)
from counterpoint.pages.charts.drawing import distinct, whole_ticks
from counterpoint.pages.insights import Insights
from counterpoint.pages.site import gather
from studies import SIDES, Part, interview, person, says, study, theme

Draw = Callable[[Insights], Drawing | None]
ALL: tuple[Draw, ...] = (
    overlap_map,
    heat_map,
    saturation_curves,
    cadence,
    roadmap_balance,
    method_mix,
)
SVG = "{http://www.w3.org/2000/svg}"


def roadmap_item() -> HandWrittenPage:
    """Return an item that is on the way."""
    path = "docs/roadmap/x.md"
    link = Link("/research/themes/a.md", "a", "", Location(path))
    return HandWrittenPage(path, "X", (link,), RoadmapItem(RoadmapStatus.NOW, "user"))


def whole() -> Study:
    """Return a study from which every chart can be drawn; its words are hostile to markup."""
    talks: list[Part] = [
        interview(
            f"i-{who}",
            f"2026-05-0{n + 1}",
            person(who, persona="rep" if who[0] == "u" else "cfo"),
            says(who, "a"),
            says(who, "b", "against" if who[0] == "u" else "for"),
        )
        for n, who in enumerate(("b1", "b2", "u1", "u2"))
    ]
    return study(*talks, theme("a", title='<b>"A" & more</b>'), roadmap_item())


def insights(of: Study) -> Insights:
    """Return what charts are drawn from."""
    return gather(of, analyse(of)).insights


def drawn(which: Draw, of: Study) -> ET.Element:
    """Return a chart's SVG, parsed."""
    found = which(insights(of))
    assert found is not None
    return ET.fromstring(draw(found, lambda address: f"../../{address}").svg)  # noqa: S314  (ours)


@pytest.mark.parametrize("which", ALL)
def test_a_chart_has_a_title_a_description_and_a_table(which: Draw) -> None:
    """Whoever does not see it reads what it shows."""
    root = drawn(which, whole())
    found = which(insights(whole()))
    assert found is not None
    title, description = root.find(f"{SVG}title"), root.find(f"{SVG}desc")
    assert title is not None
    assert description is not None
    assert (root.get("aria-labelledby"), title.text) == (title.get("id"), found.title)
    assert (root.get("aria-describedby"), description.text) == (
        description.get("id"),
        found.description,
    )
    assert found.rows
    assert all(len(row) == len(found.header) for row in found.rows)


@pytest.mark.parametrize("which", ALL)
def test_every_mark_leads_to_its_page(which: Draw) -> None:
    """Links are relative to the page, and carry their words; none leads to another host."""
    root = drawn(which, whole())
    links = root.findall(f".//{SVG}a")
    found = which(insights(whole()))
    assert found is not None
    assert len(links) == len(found.marks) > 0
    for link in links:
        assert str(link.get("href")).startswith("../../research/")
        assert link.findtext(f"{SVG}title")


@pytest.mark.parametrize("which", ALL)
def test_a_chart_is_safe_and_follows_the_pages_colours(which: Draw) -> None:
    """No foreign host, no style, no script, no placeholder, no ground of its own."""
    found = which(insights(whole()))
    assert found is not None
    svg = str(draw(found, lambda address: address).svg)
    hosts = set(re.findall(r"https?://[^\"' <]+", svg)) - {"http://www.w3.org/2000/svg"}
    assert hosts == set()
    for word in ("style=", "<style", "<script", "xlink", "counterpoint.invalid", "<b>"):
        assert word not in svg
    assert "var(--cp-" in svg
    assert "currentColor" in svg


@pytest.mark.parametrize("which", ALL)
def test_a_chart_is_the_same_each_time(which: Draw) -> None:
    """Outputs are deterministic."""
    assert which(insights(whole())) == which(insights(whole()))


def test_bars_of_two_sides_differ_without_colour() -> None:
    """In grey, and where the reader's own colours are forced."""
    bars = [one for one in drawn(method_mix, whole()).iter() if one.get("fill-opacity")]
    assert len({one.get("fill-opacity") for one in bars}) == len(bars) == len(SIDES)


@pytest.mark.parametrize("which", ALL)
def test_nothing_is_drawn_of_an_empty_study(which: Draw) -> None:
    """A page says so in words instead."""
    empty = study()
    assert which(insights(empty)) is None


STRANGE = (
    *("\U0001f680" * 60, "a" + "\U0001f680" * 60, "\u202e" * 60, "e\u0301" * 60, "\U000e0001"),
    *("a\x02b", "\x08\x0c\x1f", "\\b\\u0002", "\ufffe\uffff"),
)


@pytest.mark.parametrize("words", STRANGE, ids=range(len(STRANGE)))
@pytest.mark.parametrize("which", ALL, ids=lambda which: which.__module__.rpartition(".")[2])
def test_no_words_keep_a_chart_from_being_drawn(which: Draw, words: str) -> None:
    """Long ones are cut between signs, never within one; what XML cannot hold is replaced."""
    said = whole()
    told = replace(
        said,
        themes={key: replace(one, title=words) for key, one in said.themes.items()},
        personas={key: replace(one, title=words) for key, one in said.personas.items()},
    )
    drawing = which(insights(told))
    assert drawing is not None
    assert ET.fromstring(str(draw(drawing, str).svg)).tag == f"{SVG}svg"  # noqa: S314  (our own)


@pytest.mark.parametrize("which", ALL)
def test_folded_sides_draw_or_draw_nothing(which: Draw) -> None:
    """Where the same people buy and use there is no map of two sides; the rest is drawn."""
    folded = study(*whole().interviews.values(), roadmap_item(), config=Config(same_people=True))
    found = which(insights(folded))
    assert (found is None) is (which is overlap_map)


def test_points_of_one_place_are_all_there() -> None:
    """Five hundred themes of the same numbers are five hundred links."""
    names = " ".join(f"t{number}" for number in range(500))
    crowd = study(
        *[
            interview(f"i-{who}", "2026-05-01", person(who), says(who, names))
            for who in ("b1", "b2", "u1", "u2")
        ]
    )
    places = re.findall(r'transform="([^"]*)" d="M', str(ET.tostring(drawn(overlap_map, crowd))))
    assert len(set(places)) >= 500


def test_the_heat_map_is_bounded() -> None:
    """Many themes and personas do not make a page grow without bound."""
    names = " ".join(f"t{number}" for number in range(60))
    crowd = study(
        *[
            interview(
                f"i-{n}", "2026-05-01", person(f"u{n}", persona=f"p{n}"), says(f"u{n}", names)
            )
            for n in range(30)
        ]
    )
    found = heat_map(insights(crowd))
    assert found is not None
    assert len(found.marks) == 24 * 12


@pytest.mark.parametrize(
    ("most", "expected"), [(1, [0, 1]), (12, [0, 2, 4, 6, 8, 10, 12]), (99.5, [*range(0, 91, 10)])]
)
def test_ticks_are_whole_and_few(most: float, expected: list[int]) -> None:
    """People come in whole numbers."""
    assert whole_ticks(most) == expected


def test_names_that_several_bear_are_told_apart() -> None:
    """Two themes of one title are two rows."""
    assert distinct([("a", "Speed"), ("b", "Speed"), ("c", "Price")]) == {
        "a": "Speed (a)",
        "b": "Speed (b)",
        "c": "Price",
    }


def test_what_was_drawn_before_is_not_seen() -> None:
    """Parts of a drawing are named by the chart: the same study gives the same bytes."""
    found = cadence(insights(whole()))
    assert found is not None
    again = replace(found, spec=f"{found.spec} ")
    first, second = (str(draw(one, str).svg) for one in (found, again))
    assert first == second
    assert set(re.findall(r'id="([a-z]+)-clip-\d+"', first)) == {found.id}
