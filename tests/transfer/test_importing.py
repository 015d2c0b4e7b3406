"""Transcripts become interviews: cast, names replaced, checked for being there."""

from __future__ import annotations

import datetime
import re
from dataclasses import replace

import pytest

from counterpoint.config import Config
from counterpoint.transfer.casting import Known
from counterpoint.transfer.duplicates import fingerprint
from counterpoint.transfer.importing import Intake, plan_transcripts
from counterpoint.transfer.keyfile import KeyEntry
from counterpoint.transfer.metadata import PersonFacts, SessionFacts, read_metadata, session_facts
from counterpoint.transfer.plans import Plan, Shelf
from counterpoint.transfer.pseudonyms import Person
from transfer.texts import OTTER, ZOOM

TABLE = """file;title;date;speaker;side;persona;interviewers;consent;audience
otter.txt;Call with Dana;2026-03-02;Dana Reyes;user;sales-rep;Mel Ito;granted;internal
zoom.vtt;;2026-03-03;Dana Reyes;user;sales-rep;Mel Ito;granted;internal
"""
SHELF = Shelf(Known(("buyer", "user"), frozenset({"p007"})))


def planned(shelf: Shelf = SHELF, table: str = TABLE, also: tuple[Person, ...] = ()) -> Plan:
    """Return the plan of importing both transcripts with a table of metadata."""
    metadata = read_metadata("m.csv", table)
    intakes = [
        Intake(name, text.encode(), metadata.of(name) or SessionFacts())
        for name, text in (("otter.txt", OTTER), ("zoom.vtt", ZOOM))
    ]
    plan = plan_transcripts(intakes, shelf, Config(), also)
    return replace(plan, diagnostics=(*metadata.diagnostics, *plan.diagnostics))


def codes(plan: Plan) -> list[str]:
    """Return what was found."""
    return [one.rule.code for one in plan.diagnostics]


def test_one_person_keeps_one_pseudonym_and_no_name_is_written() -> None:
    """Neither in titles, nor file names, nor words, in any case; the key knows both."""
    plan = planned()
    written = "".join(f"{file.path}\n{file.content!s}" for file in plan.files).casefold()
    for name in ("dana", "reyes", "mel", "ito"):
        assert name not in written.replace("meltdown", "")
    assert [file.path for file in plan.files] == [
        "research/interviews/2026-03-02-call-with-p008.md",
        "research/interviews/2026-03-03-zoom.md",
    ]
    assert all("id: p008" in str(file.content) for file in plan.files)
    assert "coding: open" in str(plan.files[0].content)
    assert KeyEntry("Dana Reyes", "p008", "p008") in plan.key


def test_the_key_brings_a_person_back() -> None:
    """Somebody who was heard before is the same participant."""
    known = SHELF.known.with_key([KeyEntry("Dana Reyes", "Rep", "p003")])
    content = str(planned(replace(SHELF, known=known)).files[0].content)
    assert "id: p003\n    speaker: Rep" in content
    assert "**Rep** [00:00:09]" in content


def test_further_names_are_replaced() -> None:
    """Companies and colleagues, as the person says."""
    content = str(planned(also=(Person("Northwind", "the company"),)).files[1].content)
    assert "northwind" not in content.casefold()


def test_the_same_transcript_is_not_imported_twice() -> None:
    """Tags, another pseudonym and a new title do not hide it."""
    first = planned().files[0]
    changed = str(first.content).replace("p008", "Rep").replace("title: Call", "title: Other")
    changed = changed.replace(
        "\n\nAnd wait.", '\n\n- "We open it" #speed ^open\n  A note.\n\nAnd wait.'
    )
    plan = planned(replace(SHELF, interviews=(fingerprint(first.path, changed),)))
    assert "CP715" in codes(plan)
    assert [file.path for file in plan.files] == ["research/interviews/2026-03-03-zoom.md"]


def test_two_copies_in_one_import_are_noticed() -> None:
    """Also within one command."""
    table = read_metadata("m.csv", TABLE)
    facts = table.of("zoom.vtt") or SessionFacts()
    intakes = [Intake(name, ZOOM.encode(), facts) for name in ("zoom.vtt", "zoom (1).vtt")]
    plan = plan_transcripts(intakes, SHELF, Config())
    assert "CP715" in codes(plan)
    assert len(plan.files) == 1


@pytest.mark.parametrize(
    ("facts", "missing"),
    [
        (SessionFacts(), ["CP711"] * 5),
        (SessionFacts(participants=(PersonFacts(speaker="Nobody"),)), ["CP712", "CP711"]),
        (SessionFacts(participants=(PersonFacts(side="seller", persona="x"),)), ["CP711"]),
    ],
)
def test_what_is_missing_is_asked_for(facts: SessionFacts, missing: list[str]) -> None:
    """Nothing is guessed: who is who, sides, the day, the consent, the audience."""
    plan = plan_transcripts([Intake("zoom.vtt", ZOOM.encode(), facts)], SHELF, Config())
    found = codes(plan)
    assert not plan.files
    assert set(missing) <= set(found)
    assert all(one.hint for one in plan.diagnostics if one.rule.code == "CP711")


def test_a_table_says_what_it_cannot_read() -> None:
    """Each cell at its line; unknown columns with what was probably meant."""
    metadata = read_metadata("m.csv", "file,date,consent,persna\na.vtt,2026-13-01,perhaps,x\n")
    assert [(one.location.line, one.rule.code) for one in metadata.diagnostics] == [
        (1, "CP723"),
        (2, "CP717"),
        (2, "CP717"),
    ]
    assert "persona" in metadata.diagnostics[0].hint


def test_rows_of_one_file_are_its_participants() -> None:
    """A focus group has a row a person."""
    table = "file,speaker,side,persona,consent\na.vtt,Dana,user,rep,granted\na.vtt,Ben,buyer,vp,\n"
    facts = read_metadata("m.csv", table).of("folder/a.vtt")
    assert facts
    assert [(one.speaker, one.side) for one in facts.participants] == [
        ("Dana", "user"),
        ("Ben", "buyer"),
    ]
    assert facts.consent


def test_unknown_speakers_words_are_kept_and_nobodys() -> None:
    """Otter and Teams label whom they do not know; nobody is made a participant of it."""
    facts = read_metadata("m.csv", TABLE).of("otter.txt") or SessionFacts()
    text = OTTER.replace("Dana Reyes  1:00:09", "Unknown Speaker  1:00:09")
    plan = plan_transcripts([Intake("otter.txt", text.encode(), facts)], SHELF, Config())
    content = str(plan.files[0].content)
    assert "**Unknown speaker** [01:00:09] Then." in content
    assert content.count("- id:") == 1


@pytest.mark.parametrize("label", ["Interviewee", "Speaker 2", "P07", "R"])
def test_a_generic_label_is_somebody_else_in_another_transcript(label: str) -> None:
    """Two interviewees are two participants; a label is no name to be found in the text."""
    said = "Interviewer: How is it?\n\n{}: Speaker or interviewee, {}.\n\nInterviewer: Why?\n"
    facts, _ = session_facts(
        {"side": "user", "persona": "rep", "consent": "granted", "audience": "internal"}, ""
    )
    intakes = [
        Intake(f"{day}.txt", said.format(label, f"on day {day} we waited long").encode(), dated)
        for day in (1, 2)
        if (dated := replace(facts, date=datetime.date(2026, 3, day)))
    ]
    plan = plan_transcripts(intakes, SHELF, Config())
    ids = [re.findall(r"- id: (\S+)", str(file.content)) for file in plan.files]
    assert ids == [["p008"], ["p009"]]
    assert "Speaker or interviewee" in str(plan.files[0].content)
