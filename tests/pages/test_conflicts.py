"""The page of conflicts."""

from __future__ import annotations

import re

from composed import page_at
from studies import decision, interview, person, says, study

THEMES = ("audit", "speed", "steps")


def test_a_list_of_debates_comes_first_and_says_which_are_decided() -> None:
    """Whoever looks for one finds it without reading the others."""
    of = study(
        *(
            interview(f"{who}-i", "2026-01-01", person(who), says(who, " ".join(THEMES), how))
            for who, how in (("b1", ""), ("b2", ""), ("u1", "against"), ("u2", "against"))
        ),
        decision("keep", "steps"),
    )
    html = page_at(of, "research/conflicts/")
    listed = html.split("<nav", 2)[2].split("</nav>")[0]
    assert len(set(re.findall(r'href="#([^"]+)"', listed))) == len(THEMES)
    assert listed.count("Decided.") == 1
