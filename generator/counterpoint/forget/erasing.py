"""What becomes of each file when a participant is forgotten; nothing is written here."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

import yaml

from counterpoint.checks.subject import links_of
from counterpoint.config import Config
from counterpoint.diagnostics import Diagnostic, Location, Rule, Severity
from counterpoint.editing.edits import Edit, edited
from counterpoint.editing.fields import FieldLines, field_lines, with_entries
from counterpoint.model import Interview
from counterpoint.parse.files import ParsedFile, parse_source
from counterpoint.parse.kinds.interview import vocabulary
from counterpoint.parse.owners import Owned, owned_by
from counterpoint.parse.values import Cast
from counterpoint.references import resolve_href
from counterpoint.sources import Source, source_of
from counterpoint.study import Loaded

BY_HAND = Rule("CP520", Severity.ERROR, "a person's words cannot be told from the others'")


@dataclass(frozen=True, slots=True)
class Erasure:
    """What is to be written so that a participant is forgotten."""

    participant: str
    changes: Mapping[str, bytes | None] = field(default_factory=dict)
    """By path; `None` for what is deleted."""
    tombstones: tuple[str, ...] = ()
    """Interviews of which nothing is left but a tombstone."""
    shortened: tuple[str, ...] = ()
    """Interviews in which others took part."""
    images: tuple[str, ...] = ()
    """Deleted: only the person's words showed them."""
    evidence: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """Ids of what is forgotten, by interview; every one of a tombstone."""
    words: tuple[str, ...] = ()
    """What the person said, for finding it elsewhere."""
    problems: tuple[Diagnostic, ...] = ()
    """Interviews that have to be changed by hand first."""

    @property
    def is_empty(self) -> bool:
        """Whether nobody of that id took part anywhere."""
        return not (self.tombstones or self.shortened or self.problems)


@dataclass(frozen=True, slots=True)
class _Part:
    """What is erased in one interview."""

    path: str
    data: bytes
    owned: Owned
    is_whole: bool
    links: frozenset[str]
    """Paths to which the erased words lead."""


def erasure(loaded: Loaded, participant: str) -> Erasure:
    """Return what forgetting a participant comes to; withheld interviews are looked at too.

    An interview in which nobody else took part becomes a tombstone. In others their entry, turns
    and evidence go. Nothing else is rewritten.
    """
    sources = {source.path: source for source in loaded.sources}
    found = [
        _part(file, file.entity, sources[file.path], participant, loaded.study.config)
        for file in loaded.files
        if isinstance(file.entity, Interview)
        and participant in {one.id for one in file.entity.participants}
    ]
    parts = [part for part in found if isinstance(part, _Part)]
    images = tuple(sorted(_images(loaded, parts)))
    return Erasure(
        participant,
        {part.path: part.data for part in parts} | dict.fromkeys(images),
        tombstones=tuple(part.path for part in parts if part.is_whole),
        shortened=tuple(part.path for part in parts if not part.is_whole),
        images=images,
        evidence={part.path: _ids(part.owned) for part in parts},
        words=tuple(words for part in parts for words in part.owned.words),
        problems=tuple(problem for problem in found if isinstance(problem, Diagnostic)),
    )


def _ids(owned: Owned) -> tuple[str, ...]:
    return tuple(sorted(item.anchor for item in owned.items))


def _part(
    file: ParsedFile, interview: Interview, source: Source, participant: str, config: Config
) -> _Part | Diagnostic:
    fields = field_lines(source.path, source.text)
    if fields is None:
        message = "the front matter cannot be changed by a program"
        return BY_HAND.at(Location(source.path), message, "mend what `check` says of it first")
    cast = Cast(interview.participants, interview.interviewers)
    owned = owned_by(participant, fields.front.body, cast, vocabulary(config))
    if len(interview.participants) == 1:
        return _whole(file, interview, source, owned)
    data = _shortened(source, fields, interview, owned, participant)
    if problem := _problem(file, data, participant, config):
        return problem
    links = (link for link in links_of(file) if link.location.line in owned.lines)
    paths = frozenset(resolve_href(file.path, link.href).path for link in links)
    return _Part(source.path, data, owned, is_whole=False, links=paths)


def _whole(file: ParsedFile, interview: Interview, source: Source, owned: Owned) -> _Part:
    aliases = f"aliases: [{', '.join(interview.aliases)}]\n" if interview.aliases else ""
    text = f"---\ndate: {interview.date.isoformat()}\nforgotten: true\n{aliases}---\n"
    paths = frozenset(resolve_href(file.path, link.href).path for link in links_of(file))
    return _Part(source.path, text.encode(), owned, is_whole=True, links=paths)


def _shortened(
    source: Source, fields: FieldLines, interview: Interview, owned: Owned, participant: str
) -> bytes:
    """Return a file without a participant's entry, turns and evidence."""
    lines = source.text.split("\n")
    gone = [
        Edit(Location(source.path, number), f"{lines[number - 1]}\n", "")
        for number in sorted(owned.lines - _between(owned.lines, lines))
        if number < len(lines)
    ]
    if len(lines) in owned.lines and lines[-1]:
        gone.append(Edit(Location(source.path, len(lines)), lines[-1], ""))
    ids = {item.anchor for item in owned.items}
    kept = with_entries(fields, "forgotten", lambda before: (*before, *sorted(ids - {*before})))
    edits = [*gone, _without_entry(fields, interview, participant), *filter(None, [kept])]
    return edited(source.data, edits)


def _between(gone: frozenset[int], lines: list[str]) -> frozenset[int]:
    """Return the empty lines that keep apart what stood before and behind what goes."""
    return frozenset(
        number
        for number in gone
        if number + 1 not in gone
        and not lines[number - 1].strip()
        and _is_needed(number, gone, lines)
    )


def _is_needed(number: int, gone: frozenset[int], lines: list[str]) -> bool:
    start = number
    while start - 1 in gone:
        start -= 1
    return bool(lines[start - 2].strip())


def _without_entry(fields: FieldLines, interview: Interview, participant: str) -> Edit:
    """Return the edit that takes a participant out of the front matter's list."""
    block = fields.block("participants")
    written = fields.front.values["participants"]
    entries = [
        entry
        for entry, one in zip(written, interview.participants, strict=True)
        if one.id != participant
    ]
    new = yaml.safe_dump(
        {"participants": entries}, allow_unicode=True, sort_keys=False, width=10**6
    )
    assert block is not None  # noqa: S101  (the interview has participants)
    lines = block.lines[block.start :]
    place = Location(fields.path, block.first + block.start)
    return Edit(place, "".join(f"{line}\n" for line in lines), new)


def _problem(file: ParsedFile, data: bytes, participant: str, config: Config) -> Diagnostic | None:
    """Return what keeps a shortened interview from being the old one without the participant."""
    source, _ = source_of(file.path, data)
    again = parse_source(source, config) if source else None
    before = [(item.anchor, item.stamp) for item in file.items if item.participant != participant]
    after = [(item.anchor, item.stamp) for item in again.items] if again else []
    if before == after:
        return None
    lost = sorted({anchor for anchor, _ in before} ^ {anchor for anchor, _ in after})
    message = f"without {participant}'s words other evidence would change: {', '.join(lost)}"
    return BY_HAND.at(Location(file.path), message, "delete their turns and items by hand")


def _images(loaded: Loaded, parts: Iterable[_Part]) -> Iterator[str]:
    """Yield the images and PDFs that the erased words show and nothing else does."""
    parts = tuple(parts)
    erased = {path for part in parts for path in part.links}
    wholes = {part.path for part in parts if part.is_whole}
    owned = {part.path: part.owned.lines for part in parts}
    kept = {
        resolve_href(file.path, link.href).path
        for file in loaded.files
        if file.path not in wholes
        for link in links_of(file)
        if link.location.line not in owned.get(file.path, ())
    }
    known = {asset.path for asset in loaded.assets}
    yield from (path for path in erased & known if path not in kept)
