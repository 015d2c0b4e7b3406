"""The release filter: which interviews may be shown, to whom, on which day."""

from __future__ import annotations

import datetime

from counterpoint.model import Audience, ConsentStatus, Interview, Withholding


def withholding(
    interview: Interview, today: datetime.date, audience: Audience
) -> Withholding | None:
    """Return why an interview may not be shown, or nothing where it may.

    The last day of retention still counts.
    """
    if interview.consent.status is not ConsentStatus.GRANTED:
        return Withholding.WITHDRAWN
    if interview.retain_until is not None and interview.retain_until < today:
        return Withholding.WITHDRAWN
    if interview.consent.audience.rank > audience.rank:
        return Withholding.WITHHELD
    return None
