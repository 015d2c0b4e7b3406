"""Findings as text for people to read and editors to link."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from counterpoint.diagnostics import Diagnostic, Severity, in_order

LONGEST_LINE = 300


def format_text(diagnostics: Iterable[Diagnostic]) -> str:
    """Return findings by place, each with its hint below it, and their number at the end.

    Characters that a terminal would obey are shown by their number.
    """
    found = in_order(diagnostics)
    blocks = [format_diagnostic(one) for one in found]
    return "\n".join([*blocks, summary(found)]) + "\n"


def format_diagnostic(found: Diagnostic) -> str:
    """Return one finding: `path:line:column: CP203 message`, its hint indented below."""
    lines = [f"{found.location}: {found.rule.code} {found.message}"]
    lines += [f"  {line}" for line in found.hint.split("\n") if line]
    return "\n".join(_safe(line) for line in lines)


def summary(diagnostics: Iterable[Diagnostic]) -> str:
    """Return how many findings there are of each severity: `2 errors, 1 warning`."""
    counts = Counter(found.severity for found in diagnostics)
    parts = [
        f"{counts[severity]} {severity}{'' if counts[severity] == 1 else 's'}"
        for severity in Severity
        if counts[severity]
    ]
    return ", ".join(parts) or "no problems found"


def _safe(line: str) -> str:
    shown = line if len(line) <= LONGEST_LINE else f"{line[:LONGEST_LINE]}…"
    return "".join(
        character if character.isprintable() else f"\\u{ord(character):04x}" for character in shown
    )
