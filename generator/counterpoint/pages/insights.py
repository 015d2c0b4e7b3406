"""Further analyses of a study, each made when a page first asks for it."""

from __future__ import annotations

import datetime
from collections import defaultdict
from collections.abc import Callable, Mapping
from functools import cached_property
from heapq import nsmallest
from typing import TypeVar, TypeVarTuple

from counterpoint.analysis.accounts import AccountFindings, account_findings, divided_accounts
from counterpoint.analysis.cooccurrence import Related, related_themes
from counterpoint.analysis.coverage import Coverage, coverage
from counterpoint.analysis.interview_next import Suggestion, interview_next
from counterpoint.analysis.personas import PersonaFindings, persona_findings
from counterpoint.analysis.quarters import Quarters, quarters
from counterpoint.analysis.roadmap import Roadmap, roadmap
from counterpoint.analysis.saturation import Saturation, saturation
from counterpoint.analysis.segments import Segmenting, segmenting
from counterpoint.analysis.values import Analysis
from counterpoint.model import Evidence, Study
from counterpoint.pages.ground import Ground
from counterpoint.recall import Recall

Of = TypeVarTuple("Of")
Made = TypeVar("Made")


class Insights:
    """What only some pages show."""

    def __init__(self, study: Study, analysis: Analysis, ground: Ground, recall: Recall) -> None:
        self.study = study
        self.analysis = analysis
        self._ground = ground
        self._recall = recall

    def _counted(self, make: Callable[[*Of], Made], *of: *Of) -> Made:
        """Return what holds no words: the last build's while all that counts is as then."""
        return self._recall.known(make, self._ground.counted, lambda: make(*of))

    def _said(self, make: Callable[[*Of], Made], *of: *Of) -> Made:
        """Return what holds evidence too: the last build's while that is worded as then."""
        return self._recall.known(make, self._ground.said, lambda: make(*of))

    @cached_property
    def oldest_on(self) -> Mapping[str, tuple[tuple[datetime.date, str], ...]]:
        """Date and id of the two oldest interviews with first-hand evidence on each theme."""
        interviews = self.study.interviews
        return {
            theme: tuple(
                nsmallest(
                    2, {(interviews[one.interview].date, one.interview) for one in found.first_hand}
                )
            )
            for theme, found in self.analysis.themes.items()
        }

    @cached_property
    def said_at(self) -> Mapping[tuple[str, str], tuple[Evidence, ...]]:
        """First-hand evidence of each account's people on each theme, as in its findings."""
        found: dict[tuple[str, str], list[Evidence]] = defaultdict(list)
        for theme, findings in self.analysis.themes.items():
            for item in findings.first_hand:
                if item.participant and item.participant.account:
                    found[item.participant.account, theme].append(item)
        return {key: tuple(some) for key, some in found.items()}

    @cached_property
    def accounts(self) -> Mapping[str, AccountFindings]:
        """What is known of each account."""
        return self._said(account_findings, self.study, self.analysis)

    @cached_property
    def divided(self) -> Mapping[str, tuple[str, ...]]:
        """Accounts whose own two sides disagree, by theme."""
        return self._counted(divided_accounts, self.study, self.analysis)

    @cached_property
    def personas(self) -> Mapping[str, PersonaFindings]:
        """What is known of each persona."""
        return self._said(persona_findings, self.study, self.analysis)

    @cached_property
    def related(self) -> Mapping[str, tuple[Related, ...]]:
        """Themes that the same people speak of, by theme."""
        return self._counted(related_themes, self.study, self.analysis)

    @cached_property
    def coverage(self) -> Coverage:
        """Whom the study has heard."""
        return self._counted(coverage, self.study)

    @cached_property
    def interview_next(self) -> tuple[Suggestion, ...]:
        """Whom to interview, most needed first."""
        return self._counted(interview_next, self.study, self.analysis)

    @cached_property
    def saturation(self) -> tuple[Saturation, ...]:
        """How much still comes up that is new."""
        return self._counted(saturation, self.study)

    @cached_property
    def segmenting(self) -> Segmenting:
        """Everybody's segments."""
        return segmenting(self.study)

    @cached_property
    def quarters(self) -> Quarters:
        """What was said in which quarter."""
        return self._counted(quarters, self.study, self._recall)

    @cached_property
    def roadmap(self) -> Roadmap:
        """What backs each roadmap item."""
        return roadmap(self.study, self.analysis)
