"""Where a forgotten person's words still stand: other files, and every version in git's history."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from counterpoint.forget.erasing import Erasure
from counterpoint.git import Blob, History
from counterpoint.sources import LARGEST_TEXT, Source

WORD = re.compile(r"\w+")
TELLING = 5
"""Words in a row by which a stretch of text is taken for the person's."""
TELLING_IN_A_LINK = 3
"""The same in a link, whose words mostly quote what it cites."""
LINK_TEXT = re.compile(r"\[([^\[\]]{1,300})\]\(")
AT_ONCE = 500
"""Versions of files read from git in one go."""

Grams = frozenset[tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class Mention:
    """A line of a file that stays, which has to be looked at."""

    path: str
    line: int
    why: str

    def __str__(self) -> str:
        """Return `path:line: why`."""
        return f"{self.path}:{self.line}: {self.why}"


@dataclass(frozen=True, slots=True)
class Leftovers:
    """What the history of the repository still holds."""

    changed: tuple[str, ...]
    """Paths of what was written or deleted; these and all others from the top of the repository."""
    paths: tuple[str, ...]
    """Every path that erased files ever had, on any branch."""
    kept: tuple[str, ...]
    """Those of them at which something stays: what is left of the erased files, or another file."""
    phrases: tuple[tuple[str, ...], ...]
    """Stretches of the person's words that stand in other files or in messages, word by word."""
    citations: tuple[str, ...]
    """Patterns of addresses that ever led to what is erased."""
    top: str
    """The repository's own folder."""
    origin: str


def mentions(erased: Erasure, sources: Iterable[Source], labels: Iterable[str]) -> list[Mention]:
    """Return the lines of other files that cite what is erased, repeat it or name the person."""
    named = re.compile(rf"(?<![\w-])(?:{'|'.join(map(re.escape, sorted(labels)))})(?![\w-])")
    grams = _grams(erased.words, TELLING)
    return [
        mention
        for source in sources
        if source.path not in erased.tombstones
        for mention in _mentions(erased, source, named, grams)
    ]


def _mentions(
    erased: Erasure, source: Source, named: re.Pattern[str], grams: Grams
) -> Iterator[Mention]:
    data = erased.changes.get(source.path)
    text = data.decode("utf-8-sig") if data else source.text
    cited = re.compile("|".join(_addresses(erased, {path: (path,) for path in erased.changes})))
    repeated = {text.count("\n", 0, start) for start, _ in _stretches(text, grams, TELLING)}
    for number, line in enumerate(text.split("\n")):
        if cited.search(line):
            yield Mention(source.path, number + 1, "cites what is forgotten")
        elif number in repeated:
            yield Mention(source.path, number + 1, "repeats their words")
        elif named.search(line):
            yield Mention(source.path, number + 1, "names them")


def _addresses(erased: Erasure, names: Mapping[str, Iterable[str]]) -> Iterator[str]:
    """Yield patterns of links to what is erased, under each of its names."""
    for path in (*erased.tombstones, *erased.shortened):
        ids = "|".join(map(re.escape, erased.evidence[path]))
        part = "" if path in erased.tombstones else rf"#(?:{ids or '(?!)'})"
        yield from (rf"(?<![\w-]){_stem(name)}\.md{part}(?![\w-])" for name in names[path])


def _stem(path: str) -> str:
    return re.escape(path.rpartition("/")[2].removesuffix(".md"))


def leftovers(erased: Erasure, past: History) -> Leftovers:
    """Return what every commit of the repository still holds of what is erased.

    Raises HistoryError where git cannot tell.
    """
    prefix = past.prefix
    renames = tuple(past.renames())
    names = {path: _every_name(f"{prefix}{path}", renames) for path in erased.changes}
    paths = {name for found in names.values() for name in found}
    there = {f"{prefix}{one.path}" for one in past.blobs("HEAD", (".",))}
    deleted = {f"{prefix}{path}" for path, data in erased.changes.items() if data is None}
    phrases = set(_phrases(past.messages(), erased))
    for text in _texts(past, paths):
        phrases.update(_phrases(text, erased))
    return Leftovers(
        changed=tuple(sorted(f"{prefix}{path}" for path in erased.changes)),
        paths=tuple(sorted(paths)),
        kept=tuple(sorted((paths & there) - deleted)),
        phrases=_without_parts(phrases),
        citations=tuple(sorted(_addresses(erased, names))),
        top=past.top,
        origin=past.origin,
    )


def _every_name(path: str, renames: Iterable[tuple[str, str]]) -> frozenset[str]:
    """Return a path with those that its file had before or after, on whatever branch."""
    others: dict[str, set[str]] = defaultdict(set)
    for before, after in renames:
        others[before].add(after)
        others[after].add(before)
    found: set[str] = set()
    waiting = {path}
    while waiting:
        found |= waiting
        waiting = {other for one in waiting for other in others[one]} - found
    return frozenset(found)


def _texts(past: History, without: set[str]) -> Iterator[str]:
    blobs = [
        blob for blob in past.every_file() if blob.path not in without and blob.size <= LARGEST_TEXT
    ]
    for start in range(0, len(blobs), AT_ONCE):
        some: Sequence[Blob] = blobs[start : start + AT_ONCE]
        yield from (data.decode("utf-8", "ignore") for _, data in past.contents(some))


def _phrases(text: str, erased: Erasure) -> Iterator[tuple[str, ...]]:
    """Yield the stretches of a text that are the person's words."""
    for start, end in _stretches(text, _grams(erased.words, TELLING), TELLING):
        yield tuple(WORD.findall(text[start:end]))
    in_links = _grams(erased.words, TELLING_IN_A_LINK)
    for link in LINK_TEXT.finditer(text):
        for start, end in _stretches(link[1], in_links, TELLING_IN_A_LINK):
            yield tuple(WORD.findall(link[1][start:end]))


@cache
def _grams(words: tuple[str, ...], length: int) -> Grams:
    """Return every run of so many words."""
    spoken = [tuple(WORD.findall(one.casefold())) for one in words]
    return frozenset(one[at : at + length] for one in spoken for at in range(len(one) - length + 1))


def _stretches(text: str, grams: Grams, length: int) -> Iterator[tuple[int, int]]:
    """Yield from where to where a text follows known words, as far as it does."""
    found = [(word.start(), word.end(), word[0].casefold()) for word in WORD.finditer(text)]
    start = end = -1
    for at in range(len(found) - length + 1):
        if tuple(word for _, _, word in found[at : at + length]) in grams:
            if at > end:
                if start >= 0:
                    yield found[start][0], found[end][1]
                start = at
            end = at + length - 1
    if start >= 0:
        yield found[start][0], found[end][1]


def _without_parts(phrases: Iterable[tuple[str, ...]]) -> tuple[tuple[str, ...], ...]:
    """Return phrases, the longest first, so that no shorter one leaves the rest of it behind."""
    return tuple(sorted(phrases, key=lambda phrase: (-len(phrase), phrase)))
