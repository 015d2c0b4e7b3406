"""A REFI-QDA project's texts, and what is coded in them."""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from xml.etree.ElementTree import Element

from counterpoint.diagnostics import Diagnostic
from counterpoint.transfer import rules
from counterpoint.transfer.codings.offsets import fitted
from counterpoint.transfer.codings.refi_book import Book, is_own, stored_text, values_of
from counterpoint.transfer.codings.refi_xml import child_text, children, guid, local, targets
from counterpoint.transfer.codings.values import Memo, Selection, TextSource
from counterpoint.transfer.rules import finding

MEDIA = {
    "PictureSource": "a picture",
    "PDFSource": "a PDF",
    "AudioSource": "a recording",
    "VideoSource": "a video",
}


def sources_of(element: Element, book: Book, found: list[Diagnostic]) -> Iterator[TextSource]:
    """Yield the texts in one source; name what holds none."""
    kind, name = local(element), element.get("name", "")
    if kind == "TextSource":
        if stored_text(element, book.archive)[0].strip():
            yield _source(element, element, book, found)
        else:
            message = f"`{name}` has no text, neither in the project nor beside it"
            found.append(finding(rules.SKIPPED_SOURCE, book.path, message))
        return
    texts = list(children(element, "Representation", "Transcript", "TextDescription"))
    for text in texts:
        if stored_text(text, book.archive)[0].strip():
            yield _source(text, element, book, found)
    if kind in MEDIA:
        kept = "its text was kept" if texts else "it was left out"
        coded = sum(1 for one in element.iter() if local(one) == "Coding")
        within = sum(1 for text in texts for one in text.iter() if local(one) == "Coding")
        lost = f"; {coded - within} codings of its picture or sound too" if coded > within else ""
        message = f"`{name}` is {MEDIA[kind]}; {kept}{lost}"
        found.append(finding(rules.SKIPPED_SOURCE, book.path, message))


def _source(element: Element, outer: Element, book: Book, found: list[Diagnostic]) -> TextSource:
    key, name = guid(outer.get("guid")), _source_name(element, outer)
    stored, is_word = stored_text(element, book.archive)
    fit = fitted(stored, _selections(element, book))
    found += _fit_problems(book.path, name, stored, fit.misfits)
    if fit.counting:
        message = f"the selections in `{name}` count {fit.counting}; they were read so"
        found.append(finding(rules.LINE_ENDS, book.path, message))
    if is_word and (fit.selections or fit.misfits):
        message = f"the plain text of `{name}` is empty; its selections were tried on the Word file"
        found.append(finding(rules.LINE_ENDS, book.path, message))
    notes = [book.notes[ref] for ref in targets(outer, "NoteRef") if ref in book.notes]
    memos = [child_text(outer, "Description"), *(text for name, text in notes if not is_own(name))]
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
        variables=(*values_of(outer, book.variables), *book.values_by_source.get(key, ())),
        date=_day(outer.get("creationDateTime")),
        kept=next((Memo(name, text) for name, text in notes if is_own(name)), None),
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


def _selections(element: Element, book: Book) -> Iterator[Selection]:
    points = {guid(one.get("guid")): one.get("position") for one in children(element, "SyncPoint")}
    for one in children(element, "PlainTextSelection", "TranscriptSelection"):
        start = one.get("startPosition") or points.get(guid(one.get("fromSyncPoint")))
        end = one.get("endPosition") or points.get(guid(one.get("toSyncPoint")))
        notes = [book.notes[ref][1] for ref in _note_references(one) if ref in book.notes]
        description = child_text(one, "Description")
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
    yield from targets(selection, "NoteRef")
    for coding in children(selection, "Coding"):
        yield from targets(coding, "NoteRef")


def _targets_of_codings(element: Element) -> tuple[str, ...]:
    return tuple(
        target for one in children(element, "Coding") for target in targets(one, "CodeRef")
    )


def _codes_of(selection: Element, book: Book) -> Iterator[str]:
    """Yield a selection's codes; some programs leave out the coding between the two."""
    found = (*_targets_of_codings(selection), *targets(selection, "CodeRef"))
    return (key for key in found if key in book.codes)


def _coded_cases(source: Element, book: Book) -> Iterator[str]:
    """Yield the cases of a source's passages: some programs code them as if they were codes."""
    for one in children(source, "PlainTextSelection"):
        yield from book.cases_by_selection.get(guid(one.get("guid")), ())
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
