"""Plain-text transcripts in the styles of people and tools."""

from __future__ import annotations

import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from counterpoint.transfer.transcripts import read_recording
from counterpoint.transfer.transcripts.plain import read_plain
from transfer.texts import OTTER


def said(text: str) -> list[tuple[str, str, tuple[str, ...]]]:
    """Return who said which paragraphs when."""
    utterances, _, _ = read_plain(text)
    return [(one.speaker, one.time, one.paragraphs) for one in utterances]


def test_otters_head_is_not_speech() -> None:
    """Title and day come from the head; keywords and the footer are left out."""
    utterances, title, day = read_plain(OTTER)
    assert title == "Customer call"
    assert day == datetime.date(2026, 3, 2)
    assert [(one.speaker, one.time, one.paragraphs) for one in utterances] == [
        ("Mel Ito", "00:00:05", ("So how do you start: what happens?",)),
        ("Dana Reyes", "00:00:09", ("Well. We open it.", "And wait.")),
        ("Dana Reyes", "01:00:09", ("Then.",)),
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Speaker 1 (00:14:05):\nHello.\n\nSpeaker 2 (00:15): No.\n",
            [("Speaker 1", "00:14:05", ("Hello.",)), ("Speaker 2", "00:00:15", ("No.",))],
        ),
        (
            "[00:14] Mel: Hello\n[00:15] Dana: Yes\nmore\n",
            [("Mel", "00:00:14", ("Hello",)), ("Dana", "00:00:15", ("Yes", "more"))],
        ),
        (
            "Q: How?\nA: Like so.\n\nIt goes on: and on.\nQ: Why?\n",
            [
                ("Q", "", ("How?",)),
                ("A", "", ("Like so.", "It goes on: and on.")),
                ("Q", "", ("Why?",)),
            ],
        ),
        ("MEL: Okay.\nDANA: Yes.\n", [("MEL", "", ("Okay.",)), ("DANA", "", ("Yes.",))]),
        (
            "Dana Reyes   0:03\nHello there\n\nMel   0:05\nYes\n",
            [("Dana Reyes", "00:00:03", ("Hello there",)), ("Mel", "00:00:05", ("Yes",))],
        ),
        (
            "00:00:00 --> 00:00:05\nDana Reyes\nHello there\n\n00:00:06 --> 00:00:07\nMel\nYes\n",
            [("Dana Reyes", "00:00:00", ("Hello there",)), ("Mel", "00:00:06", ("Yes",))],
        ),
        (
            "**Mel** [00:01]: Hi\n**Dana**: Yo\n",
            [("Mel", "00:00:01", ("Hi",)), ("Dana", "", ("Yo",))],
        ),
        (
            "admin-1: One.\n\nMax: Two.\n\nadmin-1: Three.\n\nadmin-1: Four.\n",
            [
                ("admin-1", "", ("One.",)),
                ("Max", "", ("Two.",)),
                ("admin-1", "", ("Three.",)),
                ("admin-1", "", ("Four.",)),
            ],
        ),
    ],
    ids=["rev", "stamp-first", "q-and-a", "capitals", "teams", "older-teams", "bold", "codes"],
)
def test_styles_of_labels(text: str, expected: list[tuple[str, str, tuple[str, ...]]]) -> None:
    """Each tool and person labels turns in a way of their own."""
    assert said(text) == expected


def test_a_colon_is_speech_where_speakers_carry_times() -> None:
    """In a transcript with times, `Problem:` at the start of a line names nobody."""
    text = OTTER.replace("And wait.", "Priority: we wait.")
    assert said(text)[1][2] == ("Well. We open it.", "Priority: we wait.")


def test_lines_broken_for_width_are_one_paragraph() -> None:
    """Only an empty line parts paragraphs where sentences run over line ends."""
    text = (
        "Mel: And while they are preparing their slides, this is a good time to say that\n"
        "we are at it again, as we said last summer, with all of the people who were\n"
        "there then.\n\nThat is\nall.\n"
    )
    assert [len(paragraphs) for _, _, paragraphs in said(text)] == [2]


def test_nobody_is_named_in_plain_notes() -> None:
    """The words are kept, and that nobody speaks is said."""
    reading = read_recording("notes.txt", b"Just a text. With words.\n\nNothing else here.")
    assert reading.recording
    assert reading.recording.speakers == ()
    assert [one.rule.code for one in reading.diagnostics] == ["CP706"]


@given(st.text(alphabet=st.sampled_from("Ab :\n[]()0:123\t*QA.-é"), max_size=200))
def test_every_utterance_stands_where_it_says(text: str) -> None:
    """For any text, an utterance's offset points at its words."""
    for one in read_plain(text)[0]:
        assert text[one.start : one.start + len(one.text)] == one.text
        assert one.paragraphs


def test_a_meeting_tools_head_is_not_speech_and_other_words_are_kept() -> None:
    """Title, day and length are facts; what else stands above the first name was said by nobody."""
    text = (
        "Weekly call\nMarch 2, 2026, 2:00PM\n32m 10s\n\nMel Ito started transcription\n\n"
        "This call was recorded.\n\nMel Ito   0:03\nHello.\n\nMel Ito stopped transcription\n"
    )
    utterances, title, day = read_plain(text)
    assert (title, day) == ("Weekly call", datetime.date(2026, 3, 2))
    assert [(one.speaker, one.paragraphs) for one in utterances] == [
        ("", ("This call was recorded.",)),
        ("Mel Ito", ("Hello.",)),
    ]
