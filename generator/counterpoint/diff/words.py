"""Changes in words, one line each, the most important first."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator

from counterpoint.analysis.compare import CitationChange, ClaimChange, RelationChange, SideNumbers
from counterpoint.analysis.values import ClaimStatus, Relation
from counterpoint.citing import CitationState
from counterpoint.diff.values import Difference
from counterpoint.model import Evidence, Expresses, Stance
from counterpoint.pages.wording import (
    RELATION_ADVICE,
    RELATION_LABELS,
    are_against,
    are_for,
    counted,
    in_sentence,
    listed,
    side_views,
    title_of,
)

URGENT = (
    Relation.CONFLICT,
    Relation.SHARED,
    Relation.UNWANTED,
    Relation.CONTESTED,
)
SETTLED = (ClaimStatus.CONFIRMED, ClaimStatus.CONTRADICTED, ClaimStatus.DISPUTED)
MARKUP = re.compile(r"[\\`*_{}\[\]()#+!|~<>&@:-]")
WRONG = {
    CitationState.SUSPECT: "cites words that have changed",
    CitationState.WITHDRAWN: "cites what was withdrawn",
    CitationState.BROKEN: "cites what is not there any more",
}
CITATION_ADVICE = {
    CitationState.SUSPECT: "read them again, then stamp the citation anew",
    CitationState.WITHDRAWN: "cite somebody else, or take the sentence out",
    CitationState.BROKEN: "correct the link",
}


def shown(text: str) -> str:
    """Return a contributor's text as Markdown that shows exactly this text, and calls nobody."""
    return MARKUP.sub(lambda sign: f"&#{ord(sign[0])};", " ".join(text.split()))


def lines_of(difference: Difference) -> Iterator[str]:
    """Yield what changed, a line of Markdown each, the most important first."""
    changes = difference.changes
    moved = [one for one in changes.relations if one.is_of_relation]
    urgent = [one for one in moved if {one.before, one.after} & set(URGENT)]
    claims = sorted(changes.claims, key=lambda one: one.after not in SETTLED)
    settled = [one for one in claims if one.after in SETTLED]
    yield from _citations(one for one in changes.citations if one.is_roadmap)
    yield from (_relation(difference, one) for one in urgent)
    yield from _conflicts(difference)
    yield from (_claim(difference, one) for one in settled)
    yield from _consent(difference)
    yield from (_relation(difference, one) for one in moved if one not in urgent)
    yield from _citations(one for one in changes.citations if not one.is_roadmap)
    yield from _first_mentions(difference)
    yield from (_claim(difference, one) for one in claims if one not in settled)
    yield from (_strength(difference, one) for one in changes.relations if one not in moved)
    yield from _codebook(difference)


def _citations(changes: Iterable[CitationChange]) -> Iterator[str]:
    """Yield a line for each page and state, however many citations there are of it."""
    found = Counter((one.page, one.is_roadmap, one.citation.state) for one in changes)
    for (page, is_roadmap, state), count in found.items():
        what = "The roadmap item" if is_roadmap else "The page"
        times = f" in {counted(count, 'place')}" if count > 1 else ""
        yield f"**{what}** `{page}` {WRONG[state]}{times}: {CITATION_ADVICE[state]}."


def _relation(difference: Difference, change: RelationChange) -> str:
    title = _theme(difference, change.theme)
    before, after = _label(change.before), _label(change.after)
    if change.after is None:
        return f"**{title}** is no longer in the codebook; it was {before or 'not related'}."
    moved = f"{before} → **{after}**" if before else f"**{after}**"
    numbers = _numbers(difference, change)
    return f"**{title}**: {moved}. {numbers} {RELATION_ADVICE[change.after]}"


def _label(relation: Relation | None) -> str:
    return in_sentence(RELATION_LABELS[relation]) if relation else ""


def _numbers(difference: Difference, change: RelationChange) -> str:
    before = {side.side: side for side in change.sides_before}
    views = side_views(difference.study.config)
    parts = (
        f"{views[side.side].plural}: {_moved(before.get(side.side), side)}"
        for side in change.sides_after
    )
    return f"{'; '.join(parts)}."


def _moved(before: SideNumbers | None, after: SideNumbers) -> str:
    def number(was: int | None, now: int) -> str:
        return str(now) if was is None or was == now else f"{was} → {now}"

    for_ = number(before.for_ if before else None, after.for_)
    against = number(before.against if before else None, after.against)
    interviewed = number(before.interviewed if before else None, after.interviewed)
    return f"{for_} for, {against} against, of {interviewed} interviewed"


def _conflicts(difference: Difference) -> Iterator[str]:
    changes = difference.changes
    for theme in changes.conflicts_decided:
        yield f"The conflict over **{_theme(difference, theme)}** has a decision in force now."
    for one, other in changes.tensions_opened:
        pair = f"**{_theme(difference, one)}** and **{_theme(difference, other)}**"
        yield f"New tension: {pair} pull against each other, and each side wants one of them."
    for one, other in changes.tensions_closed:
        pair = f"{_theme(difference, one)} and {_theme(difference, other)}"
        yield f"No tension any more between {pair}."


def _claim(difference: Difference, change: ClaimChange) -> str:
    study = difference.study
    theme = study.themes.get(change.theme)
    side = side_views(study.config)[change.about]
    say = are_for if change.stance is Stance.FOR else are_against
    words = say(2, theme.expresses if theme else Expresses.NEED)
    claim = f"The assumption that {side.many} {words} (**{_theme(difference, change.theme)}**)"
    before = change.before.value if change.before else "new"
    if change.after is None:
        return f"{claim} is no longer made."
    return f"{claim}: {before} → **{change.after.value}**."


def _consent(difference: Difference) -> Iterator[str]:
    consent = difference.consent
    if consent.gone:
        gone = counted(consent.gone, "interview")
        are = "is" if consent.gone == 1 else "are"
        yield (
            f"**Consent**: {gone} that could be shown {are} withheld, forgotten or deleted now, "
            "and left out on both sides of this comparison."
        )
    for name in consent.opened:
        yield f"**Consent**: {_interview(difference, name)} was withheld and may be shown now."


def _first_mentions(difference: Difference) -> Iterator[str]:
    heard = difference.changes.first_mentions
    if heard:
        titles = listed(f"**{_theme(difference, theme)}**" for theme in heard)
        yield f"Heard for the first time: {titles}."


def _strength(difference: Difference, change: RelationChange) -> str:
    before = change.level_before.value if change.level_before else "none"
    after = change.level_after.value if change.level_after else "none"
    return f"Evidence on **{_theme(difference, change.theme)}**: {before} → {after}."


def _codebook(difference: Difference) -> Iterator[str]:
    changes = difference.changes
    if changes.themes_added:
        titles = listed(f"**{_theme(difference, theme)}**" for theme in changes.themes_added)
        yield f"New in the codebook: {titles}."
    for name in changes.decisions:
        decision = difference.study.decisions[name]
        yield f"Decided: **{shown(decision.title)}** (`{decision.path}`)."
    for one in difference.renamed:
        yield f"Renamed: {one.kind.value} `{one.old}` → `{one.new}`."


def _theme(difference: Difference, name: str) -> str:
    for study in (difference.after.study, difference.before.study):
        if name in study.themes:
            return shown(study.themes[name].title)
    return title_of(name)


def _interview(difference: Difference, name: str) -> str:
    interview = difference.study.interviews.get(name)
    return f"`{interview.path}`" if interview else f"`{name}`"


def evidence_line(difference: Difference, item: Evidence) -> str:
    """Return a piece of evidence with who said it, what it is about and where it stands."""
    views = side_views(difference.study.config)
    side = views[item.participant.side].one if item.participant else "measured"
    about = listed(_theme(difference, theme) for theme in item.themes)
    stance = "" if item.stance is Stance.FOR else f", {item.stance.value}"
    basis = "" if item.basis.is_first_hand else f", {item.basis.value}"
    where = f"`{item.location.path}:{item.location.line}`"
    return f"“{_short(item.quote)}” ({side}; {about}{stance}{basis}) {where}"


def _short(quote: str, most: int = 160) -> str:
    return shown(quote if len(quote) <= most else f"{quote[:most].rstrip()}…")
