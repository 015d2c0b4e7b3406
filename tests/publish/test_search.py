"""What is searched and has changed is indexed again, shard by shard, and may follow the pages."""

from __future__ import annotations

import gzip
import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from pagefind_bin import get_executable

from counterpoint.commands.pipeline import Order, build
from counterpoint.publish.bundle import MAKING, Bundle
from counterpoint.publish.records import Record
from counterpoint.publish.search import Search
from counterpoint.publish.searchable import Searched, as_html
from counterpoint.publish.shards import Shard
from counterpoint.publish.values import Onlooker
from counterpoint.study import today

INTERVIEW = "research/interviews/2026-03-02-finance.md"
PAGE = "build/site/research/interviews/2026-03-02-finance/index.html"


def shard(name: str, digest: str, *people: str) -> Shard:
    """Return a shard of some people."""
    return Shard(name, digest, frozenset(people))


PAGES = shard("pages", "one")
SAID = shard("0", "two", "a", "b")


def document(of: Shard) -> list[Searched]:
    """Return what a shard is made of: its digest's own word."""
    return [as_html(Record(f"{of.digest}/", "A", (f"audit {of.digest}",), (("type", "page"),)))]


def search(folder: Path, *shards: Shard) -> Search:
    """Return a search for one document a shard."""
    bundle = Bundle(folder)
    return Search(shards, bundle.known(), bundle, document)


@pytest.fixture
def bundle(tmp_path: Path) -> Path:
    """Return the folder of an index of two shards."""
    assert search(tmp_path, PAGES, SAID).start().finish() == ()
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
    indexing = search(bundle, PAGES, SAID).start()
    assert indexing.finish() == ()
    assert indexing.is_done
    assert stamps(bundle / "two") == before


def test_what_was_made_of_words_that_were_taken_back_does_not_stay(bundle: Path) -> None:
    """Also where nothing else had to be made."""
    bundle_, edited = Bundle(bundle), shard("0", "three", "a", "b")
    bundle_.seal(edited, {}, bundle_.room(edited))
    assert bundle_.sealed(edited)
    assert search(bundle, PAGES, SAID).start().finish() == ()
    assert sorted(one.name for one in bundle.iterdir()) == ["notes", "one", "two"]


def test_only_a_shard_that_changed_is_made(bundle: Path) -> None:
    """The other one is taken over as it is; of the old one nothing is left."""
    before = stamps(bundle / "one")
    assert search(bundle, PAGES, shard("0", "three", "a", "b")).start().finish() == ()
    assert stamps(bundle / "one") == before
    assert sorted(one.name for one in bundle.iterdir()) == ["notes", "one", "three"]
    assert "audit two" not in words(bundle)


def test_the_old_index_stays_until_the_new_one_is_finished(bundle: Path) -> None:
    """Whoever gives up half-way has it still."""
    wanted = search(bundle, PAGES, shard("0", "three", "a", "b"))
    wanted.start().cancel()
    assert Bundle(bundle).known() == (PAGES, SAID)
    assert wanted.start().finish() == ()
    assert Bundle(bundle).known() == wanted.wanted


def test_what_was_made_before_somebody_gave_up_is_not_made_twice(bundle: Path) -> None:
    """A shard counts once it is whole, whether or not the others came to be."""
    bundle_ = Bundle(bundle)
    first, second = shard("0", "three"), shard("1", "four")

    def documents(of: Shard) -> Iterator[Searched]:
        if of == second:
            raise OSError("the disk is full")
        yield from document(of)

    indexing = Search((first, second), bundle_.known(), bundle_, documents).start()
    with pytest.raises(OSError, match="full"):
        indexing.finish()
    before = stamps(bundle / "three")
    assert search(bundle, first, second).start().finish() == ()
    assert stamps(bundle / "three") == before


@pytest.mark.parametrize("name", ["notes", "two/notes", "two/pagefind/pagefind-entry.json"])
def test_an_index_that_was_damaged_is_not_known(bundle: Path, name: str) -> None:
    """Nor followed by another; what is whole of it is taken over, the rest made again."""
    before = stamps(bundle / "one")
    (bundle / name).write_bytes(b"damaged")
    found = search(bundle, PAGES, SAID)
    assert found.known is None
    assert not found.may_follow
    assert found.start().finish() == ()
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
    assert search(bundle, PAGES, here, there).may_follow is may_follow


def test_a_shard_in_which_nothing_is_needs_no_index(tmp_path: Path) -> None:
    """Pagefind would make none of nothing; readers are not sent there."""
    bundle = Bundle(tmp_path)
    of = {PAGES: document(PAGES), SAID: []}
    assert Search((PAGES, SAID), None, bundle, lambda one: of[one]).start().finish() == ()
    assert bundle.known() == (PAGES, SAID)
    assert not [leaf.path for leaf in bundle.leaves() if leaf.path.startswith("pagefind/0/")]


@pytest.fixture
def orphan(tmp_path: Path) -> Iterator[subprocess.Popen[bytes]]:
    """Return the Pagefind that a killed build left at work."""
    records, made = (tmp_path / f"{MAKING}1" / "0" / name for name in ("records", "made"))
    for folder in (records, made):
        folder.mkdir(parents=True)
    for number in range(300):
        said = as_html(Record(f"{number}/", "W", (f"Withdrawn {number}",)))
        (records / f"{number}.html").write_text(said.html)
    command = [get_executable(), "--site", records, "--output-path", made, "--silent"]
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    yield process
    process.kill()
    process.communicate()


def test_what_a_killed_build_goes_on_writing_is_not_published(
    tmp_path: Path, orphan: subprocess.Popen[bytes]
) -> None:
    """Its Pagefind outlives it, and what it reads may be withdrawn since."""
    assert search(tmp_path, SAID).start().finish() == ()
    orphan.wait()
    assert "Withdrawn" not in words(tmp_path / "two")
    assert not list(tmp_path.glob(f"{MAKING}*/*/records"))
    assert search(tmp_path, SAID).start().finish() == ()
    assert not list(tmp_path.glob(f"{MAKING}*"))


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
