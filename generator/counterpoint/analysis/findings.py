"""Everything counted about each theme, brought together."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from counterpoint.analysis.items import ThemeItems
from counterpoint.analysis.relations import relation
from counterpoint.analysis.sides import side_findings
from counterpoint.analysis.strength import freshness, strength
from counterpoint.analysis.tally import Poll, Voices, columns
from counterpoint.analysis.tensions import decided_by
from counterpoint.analysis.values import PastStance, ThemeFindings
from counterpoint.model import Study


def theme_findings(
    study: Study, poll: Poll, items: Mapping[str, ThemeItems]
) -> Mapping[str, ThemeFindings]:
    """Return the findings of every theme of the study, sorted by id."""
    return {theme: _findings(study, theme, poll, items[theme]) for theme in sorted(study.themes)}


def _findings(study: Study, theme: str, poll: Poll, items: ThemeItems) -> ThemeFindings:
    config = study.config
    k = config.min_participants
    voices = {side: poll.of(theme, side) for side in columns(config)}
    sides = tuple(
        side_findings(side, said, poll.interviewed[side], k) for side, said in voices.items()
    )
    current = tuple(hearing for said in voices.values() for hearing in said.current)
    return ThemeFindings(
        theme=theme,
        sides=sides,
        relation=None if config.same_people else relation(sides[0], sides[1], k),
        people=tuple(sorted({hearing.participant for hearing in current})),
        strength=strength(current, poll.measured.get(theme, ()), freshness(study)),
        first_hand=items.first_hand,
        secondhand=items.secondhand,
        hearsay=items.hearsay,
        measured=items.measured,
        uncoded=items.uncoded,
        history=tuple(_changed_minds(voices)),
        decided_by=decided_by(study, theme),
    )


def _changed_minds(voices: Mapping[str, Voices]) -> Iterator[PastStance]:
    for side, said in voices.items():
        standing = said.standing
        for one in said.past:
            if one.stances != standing[one.participant]:
                yield PastStance(one.participant, side, one.interview, tuple(sorted(one.stances)))
