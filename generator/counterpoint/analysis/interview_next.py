"""Whom to interview next, and why, in words."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum

from counterpoint.analysis.coverage import Coverage, TargetProgress, coverage
from counterpoint.analysis.people import Roster, roster
from counterpoint.analysis.values import (
    Analysis,
    ClaimStatus,
    Level,
    Relation,
    SideFindings,
    ThemeFindings,
)
from counterpoint.model import Lifecycle, Participant, Role, Study

KEY_ROLES = (Role.DECIDER, Role.USER)
"""Without these an account's decision cannot be understood."""
COUNTS = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")


class Why(StrEnum):
    """What an interview would be good for."""

    NEAR_CONFLICT = "near conflict"
    NEARLY_SETTLED = "nearly settled"
    TARGET = "target"
    UNASKED = "unasked"
    CLAIM = "untested claim"
    ROLE = "role"
    STRENGTH = "strength"
    JOINT = "joint"
    THIN = "thin"


WEIGHTS = {
    Why.NEAR_CONFLICT: 6,
    Why.NEARLY_SETTLED: 5,
    Why.TARGET: 4,
    Why.UNASKED: 4,
    Why.CLAIM: 3,
    Why.STRENGTH: 2,
    Why.ROLE: 2,
    Why.JOINT: 1,
    Why.THIN: 1,
}
"""What each reason adds to a suggestion's place: a stated policy, not a measurement."""
MOST_OF_A_KIND = 3
"""Reasons of one kind that add weight: a hundred thin themes are no hundred reasons."""


@dataclass(frozen=True, slots=True, order=True)
class Whom:
    """Somebody to look for; an empty field means any."""

    side: str = ""
    persona: str = ""
    account: str = ""
    lifecycle: str = ""
    role: str = ""
    participant: str = ""
    """Somebody known, to be heard again."""


@dataclass(frozen=True, slots=True)
class Reason:
    """Why somebody should be interviewed."""

    why: Why
    words: str
    """A sentence without its full stop, themes by their titles."""
    theme: str = ""
    """The theme that it would settle."""
    outcome: str = ""


@dataclass(frozen=True, slots=True)
class Suggestion:
    """Somebody to interview, with every reason for it."""

    whom: Whom
    reasons: tuple[Reason, ...]
    """Weightiest first."""

    @property
    def weight(self) -> int:
        """The sum of its reasons' weights, at most three of a kind, by which the list is ranked."""
        counts = Counter(reason.why for reason in self.reasons)
        return sum(WEIGHTS[why] * min(count, MOST_OF_A_KIND) for why, count in counts.items())


@dataclass(frozen=True, slots=True)
class Gaps:
    """What the reasons are found in."""

    study: Study
    analysis: Analysis
    coverage: Coverage
    roster: Roster

    @property
    def k(self) -> int:
        """Participants a side needs before a pattern is claimed for it."""
        return self.study.config.min_participants

    @property
    def active(self) -> Iterator[ThemeFindings]:
        """Themes that are ranked."""
        for theme in self.analysis.overlap:
            yield self.analysis.themes[theme]

    def title(self, theme: str) -> str:
        """Return a theme's title."""
        return self.study.themes[theme].title

    def plural(self, side: str) -> str:
        """Return a side's word for several."""
        if self.study.config.same_people:
            return "participants"
        return self.study.config.side(side).plural.lower()


Found = Iterator[tuple[Whom, Reason]]


def interview_next(study: Study, analysis: Analysis) -> tuple[Suggestion, ...]:
    """Return whom to interview, by the summed weight of the reasons, then by who it is."""
    gaps = Gaps(study, analysis, coverage(study), roster(study))
    reasons: dict[Whom, list[Reason]] = defaultdict(list)
    for look in LOOKS:
        for whom, reason in look(gaps):
            reasons[whom].append(reason)
    found = [Suggestion(whom, _weightiest_first(why)) for whom, why in reasons.items()]
    return tuple(sorted(found, key=lambda one: (-one.weight, one.whom)))


def _weightiest_first(reasons: Iterable[Reason]) -> tuple[Reason, ...]:
    return tuple(sorted(set(reasons), key=lambda one: (-WEIGHTS[one.why], one.words)))


def number(count: int) -> str:
    """Return a number in words up to ten, in figures above."""
    return COUNTS[count] if count < len(COUNTS) else str(count)


def _nearly_settled(gaps: Gaps) -> Found:
    nearly = {
        Relation.NEARLY_SHARED: Why.NEARLY_SETTLED,
        Relation.NEARLY_UNWANTED: Why.NEARLY_SETTLED,
        Relation.NEARLY_CONFLICT: Why.NEAR_CONFLICT,
    }
    for found in gaps.active:
        if found.relation in nearly:
            weaker = min(found.sides, key=lambda side: len(side.heard))
            lacking = max(gaps.k - len(weaker.heard), 2 * gaps.k - len(found.people), 1)
            whom = Whom(side=weaker.side, persona=_likely_persona(gaps, weaker))
            who = _people(gaps, whom, lacking)
            title = gaps.title(found.theme)
            yield whom, Reason(nearly[found.relation], f"{who} would settle “{title}”", found.theme)


def _likely_persona(gaps: Gaps, side: SideFindings) -> str:
    """Return the persona most of whom spoke of a theme on a side; empty where nobody did."""
    personas = Counter(gaps.roster.newest[side.side, one].persona for one in side.heard)
    named = [(-count, persona) for persona, count in personas.items() if persona]
    return min(named)[1] if named else ""


def _people(gaps: Gaps, whom: Whom, count: int) -> str:
    persona = gaps.study.personas.get(whom.persona)
    plural = "participants" if count > 1 else "participant"
    if persona:
        return f"{number(count)} more {plural} like “{persona.title}”"
    side = gaps.study.config.side(whom.side)
    return f"{number(count)} more {(side.plural if count > 1 else side.label).lower()}"


def _unasked(gaps: Gaps) -> Found:
    for found in gaps.active:
        if found.relation is Relation.UNASKED:
            silent = min(found.sides, key=lambda side: len(side.heard))
            words = f"{_who_was_asked(gaps, silent)} asked about “{gaps.title(found.theme)}”"
            yield Whom(side=silent.side), Reason(Why.UNASKED, words, found.theme)


def _who_was_asked(gaps: Gaps, side: SideFindings) -> str:
    asked, whole = len(side.asked), len(side.interviewed)
    if whole <= 1:
        label = gaps.study.config.side(side.side).label.lower()
        return f"the only {label} interviewed was not" if whole else f"no {label} was ever"
    many = f"only {number(asked)}" if asked else "none"
    return f"{many} of {whole} {gaps.plural(side.side)} was"


def _targets(gaps: Gaps) -> Found:
    for one in gaps.coverage.targets:
        if one.missing:
            target = one.target
            whom = Whom(
                side=target.side,
                persona=target.persona,
                lifecycle=target.lifecycle.value if target.lifecycle else "",
            )
            outcome = gaps.study.outcomes[one.outcome].title
            words = f"“{outcome}” needs {number(one.missing)} more {_heard_so_far(one)}"
            yield whom, Reason(Why.TARGET, words, outcome=one.outcome)


def _heard_so_far(one: TargetProgress) -> str:
    waiting = f", {len(one.waiting)} not coded yet" if one.waiting else ""
    return f"({len(one.heard)} of {one.target.participants} heard{waiting})"


def _claims(gaps: Gaps) -> Found:
    for claim in gaps.analysis.claims:
        if claim.status is ClaimStatus.UNTESTED and not gaps.study.config.same_people:
            plural = gaps.plural(claim.about)
            wish = "for" if claim.stance.value == "for" else "against"
            words = (
                f"others say that {plural} are {wish} “{gaps.title(claim.theme)}”,"
                " and too few of them were asked"
            )
            yield Whom(side=claim.about), Reason(Why.CLAIM, words, claim.theme)


def _roles(gaps: Gaps) -> Found:
    for one in gaps.coverage.accounts:
        for role in KEY_ROLES:
            if one.heard and role in one.missing:
                account = gaps.study.accounts.get(one.account)
                title = account.title if account else one.account
                words = f"{title}’s {role.value} is unheard"
                yield Whom(account=one.account, role=role.value), Reason(Why.ROLE, words)


def _strength(gaps: Gaps) -> Found:
    for found in gaps.active:
        if found.relation is Relation.SHARED and found.strength.level is Level.WEAK:
            weaker = min(found.sides, key=lambda side: len(side.heard))
            missing = " and ".join(found.strength.missing)
            words = f"“{gaps.title(found.theme)}” is shared on weak evidence: it needs {missing}"
            yield Whom(side=weaker.side), Reason(Why.STRENGTH, words, found.theme)


def _joint(gaps: Gaps) -> Found:
    apart = {
        one.participant.id
        for one in gaps.roster.appearances
        if len(one.interview.participants) == 1
    }
    for interview in gaps.coverage.joint:
        for who in gaps.study.interviews[interview].participants:
            if who.id not in apart:
                words = f"{who.id} was heard only with the other side listening"
                yield _again(who), Reason(Why.JOINT, words)


def _again(who: Participant) -> Whom:
    stage: Lifecycle | None = who.lifecycle
    return Whom(
        side=who.side,
        persona=who.persona,
        account=who.account,
        lifecycle=stage.value if stage else "",
        participant=who.id,
    )


def _thin(gaps: Gaps) -> Found:
    for found in gaps.active:
        if found.relation is Relation.THIN and found.people:
            weaker = min(found.sides, key=lambda side: len(side.heard))
            people = len(found.people)
            said = "one person has" if people == 1 else f"{number(people)} people have"
            words = f"only {said} spoken of “{gaps.title(found.theme)}”"
            yield Whom(side=weaker.side), Reason(Why.THIN, words, found.theme)


LOOKS: tuple[Callable[[Gaps], Found], ...] = (
    _nearly_settled,
    _unasked,
    _targets,
    _claims,
    _roles,
    _strength,
    _joint,
    _thin,
)
"""Where reasons are looked for; a new one is a function and a line here."""
