"""Find the addresses and anchors of a published page, quickly and well enough to check them."""

from __future__ import annotations

import html
import re
from collections.abc import Callable
from dataclasses import dataclass
from urllib.parse import unquote

TAG = re.compile(r"<[a-zA-Z][^<>\"']*+(?:(?:\"[^\"]*+\"|'[^']*+')[^<>\"']*+)*+")
ATTRIBUTE = re.compile(
    r"\s(href|src|id|name)=(?:\"([^\"]*)\"|'([^']*)'|([^\s>]+))|\"[^\"]*\"|'[^']*'"
)
"""What is looked for in a tag; other quoted values are passed over, for they may look like it."""
SCHEME = re.compile(r"[a-zA-Z][a-zA-Z0-9+.-]*:")
ADDRESS = re.compile(r"(\s(?:href|src)=\")([^\"]*)(\")")


@dataclass(frozen=True, slots=True)
class Anchors:
    """What a page links to and what can be linked to on it."""

    addresses: frozenset[str]
    """Values of `href` and `src`, entities decoded; once resolved, files and their `#fragment`."""
    names: frozenset[str]
    """Values of `id` and `name`."""


def anchors(page: str) -> Anchors:
    """Return a page's addresses and names."""
    found = set(ATTRIBUTE.findall(">".join(set(TAG.findall(page)))))
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
    return "//" not in address.partition("?")[0].partition("#")[0] and not SCHEME.match(address)


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


def resolved(found: Anchors, folder: str) -> Anchors:
    """Return a page's names, and in place of its addresses the files of the site they lead to.

    `folder` is the page's own address. A fragment stays behind its `#`; what leads elsewhere is
    left out.
    """
    inside = (_target(folder, one) for one in found.addresses if is_internal(one))
    return Anchors(frozenset(inside), found.names)


def anchors_at(path: str, page: str) -> Anchors:
    """Return the anchors, resolved, of a page that is published at a path."""
    folder, slash, _ = path.rpartition("/")
    return resolved(anchors(page), f"{folder}{slash}")


def _target(folder: str, address: str) -> str:
    fragment = unquote(address.partition("#")[2].partition(":~:")[0])
    file = file_at(unquote(resolve(folder, address)))
    return f"{file}#{fragment}" if fragment else file


def file_at(address: str) -> str:
    """Return the file that a web server answers an address with."""
    return f"{address}index.html" if address == "" or address.endswith("/") else address
