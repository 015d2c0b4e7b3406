"""Interviews as their study has them: what they name looked up, their evidence on its sides."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import TypeAlias

from counterpoint.config import Config
from counterpoint.model import BOTH, PROXY, Basis, Evidence, Interview, Participant
from counterpoint.names import LookUp, Name, looked_up, named
from counterpoint.parse.files import ParsedFile
from counterpoint.parse.layout import Kind
from counterpoint.parse.values import Item
from counterpoint.recall import Recall

Sides: TypeAlias = tuple[str, str]
"""The keys of the study's two sides."""


def interviews_of(
    files: Iterable[ParsedFile], config: Config, look_up: LookUp, recall: Recall
) -> Iterator[Interview]:
    """Yield the interviews that files describe, each recalled while its names mean the same."""
    for file in files:
        meant = tuple((one, look_up(*one)) for one in recall.of(named, file))
        yield recall.of(_interview, file, config.side_keys, meant)


def _interview(
    file: ParsedFile, study_sides: Sides, meant: tuple[tuple[Name, str], ...]
) -> Interview:
    ids = dict(meant)
    return interview_of(file, study_sides, lambda kind, name: ids.get((kind, name), ""))


def interview_of(file: ParsedFile, study_sides: Sides, look_up: LookUp) -> Interview:
    """Return the interview that a file describes; TypeError where it describes none."""
    interview = file.entity
    if not isinstance(interview, Interview):
        raise TypeError(file.path)
    people = tuple(
        replace(
            one,
            persona=look_up(Kind.PERSONA, one.persona),
            account=look_up(Kind.ACCOUNT, one.account),
        )
        for one in interview.participants
    )
    by_id = {one.id: one for one in people}
    return replace(
        interview,
        participants=people,
        guide=look_up(Kind.GUIDE, interview.guide),
        asked=looked_up(look_up, Kind.THEME, interview.asked),
        evidence=tuple(
            _evidence(interview.id, item, by_id.get(item.participant), study_sides, look_up)
            for item in file.items
        ),
    )


def _evidence(
    interview: str,
    item: Item,
    speaker: Participant | None,
    study_sides: Sides,
    look_up: LookUp,
) -> Evidence:
    sides = _sides(item, speaker, study_sides)
    return Evidence(
        interview=interview,
        id=item.id,
        anchor=item.anchor,
        location=item.location,
        participant=speaker,
        sides=sides,
        themes=looked_up(look_up, Kind.THEME, (tag.name for tag in item.tags)),
        stance=item.stance,
        basis=item.basis,
        about=_about(item, sides, study_sides),
        kinds=item.kinds,
        quote=item.quote,
        has_quotation=item.has_quotation,
        stamp=item.stamp,
        note=item.note,
        turn=item.turn,
    )


def _sides(item: Item, speaker: Participant | None, study_sides: Sides) -> tuple[str, ...]:
    """Return the sides on which a speaker's words stand."""
    if speaker is None or speaker.side == PROXY:
        return ()
    if item.as_side:
        return (item.as_side,)
    if speaker.side == BOTH:
        return study_sides
    return (speaker.side,)


def _about(item: Item, sides: tuple[str, ...], study_sides: Sides) -> str:
    """Return the side spoken of: a proxy says it; to anybody else it is the other side."""
    if item.about:
        return item.about
    if item.basis is Basis.SECONDHAND and len(sides) == 1:
        first, second = study_sides
        return second if sides[0] == first else first
    return ""
