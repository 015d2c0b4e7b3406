"""Contents are kept by their digest, and believed only while nobody touched them."""

from __future__ import annotations

import os
from pathlib import Path

import msgspec
import pytest

from counterpoint.publish.noting import note, noted
from counterpoint.publish.store import READABLE, Stamp, Store, write_anew
from counterpoint.publish.values import PublishError

STAMP = msgspec.msgpack.Decoder(Stamp)


def test_a_content_is_found_again_by_its_digest(tmp_path: Path) -> None:
    """In the same store, and in one opened on what the first one kept."""
    store = Store.opened(tmp_path, {})
    name = store.put(b"words")
    known = store.keep([name])
    assert Store.opened(tmp_path, known).get(name) == b"words"
    assert set(Store.opened(tmp_path, known).standing) == {name}


def test_what_is_not_wanted_leaves_the_folder(tmp_path: Path) -> None:
    """So that nobody's words outlive their pages."""
    store = Store.opened(tmp_path, {})
    kept, gone = store.put(b"kept"), store.put(b"gone")
    store.keep([kept])
    assert [one.name for one in tmp_path.iterdir()] == [kept]
    assert gone != kept


def test_a_content_that_somebody_changed_counts_as_missing(tmp_path: Path) -> None:
    """A foreign file under a good name does too."""
    store = Store.opened(tmp_path, {})
    name = store.put(b"words")
    known = store.keep([name])
    (tmp_path / name).write_bytes(b"other")
    os.utime(tmp_path / name, ns=(1, 1))
    assert not Store.opened(tmp_path, known).standing
    assert not Store.opened(tmp_path, {}).standing


def test_what_a_build_that_was_killed_left_is_written_anew(tmp_path: Path) -> None:
    """However much of it there is, and whatever else has its name."""
    cut, elsewhere = (Store.opened(tmp_path, {}).put(one) for one in (b"cut", b"elsewhere"))
    (tmp_path / cut).write_bytes(b"cu")
    (tmp_path / elsewhere).unlink()
    (tmp_path / elsewhere).symlink_to(tmp_path / cut)
    store = Store.opened(tmp_path, {})
    assert [store.get(store.put(one)) for one in (b"cut", b"elsewhere")] == [b"cut", b"elsewhere"]


def test_what_a_process_that_was_killed_half_wrote_is_written_whole(tmp_path: Path) -> None:
    """Another process of the same build writes it, while the store is open."""
    store = Store.opened(tmp_path, {})
    (tmp_path / store.put(b"whole")).write_bytes(b"who")
    assert store.get(store.put(b"whole")) == b"whole"


def test_everybody_may_read_a_content(tmp_path: Path) -> None:
    """The site's files are second names of contents, whoever built it."""
    before = os.umask(0o077)
    try:
        digest = Store.opened(tmp_path, {}).put(b"words")
    finally:
        os.umask(before)
    assert (tmp_path / digest).stat().st_mode & 0o777 == READABLE


def test_a_content_is_compared_with_its_digest_when_it_is_read(tmp_path: Path) -> None:
    """Even where its stamp did not change; the next build makes it anew."""
    store = Store.opened(tmp_path, {})
    name = store.put(b"words")
    known = store.keep([name])
    (tmp_path / name).write_bytes(b"sword")
    os.utime(tmp_path / name, ns=(known[name].changed, known[name].changed))
    again = Store.opened(tmp_path, known)
    with pytest.raises(PublishError, match="was changed"):
        again.get(name)
    assert not Store.opened(tmp_path, known).standing


def test_writing_anew_leaves_other_names_of_the_file_alone(tmp_path: Path) -> None:
    """A hard link keeps the old content."""
    (tmp_path / "one").write_bytes(b"old")
    (tmp_path / "other").hardlink_to(tmp_path / "one")
    write_anew(tmp_path / "one", b"new")
    assert (tmp_path / "one").read_bytes() == b"new"
    assert (tmp_path / "other").read_bytes() == b"old"
    assert len(list(tmp_path.iterdir())) == 2


def test_a_note_is_read_back(tmp_path: Path) -> None:
    """As the value that it was."""
    note(tmp_path / "a" / "note", Stamp(1, 2))
    assert noted(tmp_path / "a" / "note", STAMP) == Stamp(1, 2)


@pytest.mark.parametrize("content", [b"", b"damaged", bytes(32) + b"\x82"])
def test_a_damaged_note_is_no_note(tmp_path: Path, content: bytes) -> None:
    """Nor is one that was never written."""
    (tmp_path / "note").write_bytes(content)
    assert noted(tmp_path / "note", STAMP) is None
    assert noted(tmp_path / "missing", STAMP) is None


def test_a_note_of_another_shape_is_no_note(tmp_path: Path) -> None:
    """Whole, but not what is asked for."""
    note(tmp_path / "note", [1, 2, 3])
    assert noted(tmp_path / "note", STAMP) is None
