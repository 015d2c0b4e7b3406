"""Per-interview summaries and how they merge."""

from __future__ import annotations

import datetime

from hypothesis import given
from hypothesis import strategies as st

from counterpoint.analysis.tally import Tally, lay_out, merge, summarise
from counterpoint.config import Config
from counterpoint.model import Evidence, Interview, Participant
from studies import interview, person, says

CONFIG = Config()
PEOPLE = ("b1", "b2", "u1", "u2", "x1")
HOWS = ("for", "against", "neutral", "secondhand", "hearsay", "observed against")


@st.composite
def interviews(draw: st.DrawFn) -> Interview:
    """Return an interview of some of five people on some of three themes."""
    day = datetime.date(2026, 1, 1) + datetime.timedelta(days=draw(st.integers(0, 5)))
    ids = draw(st.lists(st.sampled_from(PEOPLE), min_size=1, max_size=3, unique=True))
    people = [person(one, "both" if one == "x1" else "") for one in ids]
    spoken = st.tuples(st.sampled_from(ids), st.sampled_from("abc"), st.sampled_from(HOWS))
    items: list[Participant | Evidence] = [
        says(who, theme, f"{how} as-user" if how == "secondhand" and who == "x1" else how)
        for who, theme, how in draw(st.lists(spoken, max_size=6))
    ]
    asked = " ".join(draw(st.sets(st.sampled_from("abc"))))
    name = f"i{draw(st.integers(0, 10_000))}"
    return interview(name, day.isoformat(), *people, *items, asked=asked)


tallies = st.lists(interviews(), max_size=3).map(
    lambda found: merge(summarise(one, CONFIG) for one in found)
)


@given(tallies, tallies, tallies)
def test_merging_is_associative(one: Tally, two: Tally, three: Tally) -> None:
    """However summaries are grouped, the numbers are the same."""
    assert merge((merge((one, two)), three)) == merge((one, merge((two, three))))


@given(st.lists(tallies, max_size=4))
def test_merging_ignores_order_and_repetition(parts: list[Tally]) -> None:
    """A summary that arrives late, or twice, changes nothing."""
    assert merge([*reversed(parts), *parts]) == merge(parts)


@given(tallies)
def test_nothing_is_the_neutral_element(one: Tally) -> None:
    """Merging with an empty tally changes nothing."""
    assert merge((Tally(), one)) == one == merge((one,))


@given(st.lists(interviews(), max_size=6, unique_by=lambda one: one.id))
def test_laying_out_does_not_depend_on_the_order_of_interviews(found: list[Interview]) -> None:
    """What is counted is stable whatever order files are read in."""
    forwards = merge(summarise(one, CONFIG) for one in found)
    backwards = merge(summarise(one, CONFIG) for one in reversed(found))
    assert lay_out(forwards, CONFIG) == lay_out(backwards, CONFIG)


def test_a_participant_of_both_sides_counts_on_both() -> None:
    """Side `both` stands in either column."""
    found = summarise(interview("i1", "2026-05-01", person("x1", "both")), CONFIG)
    assert found.interviewed == {("buyer", "x1"), ("user", "x1")}


def test_a_proxy_counts_nowhere() -> None:
    """Somebody who speaks for others is no participant of a side."""
    talk = interview("i1", "2026-05-01", person("p1"), says("p1", "speed", "about-user"))
    found = summarise(talk, CONFIG)
    assert (found.interviewed, found.hearings) == (frozenset(), frozenset())


def test_only_the_newest_interview_with_a_stance_counts() -> None:
    """A later neutral remark does not take an earlier stance back."""
    talks = (
        interview("i1", "2026-01-01", person("u1"), says("u1", "speed", "against")),
        interview("i2", "2026-02-01", person("u1"), says("u1", "speed")),
        interview("i3", "2026-03-01", person("u1"), says("u1", "speed", "neutral")),
    )
    voices = lay_out(merge(summarise(one, CONFIG) for one in talks), CONFIG).voices["speed", "user"]
    assert [one.interview for one in voices.current] == ["i2"]
    assert [one.interview for one in voices.past] == ["i1"]


def test_earlier_stances_are_told_the_newest_first() -> None:
    """Whatever the names of the interviews."""
    stances = (("i1", "01", "against"), ("i2", "02", "for"), ("i3", "03", "against"))
    talks = [
        interview(name, f"2026-{month}-01", person("u1"), says("u1", "speed", how))
        for name, month, how in stances
    ]
    voices = lay_out(merge(summarise(one, CONFIG) for one in talks), CONFIG).voices["speed", "user"]
    assert [one.interview for one in voices.past] == ["i2", "i1"]


def test_what_several_interviews_claim_is_not_one_claim() -> None:
    """Items that count no participant are kept apart by interview."""
    talks = [
        interview(name, "2026-05-01", person("b1"), says("b1", "speed", "secondhand"))
        for name in ("i1", "i2")
    ]
    claims = merge(summarise(one, CONFIG) for one in talks).outside
    assert {one.interview for one in claims} == {"i1", "i2"}


def test_interviews_of_one_date_count_together() -> None:
    """Two sessions on one day are one conversation."""
    talks = (
        interview("i1", "2026-01-01", person("u1"), says("u1", "speed", "against")),
        interview("i2", "2026-01-01", person("u1"), says("u1", "speed")),
    )
    voices = lay_out(merge(summarise(one, CONFIG) for one in talks), CONFIG).voices["speed", "user"]
    assert [one.interview for one in voices.current] == ["i1", "i2"]
