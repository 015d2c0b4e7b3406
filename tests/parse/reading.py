"""Interviews written in tests, read, and told in lines that a reviewer can check."""

from __future__ import annotations

from collections.abc import Iterator

import yaml

from counterpoint.config import DEFAULT_KINDS
from counterpoint.model import Document, Participant
from counterpoint.parse.transcript import read_transcript
from counterpoint.parse.values import Body, Cast, Item, Transcript, Vocabulary

VOCABULARY = Vocabulary(("buyer", "user"), DEFAULT_KINDS)
DANA = Participant(id="p014", side="user", speaker="Dana")
OMAR = Participant(id="p020", side="buyer", speaker="Omar")
CAST = Cast((DANA, OMAR), ("Mel",))
PATH = "interview.md"


def read(text: str, *people: Participant, interviewers: tuple[str, ...] = ("Mel",)) -> Transcript:
    """Read a body in which Dana and Omar speak, or those given."""
    cast = Cast(people or CAST.participants, interviewers)
    return read_transcript(Body(PATH, text, 1), cast, VOCABULARY)


def read_case(text: str) -> Transcript:
    """Read a whole file: who speaks stands in its front matter."""
    _, head, body = text.split("---\n", 2)
    fields = yaml.safe_load(head)
    people = tuple(Participant(**person) for person in fields.get("participants", ()))
    cast = Cast(people, tuple(fields.get("interviewers", ())))
    return read_transcript(Body(PATH, body, head.count("\n") + 3), cast, VOCABULARY)


def codes(transcript: Transcript) -> list[str]:
    """Return the numbers of everything that was found wrong, in order."""
    return [found.rule.code for found in transcript.diagnostics]


def told(transcript: Transcript) -> str:
    """Return everything that was read as Markdown."""
    return "\n".join(
        (
            "# Turns\n",
            *_turns(transcript),
            "\n# Evidence\n",
            *(line for item in transcript.items for line in _item(item)),
            "\n# Stray tags\n",
            *(f"- {_place(tag)} #{tag.name}" for tag in transcript.stray_tags),
            "\n# Findings\n",
            *_findings(transcript),
            "\n# Page\n",
            *_document(transcript.document),
            "",
        )
    )


def _turns(transcript: Transcript) -> Iterator[str]:
    for number, turn in enumerate(transcript.turns):
        who = "interviewer" if turn.is_interviewer else turn.participant or "nobody"
        label = f" {turn.speaker}" if turn.speaker else ""
        time = f" at {turn.time}" if turn.time else ""
        under = f" under {turn.anchor}" if turn.anchor else ""
        yield f"- {number}. line {turn.line}:{label} ({who}){time}{under}: {turn.text}"


def _item(item: Item) -> Iterator[str]:
    themes = " ".join(f"#{tag.name}" for tag in item.tags)
    parts = (item.anchor, item.participant or "nobody", item.stance, item.basis, themes)
    more = (*item.kinds, f"as {item.as_side}" * bool(item.as_side), item.about)
    yield f"- {_place(item)} {' '.join((*parts, *filter(None, more)))}"
    quoted = "quotes" if item.has_quotation else "covers"
    end = f"{item.tags_end.line}:{item.tags_end.column}"
    yield f"  turn {item.turn} {item.stamp} {quoted}: {item.quote} (tags end at {end})"
    if item.note.html:
        yield f"  note: {item.note.html.strip()}"


def _findings(transcript: Transcript) -> Iterator[str]:
    for found in sorted(transcript.diagnostics, key=lambda found: found.location):
        yield f"- {_place(found)} {found.rule.code} {found.severity}: {found.message}"
        yield f"  - {found.hint}"


def _document(document: Document) -> Iterator[str]:
    yield "```html"
    yield document.html.rstrip("\n")
    yield "```"
    for number, link in enumerate(document.links):
        kind = "image" if link.is_image else "link"
        target = f"{link.href} {link.title}".rstrip()
        yield f"- {kind} {number} at {_place(link)}: {link.text} -> {target}"


def _place(named: object) -> str:
    location = named.location  # type: ignore[attr-defined]
    return f"{location.line}:{location.column}"
