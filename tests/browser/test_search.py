"""Search finds pieces of evidence and turns, by words and by facets, with the keyboard alone."""

from __future__ import annotations

import calendar
import re
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Literal

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, BrowserContext, Page, expect

from browser.conftest import Site, serving

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
    expect(page.locator("[data-cp-status]")).to_have_text("Nothing found for “жжжж”")


def test_on_a_narrow_screen_a_button_leads_to_search(page: Page, site: Site) -> None:
    """There is no room for the field."""
    page.set_viewport_size({"width": 360, "height": 700})
    page.goto(site.address)
    expect(page.locator("#cp-find")).to_be_hidden()
    page.locator(".cp-find-link").click()
    page.wait_for_url("**/research/search/")


STATUS = "[data-cp-status]"
MONTHS = tuple(calendar.month_name)


def test_what_nobody_says_finds_nothing_and_says_what_to_do(page: Page, site: Site) -> None:
    """Pagefind goes by the longest beginning it knows; a letter or two in common is no result."""
    search(page, site, "q=xyzzyq")
    expect(page.locator(STATUS)).to_have_text("Nothing found for “xyzzyq”")
    expect(page.locator("[data-cp-results] > li")).to_have_count(0)
    expect(page.locator("[data-cp-offers]")).to_contain_text("other names")
    expect(page.locator(".cp-questions a").first).to_be_visible()


def test_a_word_that_nobody_says_is_left_out_and_named(page: Page, site: Site) -> None:
    """The other words are still searched for."""
    search(page, site, "q=approval+xyzzyq")
    expect(page.locator("[data-cp-offers]")).to_contain_text("Nobody says “xyzzyq”")
    assert page.locator("[data-cp-results] > li").count() > 1


def test_words_of_addresses_and_of_the_site_find_nothing_by_themselves(
    page: Page, site: Site
) -> None:
    """Every address holds `research`; what is found says it, or has it in its title or names."""
    search(page, site, "q=research")
    number = int((page.locator(STATUS).inner_text()).split()[0])
    search(page, site, "")
    everything = int((page.locator(STATUS).inner_text()).split()[0])
    assert number < everything / 4


def test_a_theme_is_found_by_its_other_name(page: Page, site: Site) -> None:
    """Evidence that does not hold the word: the alias does. The theme's tag shows why."""
    search(page, site, "q=audit+log&type=evidence")
    cards = page.locator("[data-cp-results] figure.cp-card")
    expect(cards.first).to_be_visible()
    words = cards.locator(".cp-words").all_inner_texts()
    assert any("audit" not in one.casefold() for one in words)
    assert all("A record of who changed what" in one for one in cards.all_inner_texts())


def test_without_a_match_a_filter_can_be_dropped(page: Page, site: Site) -> None:
    """Nothing with the box, so many without it."""
    search(page, site, "q=fitter&persona=finance-chief")
    expect(page.locator(STATUS)).to_have_text("Nothing found for “fitter”")
    page.get_by_role("button", name=re.compile("^Without Persona: Finance chief")).click()
    expect(page.locator("[data-cp-results] > li").first).to_be_visible()
    assert "persona" not in page.url


def test_a_question_leads_to_the_box_that_it_names(page: Page, site: Site) -> None:
    """`administrators` is a persona: everything they say is one click away."""
    search(page, site, "q=what+do+administrators+hate")
    page.get_by_role("button", name="Persona: CRM administrator").click()
    expect(page.locator("input[value=crm-administrator]")).to_be_checked()
    expect(page.locator("#cp-search-words")).to_have_value("hate")


def test_boxes_alone_show_the_newest_first(page: Page, site: Site) -> None:
    """There are no words to match; with words an order can be picked, and is shared."""
    search(page, site, "type=evidence&persona=seasoned-rep")
    assert in_order(page)
    search(page, site, "type=evidence&q=approval")
    page.get_by_label("Order").select_option("Newest first")
    page.wait_for_url("**order=desc**")
    page.wait_for_timeout(300)
    assert in_order(page)


def in_order(page: Page) -> bool:
    """Tell whether the results stand with the newest first."""
    page.locator("[data-cp-results] figure").first.wait_for()
    days = page.locator("[data-cp-results] .cp-source").all_inner_texts()
    found = [re.search(r"(\d+) ([A-Z]\w+) (20\d\d)", one) for one in days]
    dates = [(int(one[3]), MONTHS.index(one[2]), int(one[1])) for one in found if one]
    return len(dates) > 2 and dates == sorted(dates, reverse=True)


def test_what_customers_said_who_left_is_one_box(page: Page, site: Site) -> None:
    """Stage and role are facets."""
    search(page, site, "type=evidence&stage=churned")
    expect(page.locator("[data-cp-results] figure").first).to_be_visible()
    search(page, site, "type=evidence&role=administrator")
    expect(page.locator("[data-cp-results] figure").first).to_be_visible()


def test_results_are_walked_by_arrows_and_kept_when_coming_back(page: Page, site: Site) -> None:
    """Down from the field to the first; back shows as many at the same place."""
    search(page, site, "q=approval&type=evidence")
    page.locator("[data-cp-more]").click()
    expect(page.locator("[data-cp-results] > li").nth(20)).to_be_attached()
    shown = page.locator("[data-cp-results] > li").count()
    page.locator("#cp-search-words").focus()
    for _ in range(3):
        page.keyboard.press("ArrowDown")
    expect(page.locator("[data-cp-results] a.cp-context").nth(2)).to_be_focused()
    page.keyboard.press("ArrowUp")
    page.keyboard.press("Enter")
    page.wait_for_url("**/research/interviews/**")
    page.go_back()
    page.wait_for_selector("form[data-cp-search=ready]")
    expect(page.locator("[data-cp-results] > li")).to_have_count(shown)


def test_a_box_can_be_taken_back_with_the_back_button(page: Page, site: Site) -> None:
    """Ticking is a step in the history."""
    search(page, site, "q=approval")
    page.locator("input[name=type][value=evidence]").check()
    page.wait_for_url("**type=evidence**")
    page.go_back()
    expect(page.locator("input[name=type][value=evidence]")).not_to_be_checked()
    assert "type" not in page.url


def test_a_result_can_be_linked_and_sent(page: Page, context: BrowserContext, site: Site) -> None:
    """The same buttons as on every quotation, and one for the address."""
    context.grant_permissions(["clipboard-read", "clipboard-write"], origin=site.address)
    search(page, site, "q=approval&type=evidence")
    card = page.locator("[data-cp-results] figure.cp-card").first
    card.get_by_role("button", name="Link").click()
    card.get_by_text("Copied").wait_for()
    assert page.evaluate("navigator.clipboard.readText()") == card.locator("a.cp-context").evaluate(
        "it => it.href"
    )


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("query", ["", "q=approval", "q=fitter&persona=finance-chief"])
def test_the_search_page_is_accessible_in_every_state(
    browser: Browser, site: Site, scheme: Literal["light", "dark"], query: str
) -> None:
    """Every facet open, results or advice shown, at two widths."""
    context = browser.new_context(color_scheme=scheme, reduced_motion="reduce")
    page = site.watch(context.new_page())
    search(page, site, query)
    page.evaluate("for (const one of document.querySelectorAll('details')) one.open = true")
    found = Axe().run(page, options={"resultTypes": ["violations"]}).response["violations"]
    for width in (360, 1280):
        page.set_viewport_size({"width": width, "height": 800})
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    context.close()
    assert [f"{one['id']}: {one['nodes'][0]['html'][:160]}" for one in found] == []


def loaded(page: Page) -> list[str]:
    """Return the names of the index's files, as they are loaded from now on."""
    names: list[str] = []

    def note(url: str) -> None:
        if "/pagefind/" in url:
            names.append(url.partition("/pagefind/")[2].partition("?")[0])

    page.on("request", lambda request: note(request.url))
    return names


def ending(names: list[str], kind: str) -> list[str]:
    """Return the names of one kind."""
    return [name for name in names if name.endswith(f".{kind}")]


def test_before_anybody_asks_only_numbers_are_loaded(page: Page, site: Site) -> None:
    """They are those of the whole study: ticking a box finds as many."""
    names = loaded(page)
    search(page, site, "")
    assert names == ["numbers.json"]
    box = page.locator("input[name=type][value=page]")
    number = page.locator("label", has=box).locator("[data-cp-count]").inner_text()
    box.check()
    expect(page.locator(STATUS)).to_have_text(f"{number} results")


def test_boxes_alone_load_no_words_of_the_index(page: Page, site: Site) -> None:
    """Pagefind takes the sign that stands for anything as a term when it loads, and as none after.

    Were it otherwise, one box would load the whole index: megabytes in a large study. Where the
    sign falls among the words, a piece of it is loaded.
    """
    names = loaded(page)
    search(page, site, "type=evidence&stance=against")
    expect(page.locator("[data-cp-results] figure").first).to_be_visible()
    assert ending(names, "pf_filter")
    assert len(list(site.folder.glob("pagefind/*/index/*"))) > 3
    assert len(ending(names, "pf_index")) <= 2


def test_a_facet_is_counted_once_it_is_open(page: Page, site: Site) -> None:
    """What it takes to count is loaded for that facet alone, of each shard, after the results."""
    search(page, site, "q=approval")
    names = loaded(page)
    facet = page.locator("[data-cp-facet=account]")
    expect(facet.locator("[data-cp-count]").first).to_have_text("")
    facet.locator("summary").click()
    expect(facet.locator("[data-cp-count]").first).to_have_text(re.compile(r"\d"))
    assert ending(names, "pf_filter") == names
    assert sorted(name.partition("/")[0] for name in names) == ["0", "pages"]


def test_on_a_narrow_screen_nothing_is_loaded_to_count(page: Page, site: Site) -> None:
    """The facets are closed there until somebody opens them."""
    page.set_viewport_size({"width": 360, "height": 700})
    names = loaded(page)
    search(page, site, "q=approval")
    expect(page.locator("[data-cp-results] > li").first).to_be_visible()
    assert not ending(names, "pf_filter")
    expect(page.locator("[data-cp-narrow] > summary")).to_have_text("Narrow down")
    page.locator("[data-cp-narrow] > summary").click()
    counts = page.locator("[data-cp-facet=type] [data-cp-count]")
    expect(counts.first).to_have_text(re.compile(r"\d"))


def test_without_scripts_the_page_says_so_and_leads_on(browser: Browser, site: Site) -> None:
    """The lists of themes and interviews hold everything."""
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{site.address}research/search/")
    expect(page.locator(".cp-empty").first).to_contain_text("Searching needs JavaScript")
    page.locator(".cp-empty").get_by_role("link", name="Themes").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Themes")
    context.close()


def test_asked_for_by_name_a_theme_comes_first_and_says_where_both_sides_stand(
    page: Page, site: Site
) -> None:
    """By any of its names: the title does not hold `audit` or `offline`."""
    for words in ("audit trail", "offline"):
        search(page, site, f"q={words}")
        first = page.locator("[data-cp-results] > li").first
        expect(first.locator(".cp-source")).to_have_text("Theme")
        expect(first).to_contain_text(re.compile(r"Buyers: \d.* of \d+ buyers.*Users: \d"))


def test_a_kind_of_evidence_finds_it(page: Page, site: Site) -> None:
    """Nobody says `workaround` of what they do."""
    search(page, site, "q=workaround&type=evidence")
    cards = page.locator("[data-cp-results] figure.cp-card")
    expect(cards.first).to_be_visible()
    words = cards.locator(".cp-words").all_inner_texts()
    assert any("workaround" not in one.casefold() for one in words)


def test_a_question_that_nothing_answers_whole_shows_what_holds_most_of_it(
    page: Page, site: Site
) -> None:
    """And says so; the pages that answer common questions stay."""
    search(page, site, "q=what+do+administrators+hate+that+the+people+who+pay+for+it+want")
    expect(page.locator("[data-cp-offers]")).to_contain_text("Nothing holds all of these words")
    expect(page.locator("[data-cp-results] > li").first).to_be_visible()
    expect(page.locator(".cp-questions a").first).to_be_visible()
    assert page.locator("[data-cp-facet=type] [data-cp-count]").all_inner_texts() == [""] * 3


def test_words_offer_only_boxes_of_the_same_words(page: Page, site: Site) -> None:
    """`leave` names no leader."""
    search(page, site, "q=leave")
    assert "leader" not in page.locator("[data-cp-offers]").inner_text()


@pytest.fixture(scope="module")
def instant(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """Return the site of a small study that loads pages in place."""
    root = tmp_path_factory.mktemp("instant") / "small"
    shutil.copytree(Path(__file__).parents[1] / "publish" / "small", root)
    (root / "mkdocs.yml").write_text(INSTANT, encoding="utf-8")
    yield from serving(root)


INSTANT = """\
site_name: Small
site_url: https://research.example/
theme:
  name: material
  features: [navigation.instant]
"""


def test_search_works_where_pages_are_loaded_in_place(
    context: BrowserContext, instant: Site
) -> None:
    """The header stays while the address changes; the search page comes without a new document."""
    page = instant.watch(context.new_page())
    sitemap = (instant.folder / "sitemap.xml").read_text(encoding="utf-8")
    here = sitemap.replace("https://research.example/", instant.address)
    page.route("**/sitemap.xml", lambda route: route.fulfill(body=here, content_type="text/xml"))
    page.goto(f"{instant.address}research/overlap/")
    page.evaluate("window.isTheSame = true")
    page.locator("article table a[href*='themes/']:visible").first.click()
    page.wait_for_url("**/themes/**")
    page.locator("#cp-find").fill("who")
    expect(page.locator("[data-cp-found] a").first).to_be_visible()
    page.locator("[data-cp-found] a.cp-find__all").click()
    page.wait_for_selector("form[data-cp-search=ready]")
    expect(page.locator("[data-cp-found]")).to_be_hidden()
    expect(page.locator("[data-cp-results] > li").first).to_be_visible()
    assert page.evaluate("window.isTheSame")
    page.go_back()
    page.wait_for_url("**/themes/**")
    assert instant.complaints == []


def test_on_a_narrow_screen_results_come_before_the_boxes_that_are_ticked(
    page: Page, site: Site
) -> None:
    """Whoever opens a shared search sees what it finds; how many boxes are ticked is said."""
    page.set_viewport_size({"width": 360, "height": 700})
    search(page, site, "q=approval&type=evidence&side=buyer")
    expect(page.locator("[data-cp-narrow] > summary")).to_have_text("Narrow down (2)")
    expect(page.locator("[data-cp-results] > li").first).to_be_in_viewport()


def test_marks_can_be_read_in_forced_colours(browser: Browser, site: Site) -> None:
    """The system's own pair, not the page's yellow below the system's text."""
    context = browser.new_context(forced_colors="active")
    page = site.watch(context.new_page())
    search(page, site, "q=approval&type=evidence")
    mark = page.locator("[data-cp-results] mark").first
    pair = "it => [getComputedStyle(it).backgroundColor, getComputedStyle(it).color]"
    system = (
        "() => { const it = document.createElement('i'); it.style.cssText = '';"
        " document.body.append(it); it.style.backgroundColor = 'Highlight';"
        " it.style.color = 'HighlightText'; const own = getComputedStyle(it);"
        " const found = [own.backgroundColor, own.color]; it.remove(); return found; }"
    )
    assert mark.evaluate(pair) == page.evaluate(system)
    context.close()
