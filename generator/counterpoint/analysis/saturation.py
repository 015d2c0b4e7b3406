"""How much still comes up that is new: thematic saturation per side and persona.

Guest, Namey & Chen 2020, "A simple method to assess and report thematic saturation in qualitative
research", doi 10.1371/journal.pone.0232076: the themes of the first interviews are the base; when
the themes that a run of later interviews adds are no more than a threshold of it, the point is
reached. It is a description of what was heard, never a proof that nothing is missing.
"""

from __future__ import annotations

import datetime
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

from counterpoint.analysis.tally import columns, columns_of, item_columns
from counterpoint.model import Interview, Study

BASE = 4
RUN = 2
THRESHOLD = 0.05

Heard = tuple[Interview, set[str]]
"""An interview and the themes that a group spoke of in it."""


@dataclass(frozen=True, slots=True)
class Step:
    """What one interview added."""

    interview: str
    date: datetime.date
    new: tuple[str, ...]
    """Themes that no earlier interview of the same people named."""
    total: int
    """Themes so far."""


@dataclass(frozen=True, slots=True)
class Saturation:
    """How the themes of one side, or of one persona on it, grew."""

    side: str
    persona: str
    """Empty for the whole side."""
    steps: tuple[Step, ...]
    """Interviews that count, in order of date."""
    reached: int | None
    """The interview, from 1, at which a run first added no more than the threshold."""

    @property
    def base_themes(self) -> int:
        """Themes of the first `BASE` interviews; 0 where there are fewer."""
        return self.steps[BASE - 1].total if len(self.steps) >= BASE else 0

    @property
    def new_in_run(self) -> int:
        """Themes that the last `RUN` interviews added."""
        return sum(len(step.new) for step in self.steps[-RUN:])

    @property
    def share_of_base(self) -> float | None:
        """New themes of the last run over the base's, or `None` with too few interviews."""
        enough = len(self.steps) >= BASE + RUN and self.base_themes
        return self.new_in_run / self.base_themes if enough else None

    @property
    def is_saturated(self) -> bool:
        """Whether the last run, not only an earlier one, stayed within the threshold."""
        share = self.share_of_base
        return share is not None and share <= THRESHOLD


def saturation(study: Study) -> tuple[Saturation, ...]:
    """Return the curve of every side and of each persona on it, sides first."""
    heard: dict[tuple[str, str], list[Heard]] = defaultdict(list)
    for interview in study.counted:
        for group, themes in _themes_heard(study, interview).items():
            heard[group].append((interview, themes))
    order = columns(study.config)
    groups = {*heard, *((side, "") for side in order)}
    return tuple(
        _curve(side, persona, heard[side, persona])
        for side, persona in sorted(
            groups, key=lambda each: (bool(each[1]), order.index(each[0]), each[1])
        )
    )


def _themes_heard(study: Study, interview: Interview) -> dict[tuple[str, str], set[str]]:
    """Return the themes that each group of those present spoke of, which may be none."""
    themes: dict[tuple[str, str], set[str]] = {
        group: set()
        for one in interview.participants
        for side in columns_of(one.side, study.config)
        for group in ((side, ""), (side, one.persona))
    }
    for item in interview.evidence:
        persona = item.participant.persona if item.participant else ""
        for side in item_columns(item, study.config):
            for group in ((side, ""), (side, persona)):
                themes[group].update(item.themes)
    return themes


def _curve(side: str, persona: str, heard: list[Heard]) -> Saturation:
    steps = tuple(_steps(heard))
    return Saturation(side, persona, steps, _reached(steps))


def _steps(heard: list[Heard]) -> Iterator[Step]:
    known: set[str] = set()
    for interview, themes in heard:
        new = tuple(sorted(themes - known))
        known |= themes
        yield Step(interview.id, interview.date, new, len(known))


def _reached(steps: tuple[Step, ...]) -> int | None:
    if len(steps) < BASE or not steps[BASE - 1].total:
        return None
    base = steps[BASE - 1].total
    for last in range(BASE + RUN, len(steps) + 1):
        added = sum(len(step.new) for step in steps[last - RUN : last])
        if added <= THRESHOLD * base:
            return last
    return None
