"""The index of kinds of evidence: how much of each there is."""

from __future__ import annotations

from collections.abc import Iterator

from counterpoint.config import EvidenceKind
from counterpoint.pages.kind import people_of
from counterpoint.pages.listing import TableSection, linked, listing, number, sided, words
from counterpoint.pages.place import KINDS, Place, place
from counterpoint.pages.site import Site
from counterpoint.pages.values import Page
from counterpoint.pages.views import Cell, Column, Row, Table


def pages(site: Site) -> Iterator[Page]:
    """Yield the index of kinds."""
    here = place(site, KINDS)
    columns = (
        Column("Kind"),
        Column("Whose", filters=True),
        Column("Evidence", is_number=True),
        Column("Participants", is_number=True),
        Column("Themes", is_number=True),
    )
    rows = tuple(_row(here, kind) for kind in site.study.config.evidence_kinds)
    yield listing(
        here,
        "Kinds of evidence",
        (TableSection("kinds", "Kinds", "", Table("kinds", "Kinds of evidence", columns, rows)),),
        lede="What sort of thing was said: criteria, workarounds, alternatives and the like.",
        empty="This study uses no kinds of evidence.",
    )


def _row(here: Place, kind: EvidenceKind) -> Row:
    evidence = here.site.of_kind.get(kind.key, ())
    link = here.kind(kind.key)
    themes = {theme for item in evidence for theme in item.themes}
    return Row(
        (
            linked(link),
            _whose(here, kind),
            number(len(evidence), link.href),
            number(len(people_of(evidence)), link.href),
            number(len(themes), link.href),
        )
    )


def _whose(here: Place, kind: EvidenceKind) -> Cell:
    if kind.side == "either":
        return words("Either side")
    return sided(here.site.sides[kind.side])
