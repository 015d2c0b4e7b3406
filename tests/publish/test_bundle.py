"""The site's search is a folder for each shard, and says how many there are of everything."""

from __future__ import annotations

import json
from functools import partial
from pathlib import Path

import pytest

from counterpoint.publish.bundle import FOLDER, LOADED, NUMBERS, SHARDS, Bundle
from counterpoint.publish.records import Record
from counterpoint.publish.search import Indexing
from counterpoint.publish.searchable import documents
from counterpoint.publish.shards import Shard
from counterpoint.publish.tree import grow
from counterpoint.publish.wanted import Wanted

DIVIDED = tuple(Shard(name, f"digest-{name}", frozenset()) for name in ("pages", "0", "1"))
RECORDS = {
    "pages": (Record("t/", "T", ("a theme",), (("type", "page"), ("theme", "t"))),),
    "0": (
        Record("a/#x", "A", ("slow",), (("type", "evidence"), ("theme", "t"))),
        Record("a/#y", "A", ("dear",), (("type", "evidence"), ("theme", "u"))),
    ),
    "1": (),
}


@pytest.fixture
def published(tmp_path: Path) -> Path:
    """Return the search of a site in three shards; in the last is nothing."""
    bundle = Bundle(tmp_path / "cache")
    pages, *said = (Wanted(one, partial(documents, RECORDS[one.name], ())) for one in DIVIDED)
    with Indexing(bundle, tuple(said)) as indexing:
        assert indexing.finish(pages) == ()
    grow(tmp_path / "site", bundle.leaves(), {})
    return tmp_path / "site" / FOLDER


def test_the_index_says_how_many_there_are_of_everything(published: Path) -> None:
    """In all shards together; a reader's browser need not load them to know."""
    numbers = json.loads((published / NUMBERS).read_text(encoding="utf-8"))
    assert numbers["type"] == {"evidence": 2, "page": 1}
    assert numbers["theme"] == {"t": 2, "u": 1}


def test_the_index_names_its_shards_in_the_order_to_ask_them(published: Path) -> None:
    """With how much each holds; those that hold nothing are left out."""
    assert json.loads((published / SHARDS).read_text(encoding="utf-8")) == [["pages", 1], ["0", 2]]


def test_the_program_comes_once(published: Path) -> None:
    """With the shard that is asked first; for the others it is loaded already."""
    assert (published / "pagefind.js").is_file()
    assert [one.parent.name for one in published.glob("*/pagefind-worker.js")] == ["pages"]
    engines = {one.parent.name: one.read_bytes() for one in published.glob("*/*.pagefind")}
    assert engines.keys() == {"pages", "0"}
    assert engines["0"] == LOADED
    assert len(engines["pages"]) > 10_000


def test_ready_made_interfaces_are_left_out(published: Path) -> None:
    """The site's own search loads everything that is there."""
    kinds = {one.suffix for one in published.rglob("*") if one.is_file()}
    packed = {".pf_meta", ".pf_index", ".pf_fragment", ".pf_filter", ".pagefind"}
    assert kinds == {".js", ".json"} | packed
