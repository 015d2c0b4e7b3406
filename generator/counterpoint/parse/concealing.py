"""Take the words of links to what is withheld out of a text, before anything else reads it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from markdown_it.token import Token

from counterpoint.model import Link

WITHHELD = "evidence withheld"
"""What a reader sees in the place of a link, its words and its title."""


_WORDS = r"(?:[^\[\]\\]|\\.|\[(?:[^\[\]\\]|\\.)*\](?:\([^()\s]*\))?)*"
_LINK = re.compile(
    rf"!?\[{_WORDS}\](?:\(\s*<?(?P<address>[^\s<>()]+)>?"
    r"(?:\s+(?:\"[^\"]*\"|'[^']*'|\([^()]*\)))?\s*\)|\[[^\[\]]*\]|)",
    re.DOTALL,
)


def concealed(children: Sequence[Token], hidden: frozenset[str]) -> list[Token]:
    """Return a block's inline tokens with links and images to these addresses emptied.

    The links stay links, without title and with other words, so that whoever composes a page still
    sees where they were. Their line breaks stay too: places in the file are counted by them.
    """
    return list(_concealed(children, hidden))


def _concealed(children: Sequence[Token], hidden: frozenset[str]) -> Iterator[Token]:
    inside: list[Token] | None = None
    for child in children:
        if inside is not None:
            if child.type != "link_close":
                inside.append(child)
                continue
            yield _words(inside)
            inside = None
        elif child.type == "link_open" and child.attrs.get("href") in hidden:
            inside = []
            child.attrs.pop("title", None)
        elif child.type == "image" and child.attrs.get("src") in hidden:
            child.attrs.pop("title", None)
            child.children = [_words([])]
            child.content = WITHHELD
        yield child


def _words(instead_of: Sequence[Token]) -> Token:
    breaks = sum(
        1 if token.type in ("softbreak", "hardbreak") else token.content.count("\n")
        for token in instead_of
        if token.type != "image"
    )
    return Token("text", "", 0, content=WITHHELD + "\n" * breaks)


def without_links(text: str, links: Iterable[Link]) -> str:
    """Return a file's text with these links and images replaced by what readers see instead.

    Where one cannot be made out, everything below the front matter goes: better too much.
    """
    starts = [0, *(found.end() for found in re.finditer("\n", text))]
    links = tuple(links)
    for link in sorted(links, key=lambda link: link.location, reverse=True):
        start = starts[link.location.line - 1] + link.location.column - 1
        found = _LINK.match(text, start)
        if found is None or (found["address"] or link.href) != link.href:
            end = text.find("\n---", 3)
            return f"{text[: text.find(chr(10), end + 1) + 1]}\n{WITHHELD}\n"
        text = f"{text[:start]}{WITHHELD}{text[found.end() :]}"
    for address in {link.href for link in links}:
        text = re.sub(_definition(address), "", text, flags=re.MULTILINE)
    return text


def _definition(address: str) -> str:
    """Return the pattern of the lines that define a label's address."""
    title = r"(?:\s+(?:\"[^\"]*\"|'[^']*'|\([^()]*\)))?"
    return rf"^[ >\t]*\[[^\]\n]+\]:\s*<?{re.escape(address)}>?{title}[ \t]*$"
