"""A page has another number whenever it is another, and only then."""

from __future__ import annotations

from pathlib import Path

import pytest

from counterpoint.commands.live_site import LiveSite

OLD, NEW = b"old", b"new"


@pytest.fixture
def site(tmp_path: Path) -> LiveSite:
    """Return a site of two pages."""
    for name in ("a.html", "b.html"):
        (tmp_path / name).write_bytes(OLD)
    return LiveSite(tmp_path)


def numbers(site: LiveSite) -> tuple[int, int]:
    """Return the numbers of the two pages."""
    return site.version("a.html"), site.version("b.html")


def test_a_page_that_is_ahead_is_shown_as_it_will_be(site: LiveSite) -> None:
    """No other page changes for that."""
    a, b = numbers(site)
    site.show_ahead({"a.html": NEW})
    assert (site.page("a.html"), site.page("b.html")) == (NEW, OLD)
    assert site.version("a.html") != a
    assert site.version("b.html") == b


def test_a_page_that_comes_as_it_was_shown_ahead_is_not_loaded_again(site: LiveSite) -> None:
    """All others are."""
    site.show_ahead({"a.html": NEW})
    a, b = numbers(site)
    (site.folder / "a.html").write_bytes(NEW)
    site.publish()
    assert site.version("a.html") == a
    assert site.version("b.html") != b


def test_a_page_that_does_not_change_ahead_is_not_loaded_again(site: LiveSite) -> None:
    """Neither then nor once the site is there."""
    a, _ = numbers(site)
    site.show_ahead({"a.html": OLD})
    site.publish()
    assert site.version("a.html") == a


def test_a_page_that_comes_otherwise_is_loaded_again(site: LiveSite) -> None:
    """What stands around it may be known only with the whole site."""
    site.show_ahead({"a.html": NEW})
    a, _ = numbers(site)
    (site.folder / "a.html").write_bytes(b"newest")
    site.publish()
    assert site.version("a.html") != a
    assert site.page("a.html") == b"newest"


def test_every_page_is_loaded_again_with_a_site_that_came_at_once(site: LiveSite) -> None:
    """Also those that were ahead of the one before: a page may show another image."""
    site.show_ahead({"a.html": OLD})
    site.publish()
    a, b = numbers(site)
    site.publish()
    assert site.version("a.html") != a
    assert site.version("b.html") != b


def test_a_page_goes_back_where_the_site_does_not_come(site: LiveSite) -> None:
    """The last good site is shown again."""
    site.show_ahead({"a.html": NEW})
    a, b = numbers(site)
    site.withdraw()
    assert site.page("a.html") == OLD
    assert site.version("a.html") != a
    assert site.version("b.html") == b


def test_there_is_no_page_where_there_is_no_file(site: LiveSite) -> None:
    """Unless it is shown ahead."""
    assert site.page("c.html") is None
    site.show_ahead({"c.html": NEW})
    assert site.page("c.html") == NEW
