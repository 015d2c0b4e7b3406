"""What the buttons on quotations copy, and what happens at old addresses."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import BrowserContext, Page

from browser.conftest import Site

pytestmark = pytest.mark.browser


CITE = '.cp-card .cp-copy[title="Copy citation"]'
CITATION = re.compile(r'\[.+\]\(/research/interviews/\S+\.md#\S+ "sha256:[0-9a-f]{12}"\)')


def copied(page: Page, context: BrowserContext, site: Site, button: str) -> str:
    """Press a button and return what the clipboard holds then."""
    context.grant_permissions(["clipboard-read", "clipboard-write"], origin=site.address)
    page.locator(button).first.click()
    page.get_by_text("Copied").first.wait_for()
    text: str = page.evaluate("navigator.clipboard.readText()")
    return text


def test_every_quotation_can_be_cited(page: Page, context: BrowserContext, site: Site) -> None:
    """On a theme's page as in the transcript, with the stamp."""
    page.goto(f"{site.address}research/themes/audit-trail/")
    first = copied(page, context, site, CITE)
    assert CITATION.fullmatch(first)
    address = first.partition("](/")[2].partition(" ")[0].replace(".md#", "/#")
    page.goto(f"{site.address}{address}")
    assert copied(page, context, site, '.cp-tagged .cp-copy[title="Copy citation"]')


def test_a_quotation_can_be_sent(page: Page, context: BrowserContext, site: Site) -> None:
    """Words, who said them and when, where the sides stand, and the address, as plain text."""
    page.goto(f"{site.address}research/themes/audit-trail/")
    text = copied(page, context, site, '.cp-card .cp-copy[title="Copy for chat or ticket"]')
    words, who, standing, address = text.split("\n")
    assert words.startswith("“")
    assert re.search(r"\((buyer|user), .+\), \d+ \w+ 20\d\d$", who)
    assert standing.startswith("A record of who changed what: shared. Buyers: 6 want this")
    assert address.startswith(f"{site.address}research/interviews/")
    assert "#" in address


def test_a_roadmap_document_has_buttons_and_a_badge(
    page: Page, context: BrowserContext, site: Site
) -> None:
    """Citations that stand alone, and the panel at its end."""
    page.goto(f"{site.address}roadmap/record-of-changes/")
    assert CITATION.fullmatch(copied(page, context, site, CITE))
    image = page.locator(".cp-snippet img")
    image.scroll_into_view_if_needed()
    width = image.evaluate("image => image.decode().then(() => image.naturalWidth)")
    assert width > 100
    page.get_by_role("button", name="Copy for a page elsewhere").click()
    page.get_by_text("Copied").first.wait_for()
    text = page.evaluate("navigator.clipboard.readText()")
    badge = f"{site.address}research/badges/roadmap/record-of-changes.svg"
    assert text.endswith(f"({badge})]({site.address}roadmap/record-of-changes/)")


def test_an_old_address_leads_to_the_same_place(page: Page, site: Site) -> None:
    """The fragment survives."""
    page.goto(f"{site.address}research/themes/audit-log/#_evidence")
    page.wait_for_url("**/research/themes/audit-trail/#_evidence")
    assert "A record of who changed what" in (page.locator("h1").first.text_content() or "")


def test_an_old_address_leads_on_without_scripts(context: BrowserContext, site: Site) -> None:
    """By a refresh."""
    assert context.browser
    plain = context.browser.new_context(java_script_enabled=False)
    page = plain.new_page()
    page.goto(f"{site.address}research/themes/audit-log/")
    page.wait_for_url("**/research/themes/audit-trail/")
    plain.close()
