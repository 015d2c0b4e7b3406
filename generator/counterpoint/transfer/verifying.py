"""Reading back what an import is about to write, as `check` will read it."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass, replace

from counterpoint.config import Config
from counterpoint.diagnostics import Diagnostic, Severity
from counterpoint.parse.files import parse_source
from counterpoint.sources import Source
from counterpoint.transfer.drafts import Draft, NewFile, Paragraph
from counterpoint.transfer.writing import interview_markdown


@dataclass(frozen=True, slots=True)
class Verified:
    """An interview that reads back without an error, and the items that did not."""

    draft: Draft
    content: str
    dropped: tuple[tuple[str, str], ...] = ()
    """The line of each item that was taken out, and why."""
    problems: tuple[Diagnostic, ...] = ()
    """Errors that no item is to blame for."""


def errors_in(file: NewFile, config: Config) -> Iterator[Diagnostic]:
    """Yield the errors of one file to be written, other files aside."""
    content = file.content if isinstance(file.content, bytes) else file.content.encode("utf-8")
    source = Source(file.path, content, hashlib.sha256(content).hexdigest())
    parsed = parse_source(source, config)
    for found in parsed.diagnostics if parsed else ():
        if found.severity is Severity.ERROR:
            yield found


def verified(path: str, draft: Draft, config: Config) -> Verified:
    """Return an interview's file without the items that would not be found where they stand."""
    dropped: list[tuple[str, str]] = []
    content = interview_markdown(draft)
    for _ in range(1 + sum(len(one.items) for one in draft.paragraphs)):
        errors = list(errors_in(NewFile(path, content), config))
        lines = content.split("\n")
        blamed = {
            one.location.line: one.message for one in errors if _is_item(lines, one.location.line)
        }
        if not blamed:
            return Verified(draft, content, tuple(dropped), tuple(errors))
        dropped += [(lines[line - 1], why) for line, why in sorted(blamed.items())]
        draft = _without(draft, content, frozenset(blamed))
        content = interview_markdown(draft)
    return Verified(draft, content, tuple(dropped))


def _is_item(lines: list[str], line: int) -> bool:
    return 0 < line <= len(lines) and lines[line - 1].startswith("- ")


def _without(draft: Draft, content: str, lines: frozenset[int]) -> Draft:
    """Return a draft without the items on these lines of its file."""
    starts = (number for number, line in enumerate(content.split("\n"), 1) if line[:2] == "- ")
    body_at = content.count("\n", 0, content.index("\n---\n", 3)) + 2
    numbers = (number for number in starts if number > body_at)
    return replace(draft, paragraphs=tuple(_kept(draft.paragraphs, numbers, lines)))


def _kept(
    paragraphs: tuple[Paragraph, ...], numbers: Iterator[int], lines: frozenset[int]
) -> Iterator[Paragraph]:
    for paragraph in paragraphs:
        items = tuple(item for item in paragraph.items if next(numbers, 0) not in lines)
        yield replace(paragraph, items=items)
