"""Contributed Markdown as a document: HTML, links, headings and plain text."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from markdown_it.token import Token

from counterpoint.model import Document
from counterpoint.parse.blocks import BlockReader, no_item, tokens_of
from counterpoint.parse.comparing import folded
from counterpoint.parse.flow import Block, Flow, HeadingLine
from counterpoint.parse.places import Source, source_of
from counterpoint.parse.rendering import to_html
from counterpoint.parse.values import Body

NOT_IN_ANCHORS = re.compile(r"[^\w\- ]")


def render_document(body: Body) -> Document:
    """Return a body rendered; raw HTML is text, and no text makes it raise."""
    source = source_of(body)
    env: dict[str, Any] = {}
    reader = BlockReader(source, env, Anchors().of, no_item)
    return document_of(reader.run(tokens_of(source, env)))


def render_part(
    tokens: Sequence[Token], source: Source, env: dict[str, Any]
) -> tuple[Document, Flow]:
    """Return some of a body's tokens rendered; their headings get no anchors."""
    if not tokens:
        return Document(), Flow()
    flow = BlockReader(source, env, _no_anchor, no_item).run(list(tokens))
    return document_of(flow), flow


def document_of(flow: Flow, *, with_text: bool = True) -> Document:
    """Return the document that a flow makes; without its text where others hold the words."""
    blocks = [entry for entry in flow.entries if isinstance(entry, Block)]
    summary = next((block for block in blocks if not block.frame), None)
    return Document(
        html=to_html(flow.entries),
        links=tuple(flow.links),
        headings=tuple(flow.headings),
        summary=spoken(summary) if summary else "",
        text="\n".join(filter(None, map(_text, flow.entries))) if with_text else "",
    )


def spoken(block: Block) -> str:
    """Return a block's words without its labels."""
    if not block.segments:
        return folded(block.text)
    return " ".join(filter(None, (part.said for part in block.segments)))


def _text(entry: object) -> str:
    match entry:
        case Block():
            return spoken(entry)
        case HeadingLine():
            return entry.heading.text
        case _:
            return ""


@dataclass(slots=True)
class Anchors:
    """Gives headings their anchors, as Git hosts do, each once in a document."""

    prefix: str = ""
    _used: dict[str, int] = field(default_factory=dict)

    def of(self, heading: str) -> str:
        """Return the next heading's anchor."""
        slug = NOT_IN_ANCHORS.sub("", heading.lower()).strip().replace(" ", "-") or "section"
        anchor = slug
        while anchor in self._used:
            self._used[slug] = self._used.get(slug, 0) + 1
            anchor = f"{slug}-{self._used[slug]}"
        self._used[anchor] = 0
        return self.prefix + anchor


def _no_anchor(heading: str) -> str:
    del heading
    return ""
