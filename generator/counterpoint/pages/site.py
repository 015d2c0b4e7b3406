"""Everything that page modules look things up in, gathered once."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field

from counterpoint.analysis.values import Analysis, PastStance, ThemeFindings
from counterpoint.catalogue import Catalogue, catalogue
from counterpoint.model import Decision, Evidence, Guide, Interview, Participant, Study, Theme
from counterpoint.pages.backlinks import Backlinks, backlinks
from counterpoint.pages.ground import Ground
from counterpoint.pages.insights import Insights
from counterpoint.pages.values import Lately
from counterpoint.pages.views import SideView
from counterpoint.pages.wording import side_views
from counterpoint.recall import Recall


@dataclass(frozen=True, slots=True)
class Voice:
    """A participant over all interviews that may be shown."""

    id: str
    newest: Participant
    """As the newest interview declares them."""
    interviews: tuple[Interview, ...]
    """By date and id."""

    @property
    def name(self) -> str:
        """The label in the transcript; the id where none is given."""
        return self.newest.speaker or self.id


@dataclass(frozen=True, slots=True)
class Site:
    """A study, what was found in it, and its indexes."""

    study: Study
    analysis: Analysis
    catalogue: Catalogue
    """What links may refer to."""
    sides: Mapping[str, SideView]
    """By key; also `both`, `proxy`, `all`, and the empty key for what was measured."""
    interviews: tuple[Interview, ...]
    """Newest first."""
    evidence: tuple[Evidence, ...]
    """Of all interviews, newest first, in the order of the file."""
    voices: Mapping[str, Voice]
    voices_of_persona: Mapping[str, tuple[Voice, ...]]
    voices_of_account: Mapping[str, tuple[Voice, ...]]
    joint: frozenset[str]
    """Ids of interviews with both sides in the room."""
    past: frozenset[tuple[str, str, str]]
    """Theme, participant and interview of every stance that a newer one replaced."""
    decisions_on: Mapping[str, tuple[Decision, ...]]
    of_persona: Mapping[str, tuple[Evidence, ...]]
    """Evidence by its speaker's persona, as its own interview declares it, newest first."""
    of_account: Mapping[str, tuple[Evidence, ...]]
    of_kind: Mapping[str, tuple[Evidence, ...]]
    guides_on: Mapping[str, tuple[Guide, ...]]
    children: Mapping[str, tuple[Theme, ...]]
    backlinks: Backlinks
    ground: Ground
    insights: Insights
    """Analyses that only some pages show."""
    lately: Lately | None = None
    """What changed of late, where somebody looked."""
    recall: Recall = field(default_factory=Recall)
    """What was made of interviews that are the same as in the last build."""

    @property
    def names_accounts(self) -> bool:
        """Whether anybody belongs to an account; else participants stand for accounts."""
        return bool(self.study.accounts) or any(map(bool, self.voices_of_account))

    def voices_with(self, *, persona: str = "", account: str = "") -> tuple[Voice, ...]:
        """Return the participants whom any interview declares with a persona or an account."""
        named = self.voices_of_persona if persona else self.voices_of_account
        return named.get(persona or account, ())

    @property
    def pair(self) -> tuple[SideView, ...]:
        """The sides that findings have numbers for: two, or one where they are the same people."""
        if self.study.config.same_people:
            return (self.sides["all"],)
        return tuple(self.sides[key] for key in self.study.side_keys)

    def is_past(self, theme: str, item: Evidence) -> bool:
        """Tell whether a newer stance on a theme replaced that of an item's speaker."""
        return (theme, item.who, item.interview) in self.past

    def findings(self, theme: str) -> ThemeFindings:
        """Return what was counted on a theme."""
        return self.analysis.themes[theme]


def gather(
    study: Study,
    analysis: Analysis,
    lately: Lately | None = None,
    recall: Recall | None = None,
) -> Site:
    """Return the study with the indexes that pages share."""
    newest_first = sorted(study.interviews.values(), key=lambda one: one.id)
    newest_first.sort(key=lambda one: one.date, reverse=True)
    known = catalogue(study)
    recall = recall or Recall()
    ground = Ground(study, newest_first, lately, recall)
    voices = _voices(reversed(newest_first))
    return Site(
        study=study,
        analysis=analysis,
        sides=side_views(study.config),
        interviews=tuple(newest_first),
        evidence=tuple(item for one in newest_first for item in one.evidence),
        voices=voices,
        voices_of_persona=_voices_by(voices, lambda one: one.persona),
        voices_of_account=_voices_by(voices, lambda one: one.account),
        joint=frozenset(one.id for one in newest_first if one.is_joint(study.side_keys)),
        past=frozenset(_past(analysis)),
        decisions_on=_by_theme(study.decisions.values()),
        of_persona=_by_speaker(newest_first, lambda one: one.persona),
        of_account=_by_speaker(newest_first, lambda one: one.account),
        of_kind=_by_kind(newest_first),
        guides_on=_guides(study.guides.values()),
        children=_children(study.themes.values()),
        catalogue=known,
        backlinks=backlinks(known),
        ground=ground,
        insights=Insights(study, analysis, ground, recall),
        lately=lately,
        recall=recall,
    )


def _by_speaker(
    interviews: Iterable[Interview], trait: Callable[[Participant], str]
) -> dict[str, tuple[Evidence, ...]]:
    found: dict[str, list[Evidence]] = defaultdict(list)
    for interview in interviews:
        for item in interview.evidence:
            if item.participant and trait(item.participant):
                found[trait(item.participant)].append(item)
    return {key: tuple(some) for key, some in found.items()}


def _by_kind(interviews: Iterable[Interview]) -> dict[str, tuple[Evidence, ...]]:
    """Return evidence by kind: what counts before what does not, else newest first."""
    found: dict[str, list[Evidence]] = defaultdict(list)
    for interview in sorted(interviews, key=lambda one: not one.is_coded):
        for item in sorted(interview.evidence, key=lambda one: not one.basis.is_first_hand):
            for kind in item.kinds:
                found[kind].append(item)
    return {key: tuple(some) for key, some in found.items()}


def _voices(oldest_first: Iterable[Interview]) -> dict[str, Voice]:
    heard: dict[str, list[tuple[Participant, Interview]]] = defaultdict(list)
    for interview in oldest_first:
        for participant in interview.participants:
            heard[participant.id].append((participant, interview))
    return {
        key: Voice(key, pairs[-1][0], tuple(interview for _, interview in pairs))
        for key, pairs in sorted(heard.items())
    }


def _voices_by(
    voices: Mapping[str, Voice], trait: Callable[[Participant], str]
) -> dict[str, tuple[Voice, ...]]:
    found: dict[str, list[Voice]] = defaultdict(list)
    for voice in voices.values():
        for value in {trait(one) for one in _declarations(voice)}:
            found[value].append(voice)
    return {value: tuple(some) for value, some in found.items()}


def _declarations(voice: Voice) -> Iterable[Participant]:
    return (
        one
        for interview in voice.interviews
        for one in interview.participants
        if one.id == voice.id
    )


def _past(analysis: Analysis) -> Iterable[tuple[str, str, str]]:
    def key(theme: str, stance: PastStance) -> tuple[str, str, str]:
        return (theme, stance.participant, stance.interview)

    for findings in analysis.themes.values():
        yield from (key(findings.theme, stance) for stance in findings.history)


def _by_theme(decisions: Iterable[Decision]) -> dict[str, tuple[Decision, ...]]:
    found: dict[str, list[Decision]] = defaultdict(list)
    for decision in sorted(decisions, key=lambda one: (one.date, one.id), reverse=True):
        for theme in decision.themes:
            found[theme].append(decision)
    return {theme: tuple(some) for theme, some in found.items()}


def _guides(guides: Iterable[Guide]) -> dict[str, tuple[Guide, ...]]:
    found: dict[str, list[Guide]] = defaultdict(list)
    for guide in guides:
        for theme in guide.covers:
            found[theme].append(guide)
    return {theme: tuple(some) for theme, some in found.items()}


def _children(themes: Iterable[Theme]) -> dict[str, tuple[Theme, ...]]:
    found: dict[str, list[Theme]] = defaultdict(list)
    for theme in sorted(themes, key=lambda one: (one.title, one.id)):
        if theme.parent:
            found[theme.parent].append(theme)
    return {parent: tuple(some) for parent, some in found.items()}
