"""What an import would write: decided whole before a byte is written."""

from __future__ import annotations

from dataclasses import dataclass, replace

from counterpoint.diagnostics import Diagnostic
from counterpoint.transfer.casting import Known
from counterpoint.transfer.drafts import NewFile
from counterpoint.transfer.duplicates import Fingerprint
from counterpoint.transfer.keyfile import KeyEntry


@dataclass(frozen=True, slots=True)
class Shelf:
    """What the study has already."""

    known: Known
    paths: frozenset[str] = frozenset()
    """Every file of `research/`, relative to the root."""
    interviews: tuple[Fingerprint, ...] = ()
    themes: frozenset[str] = frozenset()
    """Ids and aliases."""

    @property
    def interview_ids(self) -> frozenset[str]:
        """Ids of interviews that are taken."""
        return frozenset(
            path.rsplit("/", 1)[-1].removesuffix(".md")
            for path in self.paths
            if path.startswith("research/interviews/")
        )

    def with_plan(self, plan: Plan) -> Shelf:
        """Return a shelf on which a plan's files stand already."""
        themes = (
            file.path.rsplit("/", 1)[-1].removesuffix(".md")
            for file in plan.files
            if file.path.startswith("research/themes/")
        )
        return replace(
            self,
            known=self.known.with_key(plan.key).with_participants(plan.participants),
            paths=self.paths | {file.path for file in plan.files},
            themes=self.themes | frozenset(themes),
        )


@dataclass(frozen=True, slots=True)
class Plan:
    """Files to be written together or not at all."""

    files: tuple[NewFile, ...] = ()
    key: tuple[KeyEntry, ...] = ()
    diagnostics: tuple[Diagnostic, ...] = ()
    said: tuple[str, ...] = ()
    """What a person should hear about it, a line each."""
    participants: frozenset[str] = frozenset()
    """Ids of everybody in its interviews."""

    def with_plan(self, other: Plan) -> Plan:
        """Return both plans as one."""
        return Plan(
            (*self.files, *other.files),
            tuple(dict.fromkeys((*self.key, *other.key))),
            (*self.diagnostics, *other.diagnostics),
            (*self.said, *other.said),
            self.participants | other.participants,
        )
