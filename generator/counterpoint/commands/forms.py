"""The text of the issue form “Add an interview”, as the Git host writes it down."""

from __future__ import annotations

import re
from collections.abc import Mapping

LABELS: Mapping[str, str] = {
    "title": "title",
    "date": "date",
    "who asked": "interviewers",
    "who answered": "participants",
    "guide": "guide",
    "how it was held": "method",
    "consent": "consent",
    "who may read it": "audience",
    "transcript": "transcript",
}
"""The form's questions and what each answer is."""
HEADING = re.compile(r"^### +(.+?) *$", re.MULTILINE)
NO_ANSWER = "_No response_"
PERSON = ("speaker", "side", "persona", "account")
"""What stands on a participant's line, in this order, with commas between."""


def read_form(text: str) -> Mapping[str, object]:
    """Return the answers by field: texts, and for `participants` a text each."""
    found: dict[str, object] = {}
    for label, answer in _answers(text.replace("\r\n", "\n")):
        key = LABELS.get(label.casefold(), "")
        if key and answer and answer != NO_ANSWER:
            found[key] = _people(answer) if key == "participants" else answer
    return found


def _answers(text: str) -> list[tuple[str, str]]:
    """Return every question with its answer; headings inside the transcript are no questions."""
    heads = [head for head in HEADING.finditer(text) if head[1].casefold() in LABELS]
    last = next((at for at, head in enumerate(heads) if head[1].casefold() == "transcript"), None)
    heads = heads if last is None else heads[: last + 1]
    ends = [*(head.start() for head in heads[1:]), len(text)]
    return [
        (head[1], text[head.end() : end].strip()) for head, end in zip(heads, ends, strict=True)
    ]


def _people(answer: str) -> tuple[str, ...]:
    """Return participants as the option takes them, the pseudonym left to be given."""
    people = []
    for line in answer.splitlines():
        cells = [cell.strip() for cell in line.strip("-* ").split(",")]
        if any(cells):
            pairs = zip(PERSON, cells, strict=False)
            people.append(", ".join(["", *(f"{key}={cell}" for key, cell in pairs if cell)]))
    return tuple(people)
