"""Active content of pages by hand: what would run a program in a reader's browser, or load one.

The site's policy stops it there; here it is said at its place, before anything is published.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from html.parser import HTMLParser

from markdown_it.token import Token

from counterpoint.diagnostics import Diagnostic, Location, Rule, Severity
from counterpoint.parse.fences import is_code
from counterpoint.parse.frontmatter import FrontMatter, KeyPath, Value
from counterpoint.parse.values import Body

ACTIVE = Rule(
    "CP131",
    Severity.ERROR,
    "a page by hand would run a program, or load one, in a reader's browser",
)
IN_TEXT = "leave it out, or put it between lines of ``` to show it as code"
IN_A_FIELD = "write it without HTML: a theme prints fields as they stand"

ELEMENTS = frozenset(
    {
        "applet",
        "base",
        "embed",
        "frame",
        "frameset",
        "iframe",
        "link",
        "meta",
        "object",
        "script",
    }
)
ADDRESSES = frozenset(
    {"action", "data", "formaction", "from", "href", "src", "to", "values", "xlink:href"}
)
SCHEMES = ("javascript:", "vbscript:", "data:")
UNSEEN = re.compile(r"[\x00-\x20\x7f]+")
"""What browsers pass over in an address."""
ATTRIBUTE_LIST = re.compile(r"\{:?([^{}\n]*)\}")
"""Markdown's own way to give an element attributes: `{ #why .big }`."""


def active(body: Body, tokens: Sequence[Token]) -> Iterator[Diagnostic]:
    """Yield what is active in a page; `tokens` are the body's, as CommonMark reads it."""
    lines = body.text.split("\n")
    for token in tokens:
        first = (token.map or [0])[0]
        markup = "" if is_code(token, lines) else _markup(token)
        for number, name in _found(markup):
            line = min(first + number, len(lines) - 1)
            column = max(lines[line].lower().find(name), 0)
            yield _finding(Location(body.path, body.first_line + line, column + 1), name, IN_TEXT)


def active_fields(front: FrontMatter) -> Iterator[Diagnostic]:
    """Yield what is active in front matter: a theme prints some of it as it stands."""
    for where, text in _texts(front.values, ()):
        quoted = f'<b title="{text}">'
        for _, name in dict.fromkeys((*_found(text), *_found(quoted))):
            yield _finding(front.places.of(*where), name, IN_A_FIELD)


def _finding(where: Location, name: str, hint: str) -> Diagnostic:
    return ACTIVE.at(where, f"`{name}` is stopped by the site's policy", hint)


def _markup(token: Token) -> str:
    """Return what HTML may stand in within a block, line for line."""
    if token.type == "html_block":
        return token.content
    if token.type == "fence":
        return f"\n{token.content}"
    return "".join(map(_written, token.children or ())) if token.type == "inline" else ""


def _written(child: Token) -> str:
    if child.type in {"softbreak", "hardbreak"}:
        return "\n"
    return child.content if child.type in {"text", "html_inline"} else " "


def _texts(value: Value | Mapping[str, Value], where: KeyPath) -> Iterator[tuple[KeyPath, str]]:
    if isinstance(value, str):
        yield where, value
        return
    for key, one in value.items() if isinstance(value, Mapping) else enumerate(value):
        yield from _texts(one, (*where, key))


def _found(markup: str) -> Iterator[tuple[int, str]]:
    """Yield lines, from 0, and names of what is active in a piece of markup."""
    if "<" in markup:
        reader = _Reader()
        reader.feed(markup)
        reader.close()
        yield from reader.found
    for given in ATTRIBUTE_LIST.finditer(markup):
        line = markup.count("\n", 0, given.start())
        attributes = _Reader()
        attributes.feed(f"<b {given[1]}>")
        yield from ((line, name) for _, name in attributes.found)


class _Reader(HTMLParser):
    """Looks for elements and attributes as a browser does."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[tuple[int, str]] = []

    def parse_marked_section(self, i: int, report: bool = True) -> int:  # noqa: FBT001, FBT002
        """Read `<![…`, of which Python knows few kinds, as browsers do: as a comment."""
        return self.parse_bogus_comment(i, report)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        line = self.getpos()[0] - 1
        if tag in ELEMENTS:
            self.found.append((line, f"<{tag}"))
        self.found += [(line, name) for name, value in attrs if _is_active(tag, name, value or "")]


def _is_active(tag: str, name: str, value: str) -> bool:
    if name.startswith("on") and value:
        return True
    address = UNSEEN.sub("", value).lower()
    is_picture = tag == "img" and address.startswith("data:image/")
    return name in ADDRESSES and address.startswith(SCHEMES) and not is_picture
