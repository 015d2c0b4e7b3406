"""Stamps of citations: which are missing or no longer fit, and the edit that puts a new one in."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from urllib.parse import unquote

from counterpoint.catalogue import catalogue
from counterpoint.checks.subject import links_of
from counterpoint.citing import STAMP, Citation, CitationState, Fault, cite
from counterpoint.config import Config
from counterpoint.diagnostics import Location
from counterpoint.editing.edits import Edit
from counterpoint.git import History
from counterpoint.model import Interview, Link
from counterpoint.parse.files import parse_source
from counterpoint.sources import source_of
from counterpoint.study import Loaded


@dataclass(frozen=True, slots=True)
class Words:
    """What was said, and by whom."""

    quote: str
    participant: str
    side: str


@dataclass(frozen=True, slots=True)
class Unfit:
    """A citation whose stamp is missing or no longer fits."""

    citation: Citation
    is_missing: bool

    @property
    def now(self) -> Words:
        """What the evidence says now."""
        item = self.citation.evidence
        if item is None:
            return Words("", "", "")
        someone = item.participant
        return Words(item.quote, someone.id if someone else "", someone.side if someone else "")

    @property
    def stamp(self) -> str:
        """What the stamp would be now."""
        return self.citation.evidence.stamp if self.citation.evidence else ""


def unfit_citations(loaded: Loaded, paths: Iterable[str]) -> Iterator[Unfit]:
    """Yield, of the files and folders at these paths, the citations without a fitting stamp."""
    known = catalogue(loaded.study)
    wanted = tuple(paths)
    for file in loaded.files:
        if any(_lies_in(file.path, path) for path in wanted):
            for link in links_of(file):
                found = cite(known, file.path, link)
                is_missing = found.fault is Fault.UNSTAMPED
                is_wrong = found.fault is Fault.BAD_STAMP or found.state is CitationState.SUSPECT
                if found.evidence and found.evidence.id and (is_missing or is_wrong):
                    yield Unfit(found, is_missing)


def _lies_in(path: str, folder: str) -> bool:
    return folder in ("", ".", path) or path.startswith(f"{folder.rstrip('/')}/")


def words_stamped(history: History, unfit: Unfit, config: Config) -> Words | None:
    """Return what the evidence said when it was stamped, from git; nothing where git has it not.

    Raises HistoryError where git cannot tell.
    """
    stamp = STAMP.fullmatch(unfit.citation.link.title.strip())
    if stamp is None:
        return None
    for commit, path in history.versions(unfit.citation.path):
        blobs = history.blobs(commit, (path,))
        for _, data in history.contents(blobs):
            if found := _stamped(path, data, stamp[1], config):
                return found
    return None


def _stamped(path: str, data: bytes, stamp: str, config: Config) -> Words | None:
    source, _ = source_of(path, data)
    file = parse_source(source, config) if source else None
    if file is None or not isinstance(file.entity, Interview):
        return None
    sides = {one.id: one.side for one in file.entity.participants}
    for item in file.items:
        if item.stamp == stamp:
            return Words(item.quote, item.participant, sides.get(item.participant, ""))
    return None


def stamp_edit(text: str, link: Link, stamp: str) -> Edit | None:
    """Return the edit that gives a link of a file a stamp; nothing where it is not to be found.

    The link may stand in the text, or in a definition elsewhere (`[name]: address "stamp"`).
    """
    start = _offset(text, link.location)
    for href in dict.fromkeys((link.href, unquote(link.href))):
        title = rf"\s+[\"'(]{re.escape(link.title)}[\"')]" if link.title else ""
        rest = rf"<?{re.escape(href)}>?(?P<title>{title})(?=[\s)]|$)"
        inline = re.compile(rf"\]\(\s*{rest}").search(text, start)
        if inline and "\n\n" in text[start : inline.start()]:
            inline = None
        found = inline or re.compile(rf"^ {{0,3}}\[[^\]\n]+\]:\s*{rest}", re.MULTILINE).search(text)
        if found:
            place = _location(text, found.start("title"), link.location.path)
            return Edit(place, found["title"], f' "sha256:{stamp}"')
    return None


def _offset(text: str, place: Location) -> int:
    lines = text.split("\n")[: place.line - 1]
    return sum(len(line) + 1 for line in lines) + place.column - 1


def _location(text: str, offset: int, path: str) -> Location:
    line = text.count("\n", 0, offset)
    return Location(path, line + 1, offset - (text.rfind("\n", 0, offset) + 1) + 1)
