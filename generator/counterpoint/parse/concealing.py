"""Take the words of links to what is withheld out of a text, before anything else reads it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from markdown_it.token import Token

WITHHELD = "evidence withheld"
"""What a reader sees in the place of a link, its words and its title."""


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
