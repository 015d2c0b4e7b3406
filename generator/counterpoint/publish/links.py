"""Find the addresses and anchors of a published page, quickly and well enough to check them."""

from __future__ import annotations

import html
import re
from collections.abc import Callable
from dataclasses import dataclass

TAG = re.compile(r"<[a-zA-Z][^<>\"']*(?:(?:\"[^\"]*\"|'[^']*')[^<>\"']*)*")
ATTRIBUTE = re.compile(r"\s(href|src|id|name)=(?:\"([^\"]*)\"|'([^']*)'|([^\s>]+))")
ADDRESS = re.compile(r"(\s(?:href|src)=\")([^\"]*)(\")")


@dataclass(frozen=True, slots=True)
class Anchors:
    """What a page links to and what can be linked to on it."""

    addresses: frozenset[str]
    """Values of `href` and `src`, entities decoded."""
    names: frozenset[str]
    """Values of `id` and `name`."""

    def __or__(self, other: Anchors) -> Anchors:
        """Return what two parts of one page link to and are named together."""
        return Anchors(self.addresses | other.addresses, self.names | other.names)


def anchors(page: str) -> Anchors:
    """Return a page's addresses and names."""
    found = set(ATTRIBUTE.findall(">".join(TAG.findall(page))))
    addresses = {_value(one) for one in found if one[0] in {"href", "src"}}
    names = {_value(one) for one in found if one[0] in {"id", "name"}}
    return Anchors(frozenset(addresses), frozenset(names))


def _value(found: tuple[str, str, str, str]) -> str:
    _, *quoted = found
    return html.unescape("".join(quoted))


def with_addresses(block: str, change: Callable[[str], str]) -> str:
    """Return HTML whose `href` and `src` values went through a function, text left alone."""

    def changed(attribute: re.Match[str]) -> str:
        address = change(html.unescape(attribute[2]))
        return f"{attribute[1]}{html.escape(address)}{attribute[3]}"

    return TAG.sub(lambda tag: ADDRESS.sub(changed, tag[0]), block)


def is_internal(address: str) -> bool:
    """Tell whether an address stays on the site."""
    return "//" not in address.partition("?")[0].partition("#")[0] and not re.match(
        r"[a-zA-Z][a-zA-Z0-9+.-]*:", address
    )


def resolve(folder: str, address: str) -> str:
    """Return an address without its query and fragment as seen from the site's root.

    `folder` is the page's own address: empty for the home page, else ending in `/`.
    """
    path = address.partition("#")[0].partition("?")[0]
    if not path:
        return folder
    parts = [] if path.startswith("/") else folder.split("/")[:-1]
    for part in path.lstrip("/").split("/"):
        if part == "..":
            parts = parts[:-1]
        elif part != ".":
            parts.append(part)
    return "/".join(parts)
