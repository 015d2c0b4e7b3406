"""What one side says about the other."""

from __future__ import annotations

import pytest

from counterpoint.analysis import analyse
from counterpoint.analysis.values import Claim, ClaimStatus
from counterpoint.model import Stance
from studies import Part, interview, person, says, study, theme


def users(*hows: str) -> list[Part]:
    """Return an interview of a user for each way of speaking of `speed`; `asked`: no word."""
    return [
        interview(
            f"i-u{n}",
            "2026-05-01",
            person(f"u{n}"),
            *([] if how == "asked" else [says(f"u{n}", "speed", how)]),
            asked="speed" if how == "asked" else "",
        )
        for n, how in enumerate(hows)
    ]


def claims(how: str, *parts: Part) -> tuple[Claim, ...]:
    """Return the claims when a buyer speaks of users in that way."""
    talk = interview("i-b", "2026-05-01", person("b1"), says("b1", "speed", how))
    return analyse(study(talk, *parts)).claims


@pytest.mark.parametrize(
    ("hows", "expected"),
    [
        (("for", "for"), ClaimStatus.CONFIRMED),
        (("against", "against"), ClaimStatus.CONTRADICTED),
        (("for", "against"), ClaimStatus.DISPUTED),
        (("for", "asked"), ClaimStatus.UNCONFIRMED),
        (("asked", "asked"), ClaimStatus.UNCONFIRMED),
        (("for",), ClaimStatus.UNTESTED),
        ((), ClaimStatus.UNTESTED),
    ],
)
def test_a_claim_is_settled_by_the_side_spoken_of(
    hows: tuple[str, ...], expected: ClaimStatus
) -> None:
    """Confirmed, contradicted and disputed follow the position; else it is who was asked."""
    (found,) = claims("secondhand", *users(*hows))
    assert (found.about, found.stance, found.status) == ("user", Stance.FOR, expected)


def test_a_claim_of_unwillingness_is_confirmed_by_a_side_against() -> None:
    """With `+against` the claim is that they do not want it."""
    (found,) = claims("secondhand against", *users("against", "against"))
    assert (found.stance, found.status) == (Stance.AGAINST, ClaimStatus.CONFIRMED)
    (denied,) = claims("secondhand against", *users("for", "for"))
    assert denied.status is ClaimStatus.CONTRADICTED


def test_neutral_and_hearsay_claim_nothing() -> None:
    """Neutral second-hand words and words about one's own side are left out."""
    assert claims("secondhand neutral") == ()
    assert claims("hearsay") == ()


def test_a_proxy_claims_too() -> None:
    """A salesperson's word about buyers is a claim about buyers."""
    talk = interview("i-p", "2026-05-01", person("p1"), says("p1", "speed", "about-buyer"))
    (found,) = analyse(study(talk)).claims
    assert (found.about, found.status) == ("buyer", ClaimStatus.UNTESTED)


def test_a_claim_shows_what_settles_it() -> None:
    """First-hand stances of the side spoken of stand beside the claim."""
    (found,) = claims("secondhand", *users("for", "neutral"))
    assert [item.interview for item in found.evidence] == ["i-b"]
    assert [item.interview for item in found.settled_by] == ["i-u0"]


def test_retired_themes_leave_the_list() -> None:
    """Claims on a retired theme are shown on its own page only."""
    assert claims("secondhand", theme("speed", status="retired")) == ()
