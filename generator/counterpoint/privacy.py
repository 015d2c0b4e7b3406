"""Names that must not appear: a list kept outside the repository, and the key to pseudonyms."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

from counterpoint.diagnostics import Diagnostic, Location, Rule, Severity
from counterpoint.parse.personal import names_in, pattern_of_names
from counterpoint.sources import Source

KEY_INSIDE = Rule("CP517", Severity.ERROR, "the key to the pseudonyms lies in the repository")
NAMES_UNREADABLE = Rule("CP518", Severity.ERROR, "the list of names cannot be read")
NAMES_VARIABLE = "COUNTERPOINT_NAMES"
"""The environment variable that says where the list of names is."""
KEY_HEADER = b"name,speaker,participant"
"""How a key written by `counterpoint import` begins."""

BOM = b"\xef\xbb\xbf"


def names_found(
    sources: Iterable[Source], environment: Mapping[str, str] | None = None
) -> Iterator[Diagnostic]:
    """Yield every name of the list in `COUNTERPOINT_NAMES` that stands in a file."""
    given = (os.environ if environment is None else environment).get(NAMES_VARIABLE, "")
    if not given:
        return
    try:
        names = pattern_of_names(Path(given).read_text(encoding="utf-8-sig"))
    except (OSError, ValueError):
        message = f"the list of names cannot be read: {given}"
        hint = f"correct {NAMES_VARIABLE}: a UTF-8 file, a name on each line"
        yield NAMES_UNREADABLE.at(Location(NAMES_VARIABLE), message, hint)
        return
    if names:
        for source in sources:
            yield from names_in(source.path, source.text, names)


def keys_inside(root: Path, strays: Iterable[str]) -> Iterator[Diagnostic]:
    """Yield every table at the root, or among the strays, that is a key to pseudonyms."""
    tables = (path for path in root.glob("*.csv") if path.is_file() and not path.is_symlink())
    beside = sorted(path.name for path in tables)
    for path in (*beside, *(stray for stray in strays if stray.endswith(".csv"))):
        if _starts_like_a_key(root / path):
            message = "this is the key to the pseudonyms: whoever reads the repository reads it"
            hint = "move it out of the repository, and out of its history"
            yield KEY_INSIDE.at(Location(path), message, hint)


def _starts_like_a_key(path: Path) -> bool:
    try:
        with path.open("rb") as file:
            start = file.read(len(BOM) + len(KEY_HEADER))
    except OSError:
        return False
    return start.removeprefix(BOM).startswith(KEY_HEADER)
