"""Build, show and build again: a loop around file changes and a small web server."""

from __future__ import annotations

import errno
import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import replace
from functools import partial

import click

from counterpoint.commands.live_server import LiveServer
from counterpoint.commands.options import today
from counterpoint.commands.pipeline import Memory, Order, Outcome, build, prepare
from counterpoint.commands.progress import Progress
from counterpoint.commands.saved import Saved
from counterpoint.commands.verdict import counted, show
from counterpoint.diagnostics import Severity
from counterpoint.pages.charts import drawing_apart
from counterpoint.publish.values import Onlooker, PublishError
from counterpoint.report import format_diagnostic, summary
from counterpoint.sources import RESEARCH

WATCHED = ("research", "docs", "mkdocs.yml")


def serve(order: Order, port: int) -> None:
    """Serve and rebuild until Ctrl-C, or until whoever began it asks it to terminate."""
    _heed_signals()
    places = [order.root / name for name in WATCHED] + [one / RESEARCH for one in order.also]
    watched = [path for path in places if path.exists()]
    with _listening(order, port) as server, suppress(KeyboardInterrupt), drawing_apart():
        click.echo(f"Serving http://127.0.0.1:{server.port}/ (Ctrl-C to end)")
        saved, memory = Saved(watched), Memory()
        _build(order, server, saved, memory)
        prepare(order, memory)
        while True:
            saved.wait(order.today)
            order = replace(order, today=today())
            _build(order, server, saved, memory)
    click.echo("Ended.")


def _heed_signals() -> None:
    """Let both ways to end it do so, also where a script began it that left Ctrl-C to others."""
    for one in (signal.SIGINT, signal.SIGTERM):
        signal.signal(one, signal.default_int_handler)


@contextmanager
def _listening(order: Order, port: int) -> Iterator[LiveServer]:
    try:
        server = LiveServer(order.workspace.site, port)
    except OSError as problem:
        if problem.errno != errno.EADDRINUSE:
            raise
        message = f"port {port} is taken: end what uses it, or type --port {port + 1}"
        raise click.UsageError(message) from problem
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield server
    finally:
        server.end()
        thread.join(timeout=2)


def _build(order: Order, server: LiveServer, saved: Saved, memory: Memory) -> None:
    progress = Progress()
    before = server.site.published
    try:
        with progress.shown():
            outcome = build(order, progress, _onlooker(server, saved), memory)
    except (PublishError, OSError) as problem:
        click.echo(f"counterpoint: {problem}", err=True)
        server.announce(f"counterpoint: {problem}")
        return
    show(outcome.diagnostics)
    click.echo(_line(outcome, progress.seconds))
    errors = _errors(outcome)
    if errors or server.site.published == before:
        server.announce(errors)
    if not errors:
        saved.shown()


def _onlooker(server: LiveServer, saved: Saved) -> Onlooker:
    """Return who looks at the site, at open pages ahead of all others.

    A page whose image is another too is not ahead: it would not be loaded once more for that.
    """
    return Onlooker(
        shown=partial(server.announce, ""),
        has_more=saved.has_more,
        open_files=server.open_files if saved.is_of_pages else tuple,
        ahead=server.show_ahead,
    )


def _line(outcome: Outcome, seconds: float) -> str:
    found = summary(outcome.diagnostics)
    if not outcome.is_published:
        return f"Not built: {found}; still showing the last good site."
    return f"Built {counted(outcome.pages, 'page')} in {seconds:.1f} s ({found})."


def _errors(outcome: Outcome) -> str:
    errors = (one for one in outcome.diagnostics if one.severity is Severity.ERROR)
    return "\n".join(map(format_diagnostic, errors))
