"""A theme's level and what the next one needs."""

from __future__ import annotations

from counterpoint.analysis import analyse
from counterpoint.analysis.values import Level, Strength
from counterpoint.model import Account, Interview, Method
from studies import day, interview, person, says, study


def talks(
    count: int, *, accounts: int, how: str = "for", date: str = "2026-05-01"
) -> list[Interview]:
    """Return interviews of so many users, spread over so many accounts."""
    return [
        interview(
            f"i{n}",
            date,
            person(f"u{n}", account=f"a{n % accounts}" if accounts else ""),
            says(f"u{n}", "speed", how),
        )
        for n in range(count)
    ]


def strength(*parts: Interview, today: str = "2026-06-01") -> Strength:
    """Return the strength of `speed`."""
    return analyse(study(*parts, today=day(today))).themes["speed"].strength


def test_strong_needs_people_accounts_and_observation() -> None:
    """5 participants, 3 accounts and something observed, fresh, are strong."""
    found = strength(*talks(5, accounts=3, how="observed"))
    assert (found.level, found.missing) == (Level.STRONG, ())


def test_a_second_method_stands_for_observation() -> None:
    """Measured evidence is one more method and something observed."""
    survey = interview("s1", "2024-01-01", says("", "speed"), method="survey")
    found = strength(*talks(5, accounts=3), survey)
    assert found.level is Level.STRONG
    assert found.methods == (Method.INTERVIEW, Method.SURVEY)
    assert (found.measured, found.participants) == (1, 5)


def test_moderate_says_what_strong_needs() -> None:
    """What is missing is said in words."""
    found = strength(*talks(3, accounts=2))
    assert found.level is Level.MODERATE
    assert found.missing == (
        "2 more participants",
        "1 more account",
        "a second method, or something observed",
    )


def test_weak_says_what_moderate_needs() -> None:
    """The next level is named, not the highest."""
    found = strength(*talks(2, accounts=1))
    assert (found.level, found.missing) == (Level.WEAK, ("1 more participant", "1 more account"))


def test_stale_evidence_is_not_strong() -> None:
    """The newest must lie within `stale_after_months`; its last day still counts."""
    parts = talks(5, accounts=3, how="observed", date="2025-06-01")
    assert strength(*parts, today="2026-06-01").level is Level.STRONG
    late = strength(*parts, today="2026-06-02")
    assert (late.level, late.missing) == (Level.MODERATE, ("evidence from the last 12 months",))


def test_participants_stand_for_accounts_where_none_is_named() -> None:
    """A study that names no account at all can still be strong."""
    found = strength(*talks(5, accounts=0, how="observed"))
    assert (found.level, found.accounts) == (Level.STRONG, 5)


def test_an_account_that_only_has_a_file_is_named_too() -> None:
    """Nobody belongs to it, yet the study has accounts."""
    parts = talks(5, accounts=0, how="observed")
    known = study(*parts, Account("northwind", "research/accounts/northwind.md", "Northwind"))
    assert analyse(known).themes["speed"].strength.level is Level.WEAK


def test_what_was_measured_was_observed() -> None:
    """By nobody in particular."""
    items = (says("", "speed"), says("", "speed"))
    found = strength(interview("s1", "2026-05-01", *items, method="survey"))
    assert (found.observed, found.measured, found.participants) == (True, 2, 0)


def test_a_theme_without_accounts_in_a_study_that_names_one_is_weak() -> None:
    """The exception is for the whole study, not for a theme."""
    other = interview("z", "2026-05-01", person("b1", account="a1"))
    assert strength(*talks(5, accounts=0, how="observed"), other).level is Level.WEAK


def test_counter_evidence_is_people_against() -> None:
    """Those against are shown beside the level."""
    found = strength(*talks(3, accounts=2, how="against"))
    assert found.counter_evidence == 3


def test_a_theme_without_evidence_has_no_newest_date() -> None:
    """Nothing heard is weak, and says what is missing."""
    found = strength(interview("i1", "2026-05-01", person("u1"), asked="speed"))
    assert (found.level, found.newest, found.participants) == (Level.WEAK, None, 0)
