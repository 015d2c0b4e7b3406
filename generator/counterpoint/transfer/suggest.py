"""Passages of an interview that are likely evidence, with their likely themes.

Classical text retrieval: BM25 over groups of three to five letters, a document a theme (its title,
its definition, the words tagged with it). It needs no model, no network and no list of stop words,
and takes any language that writes words with spaces between them.
"""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

import bm25s  # type: ignore[import-untyped]

from counterpoint.model import Evidence, Interview, Study, ThemeStatus, Turn
from counterpoint.parse.comparing import comparable

SHORTEST, LONGEST = 3, 5
FEWEST_WORDS = 6
THEMES_SHOWN = 3
_WORD = re.compile(r"[^\W_]+")
_SENTENCE_END = re.compile(r"(?<=[.!?…])[\"'”’)\]]*\s+")


@dataclass(frozen=True, slots=True)
class Ranked:
    """A theme and how like it some words are."""

    theme: str
    score: float


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A passage that may be evidence."""

    turn: int
    """Index into the interview's turns."""
    words: str
    """The passage, as it was said."""
    themes: tuple[Ranked, ...]
    """The likeliest first."""

    @property
    def likelihood(self) -> float:
        """A number to rank passages by, and nothing else."""
        return self.themes[0].score / math.sqrt(max(len(letters(self.words)), 1))


class ThemeIndex:
    """The codebook and everything tagged before, ready to be asked."""

    def __init__(self, study: Study, evidence: Iterable[Evidence]) -> None:
        texts = {
            theme.id: [theme.title, theme.body.text]
            for theme in study.themes.values()
            if theme.status is not ThemeStatus.RETIRED
        }
        for item in evidence:
            for theme in item.themes:
                if theme in texts:
                    texts[theme].append(item.quote)
        self._themes = tuple(texts)
        self._index: Any = bm25s.BM25()
        documents = [letters(" ".join(parts)) for parts in texts.values()]
        if documents:
            self._index.index(documents, show_progress=False)

    def rank(self, words: str) -> tuple[Ranked, ...]:
        """Return every theme that has something in common with some words, the likeliest first."""
        query = letters(words)
        if not query or not self._themes:
            return ()
        scores = (float(score) for score in self._index.get_scores(query))
        found = (Ranked(*pair) for pair in zip(self._themes, scores, strict=True) if pair[1] > 0)
        return tuple(sorted(found, key=lambda one: (-one.score, one.theme)))


def letters(text: str) -> list[str]:
    """Return a text's groups of letters, words padded with a space on both sides."""
    found: list[str] = []
    for word in _WORD.findall(text.casefold()):
        padded = f" {word} "
        if len(padded) <= LONGEST:
            found.append(padded)
        for size in range(SHORTEST, min(LONGEST, len(padded) - 1) + 1):
            found.extend(padded[at : at + size] for at in range(len(padded) - size + 1))
    return found


def suggestions(study: Study, interview: Interview, most: int) -> tuple[Suggestion, ...]:
    """Return an interview's likeliest passages that nobody has tagged yet, best first.

    Only participants' words are suggested, a sentence each.
    """
    others = (one for one in study.interviews.values() if one.id != interview.id)
    index = ThemeIndex(study, (item for one in others for item in one.evidence))
    cited = [comparable(item.quote) for item in interview.evidence]
    found = [
        Suggestion(number, words, themes[:THEMES_SHOWN])
        for number, turn in enumerate(interview.turns)
        for words in sentences(turn)
        if not any(comparable(words) in quote or quote in comparable(words) for quote in cited)
        if (themes := index.rank(words))
    ]
    return tuple(sorted(found, key=lambda one: (-one.likelihood, one.turn))[:most])


def sentences(turn: Turn) -> Iterator[str]:
    """Yield a participant's sentences that are long enough to mean something."""
    if turn.participant:
        for sentence in _SENTENCE_END.split(turn.text):
            if len(_WORD.findall(sentence)) >= FEWEST_WORDS:
                yield sentence.strip()


@dataclass(frozen=True, slots=True)
class Quality:
    """How often the true theme was among the first three, over every tag of every interview."""

    tags: int
    found: int
    """Tags whose theme was among the three that were suggested."""
    found_by_frequency: int
    """Tags whose theme was among the three most frequent ones."""

    @property
    def recall(self) -> float:
        """Share of the tags that were found."""
        return self.found / self.tags if self.tags else 0.0

    @property
    def baseline(self) -> float:
        """Share of the tags that the most frequent themes find."""
        return self.found_by_frequency / self.tags if self.tags else 0.0


def quality(study: Study) -> Quality:
    """Measure suggestions: each interview in turn is held out, the others are what was tagged.

    The passage is given, its themes are to be found; where it has several, each counts.
    """
    tags = found = by_frequency = 0
    for held_out in study.interviews.values():
        others = [
            item
            for one in study.interviews.values()
            if one.id != held_out.id
            for item in one.evidence
        ]
        index = ThemeIndex(study, others)
        counted = Counter(theme for item in others for theme in item.themes)
        frequent = {theme for theme, _ in counted.most_common(THEMES_SHOWN)}
        for item in held_out.evidence:
            suggested = {one.theme for one in index.rank(item.quote)[:THEMES_SHOWN]}
            tags += len(item.themes)
            found += len(suggested.intersection(item.themes))
            by_frequency += len(frequent.intersection(item.themes))
    return Quality(tags, found, by_frequency)
