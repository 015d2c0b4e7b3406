"""Questions that readers come with, each with the page that answers it."""

from __future__ import annotations

from collections.abc import Iterator

from counterpoint.analysis.values import ClaimStatus, Relation
from counterpoint.model import Lifecycle
from counterpoint.pages.opposing import oppositions
from counterpoint.pages.place import HOME, OVERLAP, SEARCH, Place
from counterpoint.pages.views import Hyperlink


def questions(here: Place) -> tuple[Hyperlink, ...]:
    """Return the questions that this study can answer, as links to where it does."""
    if not any(here.site.analysis.interviewed.values()):
        return ()
    folded = here.site.study.config.same_people
    return (*(() if folded else _between_the_sides(here)), *_of_any_study(here))


def _between_the_sides(here: Place) -> Iterator[Hyperlink]:
    first, second = (side.many for side in here.site.pair)
    relations = {one.relation for one in here.site.analysis.themes.values()}
    statuses = {one.status for one in here.site.analysis.claims}
    if Relation.SHARED in relations:
        wanted = "overlap.relation=Shared&overlap.decision=None"
        shared = here.to(OVERLAP, "relation-shared")
        yield Hyperlink(f"What do {first} and {second} both want?", shared)
        undecided = _asked(here, OVERLAP, wanted, "themes")
        yield Hyperlink("What do both want that no decision was taken on?", undecided)
    yield Hyperlink("Where do they disagree, and what was decided?", here.to("research/conflicts/"))
    if any(next(oppositions(here.site, one), None) for one in here.site.study.personas.values()):
        at_odds = here.to("research/personas/")
        yield Hyperlink(f"What do some {second} reject that {first} want?", at_odds)
    contradicted = ClaimStatus.CONTRADICTED in statuses
    yield Hyperlink(
        "What does one side believe of the other, and is it true?",
        here.to("research/assumptions/", "status-contradicted" if contradicted else ""),
    )
    if Relation.UNASKED in relations:
        yield Hyperlink("What was one side never asked?", here.to(OVERLAP, "relation-unasked"))


def _of_any_study(here: Place) -> Iterator[Hyperlink]:
    study = here.site.study
    people = [one for interview in here.site.interviews for one in interview.participants]
    if study.accounts:
        alone = _asked(here, "research/themes/", "themes-active.accounts=1")
        yield Hyperlink("Which themes rest on a single account?", alone)
    if any(one.lifecycle is Lifecycle.CHURNED for one in people):
        gone = _asked(here, SEARCH, "type=evidence&stage=churned")
        yield Hyperlink("What do customers say who left?", gone)
    if any(page.roadmap for page in study.pages.values()):
        weak = here.to("research/roadmap/", "items")
        yield Hyperlink("What on the roadmap stands on weak ground?", weak)
    yield Hyperlink("Whom should we interview next?", here.to("research/coverage/", "next"))
    if here.site.lately:
        yield Hyperlink("What has changed lately?", here.to(HOME, "_lately"))


def _asked(here: Place, address: str, query: str, fragment: str = "") -> str:
    """Return the address of a page that filters itself."""
    path, hash_, place = here.to(address, fragment).partition("#")
    return f"{path}?{query}{hash_}{place}"
