"""What is known now and was not before, or no longer is: two states of one study compared."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

from counterpoint.analysis.values import (
    Analysis,
    ClaimStatus,
    Level,
    Relation,
    TensionKind,
    ThemeFindings,
)
from counterpoint.catalogue import catalogue
from counterpoint.citing import Citation, CitationState, citations_of
from counterpoint.model import DecisionStatus, Evidence, Stance, Study

GONE_WRONG = (CitationState.SUSPECT, CitationState.WITHDRAWN, CitationState.BROKEN)
"""States of a citation that its author has to mend."""


@dataclass(frozen=True, slots=True)
class Known:
    """A study at one moment and what it says."""

    study: Study
    analysis: Analysis


@dataclass(frozen=True, slots=True)
class SideNumbers:
    """One side's numbers without anybody's id: who was counted may be withheld now."""

    side: str
    for_: int
    against: int
    heard: int
    asked: int
    interviewed: int
    accounts: int


@dataclass(frozen=True, slots=True)
class RelationChange:
    """A theme whose relation or strength is another now; `None` where there was no such theme."""

    theme: str
    before: Relation | None
    after: Relation | None
    level_before: Level | None
    level_after: Level | None
    sides_before: tuple[SideNumbers, ...]
    sides_after: tuple[SideNumbers, ...]

    @property
    def is_of_relation(self) -> bool:
        """Whether more than the strength changed."""
        return self.before is not self.after


@dataclass(frozen=True, slots=True)
class ClaimChange:
    """A claim of one side about another whose status is another now."""

    theme: str
    about: str
    stance: Stance
    before: ClaimStatus | None
    """`None` for a new claim."""
    after: ClaimStatus | None
    """`None` for a claim that nobody makes any more."""


@dataclass(frozen=True, slots=True)
class CitationChange:
    """A citation on a hand-written page that went wrong."""

    page: str
    """The page's path in the repository."""
    is_roadmap: bool
    citation: Citation
    before: CitationState | None
    """`None` where it was not there, or not seen."""


@dataclass(frozen=True, slots=True)
class Changes:
    """What differs between two states; ids are sorted."""

    interviews_added: tuple[str, ...]
    interviews_gone: int
    """A number only: what is withheld leaves no trace."""
    coded: tuple[str, ...]
    """Interviews whose coding was finished."""
    participants_added: Mapping[str, tuple[str, ...]]
    """By side column, of interviews that count."""
    participants_gone: Mapping[str, int]
    evidence_added: tuple[Evidence, ...]
    evidence_changed: tuple[tuple[Evidence, Evidence], ...]
    """Of one id: as it was and as it is, where words, speaker's side, themes or stance differ."""
    evidence_removed: int
    themes_added: tuple[str, ...]
    themes_gone: tuple[str, ...]
    """Themes that are no longer in the codebook, or retired now."""
    first_mentions: tuple[str, ...]
    """Themes on which somebody is heard now and nobody was before."""
    relations: tuple[RelationChange, ...]
    conflicts_opened: tuple[str, ...]
    conflicts_closed: tuple[str, ...]
    """Themes in conflict before and not now."""
    conflicts_decided: tuple[str, ...]
    """Themes still in conflict, with a decision in force now and none before."""
    tensions_opened: tuple[tuple[str, str], ...]
    tensions_closed: tuple[tuple[str, str], ...]
    claims: tuple[ClaimChange, ...]
    decisions: tuple[str, ...]
    """In force now and not before."""
    citations: tuple[CitationChange, ...]
    """Of hand-written pages, roadmap items first."""

    @property
    def is_empty(self) -> bool:
        """Whether nothing that is known has changed."""
        return not any(
            any(part.values()) if isinstance(part, Mapping) else part
            for part in (getattr(self, name) for name in self.__slots__)
        )


def compare(before: Known, after: Known) -> Changes:
    """Return what changed in what is known, by id; nothing of what is withheld is named."""
    old, new = before.study, after.study
    added, changed, removed = _evidence(old, new)
    relations = tuple(_relations(before, after))
    was, now = _conflicts(before.analysis), _conflicts(after.analysis)
    pulled, pulls = _tensions(before.analysis), _tensions(after.analysis)
    return Changes(
        interviews_added=_sorted(new.interviews.keys() - old.interviews.keys()),
        interviews_gone=len(old.interviews.keys() - new.interviews.keys()),
        coded=_newly_coded(old, new),
        participants_added={
            side: _sorted(set(people) - set(before.analysis.interviewed.get(side, ())))
            for side, people in after.analysis.interviewed.items()
        },
        participants_gone={
            side: len(set(people) - set(after.analysis.interviewed.get(side, ())))
            for side, people in before.analysis.interviewed.items()
        },
        evidence_added=added,
        evidence_changed=changed,
        evidence_removed=removed,
        themes_added=_sorted(_active(new) - _active(old)),
        themes_gone=_sorted(_active(old) - _active(new)),
        first_mentions=_sorted(_heard(after.analysis) - _heard(before.analysis)),
        relations=relations,
        conflicts_opened=_sorted(now.keys() - was.keys()),
        conflicts_closed=_sorted(was.keys() - now.keys()),
        conflicts_decided=_sorted(
            one for one in now.keys() & was.keys() if now[one] and not was[one]
        ),
        tensions_opened=tuple(sorted(pulls - pulled)),
        tensions_closed=tuple(sorted(pulled - pulls)),
        claims=tuple(_claims(before.analysis, after.analysis)),
        decisions=_sorted(_in_force(new) - _in_force(old)),
        citations=tuple(citation_changes(old, new)),
    )


def _sorted(ids: Iterable[str]) -> tuple[str, ...]:
    return tuple(sorted(ids))


def _newly_coded(old: Study, new: Study) -> tuple[str, ...]:
    return _sorted(
        one.id
        for one in new.interviews.values()
        if one.is_coded and one.id in old.interviews and not old.interviews[one.id].is_coded
    )


def _active(study: Study) -> set[str]:
    return {theme.id for theme in study.themes.values() if theme.is_ranked}


def _heard(analysis: Analysis) -> set[str]:
    return {found.theme for found in analysis.themes.values() if found.people}


def _in_force(study: Study) -> set[str]:
    return {one.id for one in study.decisions.values() if one.status is DecisionStatus.DECIDED}


def _conflicts(analysis: Analysis) -> Mapping[str, tuple[str, ...]]:
    """Return the decisions in force by theme in conflict."""
    return {
        theme: analysis.themes[theme].decided_by
        for theme in analysis.overlap
        if analysis.themes[theme].relation is Relation.CONFLICT
    }


def _tensions(analysis: Analysis) -> set[tuple[str, str]]:
    return {one.themes for one in analysis.tensions if one.kind is TensionKind.TENSION}


def _evidence(
    old: Study, new: Study
) -> tuple[tuple[Evidence, ...], tuple[tuple[Evidence, Evidence], ...], int]:
    was, now = _by_place(old), _by_place(new)
    gone = Counter(_words(was[place]) for place in was.keys() - now.keys())
    came = {place: now[place] for place in sorted(now.keys() - was.keys())}
    added = []
    for item in came.values():
        if gone[_words(item)]:
            gone[_words(item)] -= 1
        else:
            added.append(item)
    both = sorted(now.keys() & was.keys())
    changed = tuple(
        (was[place], now[place]) for place in both if _meaning(was[place]) != _meaning(now[place])
    )
    return tuple(added), changed, gone.total()


def _words(item: Evidence) -> tuple[object, ...]:
    """Return what stays of a piece of evidence when only its id changes."""
    return item.interview, *_meaning(item)


def _by_place(study: Study) -> Mapping[tuple[str, str], Evidence]:
    return {
        (one.id, item.anchor): item for one in study.interviews.values() for item in one.evidence
    }


def _meaning(item: Evidence) -> tuple[object, ...]:
    return item.stamp, item.sides, item.themes, item.stance, item.basis, item.about, item.kinds


def _relations(before: Known, after: Known) -> Iterator[RelationChange]:
    ranked = sorted(_active(before.study) | _active(after.study))
    for theme in ranked:
        was, now = before.analysis.themes.get(theme), after.analysis.themes.get(theme)
        change = RelationChange(
            theme,
            before=was.relation if was else None,
            after=now.relation if now else None,
            level_before=was.strength.level if was else None,
            level_after=now.strength.level if now else None,
            sides_before=_numbers(was),
            sides_after=_numbers(now),
        )
        if change.is_of_relation or change.level_before is not change.level_after:
            yield change


def _numbers(found: ThemeFindings | None) -> tuple[SideNumbers, ...]:
    return tuple(
        SideNumbers(
            side.side,
            len(side.for_),
            len(side.against),
            len(side.heard),
            len(side.asked),
            len(side.interviewed),
            len(side.accounts),
        )
        for side in (found.sides if found else ())
    )


def _claims(before: Analysis, after: Analysis) -> Iterator[ClaimChange]:
    was = {(one.theme, one.about, one.stance): one.status for one in before.claims}
    now = {(one.theme, one.about, one.stance): one.status for one in after.claims}
    for theme, about, stance in sorted(was.keys() | now.keys()):
        old, new = was.get((theme, about, stance)), now.get((theme, about, stance))
        if old is not new:
            yield ClaimChange(theme, about, stance, old, new)


def citation_changes(old: Study, new: Study) -> Iterator[CitationChange]:
    """Yield the citations on hand-written pages that went wrong, roadmap items first."""
    was, known = _states(old), catalogue(new)
    pages = sorted(new.pages.values(), key=lambda page: (page.roadmap is None, page.path))
    for page in pages:
        for found in citations_of(known, page.path, page.links):
            before = was.get((page.path, found.link.href, found.link.title))
            if found.state in GONE_WRONG and found.state is not before:
                is_roadmap = page.roadmap is not None
                yield CitationChange(page.path, is_roadmap, _without_words(found), before)


def _without_words(found: Citation) -> Citation:
    """Return a citation of what is withheld without address, text and title."""
    if not found.is_neutralised:
        return found
    link = replace(found.link, href="", text="evidence withheld", title="")
    return replace(found, link=link)


def _states(study: Study) -> Mapping[tuple[str, str, str], CitationState]:
    known = catalogue(study)
    return {
        (page.path, found.link.href, found.link.title): found.state
        for page in study.pages.values()
        for found in citations_of(known, page.path, page.links)
    }
