"""What search finds is small enough to be read, and found by every name that it has."""

from __future__ import annotations

from itertools import chain

from counterpoint.analysis import analyse
from counterpoint.publish.records import LONG, Record, names, records_of, records_of_pages
from repositories import interview, loaded, theme

ALIASED = theme("Who changed what", "status: active\naliases: [audit-log]")


def found(text: str) -> tuple[Record, ...]:
    """Return what search finds in a study of one interview on one theme."""
    files = {"research/interviews/a.md": text, "research/themes/audit-trail.md": ALIASED}
    study = loaded(files).study
    analysis = analyse(study)
    said = (records_of(one, names(study, analysis)) for one in study.interviews.values())
    return (*chain.from_iterable(said), *records_of_pages(study, analysis))


def of_type(given: tuple[Record, ...], type_: str) -> list[Record]:
    """Return the records of one type."""
    return [one for one in given if ("type", type_) in one.facets]


def test_a_long_conversation_is_found_in_stretches() -> None:
    """Words that stand in one record were said close to each other; no turn is lost or divided."""
    turns = "\n\n".join(f"**Dana** {number} {'and so on ' * 100}." for number in range(5))
    stretches = of_type(found(interview(f"{turns}\n")), "transcript")
    sizes = [[len(turn.split()) for turn in one.words] for one in stretches]
    assert len(stretches) > 1
    assert all(sum(size[:-1]) < LONG for size in sizes)
    said = [turn for one in stretches for turn in one.words]
    assert [number for number in range(5) if any(f" {number} and" in one for one in said)] == [
        *range(5)
    ]


def test_a_short_conversation_is_found_whole() -> None:
    """One record below one heading."""
    assert len(of_type(found(interview()), "transcript")) == 1


def test_evidence_is_found_by_every_name_of_its_themes_and_kinds() -> None:
    """Id, aliases and the labels of kinds; the words of titles are searched beside them."""
    (one,) = of_type(
        found(interview('- "nobody could say" #audit-trail +workaround ^x')), "evidence"
    )
    assert one.synonyms == "audit trail log workaround"
    assert ("themes", "Who changed what") in one.details


def test_a_page_is_named_by_title_id_and_aliases() -> None:
    """A page without words of its own is found by its title."""
    (page,) = (
        one for one in of_type(found(interview()), "page") if one.title == "Who changed what"
    )
    assert page.names == "who changed what audit trail log"
    (persona,) = (one for one in of_type(found(interview()), "page") if one.title == "Rep")
    assert persona.words == ("Rep",)
