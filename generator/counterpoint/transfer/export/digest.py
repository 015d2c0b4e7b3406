"""A theme, or a tension between two, as Markdown for a slide or a memo."""

from __future__ import annotations

import re
from collections.abc import Iterator

from counterpoint.analysis.values import Analysis, Relation, SideFindings, ThemeFindings
from counterpoint.model import Evidence, Study, Theme
from counterpoint.transfer.export.records import citation_of

MOST_QUOTES = 5


def theme_digest(study: Study, analysis: Analysis, theme: Theme) -> str:
    """Return a theme's numbers and strongest words, side by side one below the other.

    A conflict closes with what was decided about it, or that nothing was.
    """
    found = analysis.themes[theme.id]
    lines = [f"# {theme.title}", "", *_definition(theme), *_standing(found), ""]
    for side in found.sides:
        lines += [*_side(study, found, side), ""]
    if found.relation in (Relation.CONFLICT, Relation.NEARLY_CONFLICT):
        lines += [*_decisions(study, found.decided_by), ""]
    return "\n".join(lines).rstrip() + "\n"


def tension_digest(study: Study, analysis: Analysis, first: Theme, second: Theme) -> str:
    """Return two themes that pull against each other, and what was decided about both."""
    between = [one for one in analysis.tensions if set(one.themes) == {first.id, second.id}]
    decided = between[0].decided_by if between else ()
    kind = between[0].kind.value.replace("_", " ") if between else "no tension between the sides"
    parts = [f"# {first.title} or {second.title}", "", f"**{kind.capitalize()}**", ""]
    parts += (_lowered(theme_digest(study, analysis, theme)) for theme in (first, second))
    parts.append("\n".join(_decisions(study, decided)))
    return "\n".join(parts).rstrip() + "\n"


def _lowered(digest: str) -> str:
    """Return Markdown with its headings a level lower."""
    return re.sub(r"^(#+ )", r"#\1", digest, flags=re.MULTILINE)


def _definition(theme: Theme) -> Iterator[str]:
    if theme.body.summary:
        yield theme.body.summary
        yield ""


def _standing(found: ThemeFindings) -> Iterator[str]:
    relation = found.relation.value.replace("_", " ").capitalize() if found.relation else "One side"
    strength = found.strength
    yield (
        f"**{relation}** · {strength.level.value} evidence "
        f"({_counted(strength.participants, 'participant')}, "
        f"{_counted(strength.accounts, 'account')})"
    )


def _counted(number: int, noun: str) -> str:
    return f"{number} {noun}{'' if number == 1 else 's'}"


def _side(study: Study, found: ThemeFindings, side: SideFindings) -> Iterator[str]:
    sides = {one.key: one.plural for one in study.config.sides}
    yield f"## {sides.get(side.side, 'Participants')}"
    yield ""
    yield (
        f"{len(side.for_only)} for · {len(side.against_only)} against · {len(side.both)} both · "
        f"{len(side.no_stance)} raised, no stance · {len(side.not_asked)} not asked, "
        f"of {len(side.interviewed)}"
    )
    own = [one for one in found.first_hand if side.side in (*one.sides, "all")]
    for item in _one_each(own)[:MOST_QUOTES]:
        yield ""
        yield f"> {_quoted(study, item)}"


def _one_each(items: list[Evidence]) -> list[Evidence]:
    """Return the strongest item of each participant first, then the others."""
    seen: set[str] = set()
    first, rest = list[Evidence](), list[Evidence]()
    for item in items:
        (rest if item.who in seen else first).append(item)
        seen.add(item.who)
    return first + rest


def _quoted(study: Study, item: Evidence) -> str:
    speaker = item.participant
    persona = study.personas.get(speaker.persona) if speaker else None
    who = ", ".join(
        one for one in (speaker.id if speaker else "", persona.title if persona else "") if one
    )
    interview = study.interviews[item.interview]
    against = " (against)" if item.stance.value == "against" else ""
    return f"{citation_of(interview, item)}{against}\n> — {who}, {interview.date.isoformat()}"


def _decisions(study: Study, decided_by: tuple[str, ...]) -> Iterator[str]:
    yield "## Decision"
    yield ""
    for key in decided_by:
        decision = study.decisions[key]
        yield f"**{decision.title}** ({decision.date.isoformat()}). {decision.body.summary}"
    if not decided_by:
        yield "Nothing has been decided yet."
