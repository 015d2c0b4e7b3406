"""`study.json`, everything the pages show for programs to read, and its JSON Schema."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from functools import cache, lru_cache

from pydantic import TypeAdapter

from counterpoint.analysis.coverage import TargetProgress
from counterpoint.analysis.roadmap import RoadmapEvidence
from counterpoint.analysis.values import (
    Analysis,
    Claim,
    SideFindings,
    Strength,
    Tension,
    ThemeFindings,
)
from counterpoint.model import Evidence, Interview, Outcome, Participant, Study, Theme
from counterpoint.pages.place import address_of
from counterpoint.pages.records import (
    AccountRecord,
    ClaimRecord,
    DecisionRecord,
    EvidenceRecord,
    InterviewRecord,
    OrdersRecord,
    OutcomeRecord,
    ParticipantRecord,
    PastStanceRecord,
    PersonaRecord,
    RoadmapRecord,
    SaturationRecord,
    SideNumbersRecord,
    SideRecord,
    StrengthRecord,
    StudyRecord,
    SuggestionRecord,
    TargetRecord,
    TensionRecord,
    ThemeRecord,
)
from counterpoint.pages.site import Site
from counterpoint.references import page_address

PAGES_KEPT = 65_536
"""Addresses remembered: claims name the same interviews again and again."""
SCHEMA = "https://json-schema.org/draft/2020-12/schema"


def study_json(site: Site) -> bytes:
    """Return the study as JSON, UTF-8, as `study_schema` describes it."""
    everything = site.ground.everything
    before, after = site.recall.known(study_json, everything, lambda: _around_interviews(site))
    interviews = (
        site.recall.of(_interview, one, one.id in site.joint)
        for one in site.study.interviews.values()
    )
    return before + b",".join(interviews) + after + b"\n"


def _around_interviews(site: Site) -> tuple[bytes, bytes]:
    """Return what stands before and after the interviews, which are the largest part by far."""
    whole = _adapter().dump_json(_without_interviews(site), by_alias=True)
    # No text can hold this: its quotes would be escaped.
    before, opening, after = whole.partition(b'"interviews":[')
    return before + opening, after


@cache
def study_schema() -> bytes:
    """Return the JSON Schema of `study.json`."""
    schema = _adapter().json_schema(mode="serialization", by_alias=True)
    whole = {"$schema": SCHEMA, **schema}
    return json.dumps(whole, indent=2, ensure_ascii=False).encode() + b"\n"


@cache
def _adapter() -> TypeAdapter[StudyRecord]:
    return TypeAdapter(StudyRecord)


@cache
def _interview_adapter() -> TypeAdapter[InterviewRecord]:
    return TypeAdapter(InterviewRecord)


def _without_interviews(site: Site) -> StudyRecord:
    study, analysis = site.study, site.analysis
    return StudyRecord(
        title=study.config.title,
        today=study.today,
        audience=study.audience.value,
        same_people=study.config.same_people,
        min_participants=study.config.min_participants,
        sides=tuple(
            SideRecord(one.key, one.label, one.plural, _interviewed(study, analysis, one.key))
            for one in study.config.sides
        ),
        interviews=(),
        themes=tuple(_theme(one, analysis.themes[one.id]) for one in study.themes.values()),
        orders=OrdersRecord(
            analysis.overlap, analysis.shared, analysis.go_to_market, analysis.product
        ),
        tensions=tuple(_tension(one) for one in analysis.tensions),
        claims=tuple(_claim(study, one) for one in analysis.claims),
        personas=tuple(_personas(site)),
        accounts=tuple(_accounts(site)),
        decisions=tuple(_decisions(study)),
        outcomes=tuple(_outcomes(site)),
        roadmap=tuple(_roadmap_item(study, one) for one in site.insights.roadmap.items),
        saturation=tuple(_saturation(site)),
        interview_next=tuple(_suggestions(site)),
    )


def _interviewed(study: Study, analysis: Analysis, side: str) -> tuple[str, ...]:
    """Return who was interviewed of a side; of folded sides, everybody on either."""
    return analysis.interviewed["all" if study.config.same_people else side]


def _values(words: Iterable[object]) -> tuple[str, ...]:
    return tuple(str(word) for word in words)


def _interview(one: Interview, is_joint: bool) -> bytes:  # noqa: FBT001  (`Recall` passes it on)
    record = InterviewRecord(
        id=one.id,
        title=one.title,
        address=address_of(one),
        date=one.date,
        method=one.method.value,
        counts=one.is_coded,
        joint=is_joint,
        participants=tuple(_participant(who) for who in one.participants),
        asked=one.asked,
        words=one.words,
        evidence=tuple(_evidence(one, item) for item in one.evidence),
    )
    return _interview_adapter().dump_json(record)


def _participant(who: Participant) -> ParticipantRecord:
    return ParticipantRecord(
        id=who.id,
        side=who.side,
        persona=who.persona,
        account=who.account,
        roles=_values(who.roles),
        segments=who.segments,
        lifecycle=who.lifecycle.value if who.lifecycle else "",
    )


def _evidence(interview: Interview, item: Evidence) -> EvidenceRecord:
    return EvidenceRecord(
        id=item.id,
        address=f"{_page(interview.path)}#{item.anchor}",
        line=item.location.line,
        participant=item.who,
        sides=item.sides,
        themes=item.themes,
        stance=item.stance.value,
        basis=item.basis.value,
        about=item.about,
        kinds=item.kinds,
        quote=item.quote,
        note=item.note.text,
        stamp=item.stamp,
    )


def _address(study: Study, item: Evidence) -> str:
    return f"{_page(study.interviews[item.interview].path)}#{item.anchor}"


@lru_cache(PAGES_KEPT)
def _page(path: str) -> str:
    return page_address(path)


def _addresses(study: Study, items: Iterable[Evidence]) -> tuple[str, ...]:
    return tuple(_address(study, item) for item in items)


def _theme(theme: Theme, found: ThemeFindings) -> ThemeRecord:
    return ThemeRecord(
        id=theme.id,
        title=theme.title,
        address=address_of(theme),
        expresses=theme.expresses.value,
        status=theme.status.value,
        parent=theme.parent,
        aliases=theme.aliases,
        tension=theme.tension,
        influences=_values(theme.influences),
        relation=found.relation.value if found.relation else "",
        sides=tuple(_side(side) for side in found.sides),
        secondhand=len(found.secondhand),
        hearsay=len(found.hearsay),
        measured=len(found.measured),
        uncoded=len(found.uncoded),
        strength=_strength(found.strength),
        history=tuple(
            PastStanceRecord(one.participant, one.side, one.interview, _values(one.stances))
            for one in found.history
        ),
        decided_by=found.decided_by,
    )


def _side(side: SideFindings) -> SideNumbersRecord:
    return SideNumbersRecord(
        side=side.side,
        interviewed=len(side.interviewed),
        for_=side.for_,
        against=side.against,
        no_stance=side.no_stance,
        not_asked=len(side.interviewed) - len(side.asked),
        accounts=side.accounts,
        position=side.position.value,
    )


def _strength(found: Strength) -> StrengthRecord:
    return StrengthRecord(
        level=found.level.value,
        participants=found.participants,
        accounts=found.accounts,
        methods=_values(found.methods),
        observed=found.observed,
        measured=found.measured,
        counter_evidence=found.counter_evidence,
        newest=found.newest,
        missing=found.missing,
    )


def _tension(one: Tension) -> TensionRecord:
    return TensionRecord(one.kind.value, one.themes, one.decided_by)


def _claim(study: Study, one: Claim) -> ClaimRecord:
    return ClaimRecord(
        one.theme,
        one.about,
        one.stance.value,
        one.status.value,
        _addresses(study, one.evidence),
        _addresses(study, one.settled_by),
    )


def _personas(site: Site) -> Iterator[PersonaRecord]:
    for key, found in site.insights.personas.items():
        persona = site.study.personas[key]
        yield PersonaRecord(
            persona.id,
            persona.title,
            address_of(persona),
            persona.side,
            found.people,
            voiced_more=tuple(dict.fromkeys(one.theme for one in found.voiced_more)),
            not_shared=tuple(dict.fromkeys(one.theme for one in found.not_shared)),
        )


def _accounts(site: Site) -> Iterator[AccountRecord]:
    for key, found in site.insights.accounts.items():
        account = site.study.accounts[key]
        yield AccountRecord(
            account.id,
            account.title,
            address_of(account),
            account.segment,
            participants=tuple(one.id for one in found.participants),
            roles=_values(role for role, _ in found.unit.heard),
            missing_roles=_values(found.unit.missing),
            agreed=tuple(one.theme for one in found.agreed),
            divided=tuple(one.theme for one in found.divided),
        )


def _decisions(study: Study) -> Iterator[DecisionRecord]:
    for one in study.decisions.values():
        yield DecisionRecord(
            one.id,
            one.title,
            address_of(one),
            one.date,
            one.status.value,
            one.themes,
            one.optimise_for,
            one.owner,
            one.revisit_when,
            one.superseded_by,
        )


def _outcomes(site: Site) -> Iterator[OutcomeRecord]:
    progress = site.insights.coverage.targets
    for one in site.study.outcomes.values():
        own = (each for each in progress if each.outcome == one.id)
        yield _outcome(one, own)


def _outcome(one: Outcome, progress: Iterable[TargetProgress]) -> OutcomeRecord:
    hear = tuple(
        TargetRecord(
            each.target.side,
            each.target.persona,
            each.target.lifecycle.value if each.target.lifecycle else "",
            each.target.participants,
            each.heard,
            each.waiting,
            each.missing,
        )
        for each in progress
    )
    return OutcomeRecord(one.id, one.title, address_of(one), one.metric, one.metric_side, hear)


def _roadmap_item(study: Study, one: RoadmapEvidence) -> RoadmapRecord:
    item = one.item
    return RoadmapRecord(
        title=one.page.title,
        address=page_address(one.page.path),
        status=item.status.value,
        benefits=item.benefits,
        value_for_other=item.value_for_other,
        outcome=item.outcome,
        depth=item.depth.value if item.depth else "",
        participants={side.side: side.participants for side in one.sides},
        themes=one.themes,
        evidence=_addresses(study, one.live),
        strength=_strength(one.strength),
        flags=_values(flag.value for flag in one.flags),
    )


def _saturation(site: Site) -> Iterator[SaturationRecord]:
    for one in site.insights.saturation:
        yield SaturationRecord(
            one.side,
            one.persona,
            interviews=tuple(step.interview for step in one.steps),
            themes=tuple(step.total for step in one.steps),
            new_in_run=one.new_in_run,
            saturated=one.is_saturated,
        )


def _suggestions(site: Site) -> Iterator[SuggestionRecord]:
    for one in site.insights.interview_next:
        who = one.whom
        yield SuggestionRecord(
            who.side,
            who.persona,
            who.account,
            who.lifecycle,
            who.role,
            who.participant,
            reasons=tuple(reason.words for reason in one.reasons),
        )
