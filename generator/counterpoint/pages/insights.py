"""Further analyses of a study, each made when a page first asks for it."""

from __future__ import annotations

import datetime
from collections import defaultdict
from collections.abc import Callable, Mapping
from functools import cached_property
from heapq import nsmallest

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
from counterpoint.pages.charts import Drawing


class Insights:
    """What only some pages show."""

    def __init__(self, study: Study, analysis: Analysis) -> None:
        self._study = study
        self._analysis = analysis
        self._drawings: dict[object, Drawing | None] = {}

    def drawing(self, of: Callable[[Study, Analysis], Drawing | None]) -> Drawing | None:
        """Return a chart before it is drawn; `None` where it has nothing to show."""
        if of not in self._drawings:
            self._drawings[of] = of(self._study, self._analysis)
        return self._drawings[of]

    @cached_property
    def oldest_on(self) -> Mapping[str, tuple[tuple[datetime.date, str], ...]]:
        """Date and id of the two oldest interviews with first-hand evidence on each theme."""
        interviews = self._study.interviews
        return {
            theme: tuple(
                nsmallest(
                    2, {(interviews[one.interview].date, one.interview) for one in found.first_hand}
                )
            )
            for theme, found in self._analysis.themes.items()
        }

    @cached_property
    def said_at(self) -> Mapping[tuple[str, str], tuple[Evidence, ...]]:
        """First-hand evidence of each account's people on each theme, as in its findings."""
        found: dict[tuple[str, str], list[Evidence]] = defaultdict(list)
        for theme, findings in self._analysis.themes.items():
            for item in findings.first_hand:
                if item.participant and item.participant.account:
                    found[item.participant.account, theme].append(item)
        return {key: tuple(some) for key, some in found.items()}

    @cached_property
    def accounts(self) -> Mapping[str, AccountFindings]:
        """What is known of each account."""
        return account_findings(self._study, self._analysis)

    @cached_property
    def divided(self) -> Mapping[str, tuple[str, ...]]:
        """Accounts whose own two sides disagree, by theme."""
        return divided_accounts(self._study, self._analysis)

    @cached_property
    def personas(self) -> Mapping[str, PersonaFindings]:
        """What is known of each persona."""
        return persona_findings(self._study, self._analysis)

    @cached_property
    def related(self) -> Mapping[str, tuple[Related, ...]]:
        """Themes that the same people speak of, by theme."""
        return related_themes(self._study, self._analysis)

    @cached_property
    def coverage(self) -> Coverage:
        """Whom the study has heard."""
        return coverage(self._study)

    @cached_property
    def interview_next(self) -> tuple[Suggestion, ...]:
        """Whom to interview, most needed first."""
        return interview_next(self._study, self._analysis)

    @cached_property
    def saturation(self) -> tuple[Saturation, ...]:
        """How much still comes up that is new."""
        return saturation(self._study)

    @cached_property
    def segmenting(self) -> Segmenting:
        """Everybody's segments."""
        return segmenting(self._study)

    @cached_property
    def quarters(self) -> Quarters:
        """What was said in which quarter."""
        return quarters(self._study)

    @cached_property
    def roadmap(self) -> Roadmap:
        """What backs each roadmap item."""
        return roadmap(self._study, self._analysis)
