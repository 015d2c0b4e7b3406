"""Hand-written pages in docs/: their title, links and anchors, and what a roadmap item says."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import pairwise
from pathlib import PurePosixPath
from typing import Annotated, ClassVar

from markdown_it import MarkdownIt
from markdown_it.rules_inline import StateInline
from markdown_it.rules_inline.autolink import autolink
from markdown_it.rules_inline.image import image
from markdown_it.rules_inline.link import link
from markdown_it.token import Token
from pydantic import ConfigDict

from counterpoint.config import Config
from counterpoint.diagnostics import Diagnostic, Location
from counterpoint.model import Depth, Document, HandWrittenPage, Link, RoadmapItem, RoadmapStatus
from counterpoint.parse.active import active, active_fields
from counterpoint.parse.concealing import concealed
from counterpoint.parse.fields import Fields, Name, SideOrBoth, Text, one_of
from counterpoint.parse.frontmatter import FrontMatter, Value
from counterpoint.parse.headings import Anchors
from counterpoint.parse.heavy import heavy
from counterpoint.parse.markdown import render_document
from counterpoint.parse.paragraphs import with_words_first
from counterpoint.parse.slugs import in_words
from counterpoint.parse.tables import with_bounded_tables
from counterpoint.parse.validation import validated
from counterpoint.parse.values import Body

ROADMAP = "docs/roadmap/"
SUMMARY = "docs/summary.md"
"""What the overview begins with."""
GIVEN_ID = re.compile(r"\{:?[^{}\n]*#([A-Za-z][\w:.-]*)[^{}\n]*\}")
"""An anchor by attribute list: `{ #why }`."""
HTML_ID = re.compile(r"\b(?:id|name)\s*=\s*[\"']?([^\"'\s>]+)")
HTML_LINK = re.compile(
    r"<(a|img)\b[^<>]*?\b(?:href|src)\s*=\s*[\"']([^\"'<>]*)[\"']", re.IGNORECASE
)
LONGEST_LINK = 1_000
"""Pieces of a link's text that are read."""
LINK_RULES = {"link": link, "image": image, "autolink": autolink}


class PageFields(Fields):
    """What any page may say of itself; other keys are the theme's."""

    model_config = ConfigDict(extra="ignore", frozen=True)

    title: Text = ""


class RoadmapFields(PageFields):
    """The front matter of a roadmap item."""

    stand_ins: ClassVar[Mapping[str, Value]] = {"status": "later"}

    status: Annotated[RoadmapStatus, one_of(RoadmapStatus)]
    benefits: SideOrBoth = ""
    value_for_other: Text = ""
    outcome: Name = ""
    depth: Annotated[Depth, one_of(Depth)] | None = None


@dataclass(frozen=True, slots=True)
class Outline:
    """What a page's Markdown holds that others refer to."""

    heading: str
    """The first heading of the first level; empty where there is none."""
    links: tuple[Link, ...]
    anchors: tuple[str, ...]
    problems: tuple[Diagnostic, ...] = ()
    """What would take MkDocs very long, or else what is active."""


@dataclass(frozen=True, slots=True)
class ReadPage:
    """A hand-written page, and what is wrong with it."""

    page: HandWrittenPage
    is_sound: bool
    """Whether its fields are what the file says."""
    diagnostics: tuple[Diagnostic, ...]


def read_page(path: str, front: FrontMatter, config: Config) -> ReadPage:
    """Return what a hand-written page says."""
    is_item = path.startswith(ROADMAP) and front.values.get("status", "") != ""
    model: type[PageFields] = RoadmapFields if is_item else PageFields
    read = validated(model, front, config)
    fields = read.fields or PageFields()
    outline = outline_of(front.body)
    page = HandWrittenPage(
        path=path,
        title=fields.title or outline.heading or in_words(PurePosixPath(path).stem),
        links=outline.links,
        roadmap=_roadmap(fields) if isinstance(fields, RoadmapFields) else None,
        anchors=outline.anchors,
        body=render_document(front.body) if path == SUMMARY else Document(),
    )
    return ReadPage(
        page, read.is_sound, (*read.diagnostics, *active_fields(front), *outline.problems)
    )


def _roadmap(fields: RoadmapFields) -> RoadmapItem:
    return RoadmapItem(
        fields.status, fields.benefits, fields.value_for_other, fields.outcome, fields.depth
    )


def outline_of(body: Body) -> Outline:
    """Return a page's first heading, its links with their places, and its anchors.

    Anchors are those that Python-Markdown's `toc` gives headings, attribute lists' and HTML's.
    """
    tokens = _markdown().parse(body.text)
    if body.hidden:
        for token in tokens:
            token.children = concealed(token.children or (), body.hidden)
    headings = [
        (token.tag, _text(inline.children or ()))
        for token, inline in pairwise(tokens)
        if token.type == "heading_open"
    ]
    return Outline(
        heading=next((_without_ids(text) for tag, text in headings if tag == "h1"), ""),
        links=tuple(_links(body, tokens)),
        anchors=tuple(_anchors(body, tokens, [text for _, text in headings])),
        problems=tuple(heavy(body, tokens)) or tuple(active(body, tokens)),
    )


@cache
def _markdown() -> MarkdownIt:
    """Return a reader that finds links where Python-Markdown would show them.

    Indented text is read as text: in admonitions and tabs it is no code.
    """
    markdown = _EveryLink("commonmark").disable(["code", "text_join"])
    with_bounded_tables(markdown)
    with_words_first(markdown)
    for name, rule in LINK_RULES.items():
        markdown.inline.ruler.at(name, _Placed(rule))
    return markdown


class _EveryLink(MarkdownIt):
    """CommonMark whose links keep their addresses as written, also those that are refused later."""

    def normalizeLink(self, url: str) -> str:  # noqa: N802 (overrides)
        return url

    def validateLink(self, url: str) -> bool:  # noqa: ARG002, N802 (overrides)
        return True


class _Placed:
    """A link rule that notes on its token where in the text the link starts."""

    def __init__(self, rule: object) -> None:
        self.rule = rule

    def __call__(self, state: StateInline, silent: bool) -> bool:  # noqa: FBT001
        start, count = state.pos, len(state.tokens)
        found = bool(self.rule(state, silent))  # type: ignore[operator]
        if found and not silent:
            for token in state.tokens[count:]:
                if token.type in ("link_open", "image"):
                    token.meta["at"] = start
                    break
        return found


def _links(body: Body, tokens: Sequence[Token]) -> Iterator[Link]:
    lines = body.text.split("\n")
    line, column = -1, 0
    for token in tokens:
        if token.type == "html_block":
            yield from _html_links(body, token)
        if token.type != "inline" or token.map is None:
            continue
        column = column if token.map[0] == line else 0
        line = token.map[0]
        places = _Lines(body, lines, line, token.content, column)
        column = places.end
        yield from _inline_links(token.children or [], places)


class _Lines:
    """Where the text of one block stands in its file."""

    def __init__(self, body: Body, lines: list[str], first: int, content: str, start: int) -> None:
        self.body = body
        self.first = first
        self.breaks = [found.start() for found in re.finditer("\n", content)]
        self.offsets: list[int] = []
        self.end = start
        for number, text in enumerate(content.split("\n")):
            source = lines[first + number] if first + number < len(lines) else ""
            at = source.find(text, start if number == 0 else 0)
            self.offsets.append(max(at, 0))
            self.end = max(at, 0) + len(text)

    def at(self, position: int) -> Location:
        """Return the place of a position in the block's text."""
        number = bisect_left(self.breaks, position)
        start = self.breaks[number - 1] + 1 if number else 0
        column = self.offsets[number] + position - start
        return Location(self.body.path, self.body.first_line + self.first + number, column + 1)


def _inline_links(children: Sequence[Token], places: _Lines) -> Iterator[Link]:
    for number, token in enumerate(children):
        place = places.at(int(token.meta.get("at", 0)))
        title = str(token.attrs.get("title", ""))
        if token.type == "link_open":
            text = _text(_until_close(children[number + 1 : number + 1 + LONGEST_LINK]))
            yield Link(str(token.attrs.get("href", "")), text, title, place)
        elif token.type == "image":
            yield Link(str(token.attrs.get("src", "")), token.content, title, place, is_image=True)
        elif token.type == "html_inline":
            for tag, href in HTML_LINK.findall(token.content):
                yield Link(href, "", "", places.at(0), is_image=tag.lower() == "img")


def _until_close(tokens: Iterable[Token]) -> Iterator[Token]:
    for token in tokens:
        if token.type == "link_close":
            return
        yield token


def _html_links(body: Body, token: Token) -> Iterator[Link]:
    for found in HTML_LINK.finditer(token.content):
        line = (token.map or [0])[0] + token.content.count("\n", 0, found.start())
        place = Location(body.path, body.first_line + line)
        yield Link(found[2], "", "", place, is_image=found[1].lower() == "img")


def _text(tokens: Sequence[Token] | Iterator[Token]) -> str:
    parts = (
        " " if token.type in ("softbreak", "hardbreak") else token.content
        for token in tokens
        if token.type in ("text", "text_special", "code_inline", "image", "softbreak", "hardbreak")
    )
    return "".join(parts).strip()


def _without_ids(text: str) -> str:
    return GIVEN_ID.sub("", text).strip()


def _anchors(body: Body, tokens: Sequence[Token], headings: list[str]) -> Iterator[str]:
    anchors = Anchors()
    for text in headings:
        yield anchors.of(_without_ids(text))
    yield from GIVEN_ID.findall(body.text)
    for token in tokens:
        for part in (token, *(token.children or ())):
            if part.type in ("html_block", "html_inline"):
                yield from HTML_ID.findall(part.content)
