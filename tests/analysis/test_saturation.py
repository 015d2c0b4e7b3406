"""How much still comes up that is new."""

from __future__ import annotations

from counterpoint.analysis.saturation import Saturation, saturation
from studies import Part, interview, person, says, study


def talks(*themes: str) -> list[Part]:
    """Return one interview a user for each string of themes."""
    return [
        interview(
            f"i{n}",
            f"2026-01-{n + 1:02}",
            person(f"u{n}", persona="rep"),
            *[says(f"u{n}", theme) for theme in names.split()],
        )
        for n, names in enumerate(themes)
    ]


def users(*themes: str) -> Saturation:
    """Return the users' curve."""
    return next(
        one for one in saturation(study(*talks(*themes))) if (one.side, one.persona) == ("user", "")
    )


def test_new_themes_are_counted_by_interview() -> None:
    """Each interview adds what none before it named."""
    found = users("a b", "b c", "a", "d", "a b")
    assert [len(step.new) for step in found.steps] == [2, 1, 0, 1, 0]
    assert [step.total for step in found.steps] == [2, 3, 3, 4, 4]
    assert found.base_themes == 4


def test_a_run_without_anything_new_reaches_the_point() -> None:
    """Base of four, run of two, at most five per cent of the base new."""
    found = users("a b", "b c", "a", "d", "a", "b c")
    assert (found.new_in_run, found.reached, found.is_saturated) == (0, 6, True)


def test_one_new_theme_of_few_is_too_many() -> None:
    """One of four base themes is more than five per cent."""
    found = users("a b", "b c", "a", "d", "a", "e")
    assert (found.new_in_run, found.reached, found.is_saturated) == (1, None, False)


def test_what_comes_up_later_takes_the_state_back() -> None:
    """The point that was reached stays told; the last run is what counts."""
    found = users("a b", "b c", "a", "d", "a", "b", "x y z")
    assert (found.reached, found.is_saturated) == (6, False)


def test_too_few_interviews_say_nothing() -> None:
    """Below base and run there is no share to speak of."""
    found = users("a", "a", "a", "a", "a")
    assert (found.share_of_base, found.reached, found.is_saturated) == (None, None, False)


def test_sides_come_first_and_every_side_has_a_curve() -> None:
    """A side that nobody was interviewed from has an empty curve."""
    found = saturation(study(*talks("a")))
    assert [(one.side, one.persona, len(one.steps)) for one in found] == [
        ("buyer", "", 0),
        ("user", "", 1),
        ("user", "rep", 1),
    ]


def test_who_names_no_theme_is_an_interview_all_the_same() -> None:
    """A session that brings nothing new is what saturation is made of."""
    found = users("a", "", "b")
    assert [len(step.new) for step in found.steps] == [1, 0, 1]


def test_hearsay_names_no_theme() -> None:
    """Only first-hand words count."""
    talk = interview("i1", "2026-01-01", person("u1"), says("u1", "a", "hearsay"))
    assert saturation(study(talk))[1].steps[0].total == 0
