"""A branch compared with where it started."""

from __future__ import annotations

from dataclasses import dataclass, replace

from counterpoint.analysis import analyse
from counterpoint.analysis.compare import Changes, Known, citation_changes, compare
from counterpoint.history import Branch, Renaming
from counterpoint.model import Study


@dataclass(frozen=True, slots=True)
class ConsentChange:
    """What may be shown now and what no longer."""

    gone: int
    """Interviews that were shown and are not now: withdrawn, expired, forgotten or deleted. A
    number only."""
    opened: tuple[str, ...]
    """Ids of interviews that were withheld and may be shown now."""


@dataclass(frozen=True, slots=True)
class Difference:
    """What a branch changes."""

    base: str
    """The branch compared with, as it was named."""
    commit: str
    """Where the work left it."""
    before: Known
    after: Known
    changes: Changes
    consent: ConsentChange
    renamed: tuple[Renaming, ...]
    errors: int
    """Errors in the files at hand: what cannot be read is not in here."""

    @property
    def is_empty(self) -> bool:
        """Whether nothing that is known, and no name, has changed."""
        consent = self.consent
        return self.changes.is_empty and not (self.renamed or consent.gone or consent.opened)

    @property
    def study(self) -> Study:
        """The study at hand."""
        return self.after.study


def difference(branch: Branch, base: str, errors: int = 0) -> Difference:
    """Return what a branch changes in what is known.

    Both states are under the consent of today, so a withdrawal shows as a number and by the
    citations that it breaks, and changes no conclusion of this comparison.
    """
    past = branch.before
    before, after = past.known, Known(branch.after, analyse(branch.after))
    wrong = tuple(citation_changes(past.then, branch.after))
    return Difference(
        base=base,
        commit=past.commit,
        before=before,
        after=after,
        changes=replace(compare(before, after), citations=wrong),
        consent=_consent(branch),
        renamed=past.renamed,
        errors=errors,
    )


def _consent(branch: Branch) -> ConsentChange:
    past = branch.before
    new_names = {one.old: one.new for one in past.renamed}
    then = {new_names.get(name, name) for name in past.then.interviews}
    now = past.study.interviews.keys()
    return ConsentChange(len(then - now), tuple(sorted(now - then)))
