"""What a group of people says, theme by theme: people, never mentions."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from counterpoint.model import Evidence, Stance
from counterpoint.pages.listing import linked
from counterpoint.pages.place import Place
from counterpoint.pages.site import Site
from counterpoint.pages.views import Cell, Column, Hyperlink, Row, Table
from counterpoint.pages.wording import relation_badge

COLUMNS = (
    Column("Theme"),
    Column("Relation", filters=True),
    Column("For", is_number=True),
    Column("Against", is_number=True),
    Column("Raised, no stance", is_number=True),
)


@dataclass(frozen=True, slots=True)
class GroupStance:
    """Where a group of people stands on a theme; ids sorted, each once."""

    theme: str
    for_: tuple[str, ...]
    against: tuple[str, ...]
    neutral: tuple[str, ...]


def stances(site: Site, evidence: Iterable[Evidence]) -> tuple[GroupStance, ...]:
    """Return where the speakers of these items stand, most people first.

    First-hand items of coded interviews only, without stances that a newer one replaced.
    """
    people: dict[str, dict[Stance, set[str]]] = defaultdict(lambda: defaultdict(set))
    for item in evidence:
        if item.counts and item.who and site.study.interviews[item.interview].is_coded:
            for theme in item.themes:
                if not site.is_past(theme, item):
                    people[theme][item.stance].add(item.who)
    found = [_stance(theme, heard) for theme, heard in people.items()]
    return tuple(sorted(found, key=lambda one: (-_heard(one), -len(one.for_), one.theme)))


def _stance(theme: str, heard: dict[Stance, set[str]]) -> GroupStance:
    taken = heard[Stance.FOR] | heard[Stance.AGAINST]
    return GroupStance(
        theme,
        tuple(sorted(heard[Stance.FOR])),
        tuple(sorted(heard[Stance.AGAINST])),
        tuple(sorted(heard[Stance.NEUTRAL] - taken)),
    )


def _heard(one: GroupStance) -> int:
    return len({*one.for_, *one.against})


def stance_table(here: Place, caption: str, found: Iterable[GroupStance]) -> Table:
    """Return a group's stances as a table whose numbers lead to the theme's evidence."""
    return Table("stances", caption, COLUMNS, tuple(_row(here, one) for one in found))


def _row(here: Place, one: GroupStance) -> Row:
    relation = here.site.findings(one.theme).relation
    return Row(
        (
            linked(here.theme(one.theme)),
            Cell(badge=relation_badge(relation)),
            *(_people(here, one.theme, some) for some in (one.for_, one.against, one.neutral)),
        )
    )


def _people(here: Place, theme: str, people: tuple[str, ...]) -> Cell:
    href = here.theme(theme, "_evidence").href if people else ""
    names = ", ".join(here.name(one) for one in people[:6])
    more = f" and {len(people) - 6} more" if len(people) > 6 else ""  # noqa: PLR2004  (names fit)
    return Cell(
        links=(Hyperlink(f"{len(people):,}", href),),
        sort=str(len(people)),
        is_number=True,
        note=names + more,
    )
