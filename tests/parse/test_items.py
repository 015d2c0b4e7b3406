"""The written form of evidence items, and what looks like one without being one."""

from __future__ import annotations

import pytest

from counterpoint.parse.items import as_it_should_be, read_item
from parse.reading import codes, read

WORDS = ("for", "against", "observed", "workaround")


@pytest.mark.parametrize(
    ("content", "quotation", "tags"),
    [
        ('"one two" #a', "one two", "#a"),
        ("“one two” #a +for ^x", "one two", "#a +for ^x"),
        ('"he said "never" and left" #a', 'he said "never" and left', "#a"),
        ('"he said "never"\nand left" #a', 'he said "never"\nand left', "#a"),
        ('"wraps\nover lines" #a\na note "with" #b', "wraps\nover lines", "#a"),
        ('"one" ^id +for #a', "one", "^id +for #a"),
        ('"one"#a', "one", "#a"),
        ('"" #a', "", "#a"),
        ("#a", None, "#a"),
        ("+observed", None, "+observed"),
        ("#Audit_Trail ^x\nnote", None, "#Audit_Trail ^x"),
    ],
)
def test_an_item_is_a_quotation_and_tags(content: str, quotation: str | None, tags: str) -> None:
    """The quotation closes at the last quote behind which nothing but tags stands on its line."""
    item = read_item(content, WORDS)
    assert item is not None
    assert item.quotation == quotation
    assert " ".join(tag.written for tag in item.tags) == tags
    assert content[: item.tags_end].endswith(item.tags[-1].written)


@pytest.mark.parametrize(
    "content",
    [
        "plain words",
        '"quoted words only"',
        '"one" #a, #b',
        '"one" #a.',
        '"one" #a and more',
        '#a "one"',
        '"one"\n#a',
        "+1",
        "^x",
        "# heading",
        "#",
        '"',
    ],
)
def test_other_list_items_are_text(content: str) -> None:
    """Nothing else is read as evidence."""
    assert read_item(content, WORDS) is None


@pytest.mark.parametrize(
    ("content", "line", "note"),
    [
        ('#a "one two"', '- "one two" #a', ""),
        ('"one two" #a, #b; +for', '- "one two" #a #b +for', ""),
        ("'one two' #a", '- "one two" #a', ""),
        ("one two #a ^x", '- "one two" #a ^x', ""),
        ('"one two" #a because of it', '- "one two" #a', "because of it"),
        ('"one two"\n#a', '- "one two" #a', ""),
        ('[x] "one two" – #a', '- "one two" #a', ""),
        ('^x #b "one" +for #a', '- "one" #b #a +for ^x', ""),
    ],
)
def test_a_malformed_item_is_shown_as_it_should_be(content: str, line: str, note: str) -> None:
    """The quotation first, then themes, attributes and id; the rest is the note."""
    assert as_it_should_be(content) == (line, note)


@pytest.mark.parametrize("content", ["issue #12", "C# and F#", "`#code`", "[#link](x)", "\\#no"])
def test_not_every_number_sign_is_a_tag(content: str) -> None:
    """Numbers, code, links and escaped signs are text."""
    transcript = read(f"**Dana** {content}\n\n- {content}\n")
    assert (codes(transcript), transcript.stray_tags) == ([], ())


def test_a_tagged_list_item_in_another_form_warns() -> None:
    """Nothing that looks tagged is dropped in silence."""
    transcript = read('**Dana** One.\n\n1. #a "One"\n   - deeper #b words\n')
    assert codes(transcript) == ["CP121", "CP121"]
    assert transcript.stray_tags == ()
    assert '`- "One" #a`' in transcript.diagnostics[0].hint


def test_stray_tags_are_those_outside_lists() -> None:
    """Whether they name a theme is not for one file to say."""
    stray = read("**Dana** About #One_Two, (#three) and *#four*.\n\n## On #five\n").stray_tags
    assert [tag.name for tag in stray] == ["one-two", "three", "four", "five"]


def test_the_note_starts_on_the_next_line() -> None:
    """It is Markdown: paragraphs, lists, links; its headings have no anchors."""
    text = '**Dana** One.\n\n- "One" #a\n  A *note*.\n\n  ## More\n\n  - [x](y)\n'
    note = read(text).items[0].note
    assert note.html == (
        '<p>A <em>note</em>.</p>\n<h2>More</h2>\n<ul>\n<li>\n<a href="link:0">x</a>\n</li>\n</ul>\n'
    )
    assert [(link.href, link.location.line, link.location.column) for link in note.links] == [
        ("y", 8, 5)
    ]


def test_a_tag_line_in_a_note_warns() -> None:
    """Tags stand on one line."""
    assert codes(read('**Dana** One.\n\n- "One" #a\n  #b +for\n')) == ["CP125"]


def test_a_turn_glued_to_an_item_warns() -> None:
    """Without an empty line between them the turn would be part of the note."""
    assert codes(read('**Dana** One.\n\n- "One" #a\n**Mel** And then?\n')) == ["CP126"]
    assert codes(read('**Dana** One.\n\n- "One" #a\n  **Mel** laughs.\n')) == []
