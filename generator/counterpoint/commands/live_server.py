"""A small web server that shows a folder and tells browsers when it has changed."""

from __future__ import annotations

import json
import threading
from functools import partial
from http import HTTPStatus
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from importlib.resources import files
from pathlib import Path

EVENTS = "/_counterpoint/events"
SCRIPT = "/_counterpoint/live.js"
HEARTBEAT = 10.0
"""Seconds between signs of life, by which a closed browser is noticed."""


class LiveServer(ThreadingHTTPServer):
    """Serves a folder on this machine only; open pages listen for announcements."""

    daemon_threads = True
    allow_reuse_address = True

    def __init__(self, folder: Path, port: int) -> None:
        self.folder = folder.absolute()
        self._changed = threading.Condition()
        self._version = 0
        self._errors = ""
        self._ended = False
        super().__init__(("127.0.0.1", port), partial(_Handler, directory=str(self.folder)))

    @property
    def port(self) -> int:
        """The port that it listens on."""
        return int(self.server_address[1])

    @property
    def version(self) -> int:
        """The number of the site that is shown; it grows with every build."""
        return self._version

    def announce(self, errors: str) -> None:
        """Tell every open page: load yourself anew, or, with errors, show them."""
        with self._changed:
            self._version += 0 if errors else 1
            self._errors = errors
            self._changed.notify_all()

    def end(self) -> None:
        """Stop serving, open connections too."""
        with self._changed:
            self._ended = True
            self._changed.notify_all()
        self.shutdown()
        self.server_close()

    def state(self) -> dict[str, object] | None:
        """Return the version of the site and the errors of the last build; None at the end."""
        return None if self._ended else {"version": self._version, "errors": self._errors}

    def wait_for_change(self, known: dict[str, object] | None) -> dict[str, object] | None:
        """Return the state once it differs from the known one, or after a while."""
        with self._changed:
            self._changed.wait_for(lambda: self.state() != known, timeout=HEARTBEAT)
            return self.state()

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
        elif self.path == EVENTS:
            self._stream()
        elif self.path == SCRIPT:
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
        path = Path(self.translate_path(self.path))
        if self.path.partition("?")[0].endswith("/"):
            path /= "index.html"
        if not path.is_relative_to(self.server.folder) or path.suffix != ".html":
            return None
        # The version is looked up before the page: of a page that is swapped meanwhile, the
        # browser then hears that it is old, and never takes an old one for new.
        tag = f'<script src="{SCRIPT}" data-version="{self.server.version}" defer></script></body>'
        try:
            return path.read_bytes().replace(b"</body>", tag.encode())
        except OSError:
            return None

    def _send(self, content: bytes, kind: str) -> None:
        self.send_response(HTTPStatus.OK)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        self.wfile.write(content)

    def _stream(self) -> None:
        """Send the state now and at every change, until the browser or the server goes."""
        self.send_response(HTTPStatus.OK)
        self.send_header("Content-Type", "text/event-stream")
        self.end_headers()
        state = self.server.state()
        while state is not None:
            try:
                self.wfile.write(f"data: {json.dumps(state)}\n\n".encode())
                self.wfile.flush()
            except OSError:
                return
            state = self.server.wait_for_change(state)
