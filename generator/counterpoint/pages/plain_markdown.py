"""HTML of our own pages as readable Markdown, for programs that read instead of looking."""

from __future__ import annotations

import html
import re
from dataclasses import dataclass, field

TOKEN = re.compile(r"<!--.*?-->|<(/?)([a-zA-Z][\w-]*)([^>]*)>|([^<]+)|<", re.DOTALL)
PICTURE = re.compile(r"<svg\b.*?</svg>", re.DOTALL)
INLINE = frozenset({"span", "mark", "small", "time", "abbr", "q", "cite", "sup", "sub", "bdi"})
"""Tags that change nothing in Markdown."""
REPEATED_MARK = re.compile(r"(\*\*|`|\*)\s*\1")
ITEM = re.compile(r"\s*(?:-|\d+\.) ")
HREF = re.compile(r'\shref="([^"]*)"')
ALTERNATIVE = re.compile(r'\salt="([^"]*)"')
SKIPPED = frozenset({"script", "style", "svg", "button", "nav", "template", "select", "head"})
BLOCKS = frozenset(
    {
        *("p", "div", "section", "article", "header", "footer", "figure", "figcaption", "summary"),
        *("details", "dl", "dt", "dd", "ul", "ol", "main", "aside", "form", "table", "thead"),
        *("tbody", "caption"),
    }
)
HEADINGS = {f"h{level}": "#" * level for level in range(1, 7)}
TOOLTIP = 'role="tooltip"'
"""What hovers over a sentence is no part of it."""
MARKS = {"strong": "**", "b": "**", "em": "*", "i": "*", "code": "`"}


def markdown_of(page: str) -> str:
    """Return a page's HTML as Markdown: headings, paragraphs, lists, quotations, tables, links.

    Addresses stay as they are, so that they lead from `index.md` where they led from the page.
    """
    writer = _Writer()
    for closing, name, attributes, text in TOKEN.findall(PICTURE.sub("", page)):
        if text:
            writer.text(text)
        elif name and (name not in INLINE or TOOLTIP in attributes or writer.skipped):
            writer.tag(name.lower(), attributes, is_end=bool(closing))
    return writer.finished()


@dataclass(slots=True)
class _Writer:
    """Writes blocks one after another; knows what encloses the words at hand."""

    lines: list[str] = field(default_factory=list)
    words: list[str] = field(default_factory=list)
    lead: str = ""
    quotes: int = 0
    lists: list[int] = field(default_factory=list)
    """Of each open list: the number of its last item, -1 where it is not numbered."""
    links: list[tuple[int, str]] = field(default_factory=list)
    cells: list[str] | None = None
    rows: int = 0
    skipped: list[str] = field(default_factory=list)

    def text(self, text: str) -> None:
        """Take words."""
        if not self.skipped:
            self.words.append(html.unescape(text) if "&" in text else text)

    def tag(self, name: str, attributes: str, *, is_end: bool) -> None:
        """Take a tag."""
        if self.skipped or name in SKIPPED or TOOLTIP in attributes:
            self._skip(name, attributes, is_end=is_end)
        elif name in MARKS:
            self.words.append(MARKS[name])
        elif name == "a":
            self._link(attributes, is_end=is_end)
        elif name in ("img", "br", "hr"):
            self._void(name, attributes)
        else:
            self._block(name, is_end=is_end)

    def _skip(self, name: str, attributes: str, *, is_end: bool) -> None:
        if attributes.endswith("/"):
            return
        if not is_end and (not self.skipped or self.skipped[0] == name):
            self.skipped.append(name)
        elif is_end and self.skipped and self.skipped[-1] == name:
            self.skipped.pop()

    def _link(self, attributes: str, *, is_end: bool) -> None:
        if not is_end:
            found = HREF.search(attributes)
            self.links.append((len(self.words), html.unescape(found[1]) if found else ""))
        elif self.links:
            at, address = self.links.pop()
            inside = " ".join("".join(self.words[at:]).split())
            if address and inside:
                glue = " " if at and self.words[at - 1].endswith(")") else ""
                self.words[at:] = [f"{glue}[{inside}]({address})"]

    def _void(self, name: str, attributes: str) -> None:
        if name == "br":
            self.words.append(" ")
        elif name == "hr":
            self._end_block()
        elif found := ALTERNATIVE.search(attributes):
            self.words.append(html.unescape(found[1]))

    def _block(self, name: str, *, is_end: bool) -> None:
        if name in ("td", "th", "tr"):
            self._cell(name, is_end=is_end)
        elif self.cells is not None:
            self.words.append(" ")
        elif name in HEADINGS:
            self._end_block()
            self.lead = "" if is_end else f"{HEADINGS[name]} "
        elif name == "li":
            self._end_block()
            self.lead = "" if is_end else self._bullet()
        elif name == "blockquote":
            self._end_block()
            self.quotes = max(0, self.quotes + (-1 if is_end else 1))
        elif name in BLOCKS or name == "pre":
            self._end_block()
            self._list(name, is_end=is_end)

    def _list(self, name: str, *, is_end: bool) -> None:
        if name not in ("ul", "ol"):
            return
        if not is_end:
            self.lists.append(0 if name == "ol" else -1)
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

    def _cell(self, name: str, *, is_end: bool) -> None:
        if name == "tr" and not is_end:
            self._end_block()
            self.cells = []
            self.rows = self.rows + 1 if self._follows_row() else 1
        elif name == "tr" and self.cells is not None:
            self.lines.append(f"| {' | '.join(self.cells)} |")
            if self.rows == 1:
                self.lines.append(f"|{' --- |' * len(self.cells)}")
            self.cells = None
        elif is_end and self.cells is not None:
            self.cells.append(self._taken().replace("|", "\\|"))
        else:
            self.words.clear()

    def _follows_row(self) -> bool:
        return bool(self.lines) and self.lines[-1].startswith("|")

    def _taken(self) -> str:
        if not self.words:
            return ""
        text = " ".join("".join(self.words).split())
        self.words.clear()
        self.links.clear()
        return REPEATED_MARK.sub("", text) if "*" in text or "`" in text else text

    def _end_block(self) -> None:
        text = self._taken()
        if not text:
            return
        is_item = self.lead.lstrip()[:1].isdigit() or self.lead.lstrip().startswith("-")
        follows_item = bool(self.lines) and bool(ITEM.match(self.lines[-1]))
        if self.lines and not (is_item and follows_item):
            self.lines.append("")
        self.lines.append(f"{'> ' * self.quotes}{self.lead}{text}")
        self.lead = ""

    def finished(self) -> str:
        """Return everything written."""
        self._end_block()
        return "\n".join(self.lines) + "\n"
