"""One side's numbers in words and as a bar."""

from __future__ import annotations

import pytest

from counterpoint.analysis import analyse
from counterpoint.model import Expresses, Study
from counterpoint.pages.partitions import BAR_WIDTH, GAP, partition
from counterpoint.pages.place import place
from counterpoint.pages.site import gather
from counterpoint.pages.views import Partition
from studies import interview, person, says, study


def buyers_on(of: Study, theme: str = "audit") -> Partition:
    """Return the buyers' partition on a theme."""
    site = gather(of, analyse(of))
    return partition(place(site, "research/"), theme, site.findings(theme).sides[0])


def of_buyers(*stances: str, asked: str = "") -> Study:
    """Return a study with a buyer an item, each with a stance or, if empty, none at all."""
    return study(
        *(
            interview(
                f"i{n}",
                "2026-01-01",
                person(f"b{n}"),
                *(says(f"b{n}", "audit", how) for how in stance.split("+") if how),
                asked=asked,
            )
            for n, stance in enumerate(stances)
        ),
        interview("u", "2026-01-01", person("u1"), says("u1", "audit")),
    )


@pytest.mark.parametrize(
    ("stances", "headline"),
    [
        (("for", "for", "against"), "2 buyers want this, 1 does not"),
        (("for",), "1 buyer wants this"),
        (("against", "against"), "2 buyers do not want this"),
        (("for+against", "for"), "2 buyers want this, 1 does not (1 said both)"),
        (("neutral",), "1 buyer asked, none took a stance"),
        (("",), "No buyer was asked"),
        ((), "Nobody interviewed"),
    ],
)
def test_a_position_is_worded_in_people(stances: tuple[str, ...], headline: str) -> None:
    """9 buyers want this, 1 does not."""
    assert buyers_on(of_buyers(*stances)).headline == headline


def test_a_problem_is_had_and_not_wanted() -> None:
    """Positions are worded by what the theme expresses."""
    of = of_buyers("for", "against")
    audit = of.themes["audit"]
    themes = {"audit": type(audit)("audit", audit.path, "Audit", Expresses.PROBLEM)}
    changed = type(of)(**{name: getattr(of, name) for name in of.__slots__} | {"themes": themes})
    assert buyers_on(changed).headline == "1 buyer has this problem, 1 does not"


def test_the_parts_make_up_everybody_interviewed() -> None:
    """For, against, both, raised and not asked are a partition of the side."""
    found = buyers_on(of_buyers("for", "against", "for+against", "neutral", ""))
    assert [(part.key, part.count) for part in found.parts] == [
        ("for", 1),
        ("against", 1),
        ("both", 1),
        ("raised", 1),
        ("unasked", 1),
    ]
    assert found.whole == "of 5 buyers"


def test_the_bar_is_as_long_as_its_parts() -> None:
    """Stretches with their gaps fill the drawing."""
    bars = buyers_on(of_buyers("for", "for", "against", "")).bars
    assert sum(bar.width for bar in bars) + GAP * (len(bars) - 1) == pytest.approx(
        BAR_WIDTH, abs=0.5
    )
    assert bars[0].width == pytest.approx(2 * bars[1].width, abs=0.2)


def test_every_number_leads_to_its_list() -> None:
    """A number's link names the side and the part on the theme's page."""
    part = buyers_on(of_buyers("for")).parts[0]
    assert part.href == "themes/audit/#buyer_for"
