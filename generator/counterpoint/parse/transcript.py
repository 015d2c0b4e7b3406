"""Read an interview's body: turns, evidence, and the transcript as a page shows it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial
from typing import Any

from counterpoint.diagnostics import Diagnostic
from counterpoint.parse import rules
from counterpoint.parse.attributes import attribute_words
from counterpoint.parse.blocks import BlockReader, tagged_items, tokens_of
from counterpoint.parse.evidence import Evidence, read_evidence
from counterpoint.parse.flow import Flow
from counterpoint.parse.items import read_item
from counterpoint.parse.labels import declared_speakers
from counterpoint.parse.markdown import Anchors, document_of
from counterpoint.parse.places import Source, source_of
from counterpoint.parse.slugs import closest, normalised
from counterpoint.parse.turns import Spoken, take_turns
from counterpoint.parse.values import Body, Cast, Tag, Transcript, Vocabulary

SECTION = "section-"
"""How a heading's anchor starts in an interview, where other anchors are ids of evidence."""


@dataclass(frozen=True, slots=True)
class Heard:
    """An interview's body laid out, divided among its speakers, its evidence read."""

    source: Source
    flow: Flow
    spoken: Spoken
    evidence: Evidence


def read_transcript(body: Body, cast: Cast, vocabulary: Vocabulary) -> Transcript:
    """Read an interview's body, with everything that is wrong in it; never raises."""
    found = heard(body, cast, vocabulary)
    flow, spoken, evidence = found.flow, found.spoken, found.evidence
    return Transcript(
        document=document_of(flow, with_text=not spoken.turns),
        turns=spoken.turns,
        items=evidence.items,
        faulty_tags=evidence.faulty_tags,
        stray_tags=tuple(Tag(normalised(word[1:]), where, word[1:]) for where, word in flow.stray),
        words=_count(spoken, cast),
        diagnostics=(
            *evidence.diagnostics,
            *_undeclared(spoken, cast),
            *_layout(flow, found.source),
        ),
    )


def heard(body: Body, cast: Cast, vocabulary: Vocabulary) -> Heard:
    """Return an interview's body before it is made into a transcript; never raises."""
    source = source_of(body)
    env: dict[str, Any] = {}
    reader = BlockReader(
        source, env, Anchors(SECTION).of, partial(read_item, attributes=attribute_words(vocabulary))
    )
    flow = reader.run(tokens_of(source, env))
    spoken = take_turns(flow.entries, cast, source)
    return Heard(source, flow, spoken, read_evidence(spoken, source, env, cast, vocabulary))


def _count(spoken: Spoken, cast: Cast) -> int:
    """Count the words spoken; where nobody speaks, all."""
    return sum(
        said.text.count(" ") + 1
        for said in spoken.words
        if said.speaker.label or said.speaker.participant or not cast.participants
    )


def _undeclared(spoken: Spoken, cast: Cast) -> Iterator[Diagnostic]:
    known = [speaker.label for speaker in declared_speakers(cast).values()]
    for label, where in spoken.undeclared:
        near = closest(label, known)
        yield rules.UNDECLARED_LABEL.at(
            where,
            f"`{label}` starts a turn, but nobody of that name is declared: the words are nobody's",
            (f"did you mean `{near}`? " if near else "")
            + f"declare who speaks: `speaker: {label}` under participants, or "
            f"`interviewers: [{label}]`; or write the emphasis as `*{label}*`",
        )


def _layout(flow: Flow, source: Source) -> Iterator[Diagnostic]:
    for inline, tags in flow.tagged:
        yield tagged_items(source, inline, tags)
    if flow.too_deep >= 0:
        yield rules.TOO_DEEP.at(
            source.location(flow.too_deep, 0),
            "what is nested deeper than here is left out",
            "take lists or quotations out of each other",
        )
