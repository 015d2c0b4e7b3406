"""The small study's site, served and opened in the system's Chromium."""

from __future__ import annotations

import os
import shutil
import threading
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from click.testing import CliRunner
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

from counterpoint.cli import group
from counterpoint.commands.live_server import LiveServer

REPOSITORY = Path(__file__).parents[2]
NEEDED = "COUNTERPOINT_NEEDS_BROWSER"
"""Set, a missing browser is a failure; `.ci/run` sets it."""

ARGUMENTS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
)


def chromium() -> str:
    """Return the path of the system's Chromium; skip or fail where there is none."""
    for name in ("chromium", "chromium-browser", "google-chrome"):
        if found := shutil.which(name):
            return found
    if os.environ.get(NEEDED):
        pytest.fail("Chromium is missing: apt-get install chromium")
    pytest.skip("Chromium is missing: apt-get install chromium")


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Return one browser for all tests."""
    path = chromium()
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=list(ARGUMENTS))
        yield browser
        browser.close()


@dataclass
class Site:
    """A served site, and everything that should not have happened on it."""

    address: str
    folder: Path
    complaints: list[str] = field(default_factory=list)

    def watch(self, page: Page) -> Page:
        """Note errors, policy violations, failed requests and those to other hosts."""
        page.on("pageerror", lambda error: self.complaints.append(f"error: {error}"))
        page.on("console", lambda said: self._note(said.type, said.text))
        page.on("request", lambda request: self._check(request.url))
        page.on("requestfailed", lambda request: self._failed(request.url, request.failure or ""))
        page.on("response", lambda response: self._answer(response.status, response.url))
        return page

    def _note(self, kind: str, text: str) -> None:
        if kind in {"error", "warning"}:
            self.complaints.append(f"console: {text}")

    def _check(self, url: str) -> None:
        if not url.startswith((self.address, "data:", "blob:")):
            self.complaints.append(f"request to another host: {url}")

    def _failed(self, url: str, why: str) -> None:
        if not url.endswith("/events") and "ERR_ABORTED" not in why:
            self.complaints.append(f"failed: {url} {why}")

    def _answer(self, status: int, url: str) -> None:
        if status >= 400:
            self.complaints.append(f"{status}: {url}")


def serving(root: Path) -> Iterator[Site]:
    """Build a study and serve its site."""
    result = CliRunner().invoke(group, ["build", "-C", str(root)])
    assert result.exit_code == 0, result.output
    yield from listening(root / "build" / "site")


def listening(folder: Path) -> Iterator[Site]:
    """Serve a site."""
    server = LiveServer(folder, 0)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield Site(f"http://127.0.0.1:{server.port}/", folder)
    server.end()


def sample(root: Path) -> Path:
    """Copy the sample study."""
    for name in ("research", "docs"):
        shutil.copytree(REPOSITORY / name, root / name)
    shutil.copy(REPOSITORY / "mkdocs.yml", root)
    return root


@pytest.fixture(scope="session")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """Return the sample study's site, served."""
    yield from serving(sample(tmp_path_factory.mktemp("sample")))


@pytest.fixture
def site(served: Site) -> Iterator[Site]:
    """Return the sample study's site; what it complains of fails the test."""
    served.complaints.clear()
    yield served
    assert served.complaints == []


@pytest.fixture
def context(browser: Browser) -> Iterator[BrowserContext]:
    """Return a window without memory."""
    context = browser.new_context(viewport={"width": 1280, "height": 900})
    yield context
    context.close()


@pytest.fixture
def page(context: BrowserContext, site: Site) -> Page:
    """Return a tab that is watched."""
    return site.watch(context.new_page())
