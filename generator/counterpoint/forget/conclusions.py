"""Which conclusions change when somebody is forgotten, before and after, in plain words."""

from __future__ import annotations

from collections.abc import Iterator

from counterpoint.analysis import analyse
from counterpoint.analysis.compare import Changes, Known, RelationChange, SideNumbers, compare
from counterpoint.analysis.roadmap import RoadmapEvidence, roadmap
from counterpoint.study import Loaded


def conclusions(before: Loaded, after: Loaded) -> tuple[str, ...]:
    """Return what would no longer be concluded, a line each; empty where nothing changes."""
    old, new = (Known(one.study, analyse(one.study)) for one in (before, after))
    changes = compare(old, new)
    return tuple(
        line
        for part in (
            _relations(old, changes),
            _numbers_only(old, new, changes),
            _tensions(changes),
            _claims(changes),
            _roadmap(old, new),
            _decisions(old, changes, before, after),
        )
        for line in part
    )


def _relations(old: Known, changes: Changes) -> Iterator[str]:
    for change in changes.relations:
        title = _title(old, change.theme)
        if change.is_of_relation:
            yield (
                f"theme {title}: {change.before or 'none'} -> {change.after or 'none'} "
                f"({_numbers(change)})"
            )
        if change.level_before is not change.level_after:
            before, after = change.level_before or "none", change.level_after or "none"
            yield f"theme {title}: evidence {before} -> {after}"


def _numbers_only(old: Known, new: Known, changes: Changes) -> Iterator[str]:
    """Yield the themes that are what they were, on fewer people."""
    told = {change.theme for change in changes.relations if change.is_of_relation}
    for theme, was in old.analysis.themes.items():
        now = new.analysis.themes.get(theme)
        if theme in told or now is None or was.people == now.people:
            continue
        moved = "; ".join(
            f"{before.side} {len(before.for_)} -> {len(after.for_)} for, "
            f"{len(before.against)} -> {len(after.against)} against"
            for before, after in zip(was.sides, now.sides, strict=True)
            if (before.for_, before.against) != (after.for_, after.against)
        )
        yield f"theme {_title(old, theme)}: still {was.relation or 'not compared'} ({moved})"


def _numbers(change: RelationChange) -> str:
    after = {side.side: side for side in change.sides_after}
    parts = (_moved(side, after.get(side.side)) for side in change.sides_before)
    return "; ".join(parts)


def _moved(before: SideNumbers, after: SideNumbers | None) -> str:
    if after is None:
        return f"{before.side} {before.for_} for, {before.against} against -> gone"
    return (
        f"{before.side} {before.for_} -> {after.for_} for, "
        f"{before.against} -> {after.against} against, "
        f"{before.interviewed} -> {after.interviewed} interviewed"
    )


def _tensions(changes: Changes) -> Iterator[str]:
    for one, other in changes.tensions_closed:
        yield f"tension between {one} and {other}: yes -> no"
    for one, other in changes.tensions_opened:
        yield f"tension between {one} and {other}: no -> yes"


def _claims(changes: Changes) -> Iterator[str]:
    for change in changes.claims:
        what = f"assumption that {change.about}s are {change.stance} {change.theme}"
        yield f"{what}: {change.before or 'none'} -> {change.after or 'no longer made'}"


def _roadmap(old: Known, new: Known) -> Iterator[str]:
    after = {one.page.path: one for one in roadmap(new.study, new.analysis).items}
    for one in roadmap(old.study, old.analysis).items:
        was, now = _backing(one), _backing(after[one.page.path])
        if was != now:
            yield f"roadmap item {one.page.title} ({one.page.path}): {was} -> {now}"


def _backing(one: RoadmapEvidence) -> str:
    flags = ", ".join(str(flag).replace("_", " ") for flag in one.flags) or "nothing to mend"
    pieces = "1 piece" if len(one.live) == 1 else f"{len(one.live)} pieces"
    return f"{pieces} of evidence, {one.strength.level} ({flags})"


def _decisions(old: Known, changes: Changes, before: Loaded, after: Loaded) -> Iterator[str]:
    moved = {change.theme for change in changes.relations}
    for decision in old.study.decisions.values():
        themes = sorted(moved & {*decision.themes})
        if themes:
            yield f"decision {decision.title} ({decision.path}): look again at {', '.join(themes)}"
        cited = len(after.hidden.get(decision.path, ())) - len(before.hidden.get(decision.path, ()))
        if cited > 0:
            yield f"decision {decision.title} ({decision.path}): cites what is forgotten"


def _title(known: Known, theme: str) -> str:
    found = known.study.themes.get(theme)
    return found.title if found else theme
