"""Consent and retention: what is kept longer than was agreed."""

from __future__ import annotations

from collections.abc import Iterator

from counterpoint.checks.subject import Subject
from counterpoint.diagnostics import Diagnostic, Rule, Severity
from counterpoint.model import ConsentStatus, Interview

RETENTION_OVER = Rule("CP501", Severity.WARNING, "an interview is kept beyond its retention")
STILL_HERE = Rule("CP502", Severity.WARNING, "an interview without consent is still in the files")


def check_retention(subject: Subject) -> Iterator[Diagnostic]:
    """Yield every interview that is kept although it may be shown no longer."""
    for file, interview in subject.sound(Interview):
        hint = "type `counterpoint forget` and a participant's id"
        if interview.consent.status is not ConsentStatus.GRANTED:
            message = (
                f"consent is {interview.consent.status}: published nowhere, but still kept here"
            )
            yield STILL_HERE.at(file.places.of("consent", "status"), message, hint)
        elif interview.retain_until and interview.retain_until < subject.study.today:
            message = f"its retention ended on {interview.retain_until}: published nowhere any more"
            yield RETENTION_OVER.at(file.places.of("retain_until"), message, hint)
