"""What readers do: sort and filter tables, follow links to words, go by keyboard alone."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from browser.conftest import Site

pytestmark = pytest.mark.browser


def column(page: Page, table: str, number: int) -> list[str]:
    """Return the words of a column's visible cells, from 1."""
    cells = page.locator(f"#table_{table} tbody tr:not([hidden]) > :nth-child({number})")
    return [words.strip() for words in cells.all_inner_texts()]


def test_a_table_sorts_and_keeps_it_in_the_address(page: Page, site: Site) -> None:
    """The best rank first at once, the other way at the second click; shared as it is."""
    page.goto(f"{site.address}research/overlap/")
    head = page.locator("#table_overlap thead th").filter(has_text="Product rank")
    head.get_by_role("button").click()
    expect(head).to_have_attribute("aria-sort", "ascending")
    ranks = [one for one in column(page, "overlap", 9) if one.isdigit()]
    assert ranks == sorted(ranks, key=int)
    assert "overlap.sort=product-rank+ascending" in page.url
    page.goto(page.url)
    assert [one for one in column(page, "overlap", 9) if one.isdigit()] == ranks


def test_a_table_filters_by_value_and_by_words(page: Page, site: Site) -> None:
    """Both at once, counted, and shared by the address."""
    page.goto(f"{site.address}research/interviews/")
    whole = len(column(page, "interviews", 1))
    page.get_by_label("Side").select_option("Buyer")
    buyers = column(page, "interviews", 1)
    assert 0 < len(buyers) < whole
    expect(page.locator(".cp-filters output")).to_have_text(f"{len(buyers)} of {whole} shown")
    page.get_by_label("Find in this table").fill(buyers[0])
    assert column(page, "interviews", 1) == [buyers[0]]
    page.goto(page.url)
    assert column(page, "interviews", 1) == [buyers[0]]


def test_tables_are_complete_without_scripts(site: Site) -> None:
    """Every interview has its row, and its link, in the page as served."""
    html = (site.folder / "research/interviews/index.html").read_text()
    there = [one for one in (site.folder / "research/interviews").iterdir() if one.is_dir()]
    assert html.count("<tr>") == len(there) + 1


def test_in_context_lands_on_the_words_and_marks_them(page: Page, site: Site) -> None:
    """From a quotation on a theme's page to the transcript, the words lit."""
    page.goto(f"{site.address}research/conflicts/")
    quotation = page.locator("figure.cp-card").first
    words = quotation.locator(".cp-words").inner_text().strip("“”\n ")
    quotation.locator("a.cp-context").click()
    page.wait_for_url(re.compile(r"/research/interviews/.+#"))
    lit = page.locator(".cp-anchor:target + .cp-cited, .cp-anchor:target + .cp-anchor + .cp-cited")
    expect(lit.first).to_be_in_viewport()
    shown = lit.first.inner_text()
    assert shown.casefold() in words.casefold() or words.casefold() in shown.casefold()
    assert lit.first.evaluate("it => getComputedStyle(it).backgroundColor") != "rgba(0, 0, 0, 0)"


def test_a_number_leads_to_those_whom_it_counts(page: Page, site: Site) -> None:
    """Three clicks from the overview to the words: theme, number, context."""
    page.goto(f"{site.address}research/")
    page.locator("#_shared ~ section .cp-parts a").first.click()
    page.wait_for_url(re.compile(r"/research/themes/[^/]+/#"))
    anchor = page.url.rpartition("#")[2]
    group = page.locator(".cp-group").filter(has=page.locator(f"[id='{anchor}']"))
    expect(group.locator("figure.cp-card").first).to_be_in_viewport()


FAR_BELOW = "it => !it.checkVisibility({ contentVisibilityAuto: true })"


def test_what_is_far_below_is_drawn_when_somebody_comes_near(page: Page, site: Site) -> None:
    """A long page opens as fast as a short one; its buttons are made where somebody reads."""
    page.set_viewport_size({"width": 360, "height": 780})
    page.goto(f"{site.address}research/themes/audit-trail/")
    last = page.locator(".cp-voice figure").last
    assert last.evaluate(FAR_BELOW)
    assert last.locator(".cp-copy").count() == 0
    last.scroll_into_view_if_needed()
    expect(last.locator(".cp-copy").first).to_be_visible()
    assert not last.evaluate(FAR_BELOW)


def test_scripts_are_fetched_side_by_side(site: Site) -> None:
    """With a policy in the page, scripts that are not deferred are fetched one after another."""
    for address in ("index.html", "research/overlap/index.html"):
        html = Path(site.folder, address).read_text()
        scripts = re.findall(r"<script[^>]* src=[^>]*>", html)
        assert scripts
        assert all(" defer " in one for one in scripts), scripts


def test_the_words_on_a_theme_are_narrowed_down_by_a_search(page: Page, site: Site) -> None:
    """All of them, with the boxes for persona, account, method and year beside them."""
    page.goto(f"{site.address}research/themes/audit-trail/")
    page.get_by_role("link", name="Narrow this down").click()
    page.wait_for_url("**/research/search/?type=evidence&theme=audit-trail")
    card = page.locator(".cp-search__list .cp-card").first
    expect(card).to_contain_text("A record of who changed what")


def test_everything_is_reached_by_keyboard_and_seen(page: Page, site: Site) -> None:
    """The first stop skips to the content; every stop after it shows where it is."""
    page.goto(f"{site.address}research/themes/")
    page.keyboard.press("Tab")
    expect(page.locator("a.md-skip")).to_be_focused()
    page.keyboard.press("Enter")
    seen = set()
    for _ in range(12):
        page.keyboard.press("Tab")
        seen.add(page.evaluate(SHOWN))
    assert "nothing" not in seen


BRIGHT = 128
"""Ink above this, of 255, cannot be read on paper."""
SHOWN = """() => {
  const it = document.activeElement;
  if (it === document.body) return "body";
  const look = getComputedStyle(it);
  const ring = parseFloat(look.outlineWidth) > 0 && look.outlineStyle !== "none";
  return ring || look.boxShadow !== "none" ? "ring" : "nothing";
}"""


@pytest.mark.parametrize("address", ["research/overlap/", "research/themes/"])
def test_paper_shows_what_a_meeting_needs(page: Page, site: Site, address: str) -> None:
    """No header, no navigation, no filters; tables stay tables on a sheet of A4, ink is dark."""
    if address.endswith("themes/"):
        folder = Path(site.folder, address)
        address += f"{next(one.name for one in sorted(folder.iterdir()) if one.is_dir())}/"
    page.set_viewport_size({"width": 690, "height": 980})
    page.emulate_media(media="print", color_scheme="dark")
    page.goto(site.address + address)
    for gone in (".md-header", ".md-sidebar--primary", ".cp-filters"):
        assert page.locator(f"{gone}:visible").count() == 0, gone
    expect(page.locator("h1")).to_be_visible()
    ink = page.locator("h1").evaluate("it => getComputedStyle(it).color")
    assert max(int(one) for one in re.findall(r"\d+", ink)[:3]) < BRIGHT, ink
    shown = page.locator("table.cp-data").first
    assert shown.evaluate("it => getComputedStyle(it).display") == "table"
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


def test_text_at_twice_its_size_still_fits(page: Page, site: Site) -> None:
    """200 % zoom of a 1280 px window leaves 640 px."""
    page.set_viewport_size({"width": 640, "height": 450})
    for address in ("research/", "research/overlap/", "research/conflicts/", "research/coverage/"):
        page.goto(site.address + address)
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), address


def test_a_question_on_the_overview_leads_to_its_filtered_answer(page: Page, site: Site) -> None:
    """What both want and nobody decided on: one click, and the table shows nothing else."""
    page.goto(f"{site.address}research/")
    page.get_by_role("link", name="What do both want that no decision was taken on?").click()
    page.wait_for_url("**/research/overlap/?**")
    shown = column(page, "overlap", 2)
    assert shown
    assert set(shown) == {"Shared"}
    assert set(column(page, "overlap", 6)) == {"None"}


def test_themes_of_a_single_account_are_one_click_away(page: Page, site: Site) -> None:
    """By the number of accounts in the index of themes."""
    page.goto(f"{site.address}research/")
    page.get_by_role("link", name="Which themes rest on a single account?").click()
    page.wait_for_url("**/research/themes/?**")
    assert set(column(page, "themes-active", 5)) == {"1"}


def test_the_map_of_a_transcript_leads_from_piece_to_piece(page: Page, site: Site) -> None:
    """By keyboard from where one reads, around the end; the words and the mark are lit."""
    page.goto(f"{site.address}research/interviews/2026-07-28-harrow-vp-sales/")
    marks = page.locator(".cp-map [data-cp-to]")
    anchors = [one.get_attribute("data-cp-to") for one in marks.all()]
    forward = page.get_by_role("button", name="Next")
    forward.focus()
    for anchor in anchors[:2]:
        page.keyboard.press("Enter")
        page.wait_for_url(re.compile(f"#{anchor}$"))
        expect(page.locator(f".cp-map [data-cp-to='{anchor}']")).to_have_class("cp-lit")
        expect(page.locator(".cp-cited.cp-lit").first).to_be_in_viewport()
    expect(page.locator("[data-cp-at]")).to_have_text(f"2 of {len(anchors)} pieces of evidence")
    expect(forward).to_be_in_viewport()
    for _ in range(2):
        page.get_by_role("button", name="Previous").click()
    page.wait_for_url(re.compile(f"#{anchors[-1]}$"))


def test_a_tap_on_the_map_goes_to_the_nearest_piece(page: Page, site: Site) -> None:
    """A finger is wider than a mark."""
    page.goto(f"{site.address}research/interviews/2026-07-28-harrow-vp-sales/")
    strip = page.locator(".cp-map svg")
    box = strip.bounding_box()
    assert box
    strip.click(position={"x": 2, "y": box["height"] / 2})
    first = page.locator(".cp-map [data-cp-to]").first.get_attribute("data-cp-to")
    page.wait_for_url(re.compile(f"#{first}$"))
