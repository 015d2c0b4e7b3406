"""What an interview adds to what was known: theme by theme, in words."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from counterpoint.analysis.values import SideFindings
from counterpoint.model import Expresses, Interview
from counterpoint.pages.place import Place
from counterpoint.pages.site import Site
from counterpoint.pages.views import Badge, Hyperlink, SideView
from counterpoint.pages.wording import are_against, are_for, counted, listed, relation_badge


@dataclass(frozen=True, slots=True)
class Addition:
    """What an interview says on one theme, and how much that matters."""

    theme: Hyperlink
    badge: Badge | None
    side: SideView
    words: str
    matters: str
    """`the first to raise it`; empty where it is one voice among several."""


def additions(here: Place, interview: Interview) -> tuple[Addition, ...]:
    """Return what a coded interview adds, what matters most first."""
    if not interview.is_coded:
        return ()
    spoken = here.site.recall.of(speakers, interview).items()
    found = [one for theme, own in spoken for one in _on_theme(here, interview, theme, own)]
    found.sort(key=lambda one: (not one.matters, one.theme.text))
    return tuple(found)


def speakers(interview: Interview) -> Mapping[str, frozenset[str]]:
    """Return whose words in an interview may count, by theme in alphabetical order."""
    found: dict[str, set[str]] = defaultdict(set)
    for item in interview.evidence:
        if item.counts and item.participant:
            for theme in item.themes:
                found[theme].add(item.participant.id)
    return {theme: frozenset(found[theme]) for theme in sorted(found)}


def _on_theme(here: Place, interview: Interview, theme: str, own: frozenset[str]) -> list[Addition]:
    findings = here.site.findings(theme)
    first = is_first(here.site, interview, theme)
    badge = relation_badge(findings.relation)
    return [
        Addition(
            here.theme(theme),
            badge,
            here.site.sides[side.side],
            _words(here, theme, side, own),
            _matters(here, side, own, is_first=first),
        )
        for side in findings.sides
        if own & side.all_for or own & side.all_against
    ]


def _words(here: Place, theme: str, side: SideFindings, own: frozenset[str]) -> str:
    """Return `Dana wants this, as do 2 other users`."""
    expresses = here.site.study.themes[theme].expresses
    view = here.site.sides[side.side]
    rows = ((side.all_for, are_for), (side.all_against, are_against))
    return "; ".join(
        _stance(here, view, ours, len(people) - len(ours), say, expresses)
        for people, say in rows
        if (ours := own & people)
    )


def _stance(  # noqa: PLR0913, PLR0917  (the parts of one sentence)
    here: Place,
    view: SideView,
    ours: frozenset[str],
    others: int,
    say: Callable[[int, Expresses], str],
    expresses: Expresses,
) -> str:
    names = listed(here.name(one) for one in sorted(ours))
    said = f"{names} {say(len(ours), expresses)}"
    if not others:
        return said
    verb = "does" if others == 1 else "do"
    return f"{said}, as {verb} {counted(others, f'other {view.one}', f'other {view.many}')}"


def _matters(here: Place, side: SideFindings, own: frozenset[str], *, is_first: bool) -> str:
    view = here.site.sides[side.side]
    if is_alone(side, own):
        return f"the only {view.one if len(side.heard) == 1 else view.many} heard on it"
    return "the first to raise it" if is_first else ""


def is_alone(side: SideFindings, own: frozenset[str]) -> bool:
    """Tell whether a side was heard on a theme by these people only."""
    return len(side.heard) <= len(own) and own.issuperset(side.heard)


def is_first(site: Site, interview: Interview, theme: str) -> bool:
    """Tell whether every other interview with evidence on a theme is newer."""
    oldest = site.insights.oldest_on[theme]
    return len(oldest) > 1 and oldest[0][1] == interview.id and oldest[0][0] < oldest[1][0]
