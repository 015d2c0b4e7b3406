"""A search in many shards finds what it finds in one, and does not wait for all of them."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from pathlib import PurePosixPath

import pytest
from playwright.sync_api import BrowserContext, Page, Route, expect

from browser.conftest import Site, listening, sample
from counterpoint.commands.pipeline import Order, build
from counterpoint.study import today

pytestmark = pytest.mark.browser

STATUS = "[data-cp-status]"
RESULTS = "[data-cp-results] > li"


@pytest.fixture(scope="module")
def divided(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """Return the sample study's site, its search divided as if a few interviews were many."""
    root = sample(tmp_path_factory.mktemp("divided"))
    outcome = build(Order(root, today(), alone=1), lambda _: None)
    assert outcome.is_published, outcome.diagnostics
    yield from listening(root / "build" / "site")


@pytest.fixture
def shards(divided: Site) -> Iterator[Site]:
    """Return the divided site; what it complains of fails the test."""
    divided.complaints.clear()
    yield divided
    assert divided.complaints == []


@pytest.fixture
def tab(context: BrowserContext, shards: Site) -> Page:
    """Return a tab that is watched."""
    return shards.watch(context.new_page())


@pytest.fixture
def both(context: BrowserContext, site: Site, tab: Page) -> tuple[Page, Page]:
    """Return a tab for each."""
    return site.watch(context.new_page()), tab


def search(page: Page, site: Site, query: str) -> None:
    """Open the search page at a query and wait for its answer."""
    page.goto(f"{site.address}research/search/?{query}")
    page.wait_for_selector("form[data-cp-search=ready]")


def addresses(page: Page, site: Site) -> list[str]:
    """Return where all results lead, in order."""
    more = page.locator("[data-cp-more]")
    while more.is_visible():
        shown = page.locator(RESULTS).count()
        more.click()
        expect(page.locator(RESULTS).nth(shown)).to_be_attached()
    links = page.locator("[data-cp-results] .cp-search__title a, [data-cp-results] a.cp-context")
    found: list[str] = links.evaluate_all("all => all.map((one) => one.href)")
    return [one.removeprefix(site.address) for one in found]


def numbers(page: Page) -> list[str]:
    """Return what stands beside every box of an open facet."""
    page.evaluate("for (const one of document.querySelectorAll('details')) one.open = true")
    expect(page.locator("[data-cp-facet=year] [data-cp-count]").first).to_have_text(
        re.compile(r"\d")
    )
    page.wait_for_timeout(300)
    return page.locator("[data-cp-count]").all_inner_texts()


QUERIES = (
    "q=approval",
    "q=approv",
    "q=fitter",
    "q=fitters+offline",
    "q=%22audit+trail%22",
    "q=approval+xyzzyq",
    "q=xyzzyq",
    "q=approval&side=buyer&type=evidence",
    "q=what+do+administrators+hate+that+the+people+who+pay+for+it+want",
    "type=evidence&stance=against",
)


@pytest.mark.parametrize("query", QUERIES)
def test_many_shards_find_what_one_finds(
    both: tuple[Page, Page], site: Site, shards: Site, query: str
) -> None:
    """The same things, each once, and the same number of them."""
    one, many = both
    search(one, site, query)
    search(many, shards, query)
    assert many.locator(STATUS).inner_text() == one.locator(STATUS).inner_text()
    found = addresses(many, shards)
    assert len(set(found)) == len(found)
    assert set(found) == set(addresses(one, site))


@pytest.mark.parametrize("query", ["q=approval", "q=approval&side=buyer", "q=fitter"])
def test_numbers_of_boxes_are_those_of_all_shards(
    both: tuple[Page, Page], site: Site, shards: Site, query: str
) -> None:
    """Whichever shards hold the word, and whatever was counted before."""
    one, many = both
    search(many, shards, "q=offline")
    many.locator("[data-cp-facet=type] [data-cp-count]").first.wait_for()
    search(one, site, query)
    search(many, shards, query)
    assert numbers(many) == numbers(one)


def holding(page: Page, pattern: str) -> Callable[[], None]:
    """Have some requests wait; return what lets them go on."""
    held: list[Route] = []

    def hold(route: Route) -> None:
        held.append(route)

    def release() -> None:
        while held:
            held.pop().continue_()
        page.unroute(pattern)

    page.route(pattern, hold)
    return release


def test_the_newest_come_first_whichever_shard_they_are_in(tab: Page, shards: Site) -> None:
    """Days, not shards, are put in order."""
    search(tab, shards, "q=approval&type=evidence&order=desc")
    found = [PurePosixPath(one).parts[2][:10] for one in addresses(tab, shards)]
    assert len(set(found)) > 3
    assert found == sorted(found, reverse=True)


def test_a_theme_that_is_asked_for_by_name_comes_first(tab: Page, shards: Site) -> None:
    """It is in a small shard of its own, where its words are common."""
    for words in ("audit trail", "offline"):
        search(tab, shards, f"q={words}")
        expect(tab.locator(RESULTS).first.locator(".cp-source")).to_have_text("Theme")


def test_first_results_do_not_wait_for_the_last_shard(tab: Page, shards: Site) -> None:
    """What is known is shown and said to be a part; numbers come with the rest."""
    release = holding(tab, "**/pagefind/7/**")
    tab.goto(f"{shards.address}research/search/?q=approval")
    expect(tab.locator(RESULTS).first).to_be_visible()
    expect(tab.locator(STATUS)).to_have_text("First results; still looking for more")
    expect(tab.locator("[data-cp-more]")).to_be_hidden()
    some = tab.locator(RESULTS).count()
    release()
    tab.wait_for_selector("form[data-cp-search=ready]")
    expect(tab.locator(STATUS)).to_have_text(re.compile(r"^\d+ results$"))
    assert tab.locator(RESULTS).count() >= some


def test_in_the_header_too(tab: Page, shards: Site) -> None:
    """The link to all of them says how many there are."""
    tab.goto(shards.address)
    tab.locator("#cp-find").fill("approval")
    expect(tab.locator("[data-cp-found] a.cp-find__result")).to_have_count(6)
    expect(tab.locator("a.cp-find__all")).to_have_text(re.compile(r"^All \d+ results"))


def test_what_is_asked_for_meanwhile_is_what_is_shown(tab: Page, shards: Site) -> None:
    """An answer that comes late does not take the place of a newer one."""
    release = holding(tab, "**/pagefind/7/**")
    tab.goto(f"{shards.address}research/search/?q=approval")
    expect(tab.locator(RESULTS).first).to_be_visible()
    tab.locator("#cp-search-words").fill("xyzzyq")
    release()
    expect(tab.locator(STATUS)).to_have_text("Nothing found for “xyzzyq”")
    expect(tab.locator(RESULTS)).to_have_count(0)
