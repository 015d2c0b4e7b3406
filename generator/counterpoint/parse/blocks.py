"""From the Markdown parser's tokens to a flow of blocks."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any, ClassVar, TypeAlias

from markdown_it.token import Token

from counterpoint.diagnostics import Diagnostic
from counterpoint.model import Heading, Link
from counterpoint.parse import rules
from counterpoint.parse.concealing import concealed
from counterpoint.parse.flow import (
    Block,
    Closing,
    Flow,
    HeadingLine,
    Opening,
    Place,
    closing,
    location,
)
from counterpoint.parse.inline import BLOCKS, DEEPEST, Inline, literal, read_inline, rendered
from counterpoint.parse.items import WrittenItem, as_it_should_be, theme_like
from counterpoint.parse.places import Source

CONTAINERS = frozenset(
    {"blockquote_open", "bullet_list_open", "ordered_list_open", "list_item_open"}
)

ItemReader: TypeAlias = Callable[[str], WrittenItem | None]
Anchors: TypeAlias = Callable[[str], str]


def no_item(content: str) -> None:
    """Read every list item as text."""
    del content


def tokens_of(source: Source, env: dict[str, Any]) -> list[Token]:
    """Return a body's block tokens, their inline text still unread."""
    tokens = BLOCKS.parse(source.text, env)
    for token in tokens:
        if token.type == "inline" and token.map:
            token.map[0] = _first_line(token, source)
    return tokens


def tagged_items(source: Source, inline: Inline, tags: tuple[tuple[int, str], ...]) -> Diagnostic:
    """Return the warning for a list item that carries tags without being evidence."""
    written = ", ".join(f"`{tag}`" for _, tag in tags[:3])
    line, note = as_it_should_be(inline.content)
    below = f", and on the next line the note: `  {note}`" if note else ""
    return rules.MALFORMED_ITEM.at(
        location(source, inline, tags[0][0]),
        f"the list item carries {written} but is not in the form of evidence, so it counts nowhere",
        f"write `{line}`{below}; if nothing is tagged here, write `\\{tags[0][1]}`",
    )


@dataclass(slots=True)
class _List:
    name: str
    is_open: bool = False


@dataclass(slots=True)
class BlockReader:
    """Reads block tokens into a flow."""

    source: Source
    env: dict[str, Any]
    anchors: Anchors
    read_item: ItemReader
    flow: Flow = field(default_factory=Flow)
    _lists: list[_List] = field(default_factory=list)
    _items: int = 0
    """Open list items around what is being read."""

    def run(self, tokens: list[Token]) -> Flow:
        """Lay out a document's tokens."""
        at = 0
        while at < len(tokens):
            at = self._step(tokens, at)
        return self.flow

    def _step(self, tokens: list[Token], at: int) -> int:
        token = tokens[at]
        if token.level >= DEEPEST - 1 and token.type in CONTAINERS and self.flow.too_deep < 0:
            self.flow.too_deep = token.map[0] if token.map else 0
        step = self.STEPS.get(token.type)
        if step:
            return step(self, tokens, at)
        if token.nesting > 0:
            self.flow.entries.append(Opening(token.tag))
        elif token.nesting < 0:
            self.flow.entries.append(Closing(token.tag))
        else:
            self.flow.entries.append(f"<{token.tag}>\n")
        return at + 1

    def _paragraph(self, tokens: list[Token], at: int) -> int:
        inline = self._inline(tokens[at + 1])
        self._note_tags(inline)
        self.flow.entries.append(Block([inline], is_tight=tokens[at].hidden))
        return at + 3

    def _heading(self, tokens: list[Token], at: int) -> int:
        inline = self._inline(tokens[at + 1], self._heading_column(tokens, at))
        self._note_stray(inline)
        text = " ".join(inline.text.split())
        where = location(self.source, inline, 0)
        heading = Heading(int(tokens[at].tag[1:]), text, self.anchors(text), where)
        self.flow.headings.append(heading)
        self.flow.entries.append(HeadingLine(heading, inline))
        return at + 3

    def _heading_column(self, tokens: list[Token], at: int) -> int:
        """Return where a heading's text starts, if signs may stand behind it as well."""
        markup, lines = tokens[at].markup, tokens[at].map
        if not markup.startswith("#") or not lines:
            return -1
        line = self.source.lines[lines[0]]
        start = line.find("#") + len(markup)
        return max(line.find(tokens[at + 1].content, start), start)

    def _code(self, tokens: list[Token], at: int) -> int:
        token = tokens[at]
        first = token.map[0] if token.map else 0
        inline = literal(token.content, first + (token.type == "fence"))
        self.flow.entries.append(Block([inline], ("<pre><code>", 0, "</code></pre>\n")))
        return at + 1

    def _table(self, tokens: list[Token], at: int) -> int:
        frame: list[str | int] = []
        parts: list[Inline] = []
        cursor = (-1, 0)
        while tokens[at].type != "table_close":
            token = tokens[at]
            if token.type == "inline":
                cell, cursor = self._cell(token, cursor)
                frame.append(len(parts))
                parts.append(cell)
            else:
                frame.append(_table_tag(token))
            at += 1
        self.flow.entries.append(Block(parts, (*frame, "</table>\n")))
        return at + 1

    def _cell(self, token: Token, cursor: tuple[int, int]) -> tuple[Inline, tuple[int, int]]:
        line = token.map[0] if token.map else 0
        written = token.content.replace("|", "\\|")
        start = cursor[1] if cursor[0] == line else 0
        column = max(self.source.lines[line].find(written, start), start)
        cell = self._inline(token, column)
        self._note_stray(cell)
        return cell, (line, column + len(written))

    def _list_open(self, tokens: list[Token], at: int) -> int:
        self._lists.append(_List(tokens[at].tag))
        return at + 1

    def _list_close(self, tokens: list[Token], at: int) -> int:
        del tokens
        self._close_list()
        self._lists.pop()
        return at + 1

    def _close_list(self) -> None:
        if self._lists[-1].is_open:
            self.flow.entries.append(Closing(self._lists[-1].name))
            self._lists[-1].is_open = False

    def _item_open(self, tokens: list[Token], at: int) -> int:
        written = self._written(tokens, at)
        if written:
            return self._evidence(tokens, at, written)
        around = self._lists[-1]
        if not around.is_open:
            number = tokens[at].info
            start = f' start="{number}"' if number.isdigit() and number != "1" else ""
            self.flow.entries.append(Opening(around.name, start))
            around.is_open = True
        self.flow.entries.append(Opening("li"))
        self._items += 1
        return at + 1

    def _item_close(self, tokens: list[Token], at: int) -> int:
        del tokens
        self.flow.entries.append(Closing("li"))
        self._items -= 1
        return at + 1

    def _written(self, tokens: list[Token], at: int) -> WrittenItem | None:
        if tokens[at + 1].type != "paragraph_open":
            return None
        return self.read_item(tokens[at + 2].content)

    def _evidence(self, tokens: list[Token], at: int, written: WrittenItem) -> int:
        self._close_list()
        end = closing(tokens, at)
        first = tokens[at + 2]
        content = first.content
        line = first.map[0] if first.map else 0
        inline = Inline(line, content, [], "", [], [])
        note = (*_rest(tokens[at + 1], first, written.note), *tokens[at + 4 : end])
        self.flow.entries.append(Place(written, inline, note))
        return end + 1

    def _inline(self, token: Token, column: int = -1) -> Inline:
        line = token.map[0] if token.map else 0
        inline = read_inline(token.content, line, self.env)
        inline.column = column
        if self.source.hidden:
            inline.children = concealed(inline.children, self.source.hidden)
            inline.text = rendered(inline.children)
        for number, child in enumerate(inline.children):
            if child.type in ("link_open", "image"):
                self._note_link(inline, number, child)
        return inline

    def _note_link(self, inline: Inline, number: int, child: Token) -> None:
        is_image = child.type == "image"
        if is_image:
            text = _alternative_text(child)
        else:
            text = rendered(inline.children[number : closing(inline.children, number)])
        at = child.meta["at"] - (not is_image and child.info != "auto")
        child.meta["link"] = len(self.flow.links)
        self.flow.links.append(
            Link(
                href=str(child.attrs.get("src" if is_image else "href", "")),
                text=" ".join(text.split()),
                title=str(child.attrs.get("title", "")),
                location=location(self.source, inline, at),
                is_image=is_image,
            )
        )

    def _note_tags(self, inline: Inline) -> None:
        if "#" not in inline.content:
            return
        if self._items:
            if found := tuple(theme_like(inline.runs)):
                self.flow.tagged.append((inline, found))
        else:
            self._note_stray(inline)

    def _note_stray(self, inline: Inline) -> None:
        if "#" in inline.content:
            found = theme_like(inline.runs)
            self.flow.stray.extend((location(self.source, inline, at), tag) for at, tag in found)

    STEPS: ClassVar[dict[str, Callable[[BlockReader, list[Token], int], int]]] = {
        "paragraph_open": _paragraph,
        "heading_open": _heading,
        "code_block": _code,
        "fence": _code,
        "table_open": _table,
        "bullet_list_open": _list_open,
        "ordered_list_open": _list_open,
        "bullet_list_close": _list_close,
        "ordered_list_close": _list_close,
        "list_item_open": _item_open,
        "list_item_close": _item_close,
    }


def _first_line(token: Token, source: Source) -> int:
    """Return the line on which a token's text starts.

    Lines above it may hold only blanks that Markdown counts as text and trims all the same, such as
    one that does not break.
    """
    first, end = token.map or (0, 0)
    if end - first <= 1:
        return first
    written = token.content.partition("\n")[0].rstrip()
    lines = range(first, end)
    return next((line for line in lines if source.lines[line].rstrip().endswith(written)), first)


def _rest(opening: Token, inline: Token, start: int) -> tuple[Token, ...]:
    """Return the note's first paragraph: what stands below the tags in the same paragraph."""
    content = inline.content[start:]
    if not content or not inline.map:
        return ()
    first = inline.map[0] + inline.content.count("\n", 0, start)
    rest = inline.copy(content=content, map=[first, inline.map[1]])
    return opening.copy(hidden=False), rest, Token("paragraph_close", "p", -1)


def _table_tag(token: Token) -> str:
    if token.nesting < 0:
        return f"</{token.tag}>" + ("\n" if token.tag == "tr" else "")
    align = str(token.attrs.get("style", "")).removeprefix("text-align:")
    return f'<{token.tag} class="cp-{align}">' if align else f"<{token.tag}>"


def _alternative_text(image: Token) -> str:
    return "".join(
        " " if child.type == "softbreak" else child.content for child in image.children or ()
    )
