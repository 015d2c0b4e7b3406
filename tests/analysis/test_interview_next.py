"""Whom to interview next, and why."""

from __future__ import annotations

from counterpoint.analysis import analyse
from counterpoint.analysis.interview_next import Whom, Why, interview_next
from counterpoint.config import Config
from counterpoint.model import Lifecycle, Outcome, Target
from studies import Part, interview, person, says, study


def reasons(*parts: Part, config: Config | None = None) -> dict[Whom, list[tuple[Why, str]]]:
    """Return the reasons by whom they are for."""
    built = study(*parts, config=config)
    found = interview_next(built, analyse(built))
    return {one.whom: [(why.why, why.words) for why in one.reasons] for one in found}


def talk(who: str, theme: str, how: str = "for", persona: str = "") -> Part:
    """Return an interview of somebody on a theme."""
    return interview(
        f"i-{who}-{theme}", "2026-05-01", person(who, persona=persona), says(who, theme, how)
    )


def test_what_is_nearly_settled_names_the_people_who_would_settle_it() -> None:
    """The weaker side's persona that spoke of it, and how many are lacking."""
    found = reasons(
        talk("b1", "bulk-edit"), talk("b2", "bulk-edit"), talk("u1", "bulk-edit", persona="admin")
    )
    assert found[Whom(side="user", persona="admin")] == [
        (Why.NEARLY_SETTLED, "one more participant like “admin” would settle “Bulk edit”")
    ]


def test_who_was_not_asked_is_said_in_numbers() -> None:
    """Silence is not absence."""
    parts = [talk("u1", "mobile"), talk("u2", "mobile"), talk("b1", "price")]
    buyers = Whom(side="buyer")
    words = "the only buyer interviewed was not asked about “Mobile”"
    assert (Why.UNASKED, words) in reasons(*parts)[buyers]
    words = "none of 2 buyers was asked about “Mobile”"
    assert (Why.UNASKED, words) in reasons(*parts, talk("b2", "price"))[buyers]


def test_an_outcome_asks_for_whom_it_misses() -> None:
    """Targets that are not met name their outcome."""
    target = Target(5, "buyer", lifecycle=Lifecycle.CHURNED)
    outcome = Outcome("renewals", "research/outcomes/renewals.md", "Renewals", hear=(target,))
    found = reasons(outcome, talk("b1", "price"))
    assert found[Whom(side="buyer", lifecycle="churned")] == [
        (Why.TARGET, "“Renewals” needs five more (0 of 5 heard)")
    ]


def test_an_account_without_a_decider_is_named() -> None:
    """A decision cannot be understood from users alone."""
    found = reasons(interview("i1", "2026-05-01", person("u1", account="northwind", roles="user")))
    assert found[Whom(account="northwind", role="decider")] == [
        (Why.ROLE, "northwind’s decider is unheard")
    ]


def test_who_was_heard_in_company_only_should_be_heard_alone() -> None:
    """A joint interview is to be repeated apart."""
    joint = interview("i1", "2026-05-01", person("b1"), person("u1"))
    found = reasons(joint, talk("b1", "price"))
    assert [whom.participant for whom in found if whom.participant] == ["u1"]


def test_claims_about_people_nobody_asked_are_a_reason() -> None:
    """An untested assumption is tested by asking."""
    found = reasons(talk("b1", "speed", "secondhand"))
    assert found[Whom(side="user")] == [
        (
            Why.CLAIM,
            "others say that users are for “Speed”, and too few of them were asked",
        )
    ]


def test_the_list_is_ranked_by_its_reasons() -> None:
    """A near conflict goes before a thin theme; a hundred thin themes count as three."""
    parts = [talk("u9", f"thin-{n}") for n in range(20)]
    built = study(
        *parts, talk("b1", "price"), talk("b2", "price"), talk("u1", "price", "against", "rep")
    )
    found = interview_next(built, analyse(built))
    assert found[0].whom == Whom(side="user", persona="rep")
    thin = next(one for one in found if one.reasons[0].why is Why.THIN)
    assert (len(thin.reasons), thin.weight) == (20, 3)


def test_a_study_of_the_same_people_suggests_no_sides() -> None:
    """Nothing raises where sides are folded."""
    found = reasons(talk("u1", "speed"), config=Config(same_people=True))
    assert found == {}
