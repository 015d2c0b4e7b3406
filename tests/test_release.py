"""The release filter."""

from __future__ import annotations

import datetime

import pytest

from counterpoint.model import (
    Audience,
    Coding,
    Consent,
    ConsentStatus,
    Document,
    Interview,
    Method,
    Withholding,
)
from counterpoint.release import withholding

TODAY = datetime.date(2026, 6, 1)


def _interview(
    status: ConsentStatus = ConsentStatus.GRANTED,
    audience: Audience = Audience.INTERNAL,
    retain_until: datetime.date | None = None,
) -> Interview:
    return Interview(
        id="a",
        path="research/interviews/a.md",
        title="A",
        date=datetime.date(2026, 1, 1),
        participants=(),
        method=Method.SURVEY,
        coding=Coding.DONE,
        consent=Consent(status, audience),
        retain_until=retain_until,
        transcript=Document(),
        turns=(),
        evidence=(),
    )


@pytest.mark.parametrize(
    ("audience", "shown_to"),
    [
        (Audience.PUBLIC, set(Audience)),
        (Audience.INTERNAL, {Audience.INTERNAL, Audience.RESTRICTED}),
        (Audience.RESTRICTED, {Audience.RESTRICTED}),
    ],
)
def test_each_audience_includes_those_before_it(
    audience: Audience, shown_to: set[Audience]
) -> None:
    """A build for a wider circle of readers withholds what is for a narrower one."""
    for build in Audience:
        expected = None if build in shown_to else Withholding.WITHHELD
        assert withholding(_interview(audience=audience), TODAY, build) is expected


@pytest.mark.parametrize("status", [ConsentStatus.WITHDRAWN, ConsentStatus.EXPIRED])
def test_without_consent_it_is_withdrawn(status: ConsentStatus) -> None:
    """Whatever the audience."""
    assert withholding(_interview(status), TODAY, Audience.RESTRICTED) is Withholding.WITHDRAWN


def test_the_last_day_of_retention_still_counts() -> None:
    """The day after, it is withdrawn."""
    interview = _interview(retain_until=TODAY)
    assert withholding(interview, TODAY, Audience.INTERNAL) is None
    after = TODAY + datetime.timedelta(days=1)
    assert withholding(interview, after, Audience.INTERNAL) is Withholding.WITHDRAWN
