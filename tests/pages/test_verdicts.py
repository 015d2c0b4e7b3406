"""What findings mean, and what to do about them."""

from __future__ import annotations

from counterpoint.analysis import analyse
from counterpoint.analysis.values import Relation, ThemeFindings
from counterpoint.model import Interview, Study
from counterpoint.pages.place import Place, place
from counterpoint.pages.site import gather
from counterpoint.pages.verdicts import advice, meaning
from studies import decision, interview, person, says, study


def told(of: Study) -> tuple[Place, ThemeFindings]:
    """Return the findings on the audit theme, and a place to speak of them from."""
    site = gather(of, analyse(of))
    return place(site, "research/"), site.findings("audit")


def heard(*who: str, how: str = "") -> list[Interview]:
    """Return an interview a participant, each with a stance on the audit theme."""
    return [
        interview(f"i-{one}", "2026-01-01", person(one, account="north"), says(one, "audit", how))
        for one in who
    ]


def test_a_weak_shared_theme_says_what_is_missing_first() -> None:
    """Advice follows strength."""
    of = study(*heard("b1", "b2", "u1", "u2"))
    _, found = told(of)
    assert found.relation is Relation.SHARED
    assert advice(found).startswith("The evidence is weak: it still needs")


def test_a_decided_conflict_is_not_to_be_decided_again() -> None:
    """A decision settles the conflict on every theme that it names."""
    against = heard("u1", "u2", how="against")
    parts = (*heard("b1", "b2"), *against)
    assert advice(told(study(*parts))[1]) == "Decide, and write the decision down."
    decided = study(*parts, decision("d", "audit"))
    assert advice(told(decided)[1]).startswith("Decided")


def test_a_relation_is_told_with_the_sides_own_names() -> None:
    """Renamed sides appear everywhere."""
    here, found = told(study(*heard("b1", "b2"), *heard("u1", "u2", how="against")))
    assert meaning(here, found) == "Buyers want this, users do not."


def test_silence_is_told_from_nobody_having_asked() -> None:
    """A silent side that was asked is one-sided, one that was not is unasked."""
    here, found = told(study(*heard("b1", "b2"), interview("u", "2026-01-01", person("u1"))))
    assert meaning(here, found) == "Buyers want this; no user was asked."
