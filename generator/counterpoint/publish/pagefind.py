"""Pagefind at work as a service: it is told what is searched, and hands over the index's files."""

from __future__ import annotations

import os
import subprocess
import tempfile
from base64 import b64decode, b64encode
from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass
from itertools import chain
from typing import BinaryIO, TypeAlias, cast

import msgspec

Request: TypeAlias = Mapping[str, object]
"""What adds one thing to an index."""

PIECE = {"PAGEFIND_UNSTABLE_INDEX_CHUNK_SIZE": "5000"}
"""A browser loads the piece of an index that a word is in: a quarter of Pagefind's own size."""
ALLOCATION = {
    "_RJEM_MALLOC_CONF": "dirty_decay_ms:-1,muzzy_decay_ms:-1,narenas:1,tcache_max:65536,thp:always"
}
"""Keeps memory that it frees, for the next record: taking it anew costs a sixth of its time."""
ENGLISH = {"force_language": "en", "keep_index_url": True}
"""One index for all words, whatever language they are in."""
AT_ONCE = 1_048_576
"""Bytes that are read, and that a pipe holds."""


class PagefindError(Exception):
    """Pagefind did not do what it was asked for; the message says why."""


@dataclass(frozen=True, slots=True)
class IndexFile:
    """A file of an index."""

    path: str
    content: bytes


@dataclass(frozen=True, slots=True)
class _Payload:
    type: str
    message: str = ""
    files: tuple[IndexFile, ...] = ()


@dataclass(frozen=True, slots=True)
class _Answer:
    payload: _Payload


_ENCODER = msgspec.json.Encoder()
_ANSWER = msgspec.json.Decoder(_Answer)


class Pagefind:
    """A process that makes one index, for it keeps the memory of all that it made.

    It ends when this process does. Requests are answered in their order, so that one thread can ask
    while another one listens. Its own package for Python waits a tenth of a second for every
    answer, of which a study of 1,000 interviews has 14,000.
    """

    def __init__(self) -> None:
        """Start it; PagefindError where it cannot be."""
        # Importing the package looks for the program, which only indexing needs.
        from pagefind_bin import get_executable  # noqa: PLC0415

        self._complaints = tempfile.TemporaryFile()  # noqa: SIM115  (closed with the process)
        try:
            self._process = subprocess.Popen(  # noqa: S603 - the packaged program, told of our own records
                [get_executable(), "--service"],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=self._complaints,
                env=os.environ | PIECE | ALLOCATION,
                pipesize=AT_ONCE,
            )
        except OSError as problem:
            self._complaints.close()
            raise PagefindError(str(problem)) from problem
        self._answers = _answers(cast("BinaryIO", self._process.stdout))

    def ask(self, requests: Iterable[Request]) -> None:
        """Ask for the index, of all that the requests add to it."""
        asked = chain(
            [{"type": "NewIndex", "config": ENGLISH}],
            ({**one, "index_id": 0} for one in requests),
            [{"type": "GetFiles", "index_id": 0}],
        )
        pipe = cast("BinaryIO", self._process.stdin)
        try:
            for number, payload in enumerate(asked):
                message = _ENCODER.encode({"message_id": number, "payload": payload})
                pipe.write(b64encode(message) + b",")
            pipe.flush()
        except OSError as problem:
            raise self._ended() from problem

    def files(self) -> tuple[IndexFile, ...]:
        """Wait for the files of the index that was asked for, and return them."""
        for data in self._answers:
            payload = _ANSWER.decode(b64decode(data)).payload
            if payload.type == "Error":
                raise PagefindError(payload.message)
            if payload.type == "GetFiles":
                return payload.files
        raise self._ended()

    def end(self) -> None:
        """Stop it, whatever it is at."""
        self._process.kill()

    def close(self) -> None:
        """Stop it and give back what it took, once nobody asks or listens any more."""
        self.end()
        self._process.wait()
        for pipe in (self._process.stdin, self._process.stdout):
            with suppress(OSError):
                cast("BinaryIO", pipe).close()
        self._complaints.close()

    def _ended(self) -> PagefindError:
        """Return why it is gone, as far as it said so."""
        self._process.wait()
        self._complaints.seek(0)
        first = self._complaints.readline().decode(errors="replace").strip()
        return PagefindError(first or "it ended too early")


def _answers(output: BinaryIO) -> Iterator[bytes]:
    """Yield answers as they come; there is a comma after each."""
    begun: list[bytes] = []
    while data := os.read(output.fileno(), AT_ONCE):
        first, *more = data.split(b",")
        begun.append(first)
        for one in more:
            yield b"".join(begun)
            begun = [one]
