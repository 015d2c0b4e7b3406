"""The search index is made anew when what is searched has changed, and may follow the pages."""

from __future__ import annotations

import gzip
from collections.abc import Callable
from pathlib import Path
from time import sleep

import pytest

from counterpoint.commands.pipeline import Order, build
from counterpoint.publish.records import Record
from counterpoint.publish.search import Bundle, Indexed, Search
from counterpoint.publish.searchable import as_html
from counterpoint.publish.values import Onlooker
from counterpoint.study import today

DOCUMENT = as_html(Record("a/", "A", ("audit trail",)))
INTERVIEW = "research/interviews/2026-03-02-finance.md"
PAGE = "build/site/research/interviews/2026-03-02-finance/index.html"


def search(folder: Path, digest: str, *people: str) -> Search:
    """Return a search for one document."""
    bundle = Bundle(folder)
    return Search(Indexed(digest, frozenset(people)), bundle.known(), bundle, lambda: [DOCUMENT])


@pytest.fixture
def bundle(tmp_path: Path) -> Path:
    """Return the folder of an index of two people."""
    assert search(tmp_path, "one", "a", "b").start().finish() == ()
    return tmp_path


def stamps(folder: Path) -> dict[str, int]:
    """Return when every file of an index was written."""
    files = (one for one in (folder / "pagefind").rglob("*") if one.is_file())
    return {one.name: one.stat().st_mtime_ns for one in files}


def test_the_index_of_the_same_is_kept(bundle: Path) -> None:
    """Nothing is started."""
    before = stamps(bundle)
    indexing = search(bundle, "one", "a", "b").start()
    assert indexing.is_done
    assert indexing.finish() == ()
    assert stamps(bundle) == before
    assert {leaf.path for leaf in Bundle(bundle).leaves()} > {"pagefind/pagefind.js"}


def test_the_old_index_stays_until_the_new_one_is_finished(bundle: Path) -> None:
    """Whoever gives up half-way has it still."""
    before = stamps(bundle)
    wanted = search(bundle, "two", "a", "b")
    wanted.start().cancel()
    assert stamps(bundle) == before
    assert Bundle(bundle).known() == Indexed("one", frozenset({"a", "b"}))
    assert wanted.start().finish() == ()
    assert Bundle(bundle).known() == wanted.wanted
    assert sorted(one.name for one in bundle.iterdir()) == ["notes", "pagefind"]


@pytest.mark.parametrize("name", ["notes", "pagefind/pagefind-entry.json"])
def test_an_index_that_was_damaged_is_not_known(bundle: Path, name: str) -> None:
    """Nor followed by another."""
    (bundle / name).write_bytes(b"damaged")
    assert Bundle(bundle).known() is None
    assert not search(bundle, "two", "a", "b").may_follow


@pytest.mark.parametrize(
    ("people", "may_follow"), [(("a", "b"), True), (("a", "b", "c"), True), (("a", "c"), False)]
)
def test_a_search_follows_only_while_nobody_left(
    bundle: Path, people: tuple[str, ...], *, may_follow: bool
) -> None:
    """The old index has the words of everybody who was in it."""
    assert search(bundle, "two", *people).may_follow is may_follow


def test_what_a_killed_build_goes_on_writing_is_not_published(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Its Pagefind outlives it, and what it reads may be withdrawn since."""
    bundle = Bundle(tmp_path / "search")
    withdrawn = [as_html(Record(f"{one}/", "W", (f"Withdrawn {one}",), ())) for one in range(300)]
    monkeypatch.setattr("os.getpid", lambda: 1)
    left = Search(Indexed("one", frozenset()), None, bundle, lambda: withdrawn).start()
    monkeypatch.setattr("os.getpid", lambda: 2)
    indexing = search(tmp_path / "search", "two").start()
    while not left.is_done:
        sleep(0.01)
    assert indexing.finish() == ()
    left.cancel()
    shown = (one for one in bundle.files.rglob("*.pf_fragment"))
    assert [b"audit trail" in gzip.decompress(one.read_bytes()) for one in shown] == [True]


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

    def index(self) -> Indexed | None:
        """Return what the site's index is of."""
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
