"""Decisions: circles of successors, and what their status says about them."""

from __future__ import annotations

from collections.abc import Iterator

from counterpoint.checks.subject import Subject
from counterpoint.diagnostics import Diagnostic, Rule, Severity
from counterpoint.model import Decision, DecisionStatus
from counterpoint.parse.layout import Kind
from counterpoint.resolve import circles

CIRCLE_OF_DECISIONS = Rule("CP601", Severity.ERROR, "decisions supersede each other in a circle")
SUCCESSOR_WITHOUT_STATUS = Rule(
    "CP602", Severity.WARNING, "a decision has a successor and is still in force"
)
REVISIT = Rule("CP603", Severity.WARNING, "a decision was to be looked at again by now")


def check_successors(subject: Subject) -> Iterator[Diagnostic]:
    """Yield every decision that supersedes itself, and every one in force with a successor."""
    meaning = subject.names[Kind.DECISION].meaning
    found = list(subject.sound(Decision))
    successors = {one.id: meaning(one.superseded_by).id for _, one in found if one.superseded_by}
    circling = circles(successors)
    for file, decision in found:
        place = file.places.of("superseded_by")
        if decision.id in circling:
            message = f"the successors of {decision.id} lead back to it"
            hint = "take `superseded_by` out of the newest of them"
            yield CIRCLE_OF_DECISIONS.at(place, message, hint)
        elif successors.get(decision.id) and decision.status is not DecisionStatus.SUPERSEDED:
            message = f"superseded by {decision.superseded_by}, yet its status is {decision.status}"
            yield SUCCESSOR_WITHOUT_STATUS.at(place, message, "write `status: superseded`")


def check_revisits(subject: Subject) -> Iterator[Diagnostic]:
    """Yield every decision in force whose day to be looked at again has passed."""
    for file, decision in subject.sound(Decision):
        is_due = decision.revisit_on and decision.revisit_on < subject.study.today
        if is_due and decision.status is DecisionStatus.DECIDED:
            message = f"this decision was to be looked at again on {decision.revisit_on}"
            hint = "decide again, or write a later `revisit_when`"
            yield REVISIT.at(file.places.of("revisit_when"), message, hint)
