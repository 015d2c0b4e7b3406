"""`counterpoint serve` shows the site, builds it again on a change, and ends cleanly."""

from __future__ import annotations

import json
import re
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from http.client import HTTPConnection, HTTPResponse
from pathlib import Path

import pytest

from counterpoint.commands import live_server
from counterpoint.commands.live_server import EVENTS, SCRIPT, LiveServer
from counterpoint.commands.pipeline import Memory, Order, prepare
from counterpoint.study import today

THEME = "research/themes/audit-trail"


def get(port: int, path: str, host: str = "127.0.0.1") -> HTTPResponse:
    """Ask a server on this machine."""
    connection = HTTPConnection("127.0.0.1", port, timeout=20)
    connection.request("GET", path, headers={"Host": host})
    return connection.getresponse()


def next_state(events: HTTPResponse) -> dict[str, object]:
    """Return the next thing that the server announces."""
    while line := events.readline().decode():
        if line.startswith("data: "):
            state: dict[str, object] = json.loads(line.removeprefix("data: "))
            return state
    pytest.fail("the server went away")


def state_with(events: HTTPResponse, holds: Callable[[dict[str, object]], bool]) -> object:
    """Return the first announcement of which something holds; fail after some without it."""
    return next(state for _ in range(12) if holds(state := next_state(events)))


@pytest.fixture
def server(tmp_path: Path) -> Iterator[LiveServer]:
    """Return a server of a small folder."""
    (tmp_path / "site" / "a").mkdir(parents=True)
    (tmp_path / "site" / "a" / "index.html").write_text("<html><body>page</body></html>")
    (tmp_path / "site" / "b.txt").write_text("text")
    (tmp_path / "secret.html").write_text("secret")
    server = LiveServer(tmp_path / "site", 0)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    yield server
    server.end()
    thread.join(timeout=5)
    assert not thread.is_alive()


def test_pages_get_the_live_script_and_other_files_do_not(server: LiveServer) -> None:
    """The files on the disk stay as they are; the script is the server's own."""
    assert f'{SCRIPT}?a/index.html" data-version="0"' in get(server.port, "/a/?q=1").read().decode()
    assert get(server.port, "/b.txt").read() == b"text"
    assert b"EventSource" in get(server.port, SCRIPT).read()


@pytest.mark.parametrize("path", ["/../secret.html", "/%2e%2e/secret.html", "/a/../../secret.html"])
def test_nothing_outside_the_site_is_served(server: LiveServer, path: str) -> None:
    """Not by any way of writing the path."""
    assert get(server.port, path).status == 404


def test_other_names_for_this_machine_are_refused(server: LiveServer) -> None:
    """A page of another site cannot read it by pointing its own name here."""
    assert get(server.port, "/a/", host="evil.example").status == 403
    assert get(server.port, "/a/", host="localhost:8000").status == 200


def test_open_pages_are_told_of_changes_and_errors(server: LiveServer) -> None:
    """An error changes no version: the page stays, and shows it."""
    events = get(server.port, f"{EVENTS}?/a/")
    assert next_state(events) == {"version": 0, "errors": ""}
    server.announce("")
    assert next_state(events) == {"version": 1, "errors": ""}
    assert 'data-version="1"' in get(server.port, "/a/").read().decode()
    server.announce("x.md:1:1: CP101 wrong")
    assert next_state(events) == {"version": 1, "errors": "x.md:1:1: CP101 wrong"}


def test_a_page_that_was_just_sent_is_looked_at(server: LiveServer) -> None:
    """Before it says so itself, and where nobody's browser would; not what is no page."""
    for path in ("/a/", "/b.txt", "/c/"):
        get(server.port, path).read()
    assert server.open_files() == {"a/index.html"}


def test_it_knows_which_pages_are_open(server: LiveServer) -> None:
    """By their files, as long as somebody listens on them; never of one outside the site."""
    assert server.open_files() == set()
    some = [get(server.port, f"{EVENTS}?{path}") for path in ("/a/", "/a/", "/%61/", "/../x/")]
    for one in some:
        next_state(one)
    assert server.open_files() == {"a/index.html", "x/index.html"}
    for one in some:
        one.close()
    for number in range(100):  # the first words to a browser that went can still be sent
        server.announce(f"error {number}")
        time.sleep(0.05)
        if not server.open_files():
            return
    pytest.fail("pages are open that nobody looks at")


def test_a_browser_has_time_to_load_what_is_ahead(
    server: LiveServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The build goes on once it asks for the script at the page's end; at once where nobody is."""
    monkeypatch.setattr(live_server, "PATIENCE", 60)
    server.show_ahead({"a/index.html": b"new"})
    with get(server.port, f"{EVENTS}?/a/") as events:
        next_state(events)
        server.show_ahead({"a/index.html": b"new"})
        waiting = threading.Thread(target=server.show_ahead, args=[{"a/index.html": b"newest"}])
        waiting.start()
        next_state(events)
        assert waiting.is_alive()
        get(server.port, f"{SCRIPT}?a/index.html").read()
        waiting.join(timeout=20)
        assert not waiting.is_alive()


ON_A_DAY_OF_A_FILE = """
import datetime, pathlib
from counterpoint import cli, study
study.today = lambda: datetime.date.fromisoformat(pathlib.Path("day").read_text())
cli.main()
"""


@pytest.fixture
def from_day_to_day(small: Path) -> Iterator[subprocess.Popen[str]]:
    """Serve a small study on the day that the file `day` says."""
    (small / "day").write_text("2026-05-31")
    command = [sys.executable, "-c", ON_A_DAY_OF_A_FILE, "serve", "--port", "0"]
    begun = subprocess.Popen(command, cwd=small, stdout=subprocess.PIPE, text=True)
    yield begun
    begun.kill()
    begun.communicate()


@pytest.fixture
def process(small: Path) -> Iterator[subprocess.Popen[str]]:
    """Serve a small study, begun as scripts begin what goes on beside them: with Ctrl-C ignored."""
    command = [sys.executable, "-c", "from counterpoint.cli import main; main()"]
    before = signal.signal(signal.SIGINT, signal.SIG_IGN)
    begun = subprocess.Popen(
        [*command, "serve", "--port", "0"], cwd=small, stdout=subprocess.PIPE, text=True
    )
    signal.signal(signal.SIGINT, before)
    yield begun
    begun.kill()
    begun.communicate()


@pytest.mark.slow
@pytest.mark.parametrize("end", [signal.SIGINT, signal.SIGTERM])
def test_it_ends_when_it_is_told_to(process: subprocess.Popen[str], end: signal.Signals) -> None:
    """By Ctrl-C, and by whoever began it; with status 0 either way."""
    assert process.stdout is not None
    assert process.stdout.readline().startswith("Serving ")
    assert process.stdout.readline().startswith("Built ")
    process.send_signal(end)
    rest, _ = process.communicate(timeout=20)
    assert rest.endswith("Ended.\n")
    assert process.returncode == 0


@pytest.mark.slow
def test_a_saved_file_is_shown_and_an_error_reported(
    small: Path, process: subprocess.Popen[str]
) -> None:
    """The last good site stays."""
    assert process.stdout is not None
    first = process.stdout.readline()
    found = re.search(r":(\d+)/", first)
    assert found, first
    port = int(found[1])
    assert process.stdout.readline().startswith("Built ")
    events = get(port, EVENTS)
    next_state(events)
    file = small / f"{THEME}.md"
    file.write_text(file.read_text().replace("It can be shown", "It can be proved"))
    state_with(events, lambda _: "It can be proved" in get(port, f"/{THEME}/").read().decode())
    file.write_text("broken")
    state = state_with(events, lambda state: bool(state["errors"]))
    assert f"{THEME}.md:1:1: CP1" in str(state)
    assert "It can be proved" in get(port, f"/{THEME}/").read().decode()


@pytest.mark.slow
def test_the_end_of_a_day_takes_effect_while_nothing_is_saved(
    small: Path, from_day_to_day: subprocess.Popen[str]
) -> None:
    """An interview whose retention is over leaves the site that is being shown."""
    file = small / "research/interviews/2026-03-09-rep.md"
    file.write_text(file.read_text().replace("coding:", "retain_until: 2026-05-31\ncoding:", 1))
    assert "retain_until" in file.read_text()
    assert from_day_to_day.stdout is not None
    found = re.search(r":(\d+)/", from_day_to_day.stdout.readline())
    assert found
    port = int(found[1])
    assert from_day_to_day.stdout.readline().startswith("Built ")
    page = "/research/interviews/2026-03-09-rep/"
    events = get(port, EVENTS)
    state_with(events, lambda _: get(port, page).status == 200)
    (small / "day").write_text("2026-06-01")
    state_with(events, lambda _: get(port, page).status == 404)


def test_what_cannot_be_made_ahead_is_left_to_the_next_build(tmp_path: Path) -> None:
    """Nothing ends the server where there is no build folder and none can be made."""
    (tmp_path / "build").write_text("in the way")
    prepare(Order(tmp_path, today()), Memory())
    assert (tmp_path / "build").read_text() == "in the way"
