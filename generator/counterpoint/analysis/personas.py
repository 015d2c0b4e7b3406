"""What a persona voices more than others do, people against people, and what it does not share."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from counterpoint.analysis.order import strongest
from counterpoint.analysis.people import Roster, roster
from counterpoint.analysis.sides import position
from counterpoint.analysis.values import Analysis, Position
from counterpoint.model import Evidence, Stance, Study


@dataclass(frozen=True, slots=True)
class PersonaTheme:
    """One theme as a persona speaks of it; every tuple holds ids, sorted."""

    theme: str
    for_: tuple[str, ...]
    against: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class VoicedMore:
    """A stance that a greater part of a persona takes than of everybody else."""

    theme: str
    stance: Stance
    own: tuple[str, ...]
    """Who of the persona takes it."""
    others: tuple[str, ...]
    """Who else does."""
    lead: float
    """The persona's share less the others' share: a sort key, never shown."""


@dataclass(frozen=True, slots=True)
class NotShared:
    """A shared theme of the persona's side that the persona itself does not stand for."""

    theme: str
    side: str
    position: Position
    """Where the persona stands: `against`, `split`, `silent`, or `thin` with nobody for it."""
    asked: tuple[str, ...]
    """Who of the persona was asked: none means that nobody knows yet."""


@dataclass(frozen=True, slots=True)
class PersonaFindings:
    """What is known of one persona."""

    persona: str
    people: tuple[str, ...]
    """Participants of the persona in interviews that count."""
    others: int
    """Everybody else who was interviewed."""
    themes: tuple[PersonaTheme, ...]
    """Active themes that somebody of the persona took a stance on, most people first."""
    voiced_more: tuple[VoicedMore, ...]
    """With k people or more, by how far the persona's share leads."""
    not_shared: tuple[NotShared, ...]
    evidence: tuple[Evidence, ...]
    """Everything first-hand, strongest first."""

    def of_kind(self, kind: str) -> tuple[Evidence, ...]:
        """Return the persona's evidence of a kind, such as `workaround`."""
        return tuple(item for item in self.evidence if kind in item.kinds)


@dataclass(frozen=True, slots=True)
class _Crowd:
    """Who of a persona was interviewed, and who else."""

    persona: str
    own: Mapping[str, frozenset[str]]
    """By side column."""
    people: frozenset[str]
    others: frozenset[str]


@dataclass(frozen=True, slots=True)
class _Said:
    """Everybody's stances on a theme, whatever their side."""

    theme: str
    for_: frozenset[str]
    against: frozenset[str]


def persona_findings(study: Study, analysis: Analysis) -> Mapping[str, PersonaFindings]:
    """Return what is known of every persona, by id; people count under their newest persona."""
    people = roster(study)
    items = _items(study)
    rule = strongest(study)
    said = tuple(_said(analysis, one.id) for one in study.themes.values() if one.is_ranked)
    return {
        persona: _findings(
            study, analysis, said, _crowd(people, persona), rule.first(items[persona])
        )
        for persona in study.personas
    }


def _crowd(people: Roster, persona: str) -> _Crowd:
    own: dict[str, set[str]] = defaultdict(set)
    for (side, participant), who in people.newest.items():
        if who.persona == persona:
            own[side].add(participant)
    members = frozenset().union(*own.values())
    everybody = frozenset(participant for _, participant in people.newest)
    return _Crowd(
        persona,
        {side: frozenset(found) for side, found in own.items()},
        members,
        everybody - members,
    )


def _findings(
    study: Study,
    analysis: Analysis,
    said: tuple[_Said, ...],
    crowd: _Crowd,
    evidence: tuple[Evidence, ...],
) -> PersonaFindings:
    themes = [_theme(one, crowd) for one in said]
    spoken = [one for one in themes if one.for_ or one.against]
    least = study.config.min_participants
    return PersonaFindings(
        persona=crowd.persona,
        people=tuple(sorted(crowd.people)),
        others=len(crowd.others),
        themes=tuple(sorted(spoken, key=lambda one: (-len({*one.for_, *one.against}), one.theme))),
        voiced_more=tuple(_voiced_more(said, crowd, least)),
        not_shared=tuple(_not_shared(study, analysis, crowd)),
        evidence=evidence,
    )


def _said(analysis: Analysis, theme: str) -> _Said:
    sides = analysis.themes[theme].sides
    return _Said(
        theme,
        for_=frozenset(one for side in sides for one in side.for_),
        against=frozenset(one for side in sides for one in side.against),
    )


def _theme(said: _Said, crowd: _Crowd) -> PersonaTheme:
    return PersonaTheme(
        said.theme,
        for_=tuple(sorted(said.for_ & crowd.people)),
        against=tuple(sorted(said.against & crowd.people)),
    )


def _voiced_more(said: Iterable[_Said], crowd: _Crowd, least: int) -> Iterator[VoicedMore]:
    found = [
        _voiced(one.theme, stance, people, crowd)
        for one in said
        for stance, people in ((Stance.FOR, one.for_), (Stance.AGAINST, one.against))
        if len(people & crowd.people) >= least
    ]
    for one in sorted(found, key=lambda each: (-each.lead, -len(each.own), each.theme)):
        if one.lead > 0:
            yield one


def _voiced(theme: str, stance: Stance, people: frozenset[str], crowd: _Crowd) -> VoicedMore:
    own, others = people & crowd.people, people & crowd.others
    elsewhere = len(others) / len(crowd.others) if crowd.others else 0.0
    lead = len(own) / len(crowd.people) - elsewhere
    return VoicedMore(theme, stance, tuple(sorted(own)), tuple(sorted(others)), lead)


def _not_shared(study: Study, analysis: Analysis, crowd: _Crowd) -> Iterator[NotShared]:
    least = study.config.min_participants
    for theme in analysis.shared:
        for side in analysis.themes[theme].sides:
            own = crowd.own.get(side.side, frozenset())
            for_, against = own & set(side.for_), own & set(side.against)
            where = position(len(for_), len(against), len(for_ | against), least)
            if own and where is not Position.FOR and not (where is Position.THIN and for_):
                yield NotShared(theme, side.side, where, tuple(sorted(own & set(side.asked))))


def _items(study: Study) -> Mapping[str, list[Evidence]]:
    items: dict[str, list[Evidence]] = defaultdict(list)
    for interview in study.counted:
        for item in interview.evidence:
            if item.counts and item.participant:
                items[item.participant.persona].append(item)
    return items
