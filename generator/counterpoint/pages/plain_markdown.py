"""HTML of our own pages as readable Markdown, for programs that read instead of looking."""

from __future__ import annotations

import html
import re
from dataclasses import dataclass, field

PICTURE = re.compile(r"<svg\b[^<]*+(?:<(?!/svg>)[^<]*+)*+</svg>")
UNREAD = re.compile(r"<(script|style|svg|button|nav|template|select|head)\b[^>]*(?<!/)>")
"""What begins an element of which nothing is read."""
TOOLTIP = 'role="tooltip"'
HOVERING = re.compile(rf"<(\w+)[^>]*{TOOLTIP}[^>]*(?<!/)>")
"""What hovers over a sentence is no part of it."""
UNMARKED = re.compile(
    r"<!--.*?-->|</?(?:span|mark|small|time|abbr|q|cite|sup|sub|bdi|del|ins|kbd|s|u)\b[^>]*>"
    r"|<(strong|b|em|i|code)\b[^>]*></\1>",
    re.DOTALL,
)
"""What changes nothing in Markdown."""
SIGN = re.compile(r"</?(strong|b|em|i|code|br|img)\b([^>]*)>")
SIGNS = {"strong": "**", "b": "**", "em": "*", "i": "*", "code": "`", "br": " "}
ALTERNATIVE = re.compile(r'\salt="([^"]*)"')
LINK = re.compile(r'<a\b[^>]*?\shref="([^"]+)"[^>]*>([^<]*)</a>')
BLOCK = re.compile(
    r"<(/?(?:p|td|div|th|figure|figcaption|blockquote|li|tr|ul|section|h[1-6]|ol|dl|dt|dd|article"
    r"|header|footer|summary|details|main|aside|form|table|thead|tbody|caption|pre|hr))\b[^>]*>\s*"
)
"""What parts blocks; the most frequent first."""
STRUCTURE = frozenset(
    {"tr", "/tr", "td", "th", "blockquote", "/blockquote", "ul", "/ul", "ol", "/ol", "li", "/li"}
    | {f"{end}h{level}" for end in ("", "/") for level in range(1, 7)}
)
"""Of these what says more than that a block ends."""
PIPE = "\\|"
TAG = re.compile(r"<(?:/?[a-zA-Z][^>]*>)?")
ITEM = re.compile(r"\s*(?:-|\d+\.) ")


def markdown_of(page: str) -> str:
    """Return a page's HTML as Markdown: headings, paragraphs, lists, quotations, tables, links.

    Addresses stay as they are, so that they lead from `index.md` where they led from the page.
    """
    read = _without(PICTURE.sub("", page), UNREAD)
    shown = _without(read, HOVERING) if TOOLTIP in read else read
    linked = LINK.sub(_link, SIGN.sub(_sign, UNMARKED.sub("", shown)))
    first, *rest = BLOCK.split(linked)
    writer = _Writer()
    writer.take("", first)
    for tag, words in zip(rest[::2], rest[1::2], strict=True):
        if words or tag in STRUCTURE:
            writer.take(tag, words)
    return writer.finished()


def _without(page: str, opening: re.Pattern[str]) -> str:
    """Return HTML without elements that begin in a way."""
    parts: list[str] = []
    at = 0
    while found := opening.search(page, at):
        parts.append(page[at : found.start()])
        at = _end(page, found)
    return "".join((*parts, page[at:]))


def _end(page: str, opening: re.Match[str]) -> int:
    """Return where an element ends, others of its name within it."""
    depth = 1
    for tag in re.compile(rf"<(/?){opening[1]}\b[^>]*(?<!/)>").finditer(page, opening.end()):
        depth += -1 if tag[1] else 1
        if not depth:
            return tag.end()
    return len(page)


def _sign(tag: re.Match[str]) -> str:
    if tag[1] != "img":
        return SIGNS[tag[1]]
    words = ALTERNATIVE.search(tag[2])
    return words[1] if words else ""


def _link(found: re.Match[str]) -> str:
    """Return a link, apart from one before it."""
    words = " ".join(found[2].split())
    if not words:
        return ""
    follows = found.string.endswith(("</a>", "</a>**", ")"), 0, found.start())
    return f"{' ' if follows else ''}[{words}]({found[1]})"


@dataclass(slots=True)
class _Writer:
    """Writes blocks one after another; knows what encloses the words at hand."""

    lines: list[str] = field(default_factory=list)
    lead: str = ""
    quotes: int = 0
    lists: list[int] = field(default_factory=list)
    """Of each open list: the number of its last item, -1 where it is not numbered."""
    cells: list[str] | None = None
    """Of the open row."""

    def take(self, tag: str, words: str) -> None:
        """Take what begins or ends a block, and the words up to the next."""
        text = _plain(words) if words else ""
        if self.cells is not None or tag == "tr":
            self._row(tag, text)
            return
        if tag in STRUCTURE:
            self._structure(tag)
        self._line(text)

    def _structure(self, tag: str) -> None:
        name = tag.removeprefix("/")
        if name in {"ul", "ol"}:
            self._list(tag)
        elif name == "blockquote":
            self.quotes = max(0, self.quotes + (1 if tag == name else -1))
        elif name == "li":
            self.lead = self._bullet() if tag == name else ""
        elif name not in {"tr", "td", "th"}:
            self.lead = f"{'#' * int(name[1])} " if tag == name else ""

    def _list(self, tag: str) -> None:
        if tag in {"ul", "ol"}:
            self.lists.append(0 if tag == "ol" else -1)
        elif self.lists:
            self.lists.pop()

    def _bullet(self) -> str:
        if not self.lists:
            return "- "
        indent = "  " * (len(self.lists) - 1)
        if self.lists[-1] < 0:
            return f"{indent}- "
        self.lists[-1] += 1
        return f"{indent}{self.lists[-1]}. "

    def _row(self, tag: str, text: str) -> None:
        if self.cells is None or tag in {"tr", "/tr"}:
            self._end_row()
            self.cells = [] if tag == "tr" else None
        elif tag in {"td", "th"}:
            self.cells.append(text)
        elif self.cells and text:
            self.cells[-1] = f"{self.cells[-1]} {text}".lstrip()

    def _end_row(self) -> None:
        if not self.cells:
            return
        is_first = not self.lines or not self.lines[-1].startswith("|")
        self.lines.append(f"| {' | '.join(one.replace('|', PIPE) for one in self.cells)} |")
        if is_first:
            self.lines.append(f"|{' --- |' * len(self.cells)}")

    def _line(self, text: str) -> None:
        if not text:
            return
        if self.lines and not (ITEM.match(self.lead) and ITEM.match(self.lines[-1])):
            self.lines.append("")
        self.lines.append(f"{'> ' * self.quotes}{self.lead}{text}")
        self.lead = ""

    def finished(self) -> str:
        """Return everything written."""
        self._end_row()
        return "\n".join(self.lines) + "\n"


def _plain(words: str) -> str:
    """Return words on one line, without the tags that are left in them."""
    shown = TAG.sub("", words) if "<" in words else words
    return " ".join((html.unescape(shown) if "&" in shown else shown).split())
