"""Opening ZIP archives that strangers made: no paths out, no bombs, no encrypted members."""

from __future__ import annotations

import io
import zipfile
import zlib
from dataclasses import dataclass
from pathlib import PurePosixPath

from counterpoint.diagnostics import Diagnostic, Rule
from counterpoint.transfer import rules

LARGEST_FILE = 512 * 1024 * 1024
LARGEST_MEMBER = 64 * 1024 * 1024
LARGEST_TOTAL = 256 * 1024 * 1024
HIGHEST_RATIO = 200
RATIO_MATTERS_ABOVE = 8 * 1024 * 1024
MOST_MEMBERS = 20_000


@dataclass(frozen=True, slots=True)
class Archive:
    """An archive whose listing has been found safe; its members are read one at a time."""

    path: str
    """As the person named it, for messages."""
    data: bytes
    names: tuple[str, ...]

    def read(self, name: str) -> bytes | None:
        """Return a member's bytes; `None` if it is absent, damaged, or longer than it says."""
        if name not in self.names:
            return None
        try:
            with zipfile.ZipFile(io.BytesIO(self.data)) as archive, archive.open(name) as member:
                content = member.read(LARGEST_MEMBER + 1)
        except (zipfile.BadZipFile, OSError, RuntimeError, NotImplementedError, zlib.error):
            return None
        return content if len(content) <= LARGEST_MEMBER else None


@dataclass(frozen=True, slots=True)
class Opening:
    """What opening an archive gave."""

    archive: Archive | None
    diagnostics: tuple[Diagnostic, ...] = ()


def open_archive(path: str, data: bytes, *, members: tuple[str, ...] = ()) -> Opening:
    """Return an archive after looking at its listing only.

    Members whose names leave the archive, and archives that would unpack to far more than they
    are, are refused whole. Large members that are not needed (a video) may stand in it: only
    those whose names end in one of `members` count towards the limits; none given, all do.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            listing = archive.infolist()
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError):
        return _refused(rules.TRUNCATED, path, "the archive is damaged or cut off")
    counted = [one for one in listing if not members or one.filename.lower().endswith(members)]
    if problem := _problem(listing, counted):
        rule, message = problem
        return _refused(rule, path, message)
    return Opening(Archive(path, data, tuple(one.filename for one in listing)))


def _refused(rule: Rule, path: str, message: str) -> Opening:
    hint = "export it again from the program that made it"
    return Opening(None, (rules.finding(rule, path, message, hint),))


def _problem(
    listing: list[zipfile.ZipInfo], counted: list[zipfile.ZipInfo]
) -> tuple[Rule, str] | None:
    if len(listing) > MOST_MEMBERS:
        return rules.TOO_LARGE, f"the archive holds {len(listing)} files"
    for member in listing:
        if leaves_archive(member.filename):
            return rules.UNSAFE_ARCHIVE, f"the archive holds a path out of it: {member.filename!r}"
        if member.flag_bits & 1:
            return rules.UNSAFE_ARCHIVE, "the archive is protected by a password"
    if any(_is_bomb(member) for member in counted):
        return rules.TOO_LARGE, "a file in the archive unpacks to far more than it should"
    if sum(member.file_size for member in counted) > LARGEST_TOTAL:
        return rules.TOO_LARGE, "the archive unpacks to more than 256 MB of text"
    return None


def _is_bomb(member: zipfile.ZipInfo) -> bool:
    if member.file_size > LARGEST_MEMBER:
        return True
    packed = max(member.compress_size, 1)
    return member.file_size > RATIO_MATTERS_ABOVE and member.file_size / packed > HIGHEST_RATIO


def leaves_archive(name: str) -> bool:
    """Tell whether a member's name is absolute, has a drive, or climbs with `..`."""
    path = PurePosixPath(name.replace("\\", "/"))
    return path.is_absolute() or ".." in path.parts or ":" in name.split("/", 1)[0] or "\0" in name
