"""Everything that a REFI-QDA project's selections may refer to."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from xml.etree.ElementTree import Element

from counterpoint.transfer.archives import Archive
from counterpoint.transfer.codings.refi_xml import children, guid, inside, local, target, targets
from counterpoint.transfer.codings.values import Code
from counterpoint.transfer.transcripts.word import read_word

OWN_FILES = "research/"


@dataclass(frozen=True, slots=True)
class Book:
    """Everything that selections may refer to, by GUID."""

    path: str
    archive: Archive | None
    codes: frozenset[str]
    cases: Mapping[str, str]
    notes: Mapping[str, tuple[str, str]]
    """A note's name and text."""
    variables: Mapping[str, str]
    values_by_source: Mapping[str, tuple[tuple[str, str], ...]]
    cases_by_source: Mapping[str, tuple[str, ...]]
    cases_by_selection: Mapping[str, tuple[str, ...]]
    is_ours: bool


def is_own(name: str) -> bool:
    """Tell whether a note is a file that an export of ours kept."""
    return name.startswith(OWN_FILES)


def book_of(path: str, root: Element, archive: Archive | None, codes: tuple[Code, ...]) -> Book:
    """Return what the selections of a project may refer to."""
    variables = {guid(one.get("guid")): one.get("name", "") for one in inside(root, "Variables")}
    cases = {guid(one.get("guid")): one.get("name", "") for one in inside(root, "Cases")}
    values: dict[str, tuple[tuple[str, str], ...]] = {}
    by_source: dict[str, tuple[str, ...]] = {}
    by_selection: dict[str, tuple[str, ...]] = {}
    for case in inside(root, "Cases"):
        name = case.get("name", "")
        for source in targets(case, "SourceRef"):
            values[source] = (*values.get(source, ()), *values_of(case, variables))
            by_source[source] = (*by_source.get(source, ()), name)
        for selection in targets(case, "SelectionRef"):
            by_selection[selection] = (*by_selection.get(selection, ()), name)
    notes = {
        guid(one.get("guid")): (one.get("name", ""), stored_text(one, archive)[0])
        for one in inside(root, "Notes")
    }
    keys = frozenset(code.key for code in codes)
    ours = root.get("origin", "").startswith("Counterpoint")
    return Book(path, archive, keys, cases, notes, variables, values, by_source, by_selection, ours)


def values_of(element: Element, variables: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    """Yield the variables that an element gives a value, by name."""
    for one in children(element, "VariableValue"):
        name = next((variables.get(target(ref), "") for ref in children(one, "VariableRef")), "")
        value = next(
            (child.text or "" for child in one if local(child).endswith("Value")), ""
        ).strip()
        if name and value:
            yield name, value


def stored_text(element: Element, archive: Archive | None) -> tuple[str, bool]:
    """Return an element's plain text as it is stored, and whether it came from a Word file.

    Some programs leave the plain text empty and put a Word file beside it.
    """
    inline = next((child.text or "" for child in children(element, "PlainTextContent")), "")
    plain = inline or _member_text(element.get("plainTextPath"), archive)
    if plain.strip():
        return plain, False
    rich = element.get("richTextPath")
    data = _member(rich, archive)
    if not data or not (rich or "").lower().endswith(".docx"):
        return "", False
    text = read_word(rich or "", data, is_exact=True)[0] or ""
    return text, bool(text.strip())


def _member(path: str | None, archive: Archive | None) -> bytes | None:
    """Return a member by the path that the project gives: with or without `internal://`."""
    if not path or archive is None:
        return None
    wanted = path.replace("\\", "/").rsplit("/", 1)[-1].casefold()
    name = next((one for one in archive.names if one.rsplit("/", 1)[-1].casefold() == wanted), "")
    return archive.read(name) if name else None


def _member_text(path: str | None, archive: Archive | None) -> str:
    data = _member(path, archive)
    if data is None:
        return ""
    encoding = "utf-16" if data[:2] in (b"\xff\xfe", b"\xfe\xff") else "utf-8-sig"
    return data.decode(encoding, errors="replace")
