"""Whatever bytes come, a transcript is read or a reason given."""

from __future__ import annotations

import io
import zipfile

import docx
import pytest
from docx.oxml import parse_xml
from hypothesis import given
from hypothesis import strategies as st

from counterpoint.transfer.transcripts import read_recording
from counterpoint.transfer.transcripts.values import Format

NAMESPACE = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'


def word(*paragraphs: str) -> docx.document.Document:
    """Return a Word document."""
    document = docx.Document()
    for paragraph in paragraphs:
        document.add_paragraph(paragraph)
    return document


def saved(document: docx.document.Document) -> bytes:
    """Return a Word document's bytes."""
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def codes(name: str, data: bytes) -> list[str]:
    """Return the findings of reading a file that must not be imported."""
    reading = read_recording(name, data)
    assert reading.recording is None
    return [one.rule.code for one in reading.diagnostics]


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", "CP701"),
        (b" \n\n", "CP701"),
        (b"WEBVTT\n\n", "CP701"),
        (b"\x00\x01\x02binary\x00", "CP702"),
        (b"%PDF-1.7 ...", "CP702"),
        (b"\xd0\xcf\x11\xe0old word", "CP702"),
        (b"PK\x03\x04 cut off", "CP703"),
    ],
)
def test_what_is_no_transcript_is_refused(data: bytes, code: str) -> None:
    """Empty, binary, old formats and cut archives each get their own message."""
    assert codes("call.vtt", data) == [code]


def test_old_encodings_are_read_and_said() -> None:
    """Windows-1252 is a guess that a person should look at."""
    reading = read_recording("a.txt", "Mel: Na klar, schön.\nDana: Ja.\n".encode("cp1252"))
    assert reading.recording
    assert reading.recording.utterances[0].text == "Na klar, schön."
    assert [one.rule.code for one in reading.diagnostics] == ["CP705"]


def test_two_people_of_one_first_name_are_pointed_out() -> None:
    """They may be one person under two labels."""
    reading = read_recording("a.txt", b"Dana: Hi.\nDana Reyes: Yes.\nMel: No.\n")
    assert [one.rule.code for one in reading.diagnostics] == ["CP707"]


def test_word_paragraphs_and_tables_are_lines() -> None:
    """A table's row is one turn."""
    document = word("Mel: Hello.")
    table = document.add_table(rows=2, cols=3)
    for row, cells in zip(
        table.rows,
        (("00:01", "Dana Reyes", "We wait."), ("00:09", "Mel", "Why?")),
        strict=True,
    ):
        for cell, text in zip(row.cells, cells, strict=True):
            cell.text = text
    reading = read_recording("a.docx", saved(document))
    assert reading.recording
    assert reading.format is Format.WORD
    assert [(one.speaker, one.time, one.text) for one in reading.recording.utterances] == [
        ("Mel", "", "Hello."),
        ("Dana Reyes", "00:00:01", "We wait."),
        ("Mel", "00:00:09", "Why?"),
    ]


def test_teams_word_transcripts_name_and_time_stand_above_the_words() -> None:
    """In one paragraph, broken by a line end; a head and a foot around them."""
    document = word("Weekly call", "March 2, 2026, 2:00PM")
    for name, time, words in (("Dana Reyes", "0:03", "Hello there."), ("Mel", "1:02:05", "Yes.")):
        paragraph = document.add_paragraph()
        paragraph.add_run(name).bold = True
        paragraph.add_run(f"   {time}").add_break()
        paragraph.add_run(words)
    reading = read_recording("a.docx", saved(document))
    assert reading.recording
    assert reading.recording.title == "Weekly call"
    assert [(one.speaker, one.time, one.text) for one in reading.recording.utterances] == [
        ("Dana Reyes", "00:00:03", "Hello there."),
        ("Mel", "01:02:05", "Yes."),
    ]


def test_tracked_changes_keep_what_stands() -> None:
    """Insertions are kept, deletions left out, and both are said."""
    document = word("Mel: We ")
    run = "<w:r><w:t>{}</w:t></w:r>"
    paragraph = document.paragraphs[0]._p  # noqa: SLF001 - the library has no tracked changes
    paragraph.append(parse_xml(f'<w:ins {NAMESPACE} w:id="1">{run.format("wait")}</w:ins>'))
    deleted = "<w:r><w:delText>leave</w:delText></w:r>"
    paragraph.append(parse_xml(f'<w:del {NAMESPACE} w:id="2">{deleted}</w:del>'))
    reading = read_recording("a.docx", saved(document))
    assert reading.recording
    assert reading.recording.utterances[0].text == "We wait"
    assert [one.rule.code for one in reading.diagnostics] == ["CP708"]


def test_entities_in_a_word_document_are_refused() -> None:
    """Word never declares any; whoever does wants something else."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr(
            "word/document.xml",
            '<!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/passwd">]><a>&b;</a>',
        )
    assert codes("a.docx", out.getvalue()) == ["CP710"]


@given(st.binary(max_size=300))
def test_no_bytes_raise(data: bytes) -> None:
    """A recording, or at least one reason why there is none."""
    for start in (b"", b"WEBVTT\n\n", b"PK\x03\x04", b"1\n00:00:01,000 --> 00:00:02,000\n"):
        reading = read_recording("a.vtt", start + data)
        assert reading.recording or reading.diagnostics
