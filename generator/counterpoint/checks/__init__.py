"""What only several files together show to be wrong: one module a family, one tuple of checks."""

from __future__ import annotations

from collections.abc import Iterator

from counterpoint.checks.citations import check_links, check_states
from counterpoint.checks.codebook import (
    check_aliases,
    check_parents,
    check_retired,
    check_stray_tags,
    check_tensions,
)
from counterpoint.checks.consent import check_retention
from counterpoint.checks.decisions import check_revisits, check_successors
from counterpoint.checks.names import check_names, check_participants
from counterpoint.checks.roadmap import check_roadmap_citations, check_value_for_other
from counterpoint.checks.study import check_interviews
from counterpoint.checks.subject import Check, Subject
from counterpoint.diagnostics import Diagnostic

CHECKS: tuple[Check, ...] = (
    check_interviews,
    check_names,
    check_participants,
    check_links,
    check_states,
    check_parents,
    check_tensions,
    check_aliases,
    check_retired,
    check_stray_tags,
    check_retention,
    check_successors,
    check_revisits,
    check_value_for_other,
    check_roadmap_citations,
)


def run_checks(subject: Subject) -> Iterator[Diagnostic]:
    """Yield what every check finds."""
    for check in CHECKS:
        yield from check(subject)
