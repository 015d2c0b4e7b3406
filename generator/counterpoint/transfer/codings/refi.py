"""REFI-QDA projects (.qdpx, .qde) and codebooks (.qdc) to codes, texts and selections."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from xml.etree.ElementTree import Element, ParseError

import defusedxml.ElementTree
from defusedxml import DefusedXmlException

from counterpoint.diagnostics import Diagnostic, Rule
from counterpoint.transfer import rules
from counterpoint.transfer.archives import Archive, open_archive
from counterpoint.transfer.codings.refi_book import Book, book_of, is_own
from counterpoint.transfer.codings.refi_sources import sources_of
from counterpoint.transfer.codings.refi_xml import (
    child_text,
    children,
    guid,
    inside,
    local,
    target,
    targets,
)
from counterpoint.transfer.codings.values import Code, Memo, Project, ProjectReading, TextSource
from counterpoint.transfer.rules import finding

TEXTS = (".qde", ".txt", ".docx", ".qdc", ".md")
DEEPEST = 200


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
    if local(root) not in ("Project", "CodeBook"):
        return _nothing(path, f"<{local(root)}> is no REFI-QDA project", rules.BAD_PROJECT)
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
    book = book_of(path, root, archive, codes)
    found: list[Diagnostic] = []
    sources: list[TextSource] = []
    for element in inside(root, "Sources"):
        sources += sources_of(element, book, found)
    project = Project(
        name=root.get("name", ""),
        origin=root.get("origin", ""),
        codes=tuple(_described(codes, root, book)),
        sources=tuple(sources),
        memos=tuple(_memos(root, book)),
        files=tuple(Memo(*note) for note in _files(root, book)),
    )
    return ProjectReading(project, (*found, *_unreferred(path, root, book)))


def _codes(root: Element) -> Iterator[Code]:
    """Yield codes, parents before children; a codebook's sets group what stands at the top."""
    book = root if local(root) == "CodeBook" else next(children(root, "CodeBook"), root)
    groups: dict[str, str] = {}
    for holder in (root, book):
        for one in inside(holder, "Sets"):
            members = targets(one, "MemberCode")
            if members:
                key = guid(one.get("guid"))
                yield Code(key, one.get("name", ""), child_text(one, "Description"))
                groups.update(dict.fromkeys(members, key))
    for one in inside(book, "Codes"):
        yield from _code(one, groups.get(guid(one.get("guid")), ""))


def _code(element: Element, parent: str) -> Iterator[Code]:
    key = guid(element.get("guid"))
    yield Code(key, element.get("name", "").strip(), child_text(element, "Description"), parent)
    for child in children(element, "Code"):
        yield from _code(child, key)


def _described(codes: tuple[Code, ...], root: Element, book: Book) -> Iterator[Code]:
    """Yield codes with their memos behind their descriptions."""
    notes = {
        guid(one.get("guid")): targets(one, "NoteRef")
        for one in root.iter()
        if local(one) == "Code"
    }
    for code in codes:
        linked = [book.notes[key] for key in notes.get(code.key, ()) if key in book.notes]
        memos = [text for name, text in linked if not is_own(name)]
        description = "\n\n".join(one for one in (code.description, *memos) if one)
        path = next((name for name, _ in linked if is_own(name)), "")
        yield replace(code, description=description, path=path)


def _memos(root: Element, book: Book) -> Iterator[Memo]:
    """Yield the notes that nothing but the project itself refers to."""
    if description := child_text(root, "Description"):
        yield Memo("Project", description)
    used = {
        target(ref) for one in root.iter() if one is not root for ref in children(one, "NoteRef")
    }
    for key, (name, text) in book.notes.items():
        if key not in used and text and not is_own(name):
            yield Memo(name, text)


def _files(root: Element, book: Book) -> Iterator[tuple[str, str]]:
    """Yield the files that an export of ours kept, those of interviews aside."""
    of_texts = {ref for one in inside(root, "Sources") for ref in targets(one, "NoteRef")}
    for key, (name, text) in book.notes.items():
        if is_own(name) and key not in of_texts and text:
            yield name, text


def _unreferred(path: str, root: Element, book: Book) -> Iterable[Diagnostic]:
    """Report codings of codes that the project does not hold."""
    targets = (target(one) for one in root.iter() if local(one) == "CodeRef")
    missing = sum(1 for key in targets if key not in book.codes and key not in book.cases)
    if missing:
        message = f"{missing} codings refer to codes that are not in the codebook"
        yield finding(rules.REFERENCE, path, message)
    if links := sum(1 for _ in inside(root, "Links")):
        yield finding(rules.UNMAPPED, path, f"{links} links between passages were left out")
