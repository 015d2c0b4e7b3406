"""What can be wrong with a file, where, and what to type instead."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum


class Severity(StrEnum):
    """How much a finding matters to the build."""

    ERROR = "error"
    WARNING = "warning"
    HINT = "hint"


@dataclass(frozen=True, slots=True, order=True)
class Location:
    """A place in a file of the repository."""

    path: str
    """Relative to the repository's root, with forward slashes."""
    line: int = 1
    """From 1, counted in the whole file, front matter included."""
    column: int = 1
    """From 1, in Unicode code points."""

    def __str__(self) -> str:
        """Return `path:line:column`, as editors and terminals link it."""
        return f"{self.path}:{self.line}:{self.column}"


@dataclass(frozen=True, slots=True)
class Rule:
    """One kind of finding; its number is never reused."""

    code: str
    """`CP` and three digits; the first is the family (see `docs/diagnostics.md`)."""
    severity: Severity
    summary: str
    """One line for the reference, such as `theme is not in the codebook`."""

    def at(self, location: Location, message: str, hint: str = "") -> Diagnostic:
        """Return this rule's finding at a place."""
        return Diagnostic(location, self, message, hint)


@dataclass(frozen=True, slots=True)
class Diagnostic:
    """One finding."""

    location: Location
    rule: Rule
    message: str
    """What is wrong, quoting the item: `unknown theme #pricng`."""
    hint: str = ""
    """What to type, in plain words."""

    @property
    def severity(self) -> Severity:
        """How much it matters."""
        return self.rule.severity


def in_order(diagnostics: Iterable[Diagnostic]) -> tuple[Diagnostic, ...]:
    """Return each diagnostic once, by place, number and message."""
    return tuple(
        sorted(set(diagnostics), key=lambda found: (found.location, found.rule.code, found.message))
    )


def has_errors(diagnostics: Iterable[Diagnostic]) -> bool:
    """Tell whether anything stops a build."""
    return any(found.severity is Severity.ERROR for found in diagnostics)
