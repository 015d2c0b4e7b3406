"""What other programs may ask of a study, and answers that can be quoted: words, who, where."""

from __future__ import annotations

import math
from collections.abc import Iterable
from typing import Any

import bm25s  # type: ignore[import-untyped]
from pydantic import BaseModel, ConfigDict

from counterpoint.analysis.values import Analysis, SideFindings, ThemeFindings
from counterpoint.model import Interview, Study, Theme
from counterpoint.parse.slugs import closest, normalised
from counterpoint.references import page_address
from counterpoint.transfer.export.records import EvidenceRecord, Filter, records
from counterpoint.transfer.suggest import letters

MOST = 50
SHARE_OF_BEST = 0.3
"""What is less like a query than this share of the likest is not found."""
STRONGEST = 6


class Answer(BaseModel):
    """A value that goes out as JSON with its schema, field descriptions included."""

    model_config = ConfigDict(frozen=True, use_attribute_docstrings=True)


class Quote(Answer):
    """A piece of evidence as an assistant may quote it."""

    words: str
    """Verbatim from the transcript; ` … ` stands for words left out."""
    speaker: str
    """The participant's pseudonym."""
    side: str
    persona: str
    interview: str
    date: str
    themes: list[str]
    stance: str
    basis: str
    about: str
    kinds: list[str]
    counts: bool
    """Whether it enters the numbers: first-hand, in an interview whose coding is done."""
    note: str
    address: str
    stamp: str
    citation: str
    """The link in Markdown to write beside the words."""


class SideNumbers(Answer):
    """How many participants of one side stand where."""

    side: str
    position: str
    interviewed: int
    wanting: int
    """For: they want the need, or have the problem."""
    against: int
    both: int
    raised_without_stance: int
    not_asked: int
    accounts: int


class ThemeAnswer(Answer):
    """A theme, how the sides stand to it, and its strongest words."""

    id: str
    title: str
    definition: str
    expresses: str
    relation: str
    """Empty where buyers and users are the same people."""
    strength: str
    missing_for_more: list[str]
    sides: list[SideNumbers]
    decided_by: list[str]
    evidence: list[Quote]
    address: str


class SearchAnswer(Answer):
    """Evidence found, the likest first."""

    found: int
    evidence: list[Quote]
    hint: str = ""


class SidesAnswer(Answer):
    """What both sides say about something."""

    asked: str
    themes: list[ThemeAnswer]
    hint: str = ""


class TurnAnswer(Answer):
    """Somebody's words in an interview."""

    speaker: str
    is_interviewer: bool
    time: str
    words: str


class InterviewAnswer(Answer):
    """An interview with its words and its evidence."""

    id: str
    title: str
    date: str
    method: str
    coding: str
    participants: list[str]
    turns: list[TurnAnswer]
    first_turn: int
    turns_in_all: int
    evidence: list[Quote]
    address: str


class UnknownNameError(Exception):
    """Something was asked for by a name that nothing has; says what is near."""


class Library:
    """A study ready to be asked: read-only, what is withheld is not in it."""

    def __init__(self, study: Study, analysis: Analysis, site: str = "") -> None:
        self.study = study
        self.analysis = analysis
        self._site = f"{site.rstrip('/')}/" if site else "/"
        self._records = tuple(records(study, Filter()))
        self._evidence = _index(
            " ".join((one.quote, one.note, *(self._title(theme) for theme in one.themes)))
            for one in self._records
        )
        self._themes = tuple(study.themes.values())
        self._theme_index = _index(f"{one.title} {one.body.text}" for one in self._themes)

    def search(self, query: str, wanted: Filter, most: int) -> SearchAnswer:
        """Return evidence like a query, filtered; all that is wanted where the query is empty."""
        scores = _scores(self._evidence, query, len(self._records))
        best = max(scores, default=0.0)
        enough = best * SHARE_OF_BEST if best or not letters(query) else math.inf
        ranked = sorted(
            (
                (score, record)
                for score, record in zip(scores, self._records, strict=True)
                if wanted.takes(record) and score >= enough
            ),
            key=lambda pair: (-pair[0], pair[1].key),
        )
        quotes = [self.quote(record) for _, record in ranked[: max(1, min(most, MOST))]]
        hint = "" if ranked else "nothing was said about this: that is silence, not disagreement"
        return SearchAnswer(found=len(ranked), evidence=quotes, hint=hint)

    def theme(self, name: str) -> ThemeAnswer:
        """Return a theme by its id, alias or title; UnknownNameError where there is none."""
        wanted = normalised(name.lstrip("#"))
        for theme in self._themes:
            if wanted in (theme.id, *theme.aliases) or name.casefold() == theme.title.casefold():
                return self._theme(theme)
        raise UnknownNameError(_unknown("theme", name, tuple(one.id for one in self._themes)))

    def sides(self, about: str, most: int) -> SidesAnswer:
        """Return what the sides say on the themes that are likest to some words."""
        try:
            return SidesAnswer(asked=about, themes=[self.theme(about)])
        except UnknownNameError:
            scores = _scores(self._theme_index, about, len(self._themes))
            best = sorted(
                zip(scores, self._themes, strict=True), key=lambda pair: (-pair[0], pair[1].id)
            )
            found = [self._theme(theme) for score, theme in best[: max(1, most)] if score > 0]
            hint = "" if found else "no theme is like these words; try search_evidence"
            return SidesAnswer(asked=about, themes=found, hint=hint)

    def interview(self, key: str, first_turn: int, most: int) -> InterviewAnswer:
        """Return an interview, its turns from a number on; UnknownNameError where there is none."""
        found = self.study.interviews.get(key.removesuffix(".md").rsplit("/", 1)[-1])
        if found is None:
            raise UnknownNameError(_unknown("interview", key, tuple(self.study.interviews)))
        start = max(first_turn, 1) - 1
        turns = found.turns[start : start + max(1, most)]
        return InterviewAnswer(
            id=found.id,
            title=found.title,
            date=found.date.isoformat(),
            method=found.method.value,
            coding=found.coding.value,
            participants=[_described(found, number) for number in range(len(found.participants))],
            turns=[
                TurnAnswer(
                    speaker=one.participant or one.speaker,
                    is_interviewer=one.is_interviewer,
                    time=one.time,
                    words=one.text,
                )
                for one in turns
            ],
            first_turn=start + 1,
            turns_in_all=len(found.turns),
            evidence=[self.quote(one) for one in self._records if one.interview == found.id],
            address=self._site + page_address(found.path),
        )

    def quote(self, record: EvidenceRecord) -> Quote:
        """Return a piece of evidence as it may be quoted."""
        return Quote(
            words=record.quote,
            speaker=record.participant,
            side=record.side,
            persona=record.persona,
            interview=record.interview,
            date=record.date,
            themes=list(record.themes),
            stance=record.stance,
            basis=record.basis,
            about=record.about,
            kinds=list(record.kinds),
            counts=record.basis in ("stated", "observed")
            and record.coding == "done"
            and bool(record.sides),
            note=record.note,
            address=self._site + record.address,
            stamp=record.stamp,
            citation=record.citation,
        )

    def _title(self, theme: str) -> str:
        known = self.study.themes.get(theme)
        return known.title if known else theme

    def _theme(self, theme: Theme) -> ThemeAnswer:
        found = self.analysis.themes[theme.id]
        return ThemeAnswer(
            id=theme.id,
            title=theme.title,
            definition=theme.body.text,
            expresses=theme.expresses.value,
            relation=found.relation.value if found.relation else "",
            strength=found.strength.level.value,
            missing_for_more=list(found.strength.missing),
            sides=[_numbers(side) for side in found.sides],
            decided_by=[self.study.decisions[key].title for key in found.decided_by],
            evidence=self._strongest(found),
            address=self._site + (page_address(theme.path) if theme.path else ""),
        )

    def _strongest(self, found: ThemeFindings) -> list[Quote]:
        """Return a theme's strongest words, both sides in turn."""
        by_key = {one.key: one for one in self._records}
        chosen = []
        for side in found.sides:
            own = [one for one in found.first_hand if side.side in (*one.sides, "all")]
            chosen += own[:STRONGEST]
        keys = dict.fromkeys(f"{one.interview}#{one.anchor}" for one in chosen)
        return [self.quote(by_key[key]) for key in keys if key in by_key]


def _index(texts: Iterable[str]) -> Any:
    documents = [letters(text) for text in texts]
    if not any(documents):
        return None
    index = bm25s.BM25()
    index.index(documents, show_progress=False)
    return index


def _scores(index: Any, query: str, number: int) -> list[float]:
    asked = letters(query)
    if index is None or not asked:
        return [0.0] * number
    return [float(score) for score in index.get_scores(asked)]


def _unknown(what: str, name: str, known: tuple[str, ...]) -> str:
    near = closest(name, known)
    hint = f"did you mean {near}?" if near else f"there are: {', '.join(known[:40])}"
    return f"there is no {what} `{name}`; {hint}"


def _numbers(side: SideFindings) -> SideNumbers:
    return SideNumbers(
        side=side.side,
        position=side.position.value,
        interviewed=len(side.interviewed),
        wanting=len(side.for_only),
        against=len(side.against_only),
        both=len(side.both),
        raised_without_stance=len(side.no_stance),
        not_asked=len(side.not_asked),
        accounts=len(side.accounts),
    )


def _described(interview: Interview, number: int) -> str:
    one = interview.participants[number]
    facts = (one.side, one.persona, one.account)
    return f"{one.id} ({', '.join(fact for fact in facts if fact)})"
