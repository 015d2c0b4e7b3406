"""What is known of each account."""

from __future__ import annotations

from counterpoint.analysis import analyse
from counterpoint.analysis.accounts import AccountFindings, account_findings, divided_accounts
from counterpoint.config import Config
from studies import Part, interview, person, says, study


def talk(who: str, *items: str, account: str = "acme", date: str = "2026-05-01") -> Part:
    """Return an interview of somebody of an account; items as `theme how`."""
    said = [says(who, *item.split(maxsplit=1)) for item in items]
    return interview(f"i-{who}-{date}", date, person(who, account=account), *said)


def acme(*parts: Part) -> AccountFindings:
    """Return the findings of the account `acme`."""
    built = study(*parts)
    return account_findings(built, analyse(built))["acme"]


def test_a_buyer_and_a_user_may_disagree() -> None:
    """What one side is for and the other against divides the account."""
    found = acme(talk("b1", "a", "b"), talk("u1", "a against", "b"))
    assert [one.theme for one in found.divided] == ["a"]
    assert [one.theme for one in found.agreed] == ["b"]


def test_other_accounts_are_not_mixed_in() -> None:
    """A disagreement across accounts is none inside one."""
    found = acme(talk("b1", "a"), talk("u1", "a against", account="other"))
    assert (found.divided, found.agreed) == ((), ())


def test_one_person_on_both_sides_neither_agrees_nor_disagrees() -> None:
    """Agreement needs two people."""
    both = interview(
        "i1",
        "2026-05-01",
        person("x1", "both", account="acme"),
        says("x1", "a"),
        says("x1", "b", "as-buyer"),
        says("x1", "b", "against as-user"),
    )
    found = acme(both)
    assert (found.divided, found.agreed) == ((), ())


def test_divided_accounts_are_found_by_theme() -> None:
    """The conflicts page calls them out."""
    built = study(talk("b1", "a"), talk("u1", "a against"))
    assert divided_accounts(built, analyse(built)) == {"a": ("acme",)}


def test_risks_and_chances_are_its_own_words() -> None:
    """Evidence of the kinds `churn-risk` and `expansion`, strongest first."""
    found = acme(
        talk("b1", "a kind-churn-risk", date="2026-01-01"),
        talk("b2", "b observed kind-churn-risk", "c kind-expansion", date="2025-01-01"),
    )
    assert [item.themes for item in found.churn_risks] == [("b",), ("a",)]
    assert [item.themes for item in found.expansions] == [("c",)]
    assert found.interviews == ("i-b1-2026-01-01", "i-b2-2025-01-01")


def test_folded_sides_cannot_be_divided() -> None:
    """Where the same people buy and use there are no sides inside an account."""
    built = study(talk("b1", "a"), talk("u1", "a against"), config=Config(same_people=True))
    found = account_findings(built, analyse(built))["acme"]
    assert (found.divided, found.agreed) == ((), ())
