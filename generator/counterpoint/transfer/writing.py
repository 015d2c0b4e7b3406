"""Drafts to the Markdown of `research/`: front matter, turns and evidence items."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator

from counterpoint.model import Consent, Participant
from counterpoint.transfer.drafts import Draft, DraftItem, InterviewHead, Paragraph, ThemeDraft

_PLAIN_SCALAR = re.compile(r"[\w(/][^\x00-\x1f\x7f-\x9f\u2028\u2029]*", re.UNICODE)
_PLAIN_WORD = re.compile(r"[\w][\w .'’/-]*")
_INLINE = re.compile(
    r"\\(?=[!-/:-@\[-`{-~])"
    r"|\*|`|<(?=\S)|&(?=#?\w+;)|~(?=~)|(?<=~)~"
    r"|\](?=[(\[:])|(?<=\[)\^"
    r"|(?<![^\W_])_|_(?![^\W_])"
)
_BLOCK = re.compile(r"(#{1,6}|[-+])(?=\s|$)|(?=>)|(?=-[-\s]*$)|(\d{1,9})(?=[.)](?:\s|$))")


def escaped(text: str) -> str:
    """Return plain text as Markdown that shows exactly this text."""
    return _INLINE.sub(lambda match: f"\\{match[0]}", " ".join(text.split()))


def escaped_block(text: str) -> str:
    """Return plain text as a paragraph of Markdown that shows exactly this text."""
    written = escaped(text)
    match = _BLOCK.match(written)
    if match is None:
        return written
    at = match.end() if match[2] else 0
    return f"{written[:at]}\\{written[at:]}"


def scalar(text: str) -> str:
    """Return a text as a YAML value on one line, in quotes where YAML needs them."""
    flat = " ".join(text.split())
    is_plain = (
        _PLAIN_SCALAR.fullmatch(flat)
        and ": " not in flat
        and " #" not in flat
        and not flat.endswith(":")
        and not flat.startswith("---")
    )
    return flat if is_plain else json.dumps(flat, ensure_ascii=False)


def listed(words: Iterable[str]) -> str:
    """Return words as a YAML list on one line."""
    quoted = (
        word if _PLAIN_WORD.fullmatch(word) else json.dumps(word, ensure_ascii=False)
        for word in words
    )
    return f"[{', '.join(quoted)}]"


def interview_markdown(draft: Draft) -> str:
    """Return the file of an interview, as `check` accepts it."""
    body = body_markdown(draft.paragraphs)
    return f"{front_matter(draft.head)}\n{body}\n" if body else front_matter(draft.head)


def body_markdown(paragraphs: tuple[Paragraph, ...]) -> str:
    """Return a transcript's paragraphs with their items, empty lines between them."""
    return "\n\n".join(_blocks(paragraphs))


def front_matter(head: InterviewHead) -> str:
    """Return an interview's front matter, its fences and the line end behind them."""
    return "\n".join(["---", *_fields(head), "---", ""])


def _fields(head: InterviewHead) -> Iterator[str]:
    yield f"title: {scalar(head.title)}"
    yield f"date: {head.date.isoformat()}"
    if head.participants:
        yield "participants:"
        for participant in head.participants:
            yield from _participant(participant)
    else:
        yield "participants: []"
    if head.interviewers:
        yield f"interviewers: {listed(head.interviewers)}"
    yield f"method: {head.method.value}"
    yield from _optional_fields(head)
    yield from _consent(head.consent)
    if head.retain_until:
        yield f"retain_until: {head.retain_until.isoformat()}"
    if head.recording:
        yield f"recording: {scalar(head.recording)}"


def _optional_fields(head: InterviewHead) -> Iterator[str]:
    if head.guide:
        yield f"guide: {head.guide}"
    if head.asked:
        yield f"asked: {listed(head.asked)}"
    if head.coding:
        yield f"coding: {head.coding.value}"
    if head.aliases:
        yield f"aliases: {listed(head.aliases)}"
    if head.forgotten:
        yield f"forgotten: {listed(head.forgotten)}"


def _participant(participant: Participant) -> Iterator[str]:
    yield f"  - id: {scalar(participant.id)}"
    if participant.speaker and participant.speaker != participant.id:
        yield f"    speaker: {scalar(participant.speaker)}"
    yield f"    side: {participant.side}"
    if participant.persona:
        yield f"    persona: {participant.persona}"
    if participant.account:
        yield f"    account: {participant.account}"
    if participant.roles:
        yield f"    roles: {listed(role.value for role in participant.roles)}"
    if participant.segments:
        yield f"    segments: {listed(participant.segments)}"
    if participant.lifecycle:
        yield f"    lifecycle: {participant.lifecycle.value}"


def _consent(consent: Consent) -> Iterator[str]:
    yield "consent:"
    yield f"  status: {consent.status.value}"
    yield f"  audience: {consent.audience.value}"
    if consent.date:
        yield f"  date: {consent.date.isoformat()}"


def _blocks(paragraphs: tuple[Paragraph, ...]) -> Iterator[str]:
    for paragraph in paragraphs:
        yield _block(paragraph)
        if paragraph.items:
            yield "\n".join(item_markdown(item) for item in paragraph.items)


def _block(paragraph: Paragraph) -> str:
    if paragraph.heading:
        text = re.sub(r"#$", r"\\#", escaped(paragraph.text))
        return f"{'#' * paragraph.heading} {text}"
    if not paragraph.label:
        return escaped_block(paragraph.text)
    time = f"[{paragraph.time}] " if paragraph.time else ""
    return f"**{escaped(paragraph.label)}** {time}{escaped(paragraph.text)}".rstrip()


def item_markdown(item: DraftItem) -> str:
    """Return an evidence item, its note below it."""
    quotation = [f'"{escaped(item.quotation)}"'] if item.quotation else []
    themes = [f"#{theme}" for theme in item.themes]
    attributes = [f"+{attribute}" for attribute in item.attributes]
    ids = [f"^{item.id}"] if item.id else []
    first = f"- {' '.join([*quotation, *themes, *attributes, *ids])}"
    notes = [f"  {line}".rstrip() for line in item.note.strip().splitlines()]
    return "\n".join([first, *notes])


def theme_markdown(theme: ThemeDraft) -> str:
    """Return the file of a theme."""
    parent = [f"parent: {theme.parent}"] if theme.parent else []
    head = "\n".join(["---", f"title: {scalar(theme.title)}", *parent, "---", ""])
    paragraphs = [escaped_block(line) for line in theme.definition.splitlines() if line.strip()]
    body = "\n\n".join(paragraphs)
    return f"{head}\n{body}\n" if body else head
