"""Digests of values, and of what is shown of an interview beyond its own page."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from dataclasses import fields, replace
from operator import attrgetter

import msgspec

from counterpoint.diagnostics import Location
from counterpoint.model import Evidence, HandWrittenPage, Interview, Link

_ENCODER = msgspec.msgpack.Encoder(order="deterministic")
_NOWHERE = Location("")
_SEEN = attrgetter(
    *(one.name for one in fields(Evidence) if one.name not in {"location", "turn"}),
    "location.path",
)
"""What pages other than its own interview's show of a piece of evidence: not where it stands."""
_COUNTED = attrgetter("participant", "sides", "themes", "stance", "basis", "about", "kinds")
"""What of a piece of evidence may enter a number: not its words."""
_HEAD = attrgetter(
    *(
        one.name
        for one in fields(Interview)
        if one.name not in {"transcript", "turns", "evidence", "words"}
    )
)
"""What is known of an interview before anybody speaks."""


def digest(*values: object) -> str:
    """Return the digest of frozen values, the same for equal ones."""
    return hashlib.sha256(_ENCODER.encode(values)).hexdigest()


def head(interview: Interview) -> str:
    """Return the digest of what is known of an interview before anybody speaks."""
    return digest(_HEAD(interview))


def tagged(interview: Interview) -> str:
    """Return the digest of what other pages may show of what was said, and of where it links."""
    transcript = interview.transcript
    places = (outlined(transcript.links), [one.anchor for one in transcript.headings])
    return digest(places, [_SEEN(one) for one in interview.evidence])


def counted(interview: Interview) -> str:
    """Return the digest of what may enter a number: neither words nor titles."""
    untitled = replace(interview, title="")
    return digest(_HEAD(untitled), [_COUNTED(one) for one in interview.evidence])


def seen(evidence: tuple[Evidence, ...]) -> str:
    """Return the digest of what pages other than their own interviews' show of evidence."""
    return digest([_SEEN(one) for one in evidence])


def outline(page: HandWrittenPage) -> HandWrittenPage:
    """Return what generated pages may show of one by hand; not where in it something stands."""
    return replace(page, links=outlined(page.links))


def outlined(links: Iterable[Link]) -> tuple[Link, ...]:
    """Return links without their places."""
    return tuple(replace(one, location=_NOWHERE) for one in links)
