"""The study as a whole: whether there is anything in it."""

from __future__ import annotations

from collections.abc import Iterator

from counterpoint.checks.subject import Subject
from counterpoint.diagnostics import Diagnostic, Location, Rule, Severity
from counterpoint.parse.layout import Kind

NO_INTERVIEWS = Rule("CP101", Severity.WARNING, "the study has no interviews")


def check_interviews(subject: Subject) -> Iterator[Diagnostic]:
    """Yield that there are no interviews."""
    if not subject.names[Kind.INTERVIEW].paths:
        hint = "type `counterpoint new interview`"
        yield NO_INTERVIEWS.at(Location(Kind.INTERVIEW.folder), "there are no interviews yet", hint)
