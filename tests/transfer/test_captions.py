"""Captions of meeting tools become utterances."""

from __future__ import annotations

import pytest

from counterpoint.transfer.transcripts import read_recording
from counterpoint.transfer.transcripts.values import Format, Recording
from transfer.texts import ZOOM

TEAMS = """\ufeffWEBVTT

8a3f2c/12-0
00:00:03.100 --> 00:00:04.000
<v Dana Reyes>so um</v>

8a3f2c/12-1
00:00:04.100 --> 00:00:05.000
<v Dana Reyes>then we
stopped

8a3f2c/13-0
0:0:6.5 --> 0:0:7
<v Mel>Why?</v>
"""


def recording(name: str, text: str) -> Recording:
    """Return the recording in a text; it must be one."""
    found = read_recording(name, text.encode()).recording
    assert found
    return found


def said(name: str, text: str) -> list[tuple[str, str, str]]:
    """Return who said what when."""
    return [(one.speaker, one.time, one.text) for one in recording(name, text).utterances]


def test_a_cue_without_a_name_goes_on_with_the_last_speaker() -> None:
    """Zoom names a speaker only where it changes; neighbouring cues become one paragraph."""
    assert said("zoom.vtt", ZOOM) == [
        ("Mel Ito", "00:00:01", "Hi there and welcome, um"),
        ("Dana Reyes (Northwind)", "00:00:05", "Thanks: great & good"),
    ]


@pytest.mark.parametrize("line_end", ["\n", "\r\n", "\r"])
def test_voices_may_lack_their_closing_tag(line_end: str) -> None:
    """Teams spreads one utterance over several cues; times may lack digits."""
    assert said("teams.vtt", TEAMS.replace("\n", line_end)) == [
        ("Dana Reyes", "00:00:03", "so um then we stopped"),
        ("Mel", "00:00:06", "Why?"),
    ]


def test_several_voices_in_one_cue_are_told_apart() -> None:
    """A cue may hold two people's words."""
    text = "WEBVTT\n\n00:01.000 --> 00:02.000\n<v Mel>Well?</v> <v.loud Dana>No.</v>\n"
    assert said("a.vtt", text) == [("Mel", "00:00:01", "Well?"), ("Dana", "00:00:01", "No.")]


def test_notes_and_styles_are_not_words() -> None:
    """NOTE and STYLE blocks are the file's own."""
    text = (
        "WEBVTT - made by a tool\n\nSTYLE\n::cue { color: red }\n\nNOTE\nsecret remark\n\n"
        "00:00:01.000 --> 00:00:02.000 align:start\nMel: <i>Hi</i> <c.yellow>you</c>\n"
    )
    assert said("a.vtt", text) == [("Mel", "00:00:01", "Hi you")]


def test_a_vtt_that_is_subrip_is_read_as_subrip() -> None:
    """The content decides; the wrong suffix is said."""
    text = (
        "1\n00:00:01,000 --> 00:00:02,000\n(Mel)\nHi\n\n2\n00:03,000 --> 00:04,000\n(laughs)\nyes\n"
    )
    reading = read_recording("x.vtt", text.encode())
    assert reading.format is Format.SUBRIP
    assert [one.rule.code for one in reading.diagnostics] == ["CP704"]
    assert said("x.vtt", text) == [("Mel", "00:00:01", "Hi (laughs) yes")]


def test_a_sentence_with_a_colon_names_nobody() -> None:
    """`So here is the thing:` is speech."""
    text = ZOOM.replace("and welcome, um", "So here is the thing: we wait. Note: bring tea")
    assert said("zoom.vtt", text)[0][2] == "Hi there So here is the thing: we wait. Note: bring tea"


@pytest.mark.parametrize(
    "tail",
    ["\n4\n", "\n4\n00:00:0", "\n4\n00:00:07.000 --", "\n4\n00:00:07.000 --> 00:00"],
)
def test_captions_that_break_off_are_refused(tail: str) -> None:
    """A file cut inside a cue's head is not half imported."""
    reading = read_recording("zoom.vtt", (ZOOM + tail).encode())
    assert reading.recording is None
    assert [one.rule.code for one in reading.diagnostics] == ["CP703"]


def test_a_cue_behind_a_closed_voice_is_nobodys() -> None:
    """Behind an open one it goes on; a name before a colon is a name here too."""
    text = (
        "WEBVTT\n\n00:01.000 --> 00:02.000\n<v Carlos Far&#237;as>Hola\n\n"
        "00:02.000 --> 00:03.000\ny adelante.</v>\n\n"
        "00:03.000 --> 00:04.000\n<v Mel>Yes.</v>\n\n"
        "00:04.000 --> 00:05.000\nwho knows who\n\n"
        "00:05.000 --> 00:06.000\nMarcus Hale: A plain line.\n"
    )
    assert said("a.vtt", text) == [
        ("Carlos Farías", "00:00:01", "Hola y adelante."),
        ("Mel", "00:00:03", "Yes."),
        ("Unknown speaker", "00:00:04", "who knows who"),
        ("Marcus Hale", "00:00:05", "A plain line."),
    ]
