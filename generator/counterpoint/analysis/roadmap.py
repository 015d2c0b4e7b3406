"""What backs each roadmap item, what is wrong with that, and whom the roadmap serves."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from enum import StrEnum

from counterpoint.analysis.order import strongest
from counterpoint.analysis.strength import Freshness, freshness, strength
from counterpoint.analysis.tally import Hearing, Outside, columns, item_columns
from counterpoint.analysis.values import (
    Analysis,
    ClaimStatus,
    Relation,
    Strength,
    Tension,
    TensionKind,
)
from counterpoint.catalogue import Catalogue, catalogue
from counterpoint.citing import Citation, CitationState, cite
from counterpoint.model import (
    BOTH,
    Basis,
    Decision,
    Depth,
    Evidence,
    HandWrittenPage,
    RoadmapItem,
    RoadmapStatus,
    Study,
    Theme,
)

ON_THE_WAY = (RoadmapStatus.NOW, RoadmapStatus.NEXT)
"""What the balance of a roadmap is judged by."""


class Flag(StrEnum):
    """What should make an item's author look again."""

    UNSUPPORTED = "no live evidence"
    ONE_SIDES_EVIDENCE = "benefits both, evidence of one side only"
    NO_VALUE_FOR_OTHER = "one-sided, without a word on the other side"
    ONLY_SECONDHAND = "only second-hand evidence"
    DISPROVED = "cites what those spoken of contradict"
    ONLY_STALE = "only stale evidence"
    UNDECIDED = "rests on an undecided conflict"
    UNWANTED = "builds what neither side wants"
    CONTRADICTS = "contradicts a decision"
    WITHDRAWN = "cites what was withdrawn"
    SUSPECT = "cites words that have changed"


@dataclass(frozen=True, slots=True)
class SideBacking:
    """One side's first-hand evidence behind an item."""

    side: str
    participants: tuple[str, ...]
    accounts: tuple[str, ...]
    evidence: tuple[Evidence, ...]
    """Strongest first."""


@dataclass(frozen=True, slots=True)
class RoadmapEvidence:
    """One roadmap item with what backs it."""

    page: HandWrittenPage
    item: RoadmapItem
    citations: tuple[Citation, ...]
    """Of evidence and of themes, in the order of the page."""
    sides: tuple[SideBacking, ...]
    """By side, in the order of the settings; interviews that count only."""
    others: tuple[Evidence, ...]
    """Cited evidence that counts no participant: second-hand, hearsay, measured, uncoded."""
    themes: tuple[str, ...]
    """Active themes that the item cites, or that its evidence is about."""
    strength: Strength
    """Of the cited evidence."""
    conflicts: tuple[str, ...]
    """Themes of the item that are in conflict, decided or not."""
    tensions: tuple[Tension, ...]
    """Tensions between the sides that one of its themes is part of."""
    decisions: tuple[str, ...]
    """In force, on one of its themes."""
    unwanted: tuple[str, ...]
    """Themes of the item that neither side wants."""
    flags: tuple[Flag, ...]

    @property
    def live(self) -> tuple[Evidence, ...]:
        """Every piece of evidence that it cites and whose words stand."""
        return tuple(_live(self.citations))


@dataclass(frozen=True, slots=True)
class Balance:
    """Items on the way that benefit the same people; every tuple holds paths."""

    benefits: str
    """A side's key, `both`, or empty where an item does not say."""
    items: tuple[str, ...]
    invest: tuple[str, ...]
    check_the_box: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Roadmap:
    """The whole roadmap."""

    items: tuple[RoadmapEvidence, ...]
    """By status, then title."""
    balance: tuple[Balance, ...]
    """Of now and next: each side alone, both, and those that do not say."""


@dataclass(frozen=True, slots=True)
class Ground:
    """What items are judged on."""

    study: Study
    analysis: Analysis
    known: Catalogue
    judged: Freshness


def roadmap(study: Study, analysis: Analysis) -> Roadmap:
    """Return every roadmap item with what backs it, and the balance of those on the way."""
    ground = Ground(study, analysis, catalogue(study), freshness(study))
    statuses = tuple(RoadmapStatus)
    pages = [(page, page.roadmap) for page in study.pages.values()]
    items = [_backed(ground, page, item) for page, item in pages if item is not None]
    items.sort(key=lambda one: (statuses.index(one.item.status), one.page.title, one.page.path))
    return Roadmap(tuple(items), tuple(_balance(study, items)))


def _backed(ground: Ground, page: HandWrittenPage, item: RoadmapItem) -> RoadmapEvidence:
    citations = tuple(_citations(ground, page))
    live = tuple(_live(citations))
    counted = [one for one in live if _counts(ground, one)]
    themes = _themes(ground, citations, live)
    found = ground.analysis.themes
    draft = RoadmapEvidence(
        page=page,
        item=item,
        citations=citations,
        sides=tuple(_backing(ground, side, counted) for side in columns(ground.study.config)),
        others=tuple(one for one in live if not _counts(ground, one)),
        themes=themes,
        strength=_strength(ground, live),
        conflicts=tuple(one for one in themes if found[one].relation is Relation.CONFLICT),
        tensions=tuple(_tensions(ground, themes)),
        decisions=tuple(sorted({name for one in themes for name in found[one].decided_by})),
        unwanted=tuple(one for one in themes if found[one].relation is Relation.UNWANTED),
        flags=(),
    )
    return _flagged(ground, draft)


def _flagged(ground: Ground, draft: RoadmapEvidence) -> RoadmapEvidence:
    return replace(draft, flags=tuple(flag for flag, fits in FLAGS.items() if fits(ground, draft)))


def _citations(ground: Ground, page: HandWrittenPage) -> Iterator[Citation]:
    for link in page.links:
        found = cite(ground.known, page.path, link)
        if found.evidence or isinstance(found.entity, Theme) or found.is_neutralised:
            yield found


def _live(citations: Iterable[Citation]) -> Iterator[Evidence]:
    seen: set[tuple[str, str]] = set()
    for one in citations:
        item = one.evidence
        if item and one.state is CitationState.LIVE:
            place = (item.interview, item.anchor)
            if place not in seen:
                seen.add(place)
                yield item


def _counts(ground: Ground, item: Evidence) -> bool:
    return item.counts and ground.study.interviews[item.interview].is_coded


def _themes(
    ground: Ground, citations: Iterable[Citation], live: Iterable[Evidence]
) -> tuple[str, ...]:
    cited = {one.entity.id for one in citations if isinstance(one.entity, Theme)}
    spoken_of = {theme for item in live for theme in item.themes}
    themes = ground.study.themes
    return tuple(sorted(one for one in cited | spoken_of if themes[one].is_ranked))


def _backing(ground: Ground, side: str, counted: Iterable[Evidence]) -> SideBacking:
    config = ground.study.config
    items = strongest(ground.study).first(
        one for one in counted if side in item_columns(one, config)
    )
    people = [one.participant for one in items if one.participant]
    return SideBacking(
        side,
        participants=tuple(sorted({one.id for one in people})),
        accounts=tuple(sorted({one.account for one in people if one.account})),
        evidence=items,
    )


def _strength(ground: Ground, live: Iterable[Evidence]) -> Strength:
    hearings: list[Hearing] = []
    measured: list[Outside] = []
    for item in live:
        interview = ground.study.interviews[item.interview]
        if _counts(ground, item) and item.participant:
            hearings.append(
                Hearing(
                    theme="",
                    side="",
                    participant=item.participant.id,
                    date=interview.date,
                    interview=interview.id,
                    stances=frozenset({item.stance}),
                    account=item.participant.account,
                    method=interview.method,
                    observed=item.basis is Basis.OBSERVED,
                )
            )
        elif item.basis is Basis.MEASURED and interview.is_coded:
            measured.append(Outside("", interview.id, item.basis, interview.method, 1))
    return strength(tuple(hearings), tuple(measured), ground.judged)


def _tensions(ground: Ground, themes: Iterable[str]) -> Iterator[Tension]:
    own = set(themes)
    for one in ground.analysis.tensions:
        if one.kind is TensionKind.TENSION and own & set(one.themes):
            yield one


def _unsupported(_: Ground, one: RoadmapEvidence) -> bool:
    return not one.live


def _one_sides_evidence(_: Ground, one: RoadmapEvidence) -> bool:
    heard = [side for side in one.sides if side.participants]
    return one.item.benefits == BOTH and len(heard) == 1 < len(one.sides)


def _no_value_for_other(_: Ground, one: RoadmapEvidence) -> bool:
    one_sided = one.item.benefits not in ("", BOTH)
    return one_sided and not one.item.value_for_other


def _only_secondhand(_: Ground, one: RoadmapEvidence) -> bool:
    told = (Basis.SECONDHAND, Basis.HEARSAY)
    return bool(one.live) and all(item.basis in told for item in one.live)


def _disproved(ground: Ground, one: RoadmapEvidence) -> bool:
    """Tell whether it cites what one side says of the other, and the other says the opposite."""
    claims = (it for it in ground.analysis.claims if it.status is ClaimStatus.CONTRADICTED)
    return any(item in one.live for claim in claims for item in claim.evidence)


def _only_stale(ground: Ground, one: RoadmapEvidence) -> bool:
    dates = [ground.study.interviews[item.interview].date for item in one.live]
    return bool(dates) and not ground.judged.is_fresh(max(dates))


def _undecided(ground: Ground, one: RoadmapEvidence) -> bool:
    found = ground.analysis.themes
    fought = any(not found[theme].decided_by for theme in one.conflicts)
    return fought or any(
        set(pair.themes) <= set(one.themes) and not pair.decided_by for pair in one.tensions
    )


def _unwanted(_: Ground, one: RoadmapEvidence) -> bool:
    return bool(one.unwanted)


def _contradicts(ground: Ground, one: RoadmapEvidence) -> bool:
    return any(
        contradicts(one.item, ground.study.decisions[decision]) for decision in one.decisions
    )


def contradicts(item: RoadmapItem, decision: Decision) -> bool:
    """Tell whether an item serves one side where a decision in force was made for the other."""
    served, favoured = item.benefits, decision.optimise_for
    return BOTH not in (served, favoured) and bool(served and favoured) and served != favoured


def _withdrawn(_: Ground, one: RoadmapEvidence) -> bool:
    return any(each.state is CitationState.WITHDRAWN for each in one.citations)


def _suspect(_: Ground, one: RoadmapEvidence) -> bool:
    return any(each.state is CitationState.SUSPECT for each in one.citations)


FLAGS: Mapping[Flag, Callable[[Ground, RoadmapEvidence], bool]] = {
    Flag.UNSUPPORTED: _unsupported,
    Flag.ONE_SIDES_EVIDENCE: _one_sides_evidence,
    Flag.NO_VALUE_FOR_OTHER: _no_value_for_other,
    Flag.ONLY_SECONDHAND: _only_secondhand,
    Flag.DISPROVED: _disproved,
    Flag.ONLY_STALE: _only_stale,
    Flag.UNDECIDED: _undecided,
    Flag.UNWANTED: _unwanted,
    Flag.CONTRADICTS: _contradicts,
    Flag.WITHDRAWN: _withdrawn,
    Flag.SUSPECT: _suspect,
}
"""What raises each flag, in the order in which they are shown."""


def _balance(study: Study, items: Iterable[RoadmapEvidence]) -> Iterator[Balance]:
    on_the_way = [one for one in items if one.item.status in ON_THE_WAY]
    for benefits in (*study.side_keys, BOTH, ""):
        own = [one for one in on_the_way if one.item.benefits == benefits]
        if own or benefits:
            yield Balance(
                benefits,
                items=tuple(one.page.path for one in own),
                invest=tuple(one.page.path for one in own if one.item.depth is Depth.INVEST),
                check_the_box=tuple(
                    one.page.path for one in own if one.item.depth is Depth.CHECK_THE_BOX
                ),
            )
