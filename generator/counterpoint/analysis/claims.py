"""What one side says about the other, and whether that side says so itself."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping

from counterpoint.analysis.order import Strongest
from counterpoint.analysis.values import (
    Claim,
    ClaimStatus,
    Position,
    SideFindings,
    ThemeFindings,
)
from counterpoint.model import Evidence, Stance, Study

AGREES = {Stance.FOR: Position.FOR, Stance.AGAINST: Position.AGAINST}
DENIES = {Stance.FOR: Position.AGAINST, Stance.AGAINST: Position.FOR}


def claim_status(stance: Stance, side: SideFindings, k: int) -> ClaimStatus:
    """Return what the findings of the side spoken of make of a claim about it."""
    if side.position is AGREES[stance]:
        return ClaimStatus.CONFIRMED
    if side.position is DENIES[stance]:
        return ClaimStatus.CONTRADICTED
    if side.position is Position.SPLIT:
        return ClaimStatus.DISPUTED
    return ClaimStatus.UNCONFIRMED if len(side.asked) >= k else ClaimStatus.UNTESTED


def claims(
    study: Study, findings: Mapping[str, ThemeFindings], strongest: Strongest
) -> tuple[Claim, ...]:
    """Return every second-hand claim on an active theme, by theme, side spoken of and stance."""
    return tuple(
        claim
        for theme in study.themes.values()
        if theme.is_ranked
        for claim in _claims_on(study, findings[theme.id], strongest)
    )


def _claims_on(study: Study, found: ThemeFindings, strongest: Strongest) -> Iterator[Claim]:
    said: dict[tuple[str, Stance], list[Evidence]] = defaultdict(list)
    for item in found.secondhand:
        if item.about and item.stance is not Stance.NEUTRAL:
            said[item.about, item.stance].append(item)
    for (about, stance), items in sorted(said.items()):
        side = _side_spoken_of(study, found, about)
        yield Claim(
            theme=found.theme,
            about=about,
            stance=stance,
            status=claim_status(stance, side, study.config.min_participants),
            evidence=strongest.first(items),
            settled_by=strongest.first(
                item for item in found.first_hand if _speaks_for(study, item, about)
            ),
        )


def _side_spoken_of(study: Study, found: ThemeFindings, about: str) -> SideFindings:
    if study.config.same_people:
        return found.sides[0]
    return next(side for side in found.sides if side.side == about)


def _speaks_for(study: Study, item: Evidence, about: str) -> bool:
    takes_stance = item.stance is not Stance.NEUTRAL
    return takes_stance and (study.config.same_people or about in item.sides)
