"""A difference as plain data, for programs."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import TypeAlias

from counterpoint.analysis.compare import RelationChange, SideNumbers
from counterpoint.diff.values import Difference
from counterpoint.model import Evidence

Data: TypeAlias = "str | int | list[Data] | Mapping[str, Data] | None"


def as_json(difference: Difference) -> str:
    """Return what a branch changes as JSON, nothing that is withheld in it."""
    return json.dumps(_data(difference), ensure_ascii=False, indent=2) + "\n"


def _data(difference: Difference) -> Mapping[str, Data]:
    changes = difference.changes
    return {
        "base": difference.base,
        "commit": difference.commit,
        "errors": difference.errors,
        "interviews": {
            "added": [*changes.interviews_added],
            "coded": [*changes.coded],
            "gone": difference.consent.gone,
            "opened": [*difference.consent.opened],
        },
        "participants": {
            side: {"added": [*added], "gone": changes.participants_gone.get(side, 0)}
            for side, added in changes.participants_added.items()
        },
        "evidence": {
            "added": [_evidence(item) for item in changes.evidence_added],
            "changed": [_evidence(item) for _, item in changes.evidence_changed],
            "removed": changes.evidence_removed,
        },
        "themes": {
            "added": [*changes.themes_added],
            "gone": [*changes.themes_gone],
            "first_mentions": [*changes.first_mentions],
        },
        "relations": [_relation(one) for one in changes.relations],
        "conflicts": {
            "opened": [*changes.conflicts_opened],
            "closed": [*changes.conflicts_closed],
            "decided": [*changes.conflicts_decided],
        },
        "tensions": {
            "opened": [[*pair] for pair in changes.tensions_opened],
            "closed": [[*pair] for pair in changes.tensions_closed],
        },
        "assumptions": [
            {
                "theme": one.theme,
                "about": one.about,
                "stance": one.stance.value,
                "before": one.before.value if one.before else None,
                "after": one.after.value if one.after else None,
            }
            for one in changes.claims
        ],
        "decisions": [*changes.decisions],
        "citations": [
            {
                "page": one.page,
                "roadmap": one.is_roadmap,
                "before": one.before.value if one.before else None,
                "after": one.citation.state.value,
                "line": one.citation.link.location.line,
            }
            for one in changes.citations
        ],
        "renamed": [
            {"kind": one.kind.value, "old": one.old, "new": one.new} for one in difference.renamed
        ],
    }


def _evidence(item: Evidence) -> Mapping[str, Data]:
    return {
        "interview": item.interview,
        "evidence": item.id,
        "path": item.location.path,
        "line": item.location.line,
        "participant": item.who or None,
        "sides": [*item.sides],
        "themes": [*item.themes],
        "stance": item.stance.value,
        "basis": item.basis.value,
        "kinds": [*item.kinds],
        "quote": item.quote,
        "stamp": item.stamp,
    }


def _relation(change: RelationChange) -> Mapping[str, Data]:
    return {
        "theme": change.theme,
        "before": change.before.value if change.before else None,
        "after": change.after.value if change.after else None,
        "strength_before": change.level_before.value if change.level_before else None,
        "strength_after": change.level_after.value if change.level_after else None,
        "sides_before": [_side(side) for side in change.sides_before],
        "sides_after": [_side(side) for side in change.sides_after],
    }


def _side(side: SideNumbers) -> Mapping[str, Data]:
    return {
        "side": side.side,
        "for": side.for_,
        "against": side.against,
        "heard": side.heard,
        "asked": side.asked,
        "interviewed": side.interviewed,
        "accounts": side.accounts,
    }
