"""Notes that a build leaves for the next one: data with a digest, believed only where whole."""

from __future__ import annotations

import hashlib
from pathlib import Path
from typing import TypeVar

import msgspec

from counterpoint.publish.store import write_anew

Noted = TypeVar("Noted")
DIGEST_BYTES = 32

_ENCODER = msgspec.msgpack.Encoder()


def note(file: Path, value: object) -> None:
    """Write a value of dataclasses down, in one step."""
    content = _ENCODER.encode(value)
    file.parent.mkdir(parents=True, exist_ok=True)
    write_anew(file, hashlib.sha256(content).digest() + content)


def noted(file: Path, decoder: msgspec.msgpack.Decoder[Noted]) -> Noted | None:
    """Return what was written down; None where nothing is, or not what was written."""
    try:
        data = file.read_bytes()
        if hashlib.sha256(data[DIGEST_BYTES:]).digest() != data[:DIGEST_BYTES]:
            return None
        return decoder.decode(data[DIGEST_BYTES:])
    except (OSError, msgspec.MsgspecError, RecursionError, UnicodeDecodeError):
        return None


def taken(file: Path, decoder: msgspec.msgpack.Decoder[Noted]) -> Noted | None:
    """Return what was written down, and remove it: from now on it does not hold any more."""
    found = noted(file, decoder)
    file.unlink(missing_ok=True)
    return found
