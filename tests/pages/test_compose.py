"""What must hold of every page of every study."""

from __future__ import annotations

import re
from collections import Counter

import pytest

from composed import ID, dead_links, pages_of
from counterpoint.config import Config
from counterpoint.model import Study
from studies import decision, interview, person, says, study, theme

FULL = study(
    interview(
        "b-1",
        "2026-01-10",
        person("b1", persona="chief", account="north", roles="decider", lifecycle="engaged"),
        says("b1", "audit"),
        says("b1", "speed", "neutral"),
        says("b1", "steps", "secondhand"),
        asked="mobile",
    ),
    interview("b-2", "2026-02-10", person("b2", persona="chief"), says("b2", "audit steps")),
    interview(
        "u-1",
        "2026-03-10",
        person("u1", persona="rep", account="north", roles="user", segments="power"),
        says("u1", "audit", "observed kind-workaround"),
        says("u1", "steps", "against kind-churn-risk"),
    ),
    interview(
        "u-2",
        "2026-04-10",
        person("u2", persona="rep", account="east"),
        says("u2", "audit", "against"),
        says("u2", "steps", "against"),
        says("u2", "speed", "hearsay"),
    ),
    interview("u-2-again", "2026-05-10", person("u2", persona="rep"), says("u2", "audit")),
    interview(
        "joint",
        "2026-05-11",
        person("b3", persona="chief"),
        person("u3", persona="rep"),
        says("b3", "speed"),
        says("u3", "speed", "against"),
    ),
    interview("open", "2026-05-12", person("u4"), says("u4", "audit"), coding="open"),
    interview("proxy", "2026-05-13", person("p1"), says("p1", "speed", "about-user")),
    interview("usage", "2026-05-14", says("", "speed"), method="usage-data"),
    decision("settle-steps", "steps audit", optimise_for="user"),
    theme("gone", status="retired"),
    theme("part", parent="audit", tension="audit"),
)
STUDIES = {
    "nothing at all": study(),
    "one interview": study(interview("one", "2026-01-01", person("b1"), says("b1", "audit"))),
    "one side": study(
        *(interview(f"i{n}", "2026-01-01", person(f"b{n}"), says(f"b{n}", "audit")) for n in (1, 2))
    ),
    "nothing coded": study(
        interview("open", "2026-01-01", person("b1"), says("b1", "audit"), coding="open")
    ),
    "themes without evidence": study(theme("audit"), theme("speed")),
    "same people": study(
        interview("one", "2026-01-01", person("b1"), says("b1", "audit")),
        interview("two", "2026-01-02", person("u1"), says("u1", "audit speed", "against")),
        interview("three", "2026-01-03", person("u2"), says("u2", "audit speed")),
        interview("four", "2026-01-04", person("u3"), says("u3", "audit speed")),
        interview("five", "2026-01-04", person("b2"), says("b2", "audit speed", "secondhand")),
        theme("audit", tension="speed"),
        theme("speed", tension="audit"),
        config=Config(same_people=True),
    ),
    "everything": FULL,
}
FIGURE = re.compile(r'<li class="cp-figure[^>]*>\s*<span class="cp-figure__number">([^<]+)<')
"""A number that leads nowhere."""
EVERY = pytest.mark.parametrize("of", STUDIES.values(), ids=STUDIES.keys())


@EVERY
def test_every_link_leads_to_a_page_and_an_anchor(of: Study) -> None:
    """Every number links to the evidence behind it: the address exists."""
    assert dead_links(pages_of(of)) == set()


@EVERY
def test_pages_are_one_block_without_styles_and_scripts(of: Study) -> None:
    """The site's policy forbids both, and a blank line would end a raw HTML block."""
    for address, page in pages_of(of).items():
        assert "\n\n" not in page.html, address
        assert not re.search(r"<script|\sstyle=|\son\w+=", page.html), address
        assert page.html.count("<h1>") == 1, address


@EVERY
def test_ids_are_unique_on_a_page(of: Study) -> None:
    """Two equal ids make a link's target a matter of luck."""
    for address, page in pages_of(of).items():
        twice = [anchor for anchor, times in Counter(ID.findall(page.html)).items() if times > 1]
        assert not twice, (address, twice)


@EVERY
def test_no_percentage_is_shown(of: Study) -> None:
    """A purposive sample supports no inference; the method page names its sort key only."""
    for address, page in pages_of(of).items():
        if address != "research/method/":
            assert not re.search(r"\d ?%", page.html), address


def test_headings_are_listed_in_their_order() -> None:
    """The table of contents is made from what the page really holds."""
    page = pages_of(FULL)["research/themes/audit/"]
    listed = [(one.level, one.anchor) for one in page.headings]
    assert listed == [
        (int(level), anchor) for level, anchor in re.findall(r'<h([2-6]) id="([^"]+)"', page.html)
    ]
    assert (2, "_evidence") in listed


def test_composing_twice_yields_the_same_bytes() -> None:
    """Outputs are deterministic."""
    assert pages_of(FULL) == pages_of(FULL)


@EVERY
def test_every_number_that_matters_leads_to_its_proof(of: Study) -> None:
    """One click from the number to whom or what it counts; zero proves itself."""
    for address, page in pages_of(of).items():
        assert set(FIGURE.findall(page.html)) <= {"0"}, address
