"""Time stamps as transcripts write them."""

from __future__ import annotations

import datetime
import re

STAMP = r"\d{1,2}:\d{1,2}(?::\d{1,2})?(?:[.,]\d{1,3})?"
_PARTS = re.compile(r"(?:(\d+):)?(\d+):(\d+)(?:[.,](\d+))?")
_ARROW = re.compile(
    r"^[ \t]*((?:\d+:)?\d+:\d+(?:[.,]\d+)?)[ \t]*-[- ]>[ \t]*((?:\d+:)?\d+:\d+(?:[.,]\d+)?)(.*)$",
    re.MULTILINE,
)
_DAY = re.compile(
    r"\b(?:(\d{4})-(\d{1,2})-(\d{1,2})|([A-Z][a-z]{2,8})\.? (\d{1,2})(?:st|nd|rd|th)?,? (\d{4})|"
    r"(\d{1,2})\.? ([A-Z][a-z]{2,8})\.?,? (\d{4}))\b"
)
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")


def clock(stamp: str) -> str:
    """Return a stamp as `hh:mm:ss`, seconds rounded down; `0:5` is five seconds."""
    match = _PARTS.fullmatch(stamp.strip())
    if match is None:
        return ""
    hours, minutes, seconds = (int(part or 0) for part in match.group(1, 2, 3))
    total = hours * 3600 + minutes * 60 + seconds
    return f"{total // 3600:02}:{total // 60 % 60:02}:{total % 60:02}"


def regular_cue_times(text: str, point: str) -> str:
    """Return captions with every cue's times as `hh:mm:ss` and three decimals after `point`.

    Readers of captions refuse or swallow cues without hours, or with single digits.
    """

    def full(stamp: str) -> str:
        fraction = re.split("[.,]", stamp)[1:] or ["0"]
        return f"{clock(stamp)}{point}{fraction[0]:0<3.3}"

    return _ARROW.sub(lambda cue: f"{full(cue[1])} --> {full(cue[2])}{cue[3]}", text)


def day_in(text: str) -> datetime.date | None:
    """Return the first day named in a text (`2026-03-02`, `March 2, 2026`, `2 March 2026`)."""
    match = _DAY.search(text)
    if match is None:
        return None
    iso = match.group(1, 2, 3)
    month_first = (match[6], match[4], match[5])
    day_first = (match[9], match[8], match[7])
    year, month, day = next(parts for parts in (iso, month_first, day_first) if parts[0])
    number = month if month.isdigit() else _month_number(month)
    try:
        return datetime.date(int(year), int(number), int(day))
    except ValueError:
        return None


def _month_number(name: str) -> str:
    short = name[:3].lower()
    return str(_MONTHS.index(short) + 1) if short in _MONTHS else "0"
