"""The index of themes: every theme by title, with what is known of it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from counterpoint.model import Theme, ThemeStatus
from counterpoint.pages.listing import TableSection, linked, listing, number, words
from counterpoint.pages.place import Place, place
from counterpoint.pages.site import Site
from counterpoint.pages.theme_evidence import all_evidence
from counterpoint.pages.values import Page
from counterpoint.pages.views import Cell, Column, Row, Table
from counterpoint.pages.wording import LEVELS_IN_SHORT, counted, relation_badge

COLUMNS = (
    Column("Theme"),
    Column("States", filters=True),
    Column("Relation", filters=True),
    Column("People", is_number=True),
    Column("Accounts", is_number=True, filters=True),
    Column("Evidence", is_number=True),
    Column("Strength", filters=True),
    Column("Newest"),
)


def pages(site: Site) -> Iterator[Page]:
    """Yield the index of themes."""
    here = place(site, "research/themes/")
    themes = sorted(site.study.themes.values(), key=lambda one: (one.title.casefold(), one.id))

    def having(status: ThemeStatus) -> list[Theme]:
        return [one for one in themes if one.status is status]

    active = having(ThemeStatus.ACTIVE)
    yield listing(
        here,
        "Themes",
        (
            _section(here, "active", "In the codebook", "", active),
            _section(
                here,
                "proposed",
                "Proposed",
                "Used in interviews, but without a file in the codebook yet.",
                having(ThemeStatus.PROPOSED),
            ),
            _section(
                here,
                "retired",
                "Retired",
                "Kept for their evidence, out of the rankings.",
                having(ThemeStatus.RETIRED),
            ),
        ),
        lede=_lede(len(active)),
        empty="There is no theme yet. Write the first with: counterpoint new theme",
    )


def _lede(number: int) -> str:
    known = f"{counted(number, 'theme')}: what" if number else "What"
    return f"{known} people need and what troubles them."


def _section(
    here: Place, anchor: str, title: str, note: str, themes: Iterable[Theme]
) -> TableSection:
    rows = tuple(_row(here, theme) for theme in themes)
    table = Table(f"themes-{anchor}", f"Themes: {title.lower()}", COLUMNS, rows)
    return TableSection(anchor, title, note, table)


def _row(here: Place, theme: Theme) -> Row:
    findings = here.site.findings(theme.id)
    strength = findings.strength
    href = here.theme(theme.id, "_evidence").href
    newest = strength.newest.isoformat() if strength.newest else ""
    return Row(
        (
            linked(here.theme(theme.id)),
            words(theme.expresses.value),
            Cell(badge=relation_badge(findings.relation)),
            number(len(findings.people), href),
            number(len({one for side in findings.sides for one in side.accounts}), href),
            number(len(all_evidence(findings)), href),
            Cell(badge=LEVELS_IN_SHORT[strength.level], sort=strength.level.value),
            words(newest),
        )
    )
