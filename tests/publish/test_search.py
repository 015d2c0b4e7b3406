"""The search index is made of small records, and says how many there are of everything."""

from __future__ import annotations

import gzip
import json
from pathlib import Path
from time import sleep

import pytest

from counterpoint.publish.records import Record
from counterpoint.publish.search import NUMBERS, UNDATED, Bundle, documents, numbers, start

RECORDS = (
    Record(
        "a/#x",
        "A",
        ("slow",),
        (("type", "evidence"), ("theme", "t"), ("theme", "u")),
        (("date", "2026-03-02"),),
    ),
    Record("a/#y", "A", ("dear",), (("type", "evidence"), ("theme", "t"), ("theme", "t"))),
    Record("t/", "T", ("a theme",), (("type", "page"),)),
)
COUNTED = {
    "date": {UNDATED: 2, "2026-03-02": 1},
    "theme": {"t": 2, "u": 1},
    "type": {"evidence": 2, "page": 1},
}


def test_a_thing_counts_once_for_each_of_its_values(tmp_path: Path) -> None:
    """What ticking one box alone would find."""
    assert numbers(documents(RECORDS, tmp_path, ())) == COUNTED


def test_pages_written_by_hand_count_as_pages(tmp_path: Path) -> None:
    """Those without an article are not searched and not counted."""
    for name, text in (("one", "<article>words</article>"), ("two", "nothing")):
        (tmp_path / name).mkdir()
        (tmp_path / name / "index.html").write_text(text, encoding="utf-8")
    assert numbers(documents((), tmp_path, ("one/", "two/")))["type"] == {"page": 1}


def test_the_index_brings_its_numbers(tmp_path: Path) -> None:
    """Pagefind leaves them where they are, and so does leaving its interfaces out."""
    searched = documents(RECORDS, tmp_path, ())
    bundle = Bundle(tmp_path / "search")
    assert start(searched, bundle).finish() == ()
    assert json.loads((bundle.files / NUMBERS).read_text(encoding="utf-8")) == COUNTED
    assert (bundle.files / "pagefind.js").is_file()
    assert start(searched, bundle).is_done


def test_what_a_killed_build_goes_on_writing_is_not_published(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Its Pagefind outlives it, and what it reads may be withdrawn since."""
    bundle = Bundle(tmp_path / "search")
    withdrawn = (Record(f"{one}/", "W", (f"Withdrawn words {one}",), ()) for one in range(300))
    monkeypatch.setattr("os.getpid", lambda: 1)
    left = start(documents(withdrawn, tmp_path, ()), bundle)
    monkeypatch.setattr("os.getpid", lambda: 2)
    indexing = start(documents((Record("o/", "O", ("Other words",), ()),), tmp_path, ()), bundle)
    while not left.is_done:
        sleep(0.01)
    assert indexing.finish() == ()
    left.cancel()
    bundle.put(tmp_path / "site")
    packed = [gzip.decompress(file.read_bytes()) for file in tmp_path.glob("site/**/*.pf_fragment")]
    assert [b"Other words" in one for one in packed] == [True]


def test_nothing_is_found_by_the_words_of_an_address_nor_twice_by_those_of_a_quotation(
    tmp_path: Path,
) -> None:
    """They are kept as signs; the text holds the words of the quotation."""
    record = Record("research/a/#x", "A", ("so slow",), details=(("quote", "so slow"),))
    (one,) = documents((record,), tmp_path, ())
    assert "research" not in one.html
    assert one.html.count("so slow") == 1
