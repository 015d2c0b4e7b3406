"""Every theme's tag that stands in a body, in evidence with or without errors and outside it."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from typing import Any

from counterpoint.diagnostics import Location
from counterpoint.parse.attributes import attribute_words
from counterpoint.parse.blocks import BlockReader, no_item, tokens_of
from counterpoint.parse.flow import Flow, Place, location
from counterpoint.parse.items import read_item
from counterpoint.parse.places import Source, source_of
from counterpoint.parse.slugs import normalised
from counterpoint.parse.values import Body, Tag, Vocabulary


def written_tags(body: Body, vocabulary: Vocabulary) -> tuple[Tag, ...]:
    """Return the tags of an interview's body, by place; those in code and links are none."""
    source = source_of(body)
    env: dict[str, Any] = {}
    reading = partial(read_item, attributes=attribute_words(vocabulary))
    flow = BlockReader(source, env, str, reading).run(tokens_of(source, env))
    found = {*_in_items(flow, source), *_in_text(flow, source)}
    for entry in flow.entries:
        if isinstance(entry, Place):
            note = BlockReader(source, env, str, no_item).run(list(entry.note))
            found.update(_in_text(note, source))
    return tuple(sorted(found, key=lambda tag: tag.location))


def _in_items(flow: Flow, source: Source) -> Iterator[Tag]:
    for entry in flow.entries:
        if isinstance(entry, Place):
            for tag in entry.written.tags:
                if tag.sign == "#":
                    yield _tag(tag.word, location(source, entry.inline, tag.offset))


def _in_text(flow: Flow, source: Source) -> Iterator[Tag]:
    for where, word in flow.stray:
        yield _tag(word[1:], where)
    for inline, tags in flow.tagged:
        for at, word in tags:
            yield _tag(word[1:], location(source, inline, at))


def _tag(word: str, where: Location) -> Tag:
    return Tag(normalised(word), where, word)
