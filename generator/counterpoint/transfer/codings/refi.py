"""REFI-QDA projects (.qdpx, .qde) and codebooks (.qdc) to codes, texts and selections."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from xml.etree.ElementTree import Element, ParseError

import defusedxml.ElementTree
from defusedxml import DefusedXmlException

from counterpoint.diagnostics import Diagnostic, Rule
from counterpoint.transfer import rules
from counterpoint.transfer.archives import Archive, open_archive
from counterpoint.transfer.codings.offsets import fitted
from counterpoint.transfer.codings.values import (
    Code,
    Memo,
    Project,
    ProjectReading,
    Selection,
    TextSource,
)
from counterpoint.transfer.rules import finding
from counterpoint.transfer.transcripts.word import read_word

TEXTS = (".qde", ".txt", ".docx", ".qdc", ".md")
MEDIA = {
    "PictureSource": "a picture",
    "PDFSource": "a PDF",
    "AudioSource": "a recording",
    "VideoSource": "a video",
}
OWN_FILES = "research/"
DEEPEST = 200


@dataclass(frozen=True, slots=True)
class _Book:
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


def read_refi(path: str, data: bytes) -> ProjectReading:
    """Return what a REFI-QDA project or codebook holds; never raises on any bytes."""
    if not data.startswith(b"PK"):
        return _read_xml(path, data, None)
    opening = open_archive(path, data, members=TEXTS)
    if opening.archive is None:
        return ProjectReading(None, opening.diagnostics)
    name = next((one for one in opening.archive.names if one.lower().endswith(".qde")), "")
    content = opening.archive.read(name) if name else None
    if content is None:
        message = "there is no project in the archive (a file that ends in .qde)"
        return _nothing(path, message, rules.BAD_PROJECT)
    return _read_xml(path, content, opening.archive)


def _nothing(path: str, message: str, rule: Rule) -> ProjectReading:
    hint = "export the project again as REFI-QDA (.qdpx)"
    return ProjectReading(None, (finding(rule, path, message, hint),))


def _read_xml(path: str, data: bytes, archive: Archive | None) -> ProjectReading:
    try:
        root = defusedxml.ElementTree.fromstring(data, forbid_dtd=True)
    except DefusedXmlException:
        message = "the project's XML declares entities, which no program writes into it"
        return _nothing(path, message, rules.UNSAFE_ARCHIVE)
    except (ParseError, ValueError, LookupError) as error:
        return _nothing(path, f"the project's XML is damaged: {error}", rules.TRUNCATED)
    if _local(root) not in ("Project", "CodeBook"):
        return _nothing(path, f"<{_local(root)}> is no REFI-QDA project", rules.BAD_PROJECT)
    if _too_deep(root):
        return _nothing(path, "the project's XML is nested too deeply", rules.UNSAFE_ARCHIVE)
    return _read_project(path, root, archive)


def _too_deep(root: Element) -> bool:
    level = [root]
    for _ in range(DEEPEST):
        level = [child for element in level for child in element]
        if not level:
            return False
    return True


def _read_project(path: str, root: Element, archive: Archive | None) -> ProjectReading:
    codes = tuple(_codes(root))
    book = _book(path, root, archive, codes)
    found: list[Diagnostic] = []
    sources: list[TextSource] = []
    for element in _inside(root, "Sources"):
        sources += _sources(element, book, found)
    project = Project(
        name=root.get("name", ""),
        origin=root.get("origin", ""),
        codes=tuple(_described(codes, root, book)),
        sources=tuple(sources),
        memos=tuple(_memos(root, book)),
        files=tuple(Memo(*note) for note in _files(root, book)),
    )
    return ProjectReading(project, (*found, *_unreferred(path, root, book)))


def _local(element: Element) -> str:
    return element.tag.rsplit("}", 1)[-1]


def _children(element: Element, *names: str) -> Iterator[Element]:
    return (child for child in element if _local(child) in names)


def _inside(root: Element, folder: str) -> Iterator[Element]:
    return (child for one in _children(root, folder) for child in one)


def _text(element: Element, name: str) -> str:
    return next(((child.text or "").strip() for child in _children(element, name)), "")


def _guid(value: str | None) -> str:
    return (value or "").strip("{} ").lower()


def _target(element: Element) -> str:
    return _guid(element.get("targetGUID"))


def _targets(element: Element, name: str) -> tuple[str, ...]:
    return tuple(_target(child) for child in _children(element, name))


def _codes(root: Element) -> Iterator[Code]:
    """Yield codes, parents before children; a codebook's sets group what stands at the top."""
    book = root if _local(root) == "CodeBook" else next(_children(root, "CodeBook"), root)
    groups: dict[str, str] = {}
    for holder in (root, book):
        for one in _inside(holder, "Sets"):
            members = _targets(one, "MemberCode")
            if members:
                key = _guid(one.get("guid"))
                yield Code(key, one.get("name", ""), _text(one, "Description"))
                groups.update(dict.fromkeys(members, key))
    for one in _inside(book, "Codes"):
        yield from _code(one, groups.get(_guid(one.get("guid")), ""))


def _code(element: Element, parent: str) -> Iterator[Code]:
    key = _guid(element.get("guid"))
    yield Code(key, element.get("name", "").strip(), _text(element, "Description"), parent)
    for child in _children(element, "Code"):
        yield from _code(child, key)


def _described(codes: tuple[Code, ...], root: Element, book: _Book) -> Iterator[Code]:
    """Yield codes with their memos behind their descriptions."""
    notes = {
        _guid(one.get("guid")): _targets(one, "NoteRef")
        for one in root.iter()
        if _local(one) == "Code"
    }
    for code in codes:
        linked = [book.notes[key] for key in notes.get(code.key, ()) if key in book.notes]
        memos = [text for name, text in linked if not _is_own(name)]
        description = "\n\n".join(one for one in (code.description, *memos) if one)
        path = next((name for name, _ in linked if _is_own(name)), "")
        yield replace(code, description=description, path=path)


def _is_own(name: str) -> bool:
    return name.startswith(OWN_FILES)


def _book(path: str, root: Element, archive: Archive | None, codes: tuple[Code, ...]) -> _Book:
    variables = {_guid(one.get("guid")): one.get("name", "") for one in _inside(root, "Variables")}
    cases = {_guid(one.get("guid")): one.get("name", "") for one in _inside(root, "Cases")}
    values: dict[str, tuple[tuple[str, str], ...]] = {}
    by_source: dict[str, tuple[str, ...]] = {}
    by_selection: dict[str, tuple[str, ...]] = {}
    for case in _inside(root, "Cases"):
        name = case.get("name", "")
        for source in _targets(case, "SourceRef"):
            values[source] = (*values.get(source, ()), *_values(case, variables))
            by_source[source] = (*by_source.get(source, ()), name)
        for selection in _targets(case, "SelectionRef"):
            by_selection[selection] = (*by_selection.get(selection, ()), name)
    notes = {
        _guid(one.get("guid")): (one.get("name", ""), _stored(one, archive)[0])
        for one in _inside(root, "Notes")
    }
    keys = frozenset(code.key for code in codes)
    ours = root.get("origin", "").startswith("Counterpoint")
    return _Book(
        path, archive, keys, cases, notes, variables, values, by_source, by_selection, ours
    )


def _values(element: Element, variables: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    for one in _children(element, "VariableValue"):
        name = next((variables.get(_target(ref), "") for ref in _children(one, "VariableRef")), "")
        value = next(
            (child.text or "" for child in one if _local(child).endswith("Value")), ""
        ).strip()
        if name and value:
            yield name, value


def _stored(element: Element, archive: Archive | None) -> tuple[str, bool]:
    """Return an element's plain text as it is stored, and whether it came from a Word file.

    Some programs leave the plain text empty and put a Word file beside it.
    """
    inline = next((child.text or "" for child in _children(element, "PlainTextContent")), "")
    plain = inline or _member_text(element.get("plainTextPath"), archive)
    if plain.strip():
        return plain, False
    rich = element.get("richTextPath")
    data = _member(rich, archive)
    text = read_word(rich or "", data)[0] if data and (rich or "").endswith(".docx") else None
    return text or "", bool(text)


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


def _sources(element: Element, book: _Book, found: list[Diagnostic]) -> Iterator[TextSource]:
    """Yield the texts in one source; name what holds none."""
    kind, name = _local(element), element.get("name", "")
    if kind == "TextSource":
        if _stored(element, book.archive)[0].strip():
            yield _source(element, element, book, found)
        else:
            message = f"`{name}` has no text, neither in the project nor beside it"
            found.append(finding(rules.SKIPPED_SOURCE, book.path, message))
        return
    texts = list(_children(element, "Representation", "Transcript", "TextDescription"))
    for text in texts:
        if _stored(text, book.archive)[0].strip():
            yield _source(text, element, book, found)
    if kind in MEDIA:
        kept = "its text was kept" if texts else "it was left out"
        coded = sum(1 for one in element.iter() if _local(one) == "Coding")
        within = sum(1 for text in texts for one in text.iter() if _local(one) == "Coding")
        lost = f"; {coded - within} codings of its picture or sound too" if coded > within else ""
        message = f"`{name}` is {MEDIA[kind]}; {kept}{lost}"
        found.append(finding(rules.SKIPPED_SOURCE, book.path, message))


def _source(element: Element, outer: Element, book: _Book, found: list[Diagnostic]) -> TextSource:
    key, name = _guid(outer.get("guid")), _source_name(element, outer)
    stored, is_word = _stored(element, book.archive)
    fit = fitted(stored, _selections(element, book))
    found += _fit_problems(book.path, name, stored, fit.misfits)
    if fit.counting:
        message = f"the selections in `{name}` count {fit.counting}; they were read so"
        found.append(finding(rules.LINE_ENDS, book.path, message))
    if is_word and (fit.selections or fit.misfits):
        message = f"the plain text of `{name}` is empty; its selections were tried on the Word file"
        found.append(finding(rules.LINE_ENDS, book.path, message))
    notes = [book.notes[ref] for ref in _targets(outer, "NoteRef") if ref in book.notes]
    memos = [_text(outer, "Description"), *(text for name, text in notes if not _is_own(name))]
    whole = _targets_of_codings(outer)
    if whole:
        message = f"`{name}` is coded as a whole {len(whole)} times; only passages become evidence"
        found.append(finding(rules.UNMAPPED, book.path, message))
    return TextSource(
        key=key,
        name=name,
        text=fit.text,
        selections=fit.selections,
        memo="\n\n".join(one for one in memos if one),
        cases=tuple(
            dict.fromkeys((*book.cases_by_source.get(key, ()), *_coded_cases(outer, book)))
        ),
        variables=(*_values(outer, book.variables), *book.values_by_source.get(key, ())),
        date=_day(outer.get("creationDateTime")),
        kept=next((Memo(name, text) for name, text in notes if _is_own(name)), None),
    )


def _source_name(element: Element, outer: Element) -> str:
    path = element.get("plainTextPath") or outer.get("path") or "text"
    return outer.get("name") or element.get("name") or path.replace("\\", "/").rsplit("/", 1)[-1]


def _fit_problems(
    path: str, name: str, stored: str, misfits: tuple[Selection, ...]
) -> Iterator[Diagnostic]:
    for one in misfits:
        words = " ".join(stored[max(one.start, 0) : max(one.end, 0)].split())[:60]
        said = f", which says {one.said[:60]!r}" if one.said else ""
        message = (
            f"the selection {one.start}–{one.end} in `{name}` covers {words!r}{said}; "
            "it does not fit and was left out"
        )
        yield finding(rules.BAD_SELECTION, path, message, "look it up in the other program")


def _selections(element: Element, book: _Book) -> Iterator[Selection]:
    points = {
        _guid(one.get("guid")): one.get("position") for one in _children(element, "SyncPoint")
    }
    for one in _children(element, "PlainTextSelection", "TranscriptSelection"):
        start = one.get("startPosition") or points.get(_guid(one.get("fromSyncPoint")))
        end = one.get("endPosition") or points.get(_guid(one.get("toSyncPoint")))
        notes = [book.notes[ref][1] for ref in _note_references(one) if ref in book.notes]
        description = _text(one, "Description")
        if description and not book.is_ours:
            notes.insert(0, description)
        yield Selection(
            start=_number(start),
            end=_number(end),
            codes=tuple(dict.fromkeys(_codes_of(one, book))),
            note="\n\n".join(dict.fromkeys(text for text in notes if text)),
            said=description if book.is_ours else one.get("name", ""),
            name=one.get("name", ""),
        )


def _note_references(selection: Element) -> Iterator[str]:
    yield from _targets(selection, "NoteRef")
    for coding in _children(selection, "Coding"):
        yield from _targets(coding, "NoteRef")


def _targets_of_codings(element: Element) -> tuple[str, ...]:
    return tuple(
        target for one in _children(element, "Coding") for target in _targets(one, "CodeRef")
    )


def _codes_of(selection: Element, book: _Book) -> Iterator[str]:
    return (key for key in _targets_of_codings(selection) if key in book.codes)


def _coded_cases(source: Element, book: _Book) -> Iterator[str]:
    """Yield the cases of a source's passages: some programs code them as if they were codes."""
    for one in _children(source, "PlainTextSelection"):
        yield from book.cases_by_selection.get(_guid(one.get("guid")), ())
        yield from (book.cases[key] for key in _targets_of_codings(one) if key in book.cases)
    yield from (book.cases[key] for key in _targets_of_codings(source) if key in book.cases)


def _number(text: str | None) -> int:
    try:
        return int(text or "")
    except ValueError:
        return -1


def _day(text: str | None) -> datetime.date | None:
    try:
        return datetime.date.fromisoformat((text or "")[:10])
    except ValueError:
        return None


def _memos(root: Element, book: _Book) -> Iterator[Memo]:
    """Yield the notes that nothing but the project itself refers to."""
    if description := _text(root, "Description"):
        yield Memo("Project", description)
    used = {
        _target(ref) for one in root.iter() if one is not root for ref in _children(one, "NoteRef")
    }
    for key, (name, text) in book.notes.items():
        if key not in used and text and not _is_own(name):
            yield Memo(name, text)


def _files(root: Element, book: _Book) -> Iterator[tuple[str, str]]:
    """Yield the files that an export of ours kept, those of interviews aside."""
    of_texts = {ref for one in _inside(root, "Sources") for ref in _targets(one, "NoteRef")}
    for key, (name, text) in book.notes.items():
        if _is_own(name) and key not in of_texts and text:
            yield name, text


def _unreferred(path: str, root: Element, book: _Book) -> Iterable[Diagnostic]:
    """Report codings of codes that the project does not hold."""
    targets = (_target(one) for one in root.iter() if _local(one) == "CodeRef")
    missing = sum(1 for key in targets if key not in book.codes and key not in book.cases)
    if missing:
        message = f"{missing} codings refer to codes that are not in the codebook"
        yield finding(rules.REFERENCE, path, message)
    if links := sum(1 for _ in _inside(root, "Links")):
        yield finding(rules.UNMAPPED, path, f"{links} links between passages were left out")
