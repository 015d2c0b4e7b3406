"""While a study is served, open pages show what is saved, and what is wrong."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, Route, expect

from counterpoint.commands.live_server import LiveServer
from counterpoint.publish.policy import with_policy

WRONG = "research/themes/x.md:1:1: CP101 <b>wrong</b>"


def write(folder: Path, words: str) -> None:
    """Write a page that is longer than the window, under the policy of every page."""
    lines = "".join(f"<p>{words} {number}</p>" for number in range(200))
    page = f"<!doctype html><html><head><title>t</title></head><body>{lines}</body></html>"
    (folder / "index.html").write_text(with_policy(page), encoding="utf-8")


@pytest.fixture
def served(tmp_path: Path) -> Iterator[LiveServer]:
    """Return a server of one page."""
    write(tmp_path, "before")
    server = LiveServer(tmp_path, 0)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    yield server
    server.end()
    thread.join(timeout=5)


@pytest.fixture
def page(browser: Browser, served: LiveServer) -> Iterator[Page]:
    """Return the page, opened and listening."""
    page = browser.new_page()
    with page.expect_response("**/_counterpoint/events?/"):
        page.goto(f"http://127.0.0.1:{served.port}/")
    yield page
    page.close()


def test_a_new_site_is_shown_where_one_was_reading(page: Page, served: LiveServer) -> None:
    """Without losing the place."""
    page.evaluate("window.scrollTo(0, 900)")
    write(served.site.folder, "after")
    served.announce("")
    expect(page.get_by_text("after 7", exact=True)).to_be_attached()
    page.wait_for_function("window.scrollY === 900")


def test_an_open_page_is_shown_ahead_and_stays(page: Page, served: LiveServer) -> None:
    """It is not loaded again with the site, which has it as it was shown."""
    old = (served.site.folder / "index.html").read_bytes()
    new = old.replace(b"before", b"ahead")
    assert served.open_files() == {"index.html"}
    served.show_ahead({"index.html": new})
    expect(page.get_by_text("ahead 7", exact=True)).to_be_attached()
    page.evaluate("window.is_as_it_was = true")
    (served.site.folder / "index.html").write_bytes(new)
    served.announce("")
    served.announce(WRONG)
    expect(page.get_by_role("alert")).to_have_text(WRONG)
    assert page.evaluate("window.is_as_it_was")


def test_errors_are_shown_over_the_last_good_page_until_they_are_mended(
    page: Page, served: LiveServer
) -> None:
    """As in the terminal, as text: what an author wrote is no markup."""
    served.announce(WRONG)
    alert = page.get_by_role("alert")
    expect(alert).to_have_text(WRONG)
    expect(page.get_by_text("before 7", exact=True)).to_be_attached()
    served.announce("")
    expect(alert).to_have_count(0)


def test_a_page_that_was_fetched_before_a_build_ended_is_fetched_again(
    browser: Browser, served: LiveServer
) -> None:
    """Also where the announcement came before the page could listen."""
    page = browser.new_page()

    def late(route: Route) -> None:
        write(served.site.folder, "after")
        served.announce("")
        route.continue_()

    page.route("**/live.js?*", late, times=1)
    page.goto(f"http://127.0.0.1:{served.port}/")
    expect(page.get_by_text("after 7", exact=True)).to_be_attached()
    page.close()
