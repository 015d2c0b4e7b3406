"""The inventory by which other documentation sites link here: `theme:audit-trail`."""

from __future__ import annotations

import zlib
from collections.abc import Iterable, Iterator

from counterpoint.catalogue import Filed
from counterpoint.model import HandWrittenPage, Interview
from counterpoint.pages.digests import digest
from counterpoint.pages.place import address_of
from counterpoint.pages.site import Site
from counterpoint.pages.values import DataFile
from counterpoint.references import INVENTORY, page_address

HEAD = """# Sphinx inventory version 2
# Project: {project}
# Version: {version}
# The remainder of this file is compressed using zlib.
"""
"""What stands before the compressed lines, one a label."""
NOT_SEARCHED = "-1"
"""Sphinx's priority of labels."""


def inventory(site: Site) -> DataFile:
    """Return every page and every citable piece of evidence as a label of Sphinx's `std` domain."""
    labels: dict[str, str] = {}
    for name, line in _labels(site):
        labels.setdefault(name, line)
    head = HEAD.format(project=" ".join(site.study.config.title.split()), version="")
    lines = "".join(labels.values()).encode()
    packed = site.recall.known(inventory, digest(lines), lambda: zlib.compress(lines, 9))
    return DataFile(INVENTORY, head.encode() + packed)


def _line(name: str, address: str, title: str) -> str:
    """Return a label as the format has it: `$` stands for its name, `-` for a title like it."""
    short = f"{address.removesuffix(name)}$" if address.endswith(name) else address
    words = " ".join(title.split())
    shown = "-" if words in {"", name} else words
    return f"{name} std:label {NOT_SEARCHED} {short} {shown}\n"


def _labels(site: Site) -> Iterator[tuple[str, str]]:
    """Yield names with their lines; old ids after the new ones."""
    named = list(_named(site))
    for kind, entity in named:
        yield _label(f"{kind}:{entity.id}", address_of(entity), entity.title)
    for interview in site.study.interviews.values():
        yield from site.recall.of(_evidence, interview, interview.id)
    for page in site.study.pages.values():
        yield _label(*_of_page(page))
    for kind, entity in named:
        for alias in entity.aliases:
            yield _label(f"{kind}:{alias}", address_of(entity), entity.title)
            if isinstance(entity, Interview):
                yield from site.recall.of(_evidence, entity, alias)


def _named(site: Site) -> Iterator[tuple[str, Filed]]:
    study = site.study
    kinds: tuple[tuple[str, Iterable[Filed]], ...] = (
        ("theme", study.themes.values()),
        ("persona", study.personas.values()),
        ("account", study.accounts.values()),
        ("interview", study.interviews.values()),
        ("decision", study.decisions.values()),
        ("outcome", study.outcomes.values()),
        ("guide", study.guides.values()),
    )
    for kind, entities in kinds:
        for entity in entities:
            yield kind, entity


def _evidence(interview: Interview, name: str) -> tuple[tuple[str, str], ...]:
    address = address_of(interview)
    return tuple(
        _label(f"evidence:{name}#{item.id}", f"{address}#{item.anchor}", interview.title)
        for item in interview.evidence
        if item.id
    )


def _label(name: str, address: str, title: str) -> tuple[str, str]:
    return name, _line(name, address, title)


def _of_page(page: HandWrittenPage) -> tuple[str, str, str]:
    """Return a hand-written page's label: `roadmap:audit-log`, `page:contributing/tagging`."""
    path = page.path.removeprefix("docs/").removesuffix(".md")
    is_item = page.roadmap is not None
    name = f"roadmap:{path.removeprefix('roadmap/')}" if is_item else f"page:{path}"
    return name, page_address(page.path) or "./", page.title
