"""Pages that somebody looks at are shown as they will be before the site is made."""

from __future__ import annotations

import shutil
from collections.abc import Mapping
from pathlib import Path

import pytest

from counterpoint.commands.pipeline import Memory, Order, build
from counterpoint.publish.values import Onlooker
from counterpoint.study import today

pytestmark = pytest.mark.slow

THEME = "research/themes/audit-trail"
INTERVIEW = "research/interviews/2026-03-02-finance"
HOME = "index.html"


class Reader:
    """Builds a study as `serve` does, while some of its pages are open."""

    def __init__(self, root: Path, *open_files: str) -> None:
        self.site = root / "build" / "site"
        self.seen: dict[str, bytes] = {}
        """Pages that were shown ahead in the last build."""
        self.old: dict[str, bytes] = {}
        """The same pages of the site, at that time."""
        self._order = Order(root, today())
        self._open = open_files
        self._memory = Memory()

    def build(self) -> bool:
        """Build, and tell whether there are no errors."""
        self.seen, self.old = {}, {}
        onlooker = Onlooker(lambda: None, lambda: False, lambda: self._open, self._see)
        return build(self._order, lambda _: None, onlooker, self._memory).is_published

    def page(self, path: str) -> bytes:
        """Return a page of the site."""
        return (self.site / path).read_bytes()

    def _see(self, pages: Mapping[str, bytes]) -> None:
        self.seen |= pages
        self.old |= {path: self.page(path) for path in pages}


def edit(root: Path, path: str, old: str, new: str) -> None:
    """Write other words for some that are there."""
    file = root / path
    text = file.read_text(encoding="utf-8")
    assert old in text
    file.write_text(text.replace(old, new), encoding="utf-8")


def test_open_pages_come_ahead_as_they_are_published_afterwards(small: Path) -> None:
    """Whatever of them changed, and before the site has them."""
    page, other = f"{INTERVIEW}/index.html", f"{THEME}/index.html"
    reader = Reader(small, page, other)
    assert reader.build()
    assert reader.seen == {}
    edit(small, f"{INTERVIEW}.md", "What went wrong?", "What went well?")
    assert reader.build()
    assert b"What went well?" in reader.seen[page]
    assert b"What went well?" not in reader.old[page]
    assert reader.seen == {path: reader.page(path) for path in (page, other)}


def test_what_stands_around_a_page_follows_with_the_site(small: Path) -> None:
    """Here the title in the page's head, in a frame that no other page shares."""
    page = f"{INTERVIEW}/index.html"
    reader = Reader(small, page)
    assert reader.build()
    edit(small, f"{INTERVIEW}.md", "Budgets at Northwind", "A talk about proof")
    assert reader.build()
    assert b"A talk about proof" in reader.seen[page]
    assert b"<title>A talk about proof" not in reader.seen[page]
    assert b"<title>A talk about proof" in reader.page(page)


def test_the_home_page_comes_ahead_with_the_overview(small: Path) -> None:
    """Of which it is made where nobody wrote one."""
    reader = Reader(small, HOME)
    assert reader.build()
    edit(small, f"{THEME}.md", "title: Audit trail", "title: Proof of who did what")
    assert reader.build()
    assert b"Proof of who did what" in reader.seen[HOME]
    assert reader.seen[HOME] == reader.page(HOME)


def test_nothing_comes_ahead_of_a_study_with_errors(small: Path) -> None:
    """Nor after one without a site to put pages into; what was open stays."""
    reader = Reader(small, f"{THEME}/index.html")
    edit(small, f"{THEME}.md", "title: Audit trail", "titel: Audit trail")
    assert not reader.build()
    edit(small, f"{THEME}.md", "titel: Audit trail", "title: Audit trail")
    assert reader.build()
    edit(small, f"{THEME}.md", "title: Audit trail", "titel: Audit trail")
    assert not reader.build()
    assert reader.seen == {}
    edit(small, f"{THEME}.md", "titel: Audit trail", "title: Proof")
    assert reader.build()
    assert b"Proof" in reader.seen[f"{THEME}/index.html"]


def test_a_withdrawn_interview_does_not_come_ahead(small: Path) -> None:
    """Its page is open, and goes."""
    page = f"{INTERVIEW}/index.html"
    reader = Reader(small, page)
    assert reader.build()
    edit(small, f"{INTERVIEW}.md", "status: granted", "status: withdrawn")
    assert reader.build()
    assert reader.seen == {}
    assert not (reader.site / page).exists()


def test_nothing_comes_ahead_where_the_last_frames_are_gone(small: Path) -> None:
    """Somebody else may have built the study meanwhile, or removed what was kept."""
    reader = Reader(small, f"{THEME}/index.html")
    assert reader.build()
    shutil.rmtree(small / "build" / "cache" / "rendered")
    edit(small, f"{THEME}.md", "title: Audit trail", "title: Proof of who did what")
    assert reader.build()
    assert reader.seen == {}
    assert b"Proof of who did what" in reader.page(f"{THEME}/index.html")


def test_what_no_frame_is_known_for_comes_with_the_site(small: Path) -> None:
    """Pages by hand, which MkDocs renders, and files that are no pages."""
    reader = Reader(small, "research/data/themes.csv", "roadmap/index.html", "nowhere/index.html")
    assert reader.build()
    edit(small, f"{THEME}.md", "title: Audit trail", "title: Proof of who did what")
    assert reader.build()
    assert reader.seen == {}
