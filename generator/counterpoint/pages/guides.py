"""Interview guides: what each side is asked; an index and one each."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from markupsafe import Markup

from counterpoint.model import Guide
from counterpoint.pages.contributed import contributed
from counterpoint.pages.listing import TableSection, linked, listing, number, sided
from counterpoint.pages.place import Place, address_of, place
from counterpoint.pages.rendering import render
from counterpoint.pages.site import Site
from counterpoint.pages.values import Page
from counterpoint.pages.views import Column, Hyperlink, Row, SideView, Table
from counterpoint.pages.wording import counted

COLUMNS = (
    Column("Guide"),
    Column("Side", filters=True),
    Column("Covers"),
    Column("Interviews", is_number=True),
)
INTERVIEWS_SHOWN = 60


@dataclass(frozen=True, slots=True)
class GuideView:
    """Everything on a guide's page."""

    side: SideView
    body: Markup
    covers: tuple[Hyperlink, ...]
    interviews: tuple[Hyperlink, ...]
    cited_by: tuple[Hyperlink, ...]


def pages(site: Site) -> Iterator[Page]:
    """Yield the index of guides and every guide's page."""
    here = place(site, "research/guides/")
    guides = sorted(site.study.guides.values(), key=lambda one: (one.title, one.id))
    table = Table("guides", "Interview guides", COLUMNS, tuple(_row(here, one) for one in guides))
    yield listing(
        here,
        "Guides",
        (TableSection("guides", "Interview guides", "", table),),
        lede=f"{counted(len(guides), 'interview guide')}: what each side is asked.",
        empty="There is no guide yet. Write down what you want to ask each side with: "
        "counterpoint new guide. A new interview takes its questions as headings.",
    )
    for guide in guides:
        yield guide_page(site, guide)


def _used_in(site: Site, guide: Guide) -> tuple[str, ...]:
    return tuple(one.id for one in site.interviews if one.guide in (guide.id, *guide.aliases))


def _row(here: Place, guide: Guide) -> Row:
    link = here.guide(guide.id)
    return Row(
        (
            linked(link),
            sided(here.site.sides[guide.side]),
            linked(*_covers(here, guide)),
            number(len(_used_in(here.site, guide)), f"{link.href}#_interviews"),
        )
    )


def _covers(here: Place, guide: Guide) -> tuple[Hyperlink, ...]:
    return tuple(here.theme(one) for one in guide.covers if one in here.site.study.themes)


def guide_page(site: Site, guide: Guide) -> Page:
    """Return a guide's page."""
    here = place(site, address_of(guide))
    view = GuideView(
        side=site.sides[guide.side],
        body=contributed(here, guide.path, guide.body, deepest=2),
        covers=_covers(here, guide),
        interviews=tuple(here.interview(one) for one in _used_in(site, guide)[:INTERVIEWS_SHOWN]),
        cited_by=tuple(here.citing(one) for one in site.backlinks.of_page(guide.path)),
    )
    return render(
        here,
        "guide.html",
        view,
        title=guide.title,
        source=guide.path,
        description=guide.body.summary,
        trail=(Hyperlink("Guides", here.to("research/guides/")),),
    )
