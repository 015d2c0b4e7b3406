"""Search finds pieces of evidence and turns, by words and by facets, with the keyboard alone."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Page, expect

from browser.conftest import Site

pytestmark = pytest.mark.browser


def first_theme(site: Site) -> str:
    """Return the id of some theme of the study."""
    folder = site.folder / "research" / "themes"
    return next(one.name for one in sorted(folder.iterdir()) if one.is_dir())


def search(page: Page, site: Site, query: str) -> None:
    """Open the search page at a query and wait for its answer."""
    page.goto(f"{site.address}research/search/?{query}")
    page.wait_for_selector("form[data-cp-search=ready]")


def test_slash_leads_to_the_field_and_arrows_to_a_result(page: Page, site: Site) -> None:
    """Escape puts the results away."""
    page.goto(site.address)
    page.keyboard.press("/")
    field = page.locator("#cp-find")
    expect(field).to_be_focused()
    page.keyboard.type("approval")
    results = page.locator("[data-cp-found] a")
    expect(results.first).to_be_visible()
    page.keyboard.press("ArrowDown")
    expect(results.first).to_be_focused()
    page.keyboard.press("Escape")
    expect(page.locator("[data-cp-found]")).to_be_hidden()
    expect(field).to_be_focused()
    page.keyboard.press("Control+k")
    expect(field).to_be_focused()


def test_enter_opens_the_page_of_results(page: Page, site: Site) -> None:
    """The field is a form: its address can be shared."""
    page.goto(site.address)
    page.locator("#cp-find").fill("approval")
    page.keyboard.press("Enter")
    page.wait_for_url("**/research/search/?q=approval")
    expect(page.locator("[data-cp-results] > li").first).to_be_visible()


def test_facets_narrow_and_stay_in_the_address(page: Page, site: Site) -> None:
    """Counts say what a box would give."""
    search(page, site, "q=approval")
    box = page.locator("input[name=type][value=evidence]")
    count = page.locator("label", has=box).locator("[data-cp-count]").inner_text()
    box.check()
    expect(page.locator("[data-cp-status]")).to_have_text(re.compile(rf"^{count} result"))
    assert "type=evidence" in page.url
    shared = page.url
    page.goto(site.address)
    page.goto(shared)
    expect(page.locator("input[name=type][value=evidence]")).to_be_checked()
    expect(page.locator("[data-cp-status]")).to_have_text(re.compile(rf"^{count} result"))


def test_facets_alone_are_a_search(page: Page, site: Site) -> None:
    """Every piece of evidence on a theme, say."""
    search(page, site, f"type=evidence&theme={first_theme(site)}")
    expect(page.locator("[data-cp-results] figure.cp-card").first).to_be_visible()


def test_a_result_lands_on_the_words(page: Page, site: Site) -> None:
    """The anchor in the transcript, in view."""
    search(page, site, "type=evidence&q=approval")
    link = page.locator("[data-cp-results] a.cp-context").first
    address = link.get_attribute("href") or ""
    link.click()
    page.wait_for_url(address)
    anchor = page.locator(f"[id='{address.rpartition('#')[2]}']")
    expect(anchor).to_be_attached()
    page.wait_for_function(
        "id => { const box = document.getElementById(id).getBoundingClientRect();"
        " return box.top > -50 && box.top < innerHeight; }",
        arg=address.rpartition("#")[2],
    )


def test_nothing_found_says_so(page: Page, site: Site) -> None:
    """In words, announced."""
    search(page, site, "q=жжжж")
    expect(page.locator("[data-cp-status]")).to_have_text("Nothing found")


def test_on_a_narrow_screen_a_button_leads_to_search(page: Page, site: Site) -> None:
    """There is no room for the field."""
    page.set_viewport_size({"width": 360, "height": 700})
    page.goto(site.address)
    expect(page.locator("#cp-find")).to_be_hidden()
    page.locator(".cp-find-link").click()
    page.wait_for_url("**/research/search/")
