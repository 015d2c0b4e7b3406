"""Labels: where they count, what they look like, whose the words are."""

from __future__ import annotations

import pytest

from counterpoint.model import Participant
from parse.reading import DANA, codes, read


def said(text: str, *people: Participant) -> list[tuple[str, str, str]]:
    """Return each turn's participant, time and words."""
    return [(turn.participant, turn.time, turn.text) for turn in read(text, *people).turns]


@pytest.mark.parametrize(
    "label",
    [
        "**Dana**",
        "**Dana:**",
        "**Dana**:",
        "__Dana__",
        "Dana:",
        "DANA:",
        "dana :",
        "** Dana**".replace("** ", "**"),
    ],
)
@pytest.mark.parametrize(
    ("stamp", "time"), [("", ""), ("[00:14:05]", "00:14:05"), ("(4:05)", "4:05")]
)
def test_a_label_starts_a_turn(label: str, stamp: str, time: str) -> None:
    """Bold or before a colon, in any case, a time stamp behind it."""
    assert said(f"{label} {stamp} Hello.") == [("p014", time, "Hello.")]


@pytest.mark.parametrize("label", ["**Dana [14:05]**", "**Dana (14:05):**", "Dana [14:05]:"])
def test_a_time_may_stand_before_the_colon(label: str) -> None:
    """Transcripts have it there too."""
    assert said(f"{label} Hello.") == [("p014", "14:05", "Hello.")]


@pytest.mark.parametrize(
    "name", ["Dana Q. Smith", "Smith, Dana (Northwind)", "Dana [1]", "O’Brien"]
)
def test_names_may_hold_spaces_commas_and_brackets(name: str) -> None:
    """As they are declared; kinds of apostrophes are one."""
    person = Participant(id="p1", side="user", speaker=name.replace("’", "'"))
    assert said(f"**{name}** Hi.\n\n{name}: Ho.", person) == [("p1", "", "Hi."), ("p1", "", "Ho.")]


@pytest.mark.parametrize(
    "text",
    [
        "*Dana: in emphasis*",
        "`Dana:` in code",
        "Not Dana: in the middle",
        "A long line\nand **Honestly** in the next one",
        "***Dana*** is more than bold",
        "Roi: is neither declared nor in capitals",
        "https://example.org",
        "12:30 is a time",
        "ROI:without a space",
    ],
)
def test_other_words_are_no_labels(text: str) -> None:
    """What only resembles a label stays part of what was said."""
    transcript = read(text, DANA)
    assert codes(transcript) == []
    assert [turn.speaker for turn in transcript.turns] == [""]


def test_a_declared_label_counts_at_the_start_of_any_line() -> None:
    """In a paragraph, a list item or a blockquote, after soft and hard breaks."""
    text = "Dana: one\nMel: two  \n**Omar** three\\\nDana: four\n\n- Mel: five\n\n> Dana: six\n"
    assert [words for *_, words in said(text)] == ["one", "two", "three", "four", "five", "six"]


def test_an_undeclared_label_counts_at_the_start_of_a_block_only() -> None:
    """It starts a turn of nobody's, with one warning a label."""
    text = "**Dana** One.\n\nQ: Two?\nROI: three.\n\nQ: Four?\n\n**Aside** five.\n"
    transcript = read(text)
    assert [(turn.speaker, turn.participant) for turn in transcript.turns] == [
        ("Dana", "p014"),
        ("Q", ""),
        ("Q", ""),
        ("Aside", ""),
    ]
    assert codes(transcript) == ["CP120", "CP120"]
    assert "`*Aside*`" in transcript.diagnostics[1].hint


def test_a_blockquote_belongs_to_its_turn_and_a_label_in_it_lasts_to_its_end() -> None:
    """Then the turn around it goes on."""
    text = "**Dana** One.\n\n> Two.\n>\n> **Mel** Three.\n>\n> > Four.\n\nFive.\n"
    assert said(text) == [("p014", "", "One. Two. Five."), ("", "", "Three. Four.")]


def test_text_without_a_label_is_nobodys_where_labels_are_used() -> None:
    """Before the first label, and between a heading and the next one."""
    text = "Before.\n\n**Dana** One.\n\n## Heading\n\nAfter.\n"
    assert said(text, DANA) == [("", "", "Before."), ("p014", "", "One."), ("", "", "After.")]


def test_plain_notes_are_the_only_participants() -> None:
    """Without any declared label; with two participants they are nobody's."""
    text = "One.\n\n## Heading\n\nTwo.\n"
    assert [who for who, *_ in said(text, DANA)] == ["p014", "p014"]
    assert [who for who, *_ in said(text)] == ["", ""]


def test_a_study_without_participants_has_no_turns() -> None:
    """Its items quote the file's own text, labels or not."""
    from parse.reading import read_case  # noqa: PLC0415

    transcript = read_case('---\nparticipants: []\n---\n**Dana** One.\n\n- "Dana One" #a\n')
    assert transcript.turns == ()
    assert [(item.participant, item.turn) for item in transcript.items] == [("", -1)]


def test_words_are_counted_where_somebody_speaks() -> None:
    """Labels, times, evidence and what is nobody's before the first label do not count."""
    text = (
        'Licence text.\n\n**Mel** One two?\n\n**Dana** [1:00] Three.\n\n- "Three" #a\n  A note.\n'
    )
    assert read(text).words == 3


def test_a_turn_knows_its_heading_and_line() -> None:
    """The anchor is that of the nearest heading above, the line that of the label."""
    turns = read("## One\n\nMel: a\nDana: b\n\n## One\n\n> **Dana** c\n").turns
    assert [(turn.anchor, turn.line) for turn in turns] == [
        ("section-one", 3),
        ("section-one", 4),
        ("section-one-1", 8),
    ]
