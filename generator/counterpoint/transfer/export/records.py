"""Evidence as flat records, filtered: what tables, JSON and other programs get."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from counterpoint.citing import citation_link
from counterpoint.model import BOTH, PROXY, Audience, Evidence, Interview, Study
from counterpoint.references import page_address


@dataclass(frozen=True, slots=True)
class Filter:
    """Which evidence is wanted; empty fields want all."""

    sides: tuple[str, ...] = ()
    personas: tuple[str, ...] = ()
    accounts: tuple[str, ...] = ()
    themes: tuple[str, ...] = ()
    kinds: tuple[str, ...] = ()
    stances: tuple[str, ...] = ()
    audiences: tuple[str, ...] = ()
    """Of the interview's consent."""

    def takes(self, record: EvidenceRecord) -> bool:
        """Tell whether a record is wanted; an item of both sides is wanted by either."""
        sides = (record.side, *record.sides)
        wanted = (
            (self.sides, sides),
            (self.personas, (record.persona,)),
            (self.accounts, (record.account,)),
            (self.themes, record.themes),
            (self.kinds, record.kinds),
            (self.stances, (record.stance,)),
            (self.audiences, (record.audience,)),
        )
        return all(not those or set(those) & set(own) for those, own in wanted)


@dataclass(frozen=True, slots=True)
class EvidenceRecord:
    """One piece of evidence, its speaker and its place."""

    interview: str
    title: str
    """The interview's."""
    date: str
    method: str
    coding: str
    audience: Audience
    evidence: str
    """Its id; empty without one."""
    anchor: str
    line: int
    participant: str
    side: str
    """Where it counts: a side's key, `both`, `proxy`; empty for measured evidence."""
    sides: tuple[str, ...]
    persona: str
    account: str
    themes: tuple[str, ...]
    stance: str
    basis: str
    about: str
    kinds: tuple[str, ...]
    quote: str
    note: str
    stamp: str
    address: str
    """On the site."""
    citation: str
    """As a link in Markdown, stamped where it has an id to cite."""

    @property
    def key(self) -> str:
        """A name that no other piece of evidence has."""
        return f"{self.interview}#{self.anchor}"


def side_of(item: Evidence) -> str:
    """Return where an item counts, in one word."""
    if item.participant is None:
        return ""
    if not item.sides:
        return PROXY
    return item.sides[0] if len(item.sides) == 1 else BOTH


def record_of(interview: Interview, item: Evidence) -> EvidenceRecord:
    """Return a piece of evidence as a record."""
    speaker = item.participant
    return EvidenceRecord(
        interview=interview.id,
        title=interview.title,
        date=interview.date.isoformat(),
        method=interview.method.value,
        coding=interview.coding.value,
        audience=interview.consent.audience,
        evidence=item.id,
        anchor=item.anchor,
        line=item.location.line,
        participant=speaker.id if speaker else "",
        side=side_of(item),
        sides=item.sides,
        persona=speaker.persona if speaker else "",
        account=speaker.account if speaker else "",
        themes=item.themes,
        stance=item.stance.value,
        basis=item.basis.value,
        about=item.about,
        kinds=item.kinds,
        quote=item.quote,
        note=item.note.text,
        stamp=item.stamp,
        address=f"{page_address(interview.path)}#{item.anchor}",
        citation=citation_of(interview, item),
    )


def citation_of(interview: Interview, item: Evidence) -> str:
    """Return the link in Markdown that cites a piece of evidence, all its words in it."""
    return citation_link(item.quote, interview.path, item, is_whole=True)


def records(study: Study, wanted: Filter) -> Iterator[EvidenceRecord]:
    """Yield the evidence of a study that is wanted, by interview and line.

    What is withheld is not in the study, and so in no record.
    """
    for interview in sorted(study.interviews.values(), key=lambda one: one.id):
        for item in sorted(interview.evidence, key=lambda one: one.location):
            record = record_of(interview, item)
            if wanted.takes(record):
                yield record
