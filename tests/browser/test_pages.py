"""Each kind of page, at three widths, in both schemes: nothing sticks out, nothing complains."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Literal, TypedDict

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, expect

from browser.conftest import Site

pytestmark = pytest.mark.browser

WIDTHS = (320, 360, 768, 1280)
"""The narrowest is a usual window at 400 %, in which nothing may be lost (WCAG 1.4.10)."""
SCHEMES = ("light", "dark")
SHOTS = Path(__file__).parents[2] / "build" / "screenshots"
"""Kept for review."""


class ViewOptions(TypedDict):
    """What a window is opened with."""

    color_scheme: Literal["dark", "light"]
    reduced_motion: Literal["reduce"]


def kinds(site: Site) -> Iterator[str]:
    """Yield the address of one page of each kind, and of every page that is one of a kind."""
    yield ""
    research = site.folder / "research"
    for folder in sorted([research, *research.iterdir(), site.folder / "roadmap"]):
        if (folder / "index.html").is_file():
            yield f"{folder.relative_to(site.folder).as_posix()}/"
        below = sorted(one for one in folder.glob("*/index.html")) if folder != research else []
        if below:
            yield f"{below[0].parent.relative_to(site.folder).as_posix()}/"


RULES = ("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa")
OPTIONS: Mapping[str, object] = {
    "light": {"runOnly": list(RULES), "resultTypes": ["violations"]},
    "dark": {"runOnly": ["color-contrast", "link-in-text-block"], "resultTypes": ["violations"]},
}
"""All rules once, and in the other scheme those that a colour can break."""


def settings(scheme: str) -> ViewOptions:
    """Return a window's settings in a scheme."""
    return {"color_scheme": "dark" if scheme == "dark" else "light", "reduced_motion": "reduce"}


DRAWN = """() => {
  const all = new CSSStyleSheet();
  all.replaceSync("* { content-visibility: visible !important; }");
  document.adoptedStyleSheets.push(all);
}"""
"""Axe judges what is drawn: so all of it is, far below the screen too."""


def problems(page: Page, scheme: str) -> Iterator[str]:
    """Yield what axe finds on a page."""
    page.evaluate(DRAWN)
    for one in Axe().run(page, options=OPTIONS[scheme]).response["violations"]:
        yield f"{one['id']}: {one['nodes'][0]['html'][:160]}"


def too_wide(page: Page, name: str, scheme: str) -> Iterator[str]:
    """Look at a page at every width, and yield by how much it sticks out."""
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 900})
        beyond = page.evaluate("document.documentElement.scrollWidth - innerWidth")
        page.screenshot(path=SHOTS / f"{name}-{width}-{scheme}.png")
        if beyond > 0:
            yield f"sticks out at {width}: {beyond}"


@pytest.mark.slow
@pytest.mark.parametrize("scheme", SCHEMES)
def test_every_kind_of_page_is_fit_to_be_seen(browser: Browser, site: Site, scheme: str) -> None:
    """No scrolling sideways, no error, no violation of the policy, no request to elsewhere.

    And nothing that axe finds: WCAG 2.2 AA.
    """
    SHOTS.mkdir(parents=True, exist_ok=True)
    context = browser.new_context(**settings(scheme))
    page = site.watch(context.new_page())
    found = {}
    for address in kinds(site):
        page.goto(site.address + address)
        name = address.strip("/").replace("/", "-") or "home"
        wrong = [*too_wide(page, name, scheme), *problems(page, scheme)]
        if wrong:
            found[address] = wrong
    context.close()
    assert found == {}


def test_a_citation_shows_its_words_on_focus_and_hides_them_on_escape(
    page: Page, site: Site
) -> None:
    """Hovering shows them too; Escape puts them away without moving."""
    cited = next(
        address
        for address in sorted((site.folder / "roadmap").glob("*/index.html"))
        if "cp-cite__note" in address.read_text()
    )
    page.goto(f"{site.address}{cited.parent.relative_to(site.folder).as_posix()}/")
    link = page.locator("a.cp-cite").first
    note = page.locator(".cp-cite__note").first
    expect(note).to_be_hidden()
    link.hover()
    expect(note).to_be_visible()
    page.keyboard.press("Escape")
    expect(note).to_be_hidden()
    page.mouse.move(0, 0)
    link.focus()
    page.keyboard.press("Shift")
    assert link.get_attribute("aria-describedby") == note.get_attribute("id")


def test_the_palette_switches(page: Page, site: Site) -> None:
    """The choice is kept, under the policy."""
    page.goto(site.address)
    before = page.locator("body").get_attribute("data-md-color-scheme")
    for _ in range(2):
        page.locator("label[for^='__palette']:visible").first.click()
    after = page.locator("body").get_attribute("data-md-color-scheme")
    assert before != after
    page.reload()
    assert page.locator("body").get_attribute("data-md-color-scheme") == after
