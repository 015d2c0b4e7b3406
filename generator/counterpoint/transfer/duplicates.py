"""Whether a transcript is already in the study, whatever was tagged or renamed since."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

RUN = 5
"""Words in a row that are compared."""
ENOUGH = 0.8
"""Share of runs in common that makes two transcripts the same; other names cost some."""

_ITEM = re.compile(r"^[-*+] .*(?:^|\s)#[\w-]+.*$|^ {2}\S.*$", re.MULTILINE)
_LABEL = re.compile(r"^\*\*.{1,80}?\*\*:?\s*(?:\[[\d:.]+\]|\([\d:.]+\))?", re.MULTILINE)
_FRONT_MATTER = re.compile(r"\A---\n.*?\n---\n", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Fingerprint:
    """The runs of words of one transcript."""

    path: str
    runs: frozenset[int]

    def likeness(self, other: Fingerprint) -> float:
        """Return the share of the shorter one's runs that the other has too."""
        smaller = min(len(self.runs), len(other.runs))
        return len(self.runs & other.runs) / smaller if smaller else 0.0


def fingerprint(path: str, text: str) -> Fingerprint:
    """Return the fingerprint of an interview's file; labels, times, items do not matter."""
    spoken = _LABEL.sub("", _ITEM.sub("", _FRONT_MATTER.sub("", text, count=1)))
    return of_words(path, spoken)


def of_words(path: str, text: str) -> Fingerprint:
    """Return the fingerprint of plain words."""
    words = re.findall(r"[^\W_]+", text.casefold())
    return Fingerprint(path, frozenset(_runs(words)))


def _runs(words: list[str]) -> Iterator[int]:
    length = min(RUN, len(words))
    for at in range(len(words) - length + 1 if words else 0):
        yield hash(tuple(words[at : at + length]))


def twin(new: Fingerprint, known: Iterable[Fingerprint]) -> str:
    """Return the path of the interview that has the same words; empty where there is none."""
    near = ((new.likeness(one), one.path) for one in known)
    best = max(near, default=(0.0, ""))
    return best[1] if best[0] >= ENOUGH else ""
