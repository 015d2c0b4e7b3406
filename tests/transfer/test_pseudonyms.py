"""Real names are replaced throughout, and nothing else is."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from counterpoint.transfer.keyfile import KeyEntry, key_text, read_key, refusal
from counterpoint.transfer.pseudonyms import Person, Pseudonyms

PEOPLE = Pseudonyms(
    [
        Person("Dana Reyes (Northwind)", "p1"),
        Person("José O'Brien", "p2"),
        Person("Will Danvers", "p3"),
        Person("Mel", "Interviewer"),
        Person("Speaker 1", "p4"),
    ]
)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Thanks, Dana Reyes.", "Thanks, p1."),
        ("Dana's sheet and REYES' own", "p1's sheet and p1' own"),
        ("dana and Reyes, Dana", "p1 and p1"),
        ("dana.reyes@example.com, danareyes, d.reyes", "p1@example.com, p1, p1"),
        ("Jose O’Brien, JOSÉ, Jose\u0301", "p2, p2, p2"),
        ("Melissa melted; caramel and Danae danced", "Melissa melted; caramel and Danae danced"),
        ("Will you? I asked Will. He will.", "Will you? I asked p3. He will."),
        ("Will said no. DANVERS did.", "p3 said no. p3 did."),
        ("Speaker 1 is a good speaker", "Speaker 1 is a good speaker"),
        ("the Reyes-Danvers plan", "the p1-p3 plan"),
    ],
)
def test_names_in_all_their_forms(text: str, expected: str) -> None:
    """Full, first, last, possessive, any case and accent; never inside a word."""
    assert PEOPLE.replace(text).text == expected


def test_a_name_of_two_people_becomes_both() -> None:
    """Privacy first: who is meant cannot be told."""
    both = Pseudonyms([Person("Dana Reyes", "p1"), Person("Dana Smith", "p2")])
    assert both.replace("Dana said so; Dana Smith too").text == "p1 or p2 said so; p2 too"


def test_labels_have_their_own_pseudonyms() -> None:
    """A label is replaced whole, also one that is no name."""
    assert PEOPLE.label("Dana Reyes (Northwind)") == "p1"
    assert PEOPLE.label("Speaker 1") == "p4"


def test_what_may_be_a_name_is_listed() -> None:
    """Names left because they may be words, and capitals in mid-sentence; not months, not I."""
    doubts = PEOPLE.doubts("Will we? On Monday I met Priya at Northwind. Priya was late.")
    assert [(one.word, one.times, one.is_known) for one in doubts] == [
        ("Will", 1, True),
        ("Priya", 2, False),
        ("Northwind", 1, False),
    ]


@given(st.lists(st.sampled_from(["Dana", "Reyes", "we", "José", "wait", ".", "Will", " "])))
def test_places_move_with_their_words(words: list[str]) -> None:
    """What stands behind and before every replacement is where `moved` says."""
    text = " ".join(words)
    replaced = PEOPLE.replace(text)
    outside = set(range(len(text) + 1))
    for edit in replaced.edits:
        outside -= set(range(edit.start, edit.end))
    for at in outside:
        if at < len(text):
            assert replaced.text[replaced.moved(at)] == text[at]


def test_the_key_survives_being_written() -> None:
    """Names with commas and quotes too."""
    entries = (KeyEntry('Reyes, "Dana"', "p1", "p1"), KeyEntry("Mel", "Interviewer", ""))
    assert set(read_key(key_text(entries))) == set(entries)


def test_a_key_inside_a_repository_is_refused(tmp_path: Path) -> None:
    """In this one, through a link, or in any that git keeps."""
    root, other = tmp_path / "study", tmp_path / "other"
    root.mkdir()
    (other / ".git").mkdir(parents=True)
    link = tmp_path / "link"
    link.symlink_to(root)
    assert refusal(root / "names.csv", root)
    assert refusal(link / "names.csv", root)
    assert refusal(other / "names.csv", root)
    assert refusal(tmp_path / "names.csv", root) is None


def test_organisations_behind_a_name_are_no_part_of_it() -> None:
    """`Welcome` stays a word; who wants the company replaced says so."""
    people = Pseudonyms([Person("Vitor Gambetti | Welcome Trips", "p1")])
    assert people.replace("Welcome, Vitor! Gambetti trips.").text == "Welcome, p1! p1 trips."


def test_scripts_without_spaces_have_no_word_ends() -> None:
    """A name is found wherever its signs stand."""
    people = Pseudonyms([Person("佐藤 花子", "p1"), Person("田中", "p2")])
    assert people.replace("佐藤さんと田中さん、花子").text == "p1さんとp2さん、p1"
