"""What is searched and has changed is indexed again, shard by shard, and may follow the pages."""

from __future__ import annotations

import gzip
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from counterpoint.commands.pipeline import Order, build
from counterpoint.publish import search as searching
from counterpoint.publish.bundle import Bundle
from counterpoint.publish.records import Record
from counterpoint.publish.search import Indexing
from counterpoint.publish.searchable import Searched, documents
from counterpoint.publish.shards import Shard
from counterpoint.publish.values import Onlooker
from counterpoint.publish.wanted import Wanted
from counterpoint.study import today

INTERVIEW = "research/interviews/2026-03-02-finance.md"
PAGE = "build/site/research/interviews/2026-03-02-finance/index.html"


def shard(name: str, digest: str, *people: str) -> Shard:
    """Return a shard of some people."""
    return Shard(name, digest, frozenset(people))


PAGES = shard("pages", "one")
SAID = shard("0", "two", "a", "b")


def document(of: Shard) -> Iterator[Searched]:
    """Return what a shard is made of: its digest's own word."""
    said = Record(f"{of.digest}/", "A", (f"audit {of.digest}",), (("type", "page"),))
    return documents((said,), ())


def wanted(of: Shard) -> Wanted:
    """Return a shard of one document."""
    return Wanted(of, lambda: document(of))


def search(folder: Path, *said: Shard) -> Indexing:
    """Return a search of pages that never change, and of these shards."""
    return Indexing(Bundle(folder), tuple(map(wanted, said)))


def made(folder: Path, *said: Shard) -> None:
    """Make such a search."""
    with search(folder, *said) as indexing:
        assert indexing.finish(wanted(PAGES)) == ()


@pytest.fixture
def bundle(tmp_path: Path) -> Path:
    """Return the folder of an index of two shards."""
    made(tmp_path, SAID)
    return tmp_path


def stamps(folder: Path) -> dict[str, int]:
    """Return when every file of an index was written."""
    files = (one for one in folder.rglob("*") if one.is_file())
    return {one.relative_to(folder).as_posix(): one.stat().st_mtime_ns for one in files}


def words(folder: Path) -> str:
    """Return what every fragment below a folder says."""
    found = (gzip.decompress(one.read_bytes()) for one in folder.rglob("*.pf_fragment"))
    return b"".join(found).decode()


def test_the_index_of_the_same_is_kept(bundle: Path) -> None:
    """Nothing is started."""
    before = stamps(bundle / "two")
    with search(bundle, SAID) as indexing:
        assert indexing.is_there(wanted(PAGES))
        assert indexing.finish(wanted(PAGES)) == ()
        assert indexing.is_done
    assert stamps(bundle / "two") == before


def test_what_was_made_of_words_that_were_taken_back_does_not_stay(bundle: Path) -> None:
    """Also where nothing else had to be made."""
    bundle_, edited = Bundle(bundle), shard("0", "three", "a", "b")
    bundle_.seal(edited, {}, ())
    assert bundle_.sealed(edited)
    made(bundle, SAID)
    assert sorted(one.name for one in bundle.iterdir()) == ["notes", "one", "two"]


def test_only_a_shard_that_changed_is_made(bundle: Path) -> None:
    """The other one is taken over as it is; of the old one nothing is left."""
    before = stamps(bundle / "one")
    made(bundle, shard("0", "three", "a", "b"))
    assert stamps(bundle / "one") == before
    assert sorted(one.name for one in bundle.iterdir()) == ["notes", "one", "three"]
    assert "audit two" not in words(bundle)


def test_the_old_index_stays_until_the_new_one_is_finished(bundle: Path) -> None:
    """Whoever gives up half-way has it still."""
    edited = shard("0", "three", "a", "b")
    with search(bundle, edited) as indexing:
        indexing.begin()
    assert Bundle(bundle).known() == (PAGES, SAID)
    made(bundle, edited)
    assert Bundle(bundle).known() == (PAGES, edited)


def test_what_is_said_is_indexed_before_there_are_pages(tmp_path: Path) -> None:
    """Their shard comes when they are there, and is asked first all the same."""
    with search(tmp_path, SAID) as indexing:
        indexing.begin()
        while not indexing.is_done:
            time.sleep(0.01)
        assert Bundle(tmp_path).sealed(SAID)
        assert indexing.finish(wanted(PAGES)) == ()
    assert Bundle(tmp_path).known() == (PAGES, SAID)


@pytest.mark.parametrize("cores", [1, 8])
def test_the_index_is_the_same_on_many_cores(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, cores: int
) -> None:
    """Several Pagefinds work side by side where there is room for them."""
    monkeypatch.setattr(searching, "cores", lambda: cores)
    said = tuple(shard(str(number), f"digest-{number}") for number in range(6))
    made(tmp_path, *said)
    assert Bundle(tmp_path).known() == (PAGES, *said)
    assert [f"audit {one.digest}" in words(tmp_path / one.digest) for one in said] == [True] * 6


def test_what_was_made_before_somebody_gave_up_is_not_made_twice(bundle: Path) -> None:
    """A shard counts once it is whole, whether or not the others came to be."""

    def fail() -> Iterator[Searched]:
        raise OSError("the disk is full")
        yield

    first, second = shard("0", "three"), shard("1", "four")
    with (
        pytest.raises(OSError, match="full"),
        Indexing(Bundle(bundle), (wanted(first), Wanted(second, fail))) as indexing,
    ):
        indexing.finish(wanted(PAGES))
    assert Bundle(bundle).known() == (PAGES, SAID)
    before = stamps(bundle / "three")
    made(bundle, first, second)
    assert stamps(bundle / "three") == before


@pytest.mark.parametrize("name", ["notes", "two/notes", "two/pagefind/pagefind-entry.json"])
def test_an_index_that_was_damaged_is_not_known(bundle: Path, name: str) -> None:
    """Nor followed by another; what is whole of it is taken over, the rest made again."""
    before = stamps(bundle / "one")
    (bundle / name).write_bytes(b"damaged")
    with search(bundle, SAID) as indexing:
        assert not indexing.is_there(wanted(PAGES))
        assert not indexing.may_follow
        assert indexing.finish(wanted(PAGES)) == ()
    assert stamps(bundle / "one") == before
    assert Bundle(bundle).known() == (PAGES, SAID)


@pytest.mark.parametrize(
    ("people", "may_follow"), [(("a", "b"), True), (("a", "b", "c"), True), (("a", "c"), False)]
)
def test_a_search_follows_only_while_nobody_left(
    bundle: Path, people: tuple[str, ...], *, may_follow: bool
) -> None:
    """The old index has the words of everybody who was in it, in whichever shard they are now."""
    here = shard("0", "three", *people[:1])
    there = shard("1", "four", *people[1:])
    with search(bundle, here, there) as indexing:
        assert indexing.may_follow is may_follow


def test_readers_are_not_sent_to_a_shard_in_which_nothing_is(tmp_path: Path) -> None:
    """It is there all the same, so that it is not made again."""
    bundle = Bundle(tmp_path)
    with Indexing(bundle, (Wanted(SAID, tuple),)) as indexing:
        assert indexing.finish(wanted(PAGES)) == ()
    assert bundle.known() == (PAGES, SAID)
    assert not [leaf.path for leaf in bundle.leaves() if leaf.path.startswith("pagefind/0/")]


def test_where_pagefind_fails_the_old_index_stays(bundle: Path) -> None:
    """And it says why."""
    refused = Wanted(shard("0", "three"), lambda: iter([Searched({"type": "AddNothing"}, ())]))
    with Indexing(Bundle(bundle), (refused,)) as indexing:
        (found,) = indexing.finish(wanted(PAGES))
    assert "AddNothing" in found.message
    assert Bundle(bundle).known() == (PAGES, SAID)


class Looking:
    """Looks at a study that is built, and notes what is shown."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.seen: list[str] = []

    def build(self, has_more: Callable[[], bool]) -> None:
        """Build it, being told as soon as pages are there."""
        order = Order(self.root, today())
        outcome = build(order, lambda _: None, Onlooker(self._look, has_more))
        assert outcome.is_published, outcome.diagnostics

    def _look(self) -> None:
        self.seen.append((self.root / PAGE).read_text(encoding="utf-8"))

    def index(self) -> tuple[Shard, ...] | None:
        """Return what the site's index consists of."""
        return Bundle(self.root / "build/cache/search").known()


def test_an_onlooker_sees_pages_before_they_can_be_searched(small: Path) -> None:
    """And the new index once nothing more was saved."""
    looking = Looking(small)
    looking.build(lambda: False)
    assert looking.seen == []
    first = looking.index()
    with (small / INTERVIEW).open("a") as file:
        file.write("\nMore was said.\n")
    looking.build(lambda: True)
    assert "More was said." in looking.seen[0]
    assert looking.index() == first
    looking.build(lambda: False)
    assert first != looking.index()
    assert len(looking.seen) == 2


def test_nobody_sees_pages_beside_an_index_of_what_is_withheld(small: Path) -> None:
    """They are shown together, once the words are gone from both."""
    looking = Looking(small)
    looking.build(lambda: False)
    text = (small / INTERVIEW).read_text()
    (small / INTERVIEW).write_text(text.replace("status: granted", "status: withdrawn"))
    looking.build(lambda: pytest.fail("nobody waits for anything"))
    assert looking.seen == []
    assert not (small / PAGE).exists()


def test_nothing_that_is_withheld_is_in_any_shard(small: Path) -> None:
    """Neither of the site nor of what is kept for the next build."""
    order = Order(small, today(), alone=1)
    assert build(order, lambda _: None).is_published
    assert "nobody could say" in words(small / "build")
    text = (small / INTERVIEW).read_text()
    (small / INTERVIEW).write_text(text.replace("status: granted", "status: withdrawn"))
    assert build(order, lambda _: None).is_published
    left = words(small / "build")
    assert left
    assert "nobody could say" not in left
    assert "one page instead" not in left
