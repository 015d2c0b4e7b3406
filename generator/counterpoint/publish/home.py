"""The overview once more as the home page, where there is none by hand."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from counterpoint.publish.finishing import Composed, Composition, finished
from counterpoint.publish.links import is_internal, resolve, with_addresses
from counterpoint.publish.staging import block_of

HOME = "index.md"
OVERVIEW = "research/index.md"


def home(composition: Composition) -> Iterator[Composed]:
    """Yield the home page, where the overview is among the pages."""
    store = composition.store
    for one in composition.pages:
        if one.page.path == OVERVIEW:
            block = block_of(store.get(one.staged).decode())
            moved = with_addresses(block, _from_home)
            yield finished(replace(one.page, path=HOME, html=moved), store)


def _from_home(address: str) -> str:
    """Return an address written on `/research/` as the home page has to write it."""
    if not is_internal(address) or address.startswith(("#", "/")):
        return address
    rest = address[len(address.partition("#")[0].partition("?")[0]) :]
    return (resolve("research/", address) or ".") + rest
