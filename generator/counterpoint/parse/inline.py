"""The one Markdown parser, and the text inside a block with the places of what it says."""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_left
from dataclasses import dataclass, field
from typing import Any, Literal

from markdown_it import MarkdownIt
from markdown_it.rules_inline import StateInline
from markdown_it.token import Token

from counterpoint.parse.paragraphs import with_words_first
from counterpoint.parse.tables import with_bounded_tables

DEEPEST = 50
"""Levels to which lists and quotations may nest."""
DEEPEST_BRACKETS = 12
"""Levels to which brackets may nest before links in them are no longer looked for."""

MARKUP = "\\`*_<&"
"""Signs without which, and without a hard break, text is plain."""
HARD_BREAK = "  \n"
LABEL = re.compile(r"\*\*([^\s\\`*_<&](?:[^\\`*_<&\n]*[^\s\\`*_<&])?)\*\*(?=[ \n]|\Z)")
"""How nearly every turn begins: who speaks, in bold."""
BREAK = re.compile(r" ?\n[ \t]*")
INDENT = re.compile(r"[ \t]*")
INVISIBLE = re.compile(r"[\x00-\x20\x7f]+")


class Markdown(MarkdownIt):
    """CommonMark with tables, raw HTML as text, addresses as they were written."""

    def __init__(self, deepest: int, without: tuple[str, ...] = ()) -> None:
        super().__init__("commonmark", {"html": False, "maxNesting": deepest})
        with_bounded_tables(self)
        with_words_first(self)
        self.disable(["normalize", "inline", "text_join", "html_block", "html_inline", *without])

    def normalizeLink(self, url: str) -> str:  # noqa: N802 (overrides)
        """Return the address untouched: who composes a page resolves it."""
        return url

    def validateLink(self, url: str) -> bool:  # noqa: N802 (overrides)
        """Refuse addresses that browsers would run, blanks inside the scheme or not."""
        return super().validateLink(INVISIBLE.sub("", url))


BLOCKS = Markdown(DEEPEST)
INLINE = Markdown(DEEPEST_BRACKETS)
WITHOUT_LINKS = Markdown(DEEPEST_BRACKETS, ("link", "image"))
"""For text in which every bracket is a bracket; hostile ones take long to see through."""


_STRONG, _STRONG_END = Token("strong_open", "strong", 1), Token("strong_close", "strong", -1)


@dataclass(slots=True)
class Inline:
    """The text inside a block."""

    line: int
    """Index of the body's line on which it starts."""
    content: str
    """As written, without what encloses the block."""
    children: list[Token]
    """Markup and text; soft breaks are line feeds in the text."""
    text: str
    """As rendered: markup dropped, a line feed for each break of line."""
    runs: list[tuple[int, str]]
    """Text outside links and code with its offsets in `content`."""
    breaks: list[int]
    """Offsets in `content` of what `text` has as line feeds."""
    column: int = -1
    """Where it starts, if it is not the end of its line."""
    _line_ends: list[int] = field(default_factory=list)

    def line_of(self, offset: int) -> int:
        """Return the number of the line, from 0, of a character of `content`."""
        return bisect_left(self._ends(), offset)

    def written_line(self, number: int) -> tuple[int, str]:
        """Return where in `content` the line of that number starts, and the line."""
        ends = self._ends()
        start = ends[number - 1] + 1 if number else 0
        return start, self.content[start : ends[number]]

    def _ends(self) -> list[int]:
        if not self._line_ends:
            self._line_ends = [*_breaks(self.content), len(self.content)]
        return self._line_ends

    def line_start(self, number: int) -> int:
        """Return the offset in `content` of the rendered line of that number, from 0."""
        if not number:
            return 0
        start = self.content.index("\n", self.breaks[number - 1]) + 1
        indent = INDENT.match(self.content, start)
        return indent.end() if indent else start


class _State(StateInline):
    """Inline state that remembers where text, links and breaks stand."""

    def __init__(self, content: str, parser: Markdown, env: dict[str, Any]) -> None:
        super().__init__(content, parser, env, [])
        self.runs: list[tuple[int, str]] = []
        self.breaks: list[int] = []

    def append_pending(self, text: str) -> None:
        if not self.linkLevel:
            self.runs.append((self.pos, text))
        super().append_pending(text)

    def push(self, ttype: str, tag: str, nesting: Literal[-1, 0, 1]) -> Token:
        token = super().push(ttype, tag, nesting)
        token.meta["at"] = self.pos
        if ttype in ("softbreak", "hardbreak"):
            self.breaks.append(self.pos)
        elif ttype == "text" and not self.linkLevel and self.src[self.pos] in "*_":
            self.runs.append(self._delimiter())
        return token

    def _delimiter(self) -> tuple[int, str]:
        at = self.pos
        if self.runs and self.runs[-1][0] >= at:
            at = self.runs[-1][0] + 1
        return at, self.src[at]


def read_inline(content: str, line: int, env: dict[str, Any]) -> Inline:
    """Return a block's text; never raises, whatever the text."""
    may_link = "](" in content or ("[" in content and "references" in env)
    plain = None if may_link else _plain(content, line)
    return plain or parsed(content, line, env, INLINE if may_link else WITHOUT_LINKS)


def parsed(content: str, line: int, env: dict[str, Any], parser: Markdown) -> Inline:
    """Return a block's text as the Markdown parser reads it."""
    state = _State(content, parser, env)
    parser.inline.tokenize(state)
    for rule in parser.inline.ruler2.getRules(""):
        rule(state)
    children = _joined(state.tokens)
    return Inline(line, content, children, rendered(children), state.runs, state.breaks)


def literal(content: str, line: int) -> Inline:
    """Return text in which nothing is markup, as in a block of code."""
    child = _text(content)
    return Inline(line, content, [child], child.content, [], _breaks(content))


def rendered(children: list[Token]) -> str:
    """Return the words that a reader sees."""
    return "".join(map(shown, children))


def shown(child: Token) -> str:
    """Return what a reader sees of one piece of markup or text."""
    if child.type == "hardbreak":
        return "\n"
    return "" if child.type == "image" else child.content


def _plain(content: str, line: int) -> Inline | None:
    """Return text without markup, a label at its start apart; `None` where there is more."""
    label = LABEL.match(content)
    text = content[label.end() :] if label else content
    if HARD_BREAK in text or any(map(text.__contains__, MARKUP)):
        return None
    breaks = _breaks(content)
    if breaks:
        text = BREAK.sub("\n", text)
    bold = [_STRONG, _text(label[1]), _STRONG_END] if label else []
    children = [*bold, _text(text)] if text else bold
    return Inline(line, content, children, rendered(children), [(0, content)], breaks)


def _breaks(content: str) -> list[int]:
    return [found.start() for found in re.finditer("\n", content)] if "\n" in content else []


def _text(content: str) -> Token:
    if not unicodedata.is_normalized("NFC", content):
        content = unicodedata.normalize("NFC", content)
    return Token("text", "", 0, content=content)


@dataclass(slots=True)
class _Joining:
    done: list[Token] = field(default_factory=list)
    pending: list[str] = field(default_factory=list)

    def flush(self) -> None:
        if text := "".join(self.pending):
            self.done.append(_text(text))
        self.pending.clear()


def _joined(tokens: list[Token]) -> list[Token]:
    """Return the tokens with neighbouring text, escapes and soft breaks as one text each."""
    joining = _Joining()
    for token in tokens:
        match token.type:
            case "text":
                joining.pending.append(token.content)
            case "text_special":
                joining.pending.append(token.content.replace("\n", " "))
            case "softbreak":
                joining.pending.append("\n")
            case _:
                joining.flush()
                joining.done.append(token)
    joining.flush()
    return joining.done
