"""What is known of each account: its decision-making unit, where it is divided, its risks."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from counterpoint.analysis.coverage import AccountRoles, accounts_heard
from counterpoint.analysis.order import Strongest, strongest
from counterpoint.analysis.people import appearances_in, is_voice
from counterpoint.analysis.tally import Hearing, columns
from counterpoint.analysis.values import Analysis
from counterpoint.model import Evidence, Participant, Stance, Study

CHURN_RISK = "churn-risk"
EXPANSION = "expansion"


@dataclass(frozen=True, slots=True)
class InsideTheme:
    """Where the two sides of one account stand on a theme; every tuple holds ids, sorted."""

    theme: str
    for_: tuple[tuple[str, ...], ...]
    """By side, in the order of the settings."""
    against: tuple[tuple[str, ...], ...]

    @property
    def sides_heard(self) -> int:
        """Sides of the account that took a stance."""
        return sum(1 for pair in zip(self.for_, self.against, strict=True) if any(pair))

    @property
    def is_divided(self) -> bool:
        """Whether somebody on one side is for what somebody else on the other is against."""
        return self._differ(0, -1) or self._differ(-1, 0)

    @property
    def is_agreed(self) -> bool:
        """Whether two people or more, from both sides, all took the same stance."""
        one_way = not any(self.for_) or not any(self.against)
        people = {one for said in (*self.for_, *self.against) for one in said}
        return len(people) > 1 and self.sides_heard == len(self.for_) > 1 and one_way

    def _differ(self, one: int, other: int) -> bool:
        if len(self.for_) == 1:
            return False
        return any(a != b for a in self.for_[one] for b in self.against[other])


@dataclass(frozen=True, slots=True)
class AccountFindings:
    """What is known of one account."""

    account: str
    participants: tuple[Participant, ...]
    """As their newest interview for this account declares them, proxies left out, by id."""
    interviews: tuple[str, ...]
    """Every interview with somebody of the account, coded or not, newest first."""
    unit: AccountRoles
    agreed: tuple[InsideTheme, ...]
    divided: tuple[InsideTheme, ...]
    churn_risks: tuple[Evidence, ...]
    """What it would take for it to leave, strongest first."""
    expansions: tuple[Evidence, ...]
    """What it would take for it to grow, strongest first."""


def account_findings(study: Study, analysis: Analysis) -> Mapping[str, AccountFindings]:
    """Return what is known of every account that has a file or is named, by id."""
    units = {one.account: one for one in accounts_heard(study)}
    inside = _inside(study, analysis)
    items = _items(study)
    rule = strongest(study)
    participants, interviews = _participants(study), _interviews(study)
    return {
        account: AccountFindings(
            account=account,
            participants=participants[account],
            interviews=tuple(interviews[account]),
            unit=units[account],
            agreed=tuple(one for one in inside[account] if one.is_agreed),
            divided=tuple(one for one in inside[account] if one.is_divided),
            churn_risks=_of_kind(items[account], CHURN_RISK, rule),
            expansions=_of_kind(items[account], EXPANSION, rule),
        )
        for account in sorted(units)
    }


def divided_accounts(study: Study, analysis: Analysis) -> Mapping[str, tuple[str, ...]]:
    """Return for each active theme the accounts whose own buyers and users disagree on it."""
    found: dict[str, list[str]] = defaultdict(list)
    for account, themes in sorted(_inside(study, analysis).items()):
        for one in themes:
            if one.is_divided:
                found[one.theme].append(account)
    return {theme: tuple(accounts) for theme, accounts in sorted(found.items())}


def _inside(study: Study, analysis: Analysis) -> Mapping[str, list[InsideTheme]]:
    """Return the themes on which every side of an account was heard, by account."""
    inside: dict[str, list[InsideTheme]] = defaultdict(list)
    for theme in study.themes.values():
        if theme.is_ranked:
            said = _said_by_account(study, analysis, theme.id)
            for account, own in said.items():
                if all(own):
                    inside[account].append(_stances(theme.id, own))
    return inside


def _said_by_account(
    study: Study, analysis: Analysis, theme: str
) -> Mapping[str, tuple[list[Hearing], ...]]:
    """Return what counts of each named account, side by side."""
    sides = columns(study.config)
    said: dict[str, tuple[list[Hearing], ...]] = defaultdict(lambda: tuple([] for _ in sides))
    for place, side in enumerate(sides):
        for hearing in analysis.poll.of(theme, side).current:
            if hearing.account:
                said[hearing.account][place].append(hearing)
    return said


def _stances(theme: str, own: Iterable[list[Hearing]]) -> InsideTheme:
    by_side = tuple(own)
    return InsideTheme(
        theme,
        for_=tuple(_who(said, Stance.FOR) for said in by_side),
        against=tuple(_who(said, Stance.AGAINST) for said in by_side),
    )


def _who(said: Iterable[Hearing], stance: Stance) -> tuple[str, ...]:
    return tuple(sorted({one.participant for one in said if stance in one.stances}))


def _participants(study: Study) -> Mapping[str, tuple[Participant, ...]]:
    newest: dict[str, dict[str, Participant]] = defaultdict(dict)
    for one in appearances_in(study.counted):
        if is_voice(one):
            newest[one.participant.account][one.participant.id] = one.participant
    found: dict[str, tuple[Participant, ...]] = defaultdict(tuple)
    found.update({each: tuple(who[one] for one in sorted(who)) for each, who in newest.items()})
    return found


def _interviews(study: Study) -> Mapping[str, list[str]]:
    found: dict[str, list[str]] = defaultdict(list)
    newest_first = sorted(
        study.interviews.values(), key=lambda one: (-one.date.toordinal(), one.id)
    )
    for one in newest_first:
        for account in sorted({who.account for who in one.participants}):
            found[account].append(one.id)
    return found


def _items(study: Study) -> Mapping[str, list[Evidence]]:
    items: dict[str, list[Evidence]] = defaultdict(list)
    for interview in study.counted:
        for item in interview.evidence:
            if item.participant and item.participant.account:
                items[item.participant.account].append(item)
    return items


def _of_kind(items: Iterable[Evidence], kind: str, rule: Strongest) -> tuple[Evidence, ...]:
    return rule.first(item for item in items if kind in item.kinds)
