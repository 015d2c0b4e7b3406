"""Evidence by words: the likest first, with what was said around it and the link that cites it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any

import bm25s  # type: ignore[import-untyped]

from counterpoint.model import Evidence, Study, Turn
from counterpoint.parse.comparing import comparable
from counterpoint.transfer.export.records import EvidenceRecord, Filter, record_of
from counterpoint.transfer.suggest import letters

SHARE_OF_BEST = 0.3
"""What is less like the words than this share of the likest is not found."""
FEWEST_LETTERS, ENDING = 4, 2
"""Letters that make a word telling, and how many of its last may differ."""
_WORD = re.compile(r"[^\W_]+")
VERBATIM = 2.0
"""How much more a quotation is like words that it holds as they stand."""


@dataclass(frozen=True, slots=True)
class Found:
    """A piece of evidence that is like some words."""

    record: EvidenceRecord
    item: Evidence
    score: float
    """A number to rank by, and nothing else."""
    before: Turn | None
    """What was said just before; the question, mostly."""
    around: Turn | None
    """The turn in which the words stand."""
    after: Turn | None


def find_evidence(study: Study, words: str, wanted: Filter) -> tuple[Found, ...]:
    """Return the evidence that is wanted and like some words, the likest first.

    All that is wanted, newest first, where there are no words. Compared are letters, so that a
    slip of the pen or another ending of a word does no harm; titles of themes, personas and
    accounts count as words of the evidence.
    """
    items = [
        (record, item)
        for interview in study.interviews.values()
        for item in interview.evidence
        if wanted.takes(record := record_of(interview, item))
    ]
    if not letters(words):
        ordered = sorted(items, key=lambda pair: pair[0].key)
        ordered.sort(key=lambda pair: pair[0].date, reverse=True)
        return tuple(_found(study, record, item, 0.0) for record, item in ordered)
    scores = _scores(study, words, [record for record, _ in items])
    enough = max(scores, default=0.0) * SHARE_OF_BEST
    ranked = (
        sorted(
            (-score, record.key, record, item)
            for (record, item), score in zip(items, scores, strict=True)
            if score > 0 and score >= enough
        )
        if scores
        else []
    )
    return tuple(_found(study, record, item, -score) for score, _, record, item in ranked)


def _scores(study: Study, words: str, records: list[EvidenceRecord]) -> list[float]:
    documents = [letters(_text(study, one)) for one in records]
    if not any(documents):
        return []
    index: Any = bm25s.BM25()
    index.index(documents, show_progress=False)
    asked = comparable(words)
    stems = _stems(words)
    return [
        float(score)
        * (VERBATIM if asked in comparable(one.quote) else 1)
        * (1 + _share(stems, _text(study, one)))
        for score, one in zip(index.get_scores(letters(words)), records, strict=True)
    ]


def _stems(words: str) -> tuple[str, ...]:
    """Return the beginnings of the words that are long enough to mean something."""
    long = (word for word in _WORD.findall(words.casefold()) if len(word) >= FEWEST_LETTERS)
    return tuple(dict.fromkeys(word[: max(FEWEST_LETTERS, len(word) - ENDING)] for word in long))


def _share(stems: tuple[str, ...], text: str) -> float:
    """Return which part of the asked words a text has, whatever their endings."""
    if not stems:
        return 0.0
    words = set(_WORD.findall(text.casefold()))
    return sum(any(word.startswith(one) for word in words) for one in stems) / len(stems)


def _text(study: Study, one: EvidenceRecord) -> str:
    titles = [study.themes[theme].title for theme in one.themes]
    known = (study.personas.get(one.persona), study.accounts.get(one.account))
    titles += [entity.title for entity in known if entity]
    return " ".join((one.quote, one.quote, one.note, *titles))


def _found(study: Study, record: EvidenceRecord, item: Evidence, score: float) -> Found:
    turns = study.interviews[item.interview].turns
    at = item.turn

    def turn(number: int) -> Turn | None:
        return turns[number] if at >= 0 and 0 <= number < len(turns) else None

    return Found(record, item, score, turn(at - 1), turn(at), turn(at + 1))
