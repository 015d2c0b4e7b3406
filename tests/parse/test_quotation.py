"""Quotations: what counts as the same words, which place is meant, what is cited."""

from __future__ import annotations

import hashlib

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from counterpoint.model import Participant
from counterpoint.parse.comparing import comparable, folded
from counterpoint.parse.quotation import read_quotation, stamp
from counterpoint.parse.sought import MOST_SUGGESTIONS, shown
from parse.reading import CAST, DANA, OMAR, codes, read

SAID = "**Dana** One two three.\n\n"


def quoted(said: str, quotation: str) -> str:
    """Return what is cited when Dana says something and it is quoted right below."""
    transcript = read(f'**Dana** {said}\n\n- "{quotation}" #a\n')
    assert codes(transcript) == []
    return transcript.items[0].quote


@pytest.mark.parametrize(
    ("said", "quotation", "cited"),
    [
        ("It’s “fine”", "It's 'fine'", "It’s “fine”"),
        ("a -- b — c − d‑e", "a – b - c - d-e", "a -- b — c − d‑e"),
        ("white\n  space\u00a0here", "white space here", "white space here"),
        ("STRASSE und Straße", "strasse UND STRASSE", "STRASSE und Straße"),
        ("cafe\u0301 noir", "café noir", "café noir"),
        ("some *marked* `up` [text](x)", "some marked up text", "some marked up text"),
        ("a &amp; b \\* c", "a & b \\* c", "a & b * c"),
        ("not a whole word", "ot a whole wor", "ot a whole wor"),
        ("ends in ellipsis … really", "ellipsis … really", "ellipsis … really"),
        ("he [the boss] said", "he [the boss] said", "he [the boss] said"),
        ("x ﬁne y", "FINE", "ﬁne"),
        ("die Straße da", "die stras", "die Straß"),
        ("die Straße da", "se da", "ße da"),
        ("so groß", "so gros", "so groß"),
        ("eﬃzient", "ef", "eﬃ"),
        ("eﬃzient", "effi", "eﬃ"),
        ("a -- b", "a -", "a --"),
        ("see [the form][1] now\n\n[1]: https://example.com", "[the form][1] now", "the form now"),
    ],
)
def test_words_are_the_same_whatever_their_marks(said: str, quotation: str, cited: str) -> None:
    """Quotes, dashes, white space, case and markup do not count; what is cited is as said."""
    assert quoted(said, quotation) == cited


@pytest.mark.parametrize(
    ("said", "quotation", "cited"),
    [
        ("one two three four", "one … three", "one … three"),
        ("one two three four", "one ... three", "one … three"),
        ("one two three four", "one […] three", "one … three"),
        ("one two three four", "one [...] three", "one … three"),
        ("one two three four", "one [and a half] three", "one … three"),
        ("one two three four", "[Well,] one two […] four …", "one two … four"),
        ("one two three four", "one [then] two", "one two"),
        ("one two three four", "one … [sic] … four", "one … four"),
        ("one two three four", "tw[o] three", "tw … three"),
        ("she failed, she left, she failed", "she failed, she … left", "she failed, she left"),
        ("a x a y b", "a … b", "a … b"),
    ],
)
def test_gaps_are_left_out(said: str, quotation: str, cited: str) -> None:
    """Pieces are joined by an ellipsis, by a space where nothing but white space lies between."""
    assert quoted(said, quotation) == cited


def test_of_places_that_end_alike_the_shortest_counts() -> None:
    """The span starts at the last first piece from which the others follow."""
    transcript = read('**Dana** we one, we two, then three.\n\n- "we … three" #a\n')
    assert [transcript.document.html.count("<mark"), codes(transcript)] == [2, []]
    assert '<mark class="cp-quote" data-evidence="0">we</mark> two' in transcript.document.html


def test_each_piece_is_the_nearest_that_follows() -> None:
    """An editor's bracket does not look further than the passage of the piece before it."""
    text = "**Dana** a b.\n\n**Mel** Hm.\n\n**Dana** b c.\n\n"
    assert codes(read(f'{text}- "a … b [x] c" #a\n')) == ["CP401"]
    assert codes(read(f'{text}- "a … b … c" #a\n')) == []


def test_an_ellipsis_passes_over_others_and_headings() -> None:
    """Words of others and headings may lie in a gap, and the speaker stays the same."""
    text = "**Dana** First.\n\n**Mel** Go on.\n\n## Part\n\n**Dana** Second.\n\n**Omar** Third.\n\n"
    assert read(f'{text}- "First … Second" #a\n').items[0].quote == "First … Second"
    assert codes(read(f'{text}- "First … Third" #a\n')) == ["CP401"]
    assert codes(read(f'{text}- "First … [sic] Second" #a\n')) == []
    assert codes(read(f'{text}- "First [sic] Second" #a\n')) == ["CP401"]


def test_where_a_bracket_keeps_the_rest_from_being_found_an_earlier_start_is_tried() -> None:
    """The last place at which every piece is found counts."""
    text = "**Dana** one two three.\n\n**Mel** Hm.\n\n**Dana** one four.\n\n"
    assert read(f'{text}- "one [of] three" #a\n').items[0].quote == "one … three"


def test_a_passage_goes_over_blocks_and_evidence() -> None:
    """Neighbouring blocks of one speaker are one passage, items between them or not."""
    text = SAID + '- "two" #a\n\nFour five.\n\n**Dana** Six.\n\n- "three. Four five. Six" #b\n'
    assert read(text).items[1].quote == "three. Four five. Six"


@pytest.mark.parametrize("between", ["**Mel** Hm.", "## Heading\n\n**Dana** so", "**Omar** No."])
def test_a_passage_ends_at_others_and_headings(between: str) -> None:
    """Another's words or a heading end a passage."""
    text = f'**Dana** One.\n\n{between}\n\n**Dana** Two.\n\n- "One. Two" #a\n'
    assert codes(read(text)) == ["CP401"]


def test_a_label_without_words_ends_no_passage() -> None:
    """Only another's words end a passage."""
    assert codes(read('**Dana** One.\n\n**Mel**\n\n**Dana** Two.\n\n- "One. Two" #a\n')) == []


def test_of_several_places_the_one_in_the_block_above_wins() -> None:
    """Else it is ambiguous, and so it is when two end there."""
    said = "**Dana** It is slow.\n\n**Omar** It is slow.\n\n"
    assert read(f'{said}- "is slow" #a\n').items[0].participant == "p020"
    assert codes(read(f'{said}**Dana** No.\n\n- "is slow" #a\n')) == ["CP403"]
    assert codes(read('**Dana** no, no\n\n- "no" #a\n')) == ["CP403"]
    assert codes(read('**Dana** ha ha ha\n\n- "ha ha" #a\n')) == ["CP403"]


def test_the_block_above_may_be_a_bullet_of_the_same_list() -> None:
    """An item without quotation covers the nearest block with words, a plain bullet included."""
    transcript = read("**Dana** First.\n\n- second\n- #a\n- third\n- #b\n")
    assert [item.quote for item in transcript.items] == ["second", "third"]


def test_an_item_covers_the_last_turn_of_a_block_with_labels() -> None:
    """Where labels divide the block above, the item covers its last turn with words."""
    text = "Dana: First.\nOmar: Second *words*.\nDana:\n\n- #a\n"
    assert [(item.quote, item.participant) for item in read(text).items] == [
        ("Second words.", "p020")
    ]


def test_only_words_above_count() -> None:
    """What stands below the item only is said so, with its line."""
    transcript = read('**Dana** One.\n\n- "two" #a\n\n**Dana** One two.\n')
    assert codes(transcript) == ["CP402"]
    assert "line 5" in transcript.diagnostics[0].message
    assert codes(read('- "a" #a\n\n**Dana** a b.\n')) == ["CP402"]


def test_an_interviewers_and_nobodys_words_are_no_evidence() -> None:
    """Each has its own message; evidence and notes are no words at all."""
    assert codes(read('**Mel** Asked.\n\n- "Asked" #a\n')) == ["CP404"]
    assert codes(read('Nobody.\n\n**Dana** Said.\n\n- "Nobody" #a\n')) == ["CP405"]
    assert codes(read(SAID + '- "two" #a\n  A note.\n- "A note" #b\n')) == ["CP401"]


def test_whoever_says_nothing_declared_is_told_how_to_start() -> None:
    """With the first participant's label, or the id that stands for it, and the line."""
    (found,) = read('Nobody.\n\n**Dana** Said.\n\n- "Nobody" #a\n').diagnostics
    assert str(found.location) == "interview.md:5:3"
    assert found.message == "“Nobody” is nobody's: no label stands above it (line 1)"
    assert found.hint == "start what was said with its speaker: `**Dana**`"
    unnamed = Participant(id="p014", side="user")
    (found,) = read('Nobody.\n\n**p014** Said.\n\n- "Nobody" #a\n', unnamed, DANA).diagnostics
    assert found.hint.endswith("`**p014**`")


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("a" * 70, "a" * 70),
        ("a" * 71, f"{'a' * 70} …"),
        ("ab " * 30, f"{'ab ' * 22}ab …"),
    ],
)
def test_messages_repeat_the_start_of_long_words(words: str, expected: str) -> None:
    """Cut between words, where there are any."""
    assert shown(words) == f"“{expected}”"


def test_the_likest_words_are_shown_whole() -> None:
    """Whoever says them, from word to word, within a passage."""
    text = (
        "**Dana** A zebuilt a reporting pipe.\n\n"
        "**Omar** Yes.\n\n**Mel** Hm.\n\n**Omar** We rebuilt the reporting pipeline twice.\n\n"
        '- "ebuild the reportin pipelin" #a\n'
    )
    hint = read(text).diagnostics[0].hint
    assert hint.startswith("the nearest words are “rebuilt the reporting pipeline” on line 7;")


@pytest.mark.parametrize("cut", range(6))
def test_the_nearest_words_are_whole_wherever_the_likeness_begins(cut: int) -> None:
    """Also at the very start and end of what was said."""
    wrong = "pipelines xx wharfage"[cut : -cut or None]
    (found,) = read(f'**Dana** pipelines to wharfage\n\n- "{wrong}" #a\n').diagnostics
    assert found.hint.startswith("the nearest words are “pipelines to wharfage” on line 1;")


def test_of_words_that_are_as_near_the_first_are_shown() -> None:
    """And of what a likeness spans, the longest passage."""
    said = "**Dana** Nobody knew who did it.\n\n**Omar** Nobody knew who did it.\n\n"
    (found,) = read(f'{said}- "nobody know who done it" #a\n').diagnostics
    assert "on line 1;" in found.hint
    parts = "**Dana** a long reporting pipeline\n\n## Later\n\n**Dana** zebra\n\n"
    (found,) = read(f'{parts}- "long reporting pipelyne zebra" #a\n').diagnostics
    assert "“long reporting pipeline” on line 1;" in found.hint


def test_the_turn_is_that_of_the_last_word() -> None:
    """However short it is."""
    (item,) = read('**Dana** one two\n\n**Dana** 7\n\n- "one … 7" #a\n').items
    assert item.turn == 1


def test_only_some_quotations_of_a_file_are_answered_with_the_nearest_words() -> None:
    """Looking for them takes longest of all."""
    items = "".join(f'- "One two thre {number}" #a\n' for number in range(MOST_SUGGESTIONS + 2))
    hints = [one.hint for one in read(SAID + items).diagnostics]
    assert ["nearest" in hint for hint in hints] == [True] * MOST_SUGGESTIONS + [False] * 2


def test_the_nearest_passage_is_shown() -> None:
    """A quotation that is not there is answered with what is most like it, and its line."""
    transcript = read(
        '**Dana** Well.\n\nNobody knew who did it.\n\n- "nobody know who done it" #a\n'
    )
    assert "“Nobody knew who did it.” on line 3" in transcript.diagnostics[0].hint


def test_the_stamp_is_of_words_participant_and_side() -> None:
    """The first 12 digits of the SHA-256 of the three, separated by U+001F."""
    text = "nobody could say who changed the budget\x1fp014\x1fuser"
    expected = hashlib.sha256(text.encode()).hexdigest()[:12]
    assert stamp(*text.split("\x1f")) == expected == "44a1363ef6b1"


def test_whatever_was_said_has_a_stamp() -> None:
    """Also what no text file can hold."""
    assert len(stamp("half a \ud83d sign", "p014", "user")) == 12


def test_a_stamp_follows_the_speakers_side() -> None:
    """The same words of somebody on another side have another stamp."""
    both = Participant(id="p020", side="both", speaker="Omar")
    text = '**Omar** Words.\n\n- "Words" #a\n'
    assert read(text, OMAR).items[0].stamp != read(text, both).items[0].stamp


def test_items_without_id_get_their_stamp_as_anchor() -> None:
    """A second item on the same words gets a number behind it."""
    items = read(SAID + '- "two" #a\n- "two" #b\n- "two" #c ^own\n').items
    stamped = f"quote-{items[0].stamp}"
    assert [item.anchor for item in items] == [stamped, f"{stamped}-2", "own"]


def test_gaps_split_a_quotation_into_pieces() -> None:
    """Gaps at the ends are nothing; gaps with nothing between them are one."""
    read_one = read_quotation("… One [x] … two [y] three....")
    assert (read_one.pieces, read_one.leaves) == (("one", "two", "three"), (True, False))


def test_a_quotation_stays_with_one_participant() -> None:
    """Words of two participants in a row are no passage."""
    assert CAST.participants[1] is OMAR
    assert codes(read('Dana: One.\nOmar: Two.\n\n- "One. Two" #a\n')) == ["CP401"]


WORDS = st.sampled_from(
    [
        "one",
        "two",
        "Straße",
        "ﬁne",
        "--",
        "—",
        "it’s",
        "it's",
        "“so”",
        "e\u0301t",
        "ÉT",
        "İ",
        "a--b",
    ]
)


@given(st.lists(WORDS, min_size=1, max_size=12), st.data())
def test_what_was_said_is_found_and_cited(said: list[str], data: st.DataObject) -> None:
    """Any words between two others are found, and what is cited compares equal to them."""
    start = data.draw(st.integers(0, len(said) - 1))
    end = data.draw(st.integers(start + 1, len(said)))
    words = " ".join(said[start:end])
    assume(any(map(str.isalnum, words)))
    text = " ".join((*said[:start], "before", *said[start:end], "after", *said[end:]))
    transcript = read(f'**Dana** {text}\n\n- "before {words.upper()} after" #a\n')
    assert codes(transcript) == []
    cited = transcript.items[0].quote
    assert cited == folded(f"before {words} after")
    assert comparable(cited) == comparable(folded(f"BEFORE {words.upper()} AFTER"))
