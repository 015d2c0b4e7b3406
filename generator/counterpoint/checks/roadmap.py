"""Roadmap items: what they claim for the other side, and whether their evidence still holds."""

from __future__ import annotations

from collections.abc import Iterator

from counterpoint.checks.citations import suspect
from counterpoint.checks.subject import Subject
from counterpoint.citing import CitationState
from counterpoint.diagnostics import Diagnostic, Rule, Severity
from counterpoint.model import BOTH, HandWrittenPage

NO_VALUE_FOR_OTHER = Rule("CP604", Severity.WARNING, "an item says nothing of the other side")
SUSPECT_ON_ROADMAP = Rule("CP605", Severity.ERROR, "a roadmap item rests on words that changed")


def check_value_for_other(subject: Subject) -> Iterator[Diagnostic]:
    """Yield every roadmap item for one side that does not say what the other gains."""
    if subject.study.config.same_people:
        return
    for file, page in subject.sound(HandWrittenPage):
        item = page.roadmap
        if item and item.benefits not in ("", BOTH) and not item.value_for_other:
            other = subject.study.config.other(item.benefits)
            message = f"this benefits one side; `value_for_other` is missing for {other.plural}"
            hint = (
                f"write `value_for_other:` and what they gain ({other.plural}), or `benefits: both`"
            )
            yield NO_VALUE_FOR_OTHER.at(file.places.of_key("benefits"), message, hint)


def check_roadmap_citations(subject: Subject) -> Iterator[Diagnostic]:
    """Yield every citation of a roadmap item whose words changed."""
    for found in subject.citations:
        if found.is_on_roadmap and found.citation.state is CitationState.SUSPECT:
            place = found.citation.link.location
            yield SUSPECT_ON_ROADMAP.at(place, *suspect(found.citation))
