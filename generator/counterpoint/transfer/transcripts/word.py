"""Word documents to plain text: paragraphs, tables, what tracked changes leave standing."""

from __future__ import annotations

import io
import re
from html.parser import HTMLParser

import mammoth  # type: ignore[import-untyped]

from counterpoint.diagnostics import Diagnostic
from counterpoint.transfer import rules
from counterpoint.transfer.archives import Archive, open_archive
from counterpoint.transfer.transcripts.labels import is_name_like
from counterpoint.transfer.transcripts.plain import TIME_ALONE

BLOCKS = frozenset({"p", "h1", "h2", "h3", "h4", "h5", "h6", "li"})
_ENTITY = re.compile(rb"<!(?:DOCTYPE|ENTITY)", re.IGNORECASE)


def read_word(
    path: str, data: bytes, *, is_exact: bool = False
) -> tuple[str | None, tuple[Diagnostic, ...]]:
    """Return a document's text, a line a paragraph; `None` with the reason if it cannot be read.

    A table's row is one line: `[time] speaker: words` where its cells are that. `is_exact`: every
    paragraph is one line, empty ones too, with its white space, as other programs count it.
    """
    opening = open_archive(path, data, members=(".xml", ".rels"))
    if opening.archive is None:
        return None, opening.diagnostics
    body = opening.archive.read("word/document.xml")
    if body is None:
        hint = "save it as .docx or as text"
        return None, (rules.finding(rules.BINARY, path, "this is no Word document", hint),)
    if _has_entities(opening.archive):
        message = "the document's XML declares entities, which Word never writes"
        return None, (rules.finding(rules.UNSAFE_ARCHIVE, path, message),)
    leftovers = _leftovers(path, body, opening.archive)
    return _converted(path, data, leftovers, is_exact=is_exact)


def _has_entities(archive: Archive) -> bool:
    parts = (archive.read(name) for name in archive.names if name.endswith((".xml", ".rels")))
    return any(part and _ENTITY.search(part) for part in parts)


def _converted(
    path: str, data: bytes, leftovers: tuple[Diagnostic, ...], *, is_exact: bool
) -> tuple[str | None, tuple[Diagnostic, ...]]:
    try:
        result = mammoth.convert_to_html(
            io.BytesIO(data), convert_image=_no_image, ignore_empty_paragraphs=not is_exact
        )
    except Exception:  # noqa: BLE001 - mammoth raises whatever its parts raise on damaged input
        message = "the Word document is damaged"
        return None, (rules.finding(rules.TRUNCATED, path, message, "save it again in Word"),)
    lines = _Lines(is_exact=is_exact)
    lines.feed(result.value)
    lines.close()
    return "\n".join(lines.finished()), leftovers


@mammoth.images.img_element  # type: ignore[untyped-decorator]
def _no_image(_image: object) -> dict[str, str]:
    return {}


def _leftovers(path: str, body: bytes, archive: Archive) -> tuple[Diagnostic, ...]:
    """Say which of Word's extras were kept and which were left out."""
    inserted = len(re.findall(rb"<w:(?:ins|moveTo)[ >]", body))
    deleted = len(re.findall(rb"<w:(?:del|moveFrom)[ >]", body))
    comments = len(re.findall(rb"<w:comment[ >]", archive.read("word/comments.xml") or b""))
    said = []
    if inserted or deleted:
        said.append(
            f"tracked changes: {inserted} insertions were kept, {deleted} deletions left out"
        )
    if comments:
        said.append(f"comments: {comments} were left out")
    hint = "accept or reject the changes in Word, then import again, if that is not what you want"
    return tuple(rules.finding(rules.WORD_LEFTOVERS, path, one, hint) for one in said)


class _Lines(HTMLParser):
    """Collects a converted document's paragraphs and table rows."""

    def __init__(self, *, is_exact: bool) -> None:
        super().__init__(convert_charrefs=True)
        self._is_exact = is_exact
        self._lines: list[str] = []
        self._cells: list[list[str]] = []
        self._text = ""
        self._skipped = 0

    def handle_starttag(self, tag: str, _attrs: list[tuple[str, str | None]]) -> None:
        if tag == "br":
            self._text += "\n"
        elif tag == "tr":
            self._cells.append([])
        elif tag in ("td", "th") and self._cells:
            self._cells[-1].append("")

    def handle_endtag(self, tag: str) -> None:
        if tag in BLOCKS or tag in ("td", "th"):
            self._end_block()
        elif tag == "tr" and self._cells:
            self._lines.extend(_row(self._cells.pop()))

    def handle_data(self, data: str) -> None:
        self._text += data

    def _end_block(self) -> None:
        text, self._text = self._text, ""
        if self._is_exact:
            self._lines.extend(text.split("\n"))
            return
        text = text.strip()
        if not text:
            return
        if self._cells and self._cells[-1]:
            before = self._cells[-1][-1]
            self._cells[-1][-1] = f"{before}\n{text}" if before else text
        else:
            self._lines.extend([*text.split("\n"), ""])

    def finished(self) -> list[str]:
        """Return the lines collected, and what stood outside every block."""
        if self._text:
            self._end_block()
        return self._lines


def _row(cells: list[str]) -> list[str]:
    """Return a table's row as transcript lines."""
    filled = [cell.strip() for cell in cells if cell.strip()]
    if not filled:
        return []
    times = [cell for cell in filled[:-1] if TIME_ALONE.match(cell)]
    rest = [cell for cell in filled if cell not in times]
    stamp = f"[{times[0].strip('[]()')}] " if times else ""
    if len(rest) > 1 and is_name_like(rest[0].rstrip(":")):
        name, words = rest[0].rstrip(":").strip(), "\n".join(rest[1:])
        return [*f"{stamp}{name}: {words}".split("\n"), ""]
    return [*f"{stamp}{' '.join(rest)}".split("\n"), ""]
