"""Hostile text in every field: on the published site it is text."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner
from playwright.sync_api import Browser, Page, Request

from counterpoint.cli import group
from counterpoint.commands.live_server import LiveServer
from counterpoint.study import Loaded
from hostile.payloads import dangers, hostile_study, write

SETTINGS = """\
site_name: Hostile
site_url: https://research.example/
plugins: [search]
markdown_extensions:
  - admonition
  - attr_list
  - md_in_html
  - abbr
  - footnotes
  - tables
  - toc
  - pymdownx.details
  - pymdownx.snippets: {base_path: [/], restrict_base_path: false}
  - pymdownx.superfences
  - pymdownx.tabbed: {alternate_style: true}
  - pymdownx.magiclink
  - pymdownx.tilde
  - pymdownx.mark
  - pymdownx.keys
  - pymdownx.critic
  - pymdownx.arithmatex
  - pymdownx.blocks.html
"""
"""Everything that could wake a payload is switched on."""

LOOK = """() => {
  const found = [];
  for (const one of document.querySelectorAll("*")) {
    for (const {name, value} of one.attributes) {
      if (name.startsWith("on")) found.push(`${one.tagName} ${name}`);
      const address = ["href", "src", "action", "formaction", "xlink:href", "data"].includes(name);
      if (!address || one.tagName === "LINK" && value.startsWith("data:,")) continue;
      let protocol;
      try { protocol = new URL(value, document.baseURI).protocol; } catch { continue; }
      if (!["http:", "https:", "mailto:"].includes(protocol)) {
        found.push(`${one.tagName} ${name}=${value}`);
      }
    }
  }
  if (window.pwned) found.push("a script ran");
  return found;
}"""


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the published site of a study with a payload in every field.

    Many of them are errors, which stop a build. Here nothing does: what is published must be safe
    even where a check is wrong.
    """
    root = tmp_path_factory.mktemp("hostile")
    write(root, hostile_study())
    (root / "mkdocs.yml").write_text(SETTINGS, encoding="utf-8")
    assert CliRunner().invoke(group, ["build", "-C", str(root)]).exit_code == 1
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Loaded, "for_build", ())
        result = CliRunner().invoke(group, ["build", "-C", str(root)])
    folder = root / "build" / "site"
    assert folder.is_dir(), result.output[-3000:]
    return folder


@pytest.mark.slow
def test_no_page_holds_what_a_browser_would_run(site: Path) -> None:
    """No handler, no foreign scheme, no frame, no result of a template or an include."""
    found = {
        file.relative_to(site).as_posix(): wrong
        for file in sorted(site.rglob("*.html"))
        if (wrong := dangers(file.read_text(encoding="utf-8")))
    }
    assert found == {}


@pytest.mark.slow
def test_payloads_are_shown_as_they_were_written(site: Path) -> None:
    """They are somebody's words: nothing is dropped where raw HTML is text."""
    page = (site / "research/interviews/interview-0/index.html").read_text()
    assert "&lt;script&gt;window.pwned=1&lt;/script&gt;" in page


@pytest.mark.slow
def test_drawings_hold_no_script(site: Path) -> None:
    """SVG files are opened on their own, beyond a page's policy."""
    for file in site.rglob("*.svg"):
        assert dangers(file.read_text(encoding="utf-8")) == [], file


@pytest.mark.slow
def test_data_guard_against_spreadsheets(site: Path) -> None:
    """No cell begins a formula."""
    for file in site.rglob("*.csv"):
        for line in file.read_text(encoding="utf-8").splitlines():
            assert not line.startswith(("=", "+", "@")), file
            assert ",=" not in line.replace('","', ""), file


@pytest.fixture(scope="module")
def address(site: Path) -> Iterator[str]:
    """Return where the site is served."""
    server = LiveServer(site, 0)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.port}/"
    server.end()


@pytest.mark.slow
@pytest.mark.browser
@pytest.mark.parametrize("bypass_csp", [False, True], ids=["with the policy", "without it"])
def test_in_a_browser_nothing_runs(
    site: Path,
    address: str,
    browser: Browser,
    bypass_csp: bool,  # noqa: FBT001
) -> None:
    """On every tenth page, every page of its own kind, and among the results of a search.

    The policy is a second wall: what is escaped does not rest on it.
    """
    page = browser.new_page(bypass_csp=bypass_csp)
    complaints: list[str] = []
    page.on("dialog", lambda dialog: complaints.append(dialog.message))
    page.on("console", lambda said: _note(complaints, said.text))
    page.on("request", lambda request: _foreign(complaints, request, address))
    for path in _pages(site):
        page.goto(f"{address}{path}", wait_until="load")
        complaints += [f"{path}: {wrong}" for wrong in page.evaluate(LOOK)]
    for words in ("script", "onerror", "6007", "javascript", "<img"):
        complaints += _searched(page, address, words)
    page.close()
    assert complaints == []


def _pages(site: Path) -> list[str]:
    found = sorted(file.parent.relative_to(site).as_posix() for file in site.rglob("index.html"))
    numbered = [path for path in found if path.rpartition("-")[2].isdigit()]
    return [f"{path}/" for path in [*(set(found) - set(numbered)), *numbered[::10]]]


def _searched(page: Page, address: str, words: str) -> list[str]:
    page.goto(f"{address}research/search/")
    page.wait_for_selector("form[data-cp-search=ready]")
    page.locator("#cp-find").fill(words)
    page.locator("#cp-find").press("Enter")
    page.wait_for_load_state("networkidle")
    found: list[str] = page.evaluate(LOOK)
    return [f"search for {words}: {wrong}" for wrong in found]


def _note(complaints: list[str], text: str) -> None:
    if "Content Security Policy" in text or "Refused to" in text:
        complaints.append(text)


def _foreign(complaints: list[str], request: Request, address: str) -> None:
    if not request.url.startswith((address, "data:", "blob:")):
        complaints.append(f"request to {request.url}")
