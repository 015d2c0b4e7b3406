"""A small web server that shows a folder and tells browsers when it has changed."""

from __future__ import annotations

import json
import threading
from collections import Counter, deque
from collections.abc import Generator, Mapping
from contextlib import closing, suppress
from functools import partial
from http import HTTPStatus
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from importlib.resources import files
from pathlib import Path
from time import monotonic
from typing import TypedDict
from urllib.parse import quote, unquote

from counterpoint.commands.live_site import LiveSite

EVENTS = "/_counterpoint/events"
"""With the address of the page that listens, behind a question mark."""
SCRIPT = "/_counterpoint/live.js"
"""With the path of the page that has it at its end, behind a question mark."""
HEARTBEAT = 10.0
"""Seconds between signs of life, by which a closed browser is noticed."""
PATIENCE = 0.5
"""Seconds at most that a browser has the machine for itself, to load a page that is ahead."""
LATEST = 8
"""So many pages at most are looked at by somebody who does not listen."""


class State(TypedDict):
    """What an open page is told."""

    version: int
    """The page's number: with another than its own it loads itself anew."""
    errors: str
    """Those of the last build, to be shown; empty where there are none."""


class LiveServer(ThreadingHTTPServer):
    """Serves a folder on this machine only; open pages listen for announcements."""

    daemon_threads = True
    allow_reuse_address = True

    def __init__(self, folder: Path, port: int) -> None:
        self.site = LiveSite(folder)
        self._changed = threading.Condition()
        self._listening: Counter[str] = Counter()
        self._sent: deque[tuple[float, str]] = deque(maxlen=LATEST)
        self._awaited: set[str] = set()
        self._errors = ""
        self._ended = False
        where = str(self.site.folder)
        super().__init__(("127.0.0.1", port), partial(_Handler, directory=where))

    @property
    def port(self) -> int:
        """The port that it listens on."""
        return int(self.server_address[1])

    def open_files(self) -> set[str]:
        """Return the pages that somebody looks at, as paths in the site.

        These are open in a browser, or were sent to somebody a moment ago.
        """
        lately = monotonic() - HEARTBEAT
        with self._changed:
            listening = {path for path, number in self._listening.items() if number}
            return listening | {path for at, path in self._sent if at > lately}

    def sent(self, path: str) -> None:
        """Take note of a page that was sent: it is looked at before it can say so itself."""
        with self._changed:
            self._sent.append((monotonic(), path))

    def loaded(self, path: str) -> None:
        """Take note of a page that a browser has loaded to its end."""
        with self._changed:
            self._awaited.discard(path)
            self._changed.notify_all()

    def show_ahead(self, pages: Mapping[str, bytes]) -> None:
        """Show some pages before the site has them; return once browsers had time to load them."""
        with self._changed:
            new = self.site.show_ahead(pages)
            self._awaited = {path for path in new if self._listening[path]}
            self._changed.notify_all()
            self._changed.wait_for(lambda: not self._awaited, timeout=PATIENCE)

    def announce(self, errors: str) -> None:
        """Tell every open page: load yourself anew, or, with errors, show them."""
        with self._changed:
            if errors:
                self.site.withdraw()
            else:
                self.site.publish()
            self._errors = errors
            self._changed.notify_all()

    def end(self) -> None:
        """Stop serving, open connections too."""
        with self._changed:
            self._ended = True
            self._changed.notify_all()
        self.shutdown()
        self.server_close()

    def states(self, path: str) -> Generator[State, None, None]:
        """Yield what a page is to know: at once, at every change, and now and then."""
        with self._changed:
            self._listening[path] += 1
        try:
            while not self._ended:
                state = self._state(path)
                yield state
                with self._changed:
                    self._changed.wait_for(partial(self._is_other, path, state), timeout=HEARTBEAT)
        finally:
            with self._changed:
                self._listening[path] -= 1

    def _state(self, path: str) -> State:
        return {"version": self.site.version(path), "errors": self._errors}

    def _is_other(self, path: str, state: State) -> bool:
        return self._ended or self._state(path) != state

    def handle_error(self, request: object, client_address: object) -> None:
        """Say nothing: a browser that goes away is no error."""


class _Handler(SimpleHTTPRequestHandler):
    """Answers with the site's files, the live script put into pages."""

    server: LiveServer
    protocol_version = "HTTP/1.0"

    def do_GET(self) -> None:
        """Answer a request."""
        if self.headers.get("Host", "").partition(":")[0] not in {"127.0.0.1", "localhost"}:
            self.send_error(HTTPStatus.FORBIDDEN)
            return
        asked, _, rest = self.path.partition("?")
        if asked == EVENTS:
            self._stream(self._file(rest))
        elif asked == SCRIPT:
            self.server.loaded(unquote(rest))
            script = files("counterpoint").joinpath("defaults", "live.js").read_bytes()
            self._send(script, "text/javascript; charset=utf-8")
        elif (page := self._page()) is not None:
            self._send(page, "text/html; charset=utf-8")
        else:
            super().do_GET()

    def log_message(self, *_: object) -> None:
        """Say nothing of each request."""

    def end_headers(self) -> None:
        """Keep browsers from showing what was there before."""
        self.send_header("Cache-Control", "no-store")
        super().end_headers()

    def _page(self) -> bytes | None:
        file, site = self._file(self.path), self.server.site
        if not file.endswith(".html"):
            return None
        # The version is looked up before the page: of a page that is swapped meanwhile, the
        # browser then hears that it is old, and never takes an old one for new.
        at, version = f"{SCRIPT}?{quote(file)}", site.version(file)
        tag = f'<script src="{at}" data-version="{version}" defer></script></body>'
        if page := site.page(file):
            self.server.sent(file)
            page = page.replace(b"</body>", tag.encode())
        return page

    def _file(self, address: str) -> str:
        """Return the path in the site of what an address asks for; empty where it leads out."""
        path = Path(self.translate_path(address))
        if address.partition("?")[0].endswith("/"):
            path /= "index.html"
        folder = self.server.site.folder
        return path.relative_to(folder).as_posix() if path.is_relative_to(folder) else ""

    def _send(self, content: bytes, kind: str) -> None:
        self.send_response(HTTPStatus.OK)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        self.wfile.write(content)

    def _stream(self, file: str) -> None:
        """Send what an open page is to know, until the browser or the server goes."""
        self.send_response(HTTPStatus.OK)
        self.send_header("Content-Type", "text/event-stream")
        self.end_headers()
        with closing(self.server.states(file)) as states, suppress(OSError):
            for state in states:
                self.wfile.write(f"data: {json.dumps(state)}\n\n".encode())
                self.wfile.flush()
