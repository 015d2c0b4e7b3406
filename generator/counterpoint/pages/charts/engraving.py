"""From a Vega-Lite specification to SVG: in this process, or apart in one of its own."""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from functools import lru_cache

import vl_convert

from counterpoint.spreading import process_apart

VEGA_LITE = "6.1"
NEEDLESS = re.compile(
    r' (?:pointer-events="none"|opacity="1"|font-family="inherit"|stroke-miterlimit="10")'
    r'| aria-roledescription="[^"]*"'
    r'|<path class="(?:back|fore)ground"[^>]*/>'
)
"""What Vega writes on every mark and nothing on the page needs."""
GEOMETRY = re.compile(r' (?:d|transform|x|y|x1|x2|y1|y2|width|height)="[^"]*"')
TOO_FINE = re.compile(r"(\d\.\d\d)\d+")
"""Digits of a pixel that nobody sees: a tenth of a large chart's bytes."""
KEPT = 64
"""Drawings kept: one chart may stand on several pages, and be the same in the next build."""
SMALLEST = '{"data": {"values": [{}]}, "mark": "point"}'
"""Starts the engine, which takes a second."""


class Engraver:
    """A process that draws, replaced where it is lost.

    Who builds again and again has the engine started once, can still begin copies of itself, and
    composes pages while their charts are drawn.
    """

    def __init__(self) -> None:
        self._process = process_apart()
        self._begun: dict[str, Future[str]] = {}
        self._ahead = ""
        self._drawing(SMALLEST)

    def ahead(self, key: str, specs: Callable[[], Iterable[str]]) -> None:
        """Begin drawings that will be asked for, unless those of the same key were begun last."""
        if key != self._ahead:
            self._ahead = key
            for spec in specs():
                self._drawing(spec)

    def drawn(self, spec: str) -> str:
        """Return the SVG of a specification; what a lost process owes is drawn here."""
        try:
            return self._drawing(spec).result()
        except BrokenProcessPool:
            self._replace()
            return drawn_here(spec)

    def end(self) -> None:
        """End the process."""
        self._process.shutdown(cancel_futures=True)

    def _drawing(self, spec: str) -> Future[str]:
        found = self._begun.pop(spec, None) or self._submitted(spec)
        self._begun[spec] = found
        for oldest in list(self._begun)[:-KEPT]:
            del self._begun[oldest]
        return found

    def _submitted(self, spec: str) -> Future[str]:
        try:
            return self._process.submit(drawn_here, spec)
        except BrokenProcessPool:
            self._replace()
            return self._process.submit(drawn_here, spec)

    def _replace(self) -> None:
        self._begun.clear()
        self._process = process_apart()


_engravers: list[Engraver] = []
"""The one that draws for this process, if there is one."""

if hasattr(os, "register_at_fork"):
    # A copy of this process has none of the threads that talk to it.
    os.register_at_fork(after_in_child=_engravers.clear)


@contextmanager
def drawing_apart() -> Iterator[None]:
    """Have a process of its own draw for this one, and end it."""
    engraver = Engraver()
    _engravers.append(engraver)
    try:
        yield
    finally:
        _engravers.remove(engraver)
        engraver.end()


def ahead(key: str, specs: Callable[[], Iterable[str]]) -> None:
    """Begin drawings that will be asked for, where they are drawn apart; `key` names their data."""
    if _engravers:
        _engravers[-1].ahead(key, specs)


def engraved(spec: str) -> str:
    """Return the SVG of a specification."""
    return _engravers[-1].drawn(spec) if _engravers else drawn_here(spec)


@lru_cache(maxsize=KEPT)
def drawn_here(spec: str) -> str:
    """Return the SVG of a specification, drawn by this process."""
    drawn: str = vl_convert.vegalite_to_svg(spec, vl_version=VEGA_LITE)
    return GEOMETRY.sub(lambda found: TOO_FINE.sub(r"\1", found[0]), NEEDLESS.sub("", drawn))


def has_drawn() -> bool:
    """Tell whether this process has drawn: a copy of it could not, lacking the engine's threads."""
    return drawn_here.cache_info().misses > 0
