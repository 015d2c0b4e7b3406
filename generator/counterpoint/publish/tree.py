"""A folder that holds exactly what is wanted: what stands there already is left alone."""

from __future__ import annotations

import os
import shutil
import stat
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TypeAlias

import msgspec

from counterpoint.pages.digests import digest
from counterpoint.publish.left import Left
from counterpoint.publish.noting import note, taken
from counterpoint.publish.store import Stamp
from counterpoint.publish.values import refuse_link


@dataclass(frozen=True, slots=True)
class Leaf:
    """One file that is wanted."""

    path: str
    """Relative to the folder, with forward slashes."""
    made_of: str
    """A digest of its content, or of all that its content is made of."""
    put: Callable[[str], None]
    """Puts it at a place where nothing is; places are strings, for a site has thousands."""

    @classmethod
    def of(cls, path: str, content: bytes) -> Leaf:
        """Return a file of this content."""
        return cls(path, digest(content), written(content))


@dataclass(frozen=True, slots=True)
class Grown:
    """A file as it was put into a folder."""

    made_of: str
    stamp: Stamp


Tree: TypeAlias = Mapping[str, Grown]
"""What a folder holds, by path."""

TREE: msgspec.msgpack.Decoder[Tree] = msgspec.msgpack.Decoder(dict[str, Grown])


def written(content: bytes) -> Callable[[str], None]:
    """Return what puts a content at a place."""

    def put(place: str) -> None:
        with open(place, "xb") as file:  # noqa: PTH123
            file.write(content)

    return put


def linked(original: Path | str) -> Callable[[str], None]:
    """Return what gives a file a second name, or a copy where the file system has no such names."""

    def put(place: str) -> None:
        try:
            os.link(original, place, follow_symlinks=False)
        except FileExistsError:
            raise
        except OSError:
            shutil.copy2(original, place, follow_symlinks=False)

    return put


def keep_up(folder: Path, leaves: Iterable[Leaf], notes: Path, left: Left) -> None:
    """Make a folder hold exactly the leaves, writing what differs.

    The notes say what it holds. They are away while it changes: what was cut short is made anew.
    """
    known = taken(notes, TREE) or {}
    is_known = bool(known) and left.stands(folder, folders_of(known))
    grown = grow(folder, leaves, known, is_known=is_known)
    left.leave(folder, folders_of(grown))
    note(notes, grown)


def grow(
    folder: Path,
    leaves: Iterable[Leaf],
    known: Tree,
    lender: Path | None = None,
    *,
    is_known: bool = False,
) -> Tree:
    """Make a folder hold exactly the leaves, and return what it holds.

    `known` is what it held when it was grown last: a file that is made of the same, and has the
    same stamp as then, stays. Where `is_known` says that this is what it holds still, nothing is
    looked at. The lender is another folder that held the same.
    """
    wanted = {leaf.path: leaf for leaf in leaves}
    refuse_link(folder)
    folder.mkdir(parents=True, exist_ok=True)
    cleared = _thinned if is_known else _cleared
    kept = {path: known[path] for path in cleared(folder, wanted, known)}
    missing = [leaf for path, leaf in wanted.items() if path not in kept]
    for parent in folders_of(leaf.path for leaf in missing):
        (folder / parent).mkdir(parents=True, exist_ok=True)
    for leaf in missing:
        place = f"{folder}/{leaf.path}"
        borrowed = f"{lender}/{leaf.path}" if lender else place
        put = linked(borrowed) if _stands(borrowed, leaf, known) else leaf.put
        put(place)
        kept[leaf.path] = Grown(leaf.made_of, Stamp.of(os.lstat(place)))
    return kept


def mirrored(folder: Path, before: Tree, after: Tree, model: Path) -> bool:
    """Change a folder from one tree to another, whose files the model has; tell whether it could.

    It cannot where the folder does not hold what it held before.
    """
    gone = [path for path, grown in before.items() if after.get(path) != grown]
    new = [path for path, grown in after.items() if before.get(path) != grown]
    try:
        _remove(folder, gone, after)
        for parent in folders_of(new):
            (folder / parent).mkdir(parents=True, exist_ok=True)
        for path in new:
            linked(f"{model}/{path}")(f"{folder}/{path}")
    except OSError:
        return False
    return True


def folders_of(paths: Iterable[str]) -> set[str]:
    """Return the folders of some files, and those above them."""
    found: set[str] = set()
    for path in paths:
        above = path.rpartition("/")[0]
        while above and above not in found:
            found.add(above)
            above = above.rpartition("/")[0]
    return found


def _remove(folder: Path, gone: Collection[str], wanted: Iterable[str]) -> None:
    """Remove files, and the folders of theirs in which nothing is wanted."""
    for path in gone:
        (folder / path).unlink()
    for parent in sorted(folders_of(gone) - folders_of(wanted), reverse=True):
        (folder / parent).rmdir()


def _stands(place: str, leaf: Leaf, known: Tree) -> bool:
    """Tell whether a leaf is at a place already, as it is known."""
    grown = known.get(leaf.path)
    if grown is None or grown.made_of != leaf.made_of:
        return False
    try:
        found = os.lstat(place)
    except OSError:
        return False
    return not stat.S_ISLNK(found.st_mode) and Stamp.of(found) == grown.stamp


def _thinned(folder: Path, wanted: Mapping[str, Leaf], known: Tree) -> Iterator[str]:
    """Remove of what is known what is not wanted so; yield the paths of the rest."""
    gone = {path for path, grown in known.items() if not _is_wanted(wanted.get(path), grown)}
    _remove(folder, gone, wanted)
    return (path for path in known if path not in gone)


def _cleared(folder: Path, wanted: Mapping[str, Leaf], known: Tree) -> Iterator[str]:
    """Remove what is not wanted, or not as it is known; yield the paths of the rest."""
    parents = folders_of(wanted)
    for path, entry in _entries(folder, "", parents):
        grown = known.get(path)
        is_wanted = grown and _is_wanted(wanted.get(path), grown)
        if grown and is_wanted and Stamp.of(entry.stat(follow_symlinks=False)) == grown.stamp:
            yield path
        else:
            Path(entry.path).unlink()


def _is_wanted(leaf: Leaf | None, grown: Grown) -> bool:
    return leaf is not None and leaf.made_of == grown.made_of


def _entries(
    folder: Path | str, above: str, parents: set[str]
) -> Iterator[tuple[str, os.DirEntry[str]]]:
    """Yield the files of a folder and of those below that are parents; remove other folders."""
    with os.scandir(folder) as found:
        entries = list(found)
    for entry in entries:
        path = f"{above}{entry.name}"
        if not entry.is_dir(follow_symlinks=False):
            yield path, entry
        elif path in parents:
            yield from _entries(entry.path, f"{path}/", parents)
        else:
            shutil.rmtree(entry.path)
