"""What must hold of every interview's body, whatever stands in it."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from html import unescape
from html.parser import HTMLParser

import pytest
from hypothesis import given
from hypothesis import strategies as st

from counterpoint.diagnostics import Location, Severity
from counterpoint.parse.markdown import render_document
from counterpoint.parse.transcript import read_transcript
from counterpoint.parse.values import Body, Transcript
from parse.reading import CAST, PATH, VOCABULARY

FRONT = 7
"""The line on which bodies start here."""

PIECES = (
    "**Dana** ", "Omar: ", "Mel: ", "**Aside** ", "Q: ", "[00:14:05] ", "(1:02) ",
    "- ", "  - ", "1. ", "> ", "\t", "  ", "    ", "## ", "---", "```", "| a | b |\n|---|---|\n| ",
    "\n", "\n\n", "\r\n", "\r", "  \n", "\\\n", "\0", "\u00a0", "\u2028",
    "nobody knew", "who did it", "e\u0301", "é", "😀", "日本", "ß", "--", "—", "it's", "…", "...",
    '"', "“", "”", "'", "[x]", "[…]", "[a](b)", "![i](j \"t\")", "<http://e.org>", "[r]", "[r]: u",
    "*", "**", "_", "`", "\\", "&amp;", "&#x301;", "<b>", "|", "\\|",
    "#a", " #audit_trail", " #b-c", "#größe", " +for", " +against", " +workaround", " +nope",
    " +secondhand", " +as-user", " ^x", " ^y", " ^Bad", " ^quote-x", ",",
    '- "nobody knew" #a ^x\n', '- "knew … did" #b\n  A note.\n', "- #a\n", '- #a "did"\n',
)  # fmt: skip
BODIES = st.lists(st.sampled_from(PIECES) | st.text(max_size=3), max_size=40).map("".join)


def read(text: str) -> Transcript:
    """Read a body that starts below front matter."""
    return read_transcript(Body(PATH, text, FRONT), CAST, VOCABULARY)


def standing_at(text: str) -> Callable[[Location], str]:
    """Return how to see what stands at a place of a body."""
    lines = re.sub(r"\r\n?", "\n", text).replace("\0", "\ufffd").split("\n")
    return lambda where: "\n".join(lines[where.line - FRONT :])[where.column - 1 :]


class Outline(HTMLParser):
    """The elements of a page, and the words cited by each item."""

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []
        self.items: list[int] = []
        self.anchors: list[str] = []
        self.cited: dict[int, str] = {}
        self.citing: list[int] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note an element and what it marks."""
        found = dict(attrs)
        if tag not in ("br", "hr", "img"):
            self.open.append(tag)
        if found.get("class") == "cp-item":
            self.items.append(int(found["data-item"] or ""))
            assert self.open[-2:-1] not in (["ul"], ["ol"], ["p"])
        if tag == "mark":
            self.citing = [int(number) for number in (found["data-evidence"] or "").split()]
        if "id" in found:
            self.anchors.append(found["id"] or "")

    def handle_endtag(self, tag: str) -> None:
        """Close the element that was opened last, or fail."""
        assert self.open.pop() == tag
        if tag == "mark":
            self.citing = []

    def handle_data(self, data: str) -> None:
        """Add to what is cited."""
        for number in self.citing:
            self.cited[number] = self.cited.get(number, "") + data


def outlined(html: str) -> Outline:
    """Return a page's outline; every element is closed."""
    outline = Outline()
    outline.feed(html)
    outline.close()
    assert outline.open == []
    return outline


def seen(text: str) -> str:
    """Return text as written, and below it as a reader sees it."""
    return "\n".join(unicodedata.normalize("NFC", one) for one in (text, unescape(text)))


def letters(text: str) -> str:
    """Return text without what joins pieces and without white space."""
    return "".join(unicodedata.normalize("NFC", text).replace("…", "").split())


@given(BODIES)
def test_positions_point_at_the_text_they_name(text: str) -> None:
    """Tags, items, links, headings and turns stand where they say, in any nesting."""
    transcript = read(text)
    at = standing_at(text)
    for tag in (*transcript.stray_tags, *(tag for item in transcript.items for tag in item.tags)):
        assert at(tag.location).startswith(f"#{tag.written}")
    for item in transcript.items:
        assert at(item.location)[:1] in ('"', "“", "”", "#", "+")
        assert at(item.tags_end)[:1].strip() == ""
    for link in transcript.document.links:
        assert at(link.location).startswith("![" if link.is_image else ("[", "<"))
    for heading in transcript.document.headings:
        assert heading.text[:1] in seen(at(heading.location))
    for turn in transcript.turns:
        assert turn.speaker[:1] in seen(at(Location(PATH, turn.line)))


@pytest.mark.parametrize("blanks", ["\u00a0\n", "\u2003 \n\u00a0\n"])
@pytest.mark.parametrize("frame", ["", "> ", "- "])
def test_blanks_above_a_text_do_not_move_it(blanks: str, frame: str) -> None:
    """Markdown trims more than it takes for an empty line."""
    indent = frame.replace("-", " ")
    text = frame + f"{blanks}#audit [x](y)".replace("\n", f"\n{indent}")
    line = FRONT + blanks.count("\n")
    transcript = read(text)
    (link,) = transcript.document.links
    assert link.location == Location(PATH, line, len(indent) + 8)
    tags = [tag.location for tag in transcript.stray_tags]
    found = [found.location for found in transcript.diagnostics]
    assert Location(PATH, line, len(indent) + 1) in (*tags, *found)


@given(BODIES)
def test_findings_stand_in_the_file_and_say_what_to_type(text: str) -> None:
    """Each finding has a place, words and a hint."""
    at = standing_at(text)
    for found in read(text).diagnostics:
        assert at(found.location) or not text.strip()
        assert found.message
        assert found.hint


@given(BODIES)
def test_pages_are_well_formed_and_mark_what_is_cited(text: str) -> None:
    """Elements nest; each item has one place, one anchor, and its words marked."""
    transcript = read(text)
    outline = outlined(transcript.document.html)
    assert outline.items == list(range(len(transcript.items)))
    assert len(set(outline.anchors)) == len(outline.anchors)
    for number, item in enumerate(transcript.items):
        assert item.anchor in outline.anchors
        assert letters(outline.cited[number]) == letters(item.quote)


@given(BODIES)
def test_items_are_without_errors_and_words_are_theirs(text: str) -> None:
    """What an item cites, its participant said in the turn that it names."""
    transcript = read(text)
    people = {participant.id: participant for participant in CAST.participants}
    for item in transcript.items:
        assert item.participant in people
        assert transcript.turns[item.turn].participant == item.participant
        assert item.quote.split("…")[-1].strip() in transcript.document.text.replace("\n", " ")
        assert all(tag.name for tag in item.tags)
    lines = {found.location for found in transcript.diagnostics if found.severity is Severity.ERROR}
    assert lines.isdisjoint(item.location for item in transcript.items)


@given(BODIES)
def test_documents_are_well_formed(text: str) -> None:
    """Any Markdown renders to elements that nest, with every link numbered."""
    document = render_document(Body(PATH, text, FRONT))
    outlined(document.html)
    numbers = re.findall(r'(?:href|src)="link:(\d+)"', document.html)
    assert sorted(map(int, numbers)) == list(range(len(document.links)))


@given(st.text())
def test_reading_never_raises(text: str) -> None:
    """Whatever the text."""
    read(text)
    render_document(Body(PATH, text, FRONT))


def test_many_items_on_much_text_are_each_found() -> None:
    """Where there are too many quotations to look for each, they are looked for together."""
    count = 3_000
    said = "".join(
        f"**Dana** This is sentence {number} of it, and much more than that is said about it.\n\n"
        f'- "sentence {number} of … than that" #a\n\n'
        for number in range(count)
    )
    transcript = read(said)
    assert len(transcript.items) == count
    assert transcript.items[-1].quote == f"sentence {count - 1} of … than that"
