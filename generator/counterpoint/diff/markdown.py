"""A difference as Markdown: a comment that a reviewer reads in a minute."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from counterpoint.diff.values import Difference
from counterpoint.diff.words import evidence_line, lines_of, shown
from counterpoint.pages.wording import counted, day, in_sentence, listed, side_views

SHOWN = 8
"""Lines before the rest is folded."""
FOLDED = 40
"""Lines in a fold before the rest is only counted."""
MARKER = "<!-- counterpoint diff -->"
"""By which a workflow finds its comment again."""


def as_markdown(difference: Difference) -> str:
    """Return what a branch changes, the most important first and the rest folded.

    Well below the 65,536 characters that a comment may have.
    """
    lines = list(lines_of(difference))
    parts = [MARKER, "### What this changes in what we know", "", _summary(difference), ""]
    if difference.errors:
        found = counted(difference.errors, "error")
        parts += [f"`counterpoint check` finds {found}: what cannot be read is not in here.", ""]
    parts += [f"- {line}" for line in lines[:SHOWN]]
    parts += [*_folds(difference, lines[SHOWN:]), ""]
    return "\n".join(parts)


def _summary(difference: Difference) -> str:
    changes = difference.changes
    if difference.is_empty:
        return "Nothing: the evidence, and what follows from it, is the same."
    views = side_views(difference.study.config)
    people = [
        counted(len(added), in_sentence(views[side].one), in_sentence(views[side].many))
        for side, added in changes.participants_added.items()
        if added
    ]
    added = [
        *_some(len(changes.interviews_added), "interview"),
        *people,
        *_some(len(changes.evidence_added), "piece of evidence", "pieces of evidence"),
    ]
    parts = [f"Adds {listed(added)}"] if added else []
    if changes.coded:
        parts.append(f"{counted(len(changes.coded), 'interview')} coded and counting now")
    if changes.evidence_changed:
        number = len(changes.evidence_changed)
        parts.append(f"changes {counted(number, 'piece of evidence', 'pieces of evidence')}")
    if changes.evidence_removed:
        number = changes.evidence_removed
        parts.append(f"removes {counted(number, 'piece of evidence', 'pieces of evidence')}")
    text = "; ".join(parts) or "No evidence is added, changed or removed"
    return f"{text[:1].upper()}{text[1:]}."


def _some(number: int, one: str, many: str = "") -> list[str]:
    return [counted(number, one, many)] if number else []


def _folds(difference: Difference, rest: list[str]) -> Iterator[str]:
    changes = difference.changes
    yield from _fold(f"{counted(len(rest), 'smaller change')}", rest)
    yield from _fold("Interviews added", list(_interviews(difference)))
    for title, items in (
        ("Evidence added", changes.evidence_added),
        ("Evidence changed, as it is now", tuple(now for _, now in changes.evidence_changed)),
    ):
        yield from _fold(title, [evidence_line(difference, item) for item in items])


def _interviews(difference: Difference) -> Iterator[str]:
    for name in difference.changes.interviews_added:
        interview = difference.study.interviews[name]
        state = "" if interview.is_coded else ", coding not finished: it counts nowhere yet"
        yield f"{shown(interview.title)} ({day(interview.date)}{state}) `{interview.path}`"


def _fold(title: str, lines: list[str]) -> Iterable[str]:
    if not lines:
        return ()
    shown_lines = [f"- {line}" for line in lines[:FOLDED]]
    left = len(lines) - FOLDED
    more = [f"- and {left:,} more"] if left > 0 else []
    count = f" ({len(lines):,})" if not title[0].isdigit() else ""
    head = f"<details><summary>{title}{count}</summary>"
    return ("", head, "", *shown_lines, *more, "", "</details>")
