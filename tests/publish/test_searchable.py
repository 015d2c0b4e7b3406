"""The search index is made of small records, and says how many there are of everything."""

from __future__ import annotations

from counterpoint.publish.records import Record
from counterpoint.publish.searchable import UNDATED, documents, numbers

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


def test_a_thing_counts_once_for_each_of_its_values() -> None:
    """What ticking one box alone would find."""
    assert numbers(documents(RECORDS, ())) == COUNTED


def test_pages_written_by_hand_count_as_pages() -> None:
    """Those without an article are not searched and not counted."""
    pages = (("one/", "<article>words</article>"), ("two/", "nothing"))
    assert numbers(documents((), pages))["type"] == {"page": 1}


def test_nothing_is_found_twice_by_the_words_of_a_quotation() -> None:
    """It is kept as signs; the text holds its words."""
    record = Record("research/a/#x", "A", ("so slow",), details=(("quote", "so slow"),))
    (one,) = documents((record,), ())
    assert str(one.request).count("so slow") == 1


def test_several_things_can_be_found_at_one_address() -> None:
    """Pagefind takes what has the same address for the same."""
    long = (Record("a/", "A", ("once",)), Record("a/", "A", ("twice",)))
    assert [one.request["url"] for one in documents(long, ())] == ["a/ 1", "a/ 2"]


def test_an_excerpt_can_go_on_with_the_next_paragraph() -> None:
    """A quotation seldom ends with a full stop."""
    record = Record("a/", "A", ("so slow", "He waits.", "An hour"))
    (one,) = documents((record,), ())
    assert one.request["content"] == "so slow. He waits. An hour."
