"""Who was interviewed, as each interview that counts declares them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from counterpoint.analysis.tally import columns_of
from counterpoint.model import PROXY, Interview, Participant, Study


@dataclass(frozen=True, slots=True)
class Appearance:
    """A participant in one interview."""

    participant: Participant
    interview: Interview


@dataclass(frozen=True, slots=True)
class Roster:
    """Everybody who was interviewed; people change jobs, so each interview is asked by itself."""

    appearances: tuple[Appearance, ...]
    """By date and id of the interview."""
    declared: Mapping[tuple[str, str], Participant]
    """By interview and participant."""
    newest: Mapping[tuple[str, str], Participant]
    """By side column and participant: as the newest interview on that side declares them."""


def roster(study: Study) -> Roster:
    """Return everybody in the interviews that count, proxies included."""
    appearances = tuple(appearances_in(study.counted))
    newest: dict[tuple[str, str], Participant] = {}
    for one in appearances:
        for side in columns_of(one.participant.side, study.config):
            newest[side, one.participant.id] = one.participant
    declared = {(one.interview.id, one.participant.id): one.participant for one in appearances}
    return Roster(appearances, declared, newest)


def appearances_in(interviews: Iterable[Interview]) -> Iterator[Appearance]:
    """Yield every participant of every interview."""
    for interview in interviews:
        for participant in interview.participants:
            yield Appearance(participant, interview)


def is_voice(one: Appearance) -> bool:
    """Tell whether somebody spoke for themselves and not for others."""
    return one.participant.side != PROXY
