"""The pictures of the contributors' pages: taken of the composer, as the pages tell it.

`COUNTERPOINT_PICTURES=1 pytest tests/browser/test_contributing_pictures.py` takes them again.
"""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from playwright.sync_api import Browser, FloatRect, Page, expect

from browser.conftest import REPOSITORY, Site
from browser.test_composer import card, open_composer, part, paste, select, step

pytestmark = pytest.mark.browser

PAGE = REPOSITORY / "docs" / "contributing" / "index.md"
IMAGES = REPOSITORY / "docs" / "contributing" / "images"
WANTED = "COUNTERPOINT_PICTURES"
LARGEST = 150_000
SIZE = (1100, 1100)
HEIGHT = 640
TRANSCRIPT = """\
Mel: What happens at the end of the month?

Dana: We failed the audit because nobody could say who changed the budget.
It took us two days to rebuild it by hand.

Mel: And what do you do instead?

Dana: I keep my own spreadsheet, and I copy every change into it.
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Return where pictures go: beside the page if they are wanted, else to nobody's eyes."""
    if not os.environ.get(WANTED):
        return tmp_path
    IMAGES.mkdir(exist_ok=True)
    return IMAGES


def _fill_in(page: Page) -> None:
    card(page, "Mel").get_by_text("Interviewer").click()
    dana = card(page, "Dana")
    dana.get_by_text("Participant").click()
    dana.locator("[name=id]").fill("p099")
    dana.locator("[name=side]").select_option("user")
    dana.locator("[name=persona]").select_option("new-rep")
    page.locator("[name=title]").fill("The end of the month")
    page.locator("[name=date]").fill("2026-05-04")
    page.locator("[name=status]").select_option("granted")
    page.locator("[name=audience]").select_option("internal")


def _tag(page: Page) -> None:
    select(page, "nobody could say who changed the budget")
    expect(part(page, "form")).to_be_visible()
    page.keyboard.type("audit")


def _take(page: Page, name: str, folder: Path) -> Path:
    page.evaluate("scrollTo({ top: 0, behavior: 'instant' })")
    expect(page.locator(".md-top")).to_have_attribute("hidden", "")
    box = page.locator(".cp-compose").bounding_box()
    assert box is not None
    path = folder / f"composer-{name}.png"
    clip = FloatRect(x=box["x"] - 8, y=box["y"], width=box["width"] + 16, height=HEIGHT)
    page.screenshot(path=path, clip=clip, animations="disabled")
    return path


def test_the_steps_of_the_contributors_page_can_be_taken(
    browser: Browser, site: Site, folder: Path
) -> None:
    """Who speaks, a theme for selected words, the file: each as pictured, and small."""
    width, height = SIZE
    page = site.watch(browser.new_page(viewport={"width": width, "height": height}))
    open_composer(page, site)
    paste(page, TRANSCRIPT)
    _fill_in(page)
    taken = [_take(page, "people", folder)]
    step(page, "evidence")
    _tag(page)
    taken.append(_take(page, "evidence", folder))
    page.keyboard.press("Enter")
    part(page, "save").click()
    expect(part(page, "form")).to_be_hidden()
    step(page, "file")
    assert "#audit-trail" in part(page, "preview").input_value()
    taken.append(_take(page, "file", folder))
    page.close()
    text = PAGE.read_text(encoding="utf-8")
    assert [one.name for one in taken if f"images/{one.name}" not in text] == []
    assert [one.name for one in taken if one.stat().st_size > LARGEST] == []
