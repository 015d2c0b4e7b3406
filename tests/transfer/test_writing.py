"""Drafts become Markdown that says exactly what was said."""

from __future__ import annotations

import datetime
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from counterpoint.config import Config
from counterpoint.model import Audience, Consent, ConsentStatus, Method, Participant
from counterpoint.parse.comparing import folded
from counterpoint.parse.files import parse_source
from counterpoint.parse.inline import read_inline
from counterpoint.parse.markdown import render_document
from counterpoint.parse.values import Body
from counterpoint.sources import source_of
from counterpoint.transfer.drafts import (
    Draft,
    DraftItem,
    InterviewHead,
    NewFile,
    Paragraph,
    ThemeDraft,
)
from counterpoint.transfer.verifying import errors_in
from counterpoint.transfer.writing import (
    escaped,
    escaped_block,
    interview_markdown,
    scalar,
    theme_markdown,
)

HEAD = InterviewHead(
    id="a",
    title="Call: the # one",
    date=datetime.date(2026, 3, 2),
    participants=(Participant("p1", "user", persona="sales-rep"),),
    consent=Consent(ConsentStatus.GRANTED, Audience.INTERNAL),
    interviewers=("Interviewer", "Ito, Mel (host)"),
    method=Method.INTERVIEW,
)
MARKUP = st.text(alphabet=st.sampled_from("ab \\*_`[]()<>#&;~!-+=1.:|^\"'/é"), max_size=60)


@given(MARKUP)
def test_escaped_text_shows_itself(text: str) -> None:
    """Whatever markup words look like, the reader sees the words."""
    assert folded(read_inline(escaped(text), 0, {}).text) == folded(text)


@given(MARKUP)
def test_an_escaped_block_is_one_paragraph(text: str) -> None:
    """No line becomes a heading, a list, a rule or a quotation."""
    shown = render_document(Body("a.md", escaped_block(text), 1))
    assert folded(shown.text) == folded(text)
    if folded(text):
        assert shown.html.startswith("<p>")
        assert shown.html.count("<p>") == 1


@pytest.mark.parametrize(
    "text",
    ["plain words", "a: b", "# no comment", "yes", "- x", '"quoted"', "it's", "[a]", "x #y", "…"],
)
def test_titles_survive_front_matter(text: str) -> None:
    """Quotes stand where YAML needs them."""
    draft = Draft(replace(HEAD, title=text), (Paragraph("Hi", "p1"),))
    source, _ = source_of("research/interviews/a.md", interview_markdown(draft).encode())
    assert source
    parsed = parse_source(source, Config())
    assert parsed
    assert getattr(parsed.entity, "title", None) == text


def test_an_interview_is_written_as_check_accepts_it() -> None:
    """Labels, times, items with notes, paragraphs that look like markup."""
    draft = Draft(
        HEAD,
        (
            Paragraph("Well, what happens?", "Interviewer", "00:00:05"),
            Paragraph("1. We *wait* for [it].", "p1", "00:00:09"),
            Paragraph(
                "- and wait_for_it <b>",
                items=(
                    DraftItem(
                        "wait_for_it <b>", ("slow-reports",), ("against",), "wait", "A note."
                    ),
                ),
            ),
        ),
    )
    content = interview_markdown(draft)
    assert not list(errors_in(NewFile("research/interviews/a.md", content), Config()))
    assert content.endswith(
        "**Interviewer** [00:00:05] Well, what happens?\n\n"
        "**p1** [00:00:09] 1. We \\*wait\\* for [it].\n\n"
        "\\- and wait_for_it \\<b>\n\n"
        '- "wait_for_it \\<b>" #slow-reports +against ^wait\n  A note.\n'
    )


def test_a_theme_is_its_definition() -> None:
    """Memos of codes are words, not markup."""
    theme = ThemeDraft("a", "Slow: reports", "# It is slow\nand *that*", "speed")
    assert theme_markdown(theme) == (
        '---\ntitle: "Slow: reports"\nparent: speed\n---\n\n\\# It is slow\n\nand \\*that\\*\n'
    )


def test_scalars_stay_on_one_line() -> None:
    """Line ends in a title would end the field."""
    assert scalar("a\nb: c") == '"a b: c"'
