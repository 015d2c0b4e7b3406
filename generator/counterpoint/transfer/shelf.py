"""What a study has already, read from its files without judging them."""

from __future__ import annotations

from collections.abc import Iterator

from counterpoint.config import Config
from counterpoint.parse.frontmatter import FrontMatter, read_front_matter
from counterpoint.parse.layout import Kind, place_of
from counterpoint.sources import Repository, Source
from counterpoint.transfer.casting import Known
from counterpoint.transfer.duplicates import fingerprint
from counterpoint.transfer.keyfile import KeyEntry
from counterpoint.transfer.plans import Shelf


def shelf_of(repository: Repository, config: Config, key: tuple[KeyEntry, ...] = ()) -> Shelf:
    """Return which ids, files and transcripts there are; withheld interviews too."""
    by_kind = {kind: tuple(_sources(repository, kind)) for kind in (Kind.INTERVIEW, Kind.THEME)}
    participants = frozenset(
        one for source in by_kind[Kind.INTERVIEW] for one in _participants(_front(source))
    )
    first, second = config.sides
    known = Known((first.key, second.key), participants).with_key(key)
    return Shelf(
        known=known,
        paths=repository.paths,
        interviews=tuple(fingerprint(one.path, one.text) for one in by_kind[Kind.INTERVIEW]),
        themes=frozenset(name for one in by_kind[Kind.THEME] for name in _names(one)),
    )


def _sources(repository: Repository, kind: Kind) -> Iterator[Source]:
    for source in repository.sources:
        place = place_of(source.path)
        if place and place.kind is kind:
            yield source


def _front(source: Source) -> FrontMatter:
    return read_front_matter(source.path, source.text)


def _participants(front: FrontMatter) -> Iterator[str]:
    listed = front.values.get("participants", [])
    for one in listed if isinstance(listed, list) else ():
        if isinstance(one, dict) and isinstance(one.get("id"), str):
            yield str(one["id"])


def _names(source: Source) -> Iterator[str]:
    place = place_of(source.path)
    if place:
        yield place.id
    aliases = _front(source).values.get("aliases", [])
    listed = aliases.split(",") if isinstance(aliases, str) else aliases
    yield from (str(one).strip() for one in listed)
