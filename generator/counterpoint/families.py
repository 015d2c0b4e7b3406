"""Every rule by its number, and the families that the numbers belong to."""

from __future__ import annotations

from collections.abc import Mapping
from types import ModuleType

from counterpoint import as_of, drawings, privacy, sources
from counterpoint.checks import citations, codebook, consent, decisions, names, roadmap, study
from counterpoint.diagnostics import Rule, Severity
from counterpoint.forget import erasing
from counterpoint.parse import active, frontmatter, heavy, layout, personal, rules, validation
from counterpoint.parse.kinds import tombstone
from counterpoint.publish import values as publishing
from counterpoint.transfer import rules as transfer

MODULES: tuple[ModuleType, ...] = (
    sources,
    layout,
    frontmatter,
    validation,
    rules,
    tombstone,
    personal,
    privacy,
    drawings,
    heavy,
    active,
    transfer,
    publishing,
    names,
    citations,
    codebook,
    consent,
    decisions,
    roadmap,
    study,
    as_of,
    erasing,
)
"""Where rules are defined."""

FAMILIES: Mapping[str, str] = {
    "CP1": "Files, front matter and syntax",
    "CP2": "References and citations",
    "CP3": "Codebook",
    "CP4": "Evidence",
    "CP5": "Consent and privacy",
    "CP6": "Roadmap and decisions",
    "CP7": "Import and export",
    "CP8": "Publishing",
}
"""Titles by the start of the number."""

INTRODUCTION = """\
# Diagnostics

What `counterpoint check` can find, by number. Errors stop a build and leave the last good site
in place; warnings and hints do not. A number never changes its meaning.
"""
IN_WORDS: Mapping[Severity, str] = {
    Severity.ERROR: "**error**",
    Severity.WARNING: "warning",
    Severity.HINT: "hint",
}


def all_rules() -> tuple[Rule, ...]:
    """Return every rule, by number."""
    found = {
        value for module in MODULES for value in vars(module).values() if isinstance(value, Rule)
    }
    return tuple(sorted(found, key=lambda rule: rule.code))


def reference() -> str:
    """Return the page of the documentation that lists every rule."""
    parts = [INTRODUCTION]
    for start, title in FAMILIES.items():
        rows = (
            f"| {rule.code} | {IN_WORDS[rule.severity]} | {rule.summary} |\n"
            for rule in all_rules()
            if rule.code.startswith(start)
        )
        parts.append(
            f"\n## {title}\n\n| number | severity | what it means |\n| --- | --- | --- |\n"
        )
        parts.extend(rows)
    return "".join(parts)
