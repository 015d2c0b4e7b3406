"""Read evidence items: their tags, the words that they stand on, their notes."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from counterpoint.diagnostics import Diagnostic, Location, has_errors
from counterpoint.model import Document, Participant
from counterpoint.parse import rules
from counterpoint.parse.attributes import Tagging, attribute_words, read_tags
from counterpoint.parse.blocks import tagged_items
from counterpoint.parse.flow import Block, Flow, Place, location
from counterpoint.parse.items import is_tags_only
from counterpoint.parse.labels import Declared, declared_speakers, find_labels
from counterpoint.parse.markdown import render_part
from counterpoint.parse.places import Source
from counterpoint.parse.quotation import Quotation, stamp
from counterpoint.parse.sought import Cited, Transcribed, quotation_of, transcribed
from counterpoint.parse.speakers import about_of, basis_of, check_speaker
from counterpoint.parse.turns import Spoken
from counterpoint.parse.values import Cast, Item, Tag, Vocabulary
from counterpoint.parse.voices import Marker


@dataclass(frozen=True, slots=True)
class Evidence:
    """A file's evidence items without an error, and what is wrong with all of them."""

    items: tuple[Item, ...]
    faulty_tags: tuple[Tag, ...]
    diagnostics: tuple[Diagnostic, ...]


@dataclass(slots=True)
class _Reader:
    """Reads a file's items in order, knowing those before."""

    source: Source
    env: dict[str, Any]
    vocabulary: Vocabulary
    participants: Mapping[str, Participant]
    said: Transcribed
    marker: Marker
    words: tuple[str, ...]
    declared: Declared
    items: list[Item] = field(default_factory=list)
    faulty_tags: list[Tag] = field(default_factory=list)
    diagnostics: list[Diagnostic] = field(default_factory=list)
    ids: dict[str, Location] = field(default_factory=dict)
    anchors: Counter[str] = field(default_factory=Counter)
    stamps: dict[tuple[str, str], str] = field(default_factory=dict)

    def read(self, place: Place, quotation: Quotation | None, before: int) -> None:
        """Read one item; without an error it joins `items` and its words are marked."""
        where = location(self.source, place.inline, 0)
        tagging = read_tags(
            place.written.tags,
            self.words,
            lambda tag: location(self.source, place.inline, tag.offset),
        )
        found = [*tagging.diagnostics, *self._themes_and_id(place, tagging, where)]
        cited = self.said.look_up(quotation, before, where)
        if isinstance(cited, Diagnostic):
            found.append(cited)
        else:
            participant = self.participants.get(cited.speaker.participant)
            found.extend(check_speaker(tagging, participant, where, self.vocabulary))
        note, flow = render_part(place.note, self.source, self.env)
        found.extend(self._note(place, flow))
        self.diagnostics.extend(found)
        if isinstance(cited, Cited) and not has_errors(found):
            self._keep(place, tagging, cited, note, where)
        else:
            self.faulty_tags.extend(tagging.themes)

    def _themes_and_id(
        self, place: Place, tagging: Tagging, where: Location
    ) -> Iterator[Diagnostic]:
        if not tagging.themes:
            yield rules.NO_THEME.at(
                where, "the item names no theme", "add what it is about behind the words: `#theme`"
            )
        ids = [tag for tag in place.written.tags if tag.sign == "^"]
        if not ids:
            return
        at = location(self.source, place.inline, ids[0].offset)
        first = self.ids.setdefault(tagging.id, at)
        if first is not at:
            yield rules.REPEATED_ID.at(
                at,
                f"`^{tagging.id}` stands on line {first.line} already",
                f"write another id, such as `^{_next(tagging.id, self.ids)}`",
            )

    def _keep(
        self, place: Place, tagging: Tagging, cited: Cited, note: Document, where: Location
    ) -> None:
        participant = self.participants.get(cited.speaker.participant)
        mark = self._stamp(cited.quote, participant)
        number = len(self.items)
        anchor = tagging.id or self._anchor(f"quote-{mark}")
        for index, (words, stretch) in enumerate(cited.stretches):
            self.marker.mark(words, stretch, number, "" if index else anchor)
        place.number = number
        self.items.append(
            Item(
                id=tagging.id,
                anchor=anchor,
                location=where,
                participant=cited.speaker.participant,
                tags=tagging.themes,
                stance=tagging.stance,
                basis=basis_of(tagging, participant),
                as_side=tagging.role,
                about=about_of(tagging, participant),
                kinds=tuple(kind.word for kind in tagging.kinds),
                quote=cited.quote,
                has_quotation=place.written.quotation is not None,
                stamp=mark,
                note=note,
                turn=cited.turn,
                tags_end=location(self.source, place.inline, place.written.tags_end),
            )
        )

    def _stamp(self, quote: str, participant: Participant | None) -> str:
        who = (participant.id, participant.side) if participant else ("", "")
        key = (quote, who[0])
        if key not in self.stamps:
            self.stamps[key] = stamp(quote, *who)
        return self.stamps[key]

    def _anchor(self, wanted: str) -> str:
        self.anchors[wanted] += 1
        count = self.anchors[wanted]
        return wanted if count == 1 else f"{wanted}-{count}"

    def _note(self, place: Place, flow: Flow) -> Iterator[Diagnostic]:
        """Yield what looks as if it were not meant for the note in which it stands."""
        content, start = place.inline.content, place.written.note
        line = content[start:].partition("\n")[0]
        if is_tags_only(line):
            tags = " ".join(tag.written for tag in place.written.tags)
            yield rules.TAGS_IN_NOTE.at(
                location(self.source, place.inline, start + len(line) - len(line.lstrip())),
                f"`{line.strip()}` stands below the line of the tags, so it is part of the note",
                f"write all tags on one line: `{tags} {line.strip()}`",
            )
        for inline, tags_found in flow.tagged:
            yield tagged_items(self.source, inline, tags_found)
        for entry in flow.entries:
            if isinstance(entry, Block) and not entry.frame:
                yield from self._labels(entry)

    def _labels(self, block: Block) -> Iterator[Diagnostic]:
        inline = block.parts[0]
        for label in find_labels(inline, self.declared):
            where = location(self.source, inline, inline.line_start(label.line))
            if label.is_declared and where.column == 1:
                yield rules.LABEL_IN_NOTE.at(
                    where,
                    f"`{label.speaker.label}` starts no turn here, inside the note above",
                    "put an empty line above it; or, if it is the note, indent it",
                )


def read_evidence(
    spoken: Spoken, source: Source, env: dict[str, Any], cast: Cast, vocabulary: Vocabulary
) -> Evidence:
    """Read a file's evidence; the words cited are marked in their blocks."""
    if not spoken.places:
        return Evidence((), (), ())
    reader = _Reader(
        source=source,
        env=env,
        vocabulary=vocabulary,
        participants={participant.id: participant for participant in cast.participants},
        said=transcribed(spoken.words, cast),
        marker=Marker(spoken.words),
        words=attribute_words(vocabulary),
        declared=declared_speakers(cast),
    )
    quotations = [_quotation(place, env) for place, _ in spoken.places]
    reader.said.expect(filter(None, quotations))
    for (place, before), quotation in zip(spoken.places, quotations, strict=True):
        reader.read(place, quotation, before)
    return Evidence(tuple(reader.items), tuple(reader.faulty_tags), tuple(reader.diagnostics))


def _quotation(place: Place, env: dict[str, Any]) -> Quotation | None:
    written = place.written.quotation
    return None if written is None else quotation_of(written, env)


def _next(name: str, taken: Mapping[str, Location]) -> str:
    number = 2
    while f"{name}-{number}" in taken:
        number += 1
    return f"{name}-{number}"
