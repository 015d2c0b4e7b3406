"""One file in, everything it says out."""

from __future__ import annotations

import pickle

import pytest
from hypothesis import given
from hypothesis import strategies as st

from counterpoint.config import Config
from counterpoint.parse.files import ParsedFile, parse_source
from counterpoint.parse.layout import RESEARCH_KINDS
from counterpoint.sources import source_of
from repositories import interview


def _parsed(path: str, text: str) -> ParsedFile:
    source, _ = source_of(path, text.encode("utf-8", "replace"))
    assert source
    file = parse_source(source, Config())
    assert file
    return file


WORDS = st.sampled_from(
    ["title", "date", "side", "2026-03-02", "themes", "consent", "participants", "- id: p1", "x"]
)
LINES = st.lists(
    st.tuples(WORDS, st.sampled_from([": ", ":", " "]), WORDS | st.text(max_size=8)).map("".join),
    max_size=8,
).map("\n".join)


@given(kind=st.sampled_from(RESEARCH_KINDS), fields=LINES, body=st.text(max_size=40))
def test_never_raises_and_points_into_the_file(kind: str, fields: str, body: str) -> None:
    """Whatever a file holds, it is read or told what is wrong with it."""
    text = f"---\n{fields}\n---\n{body}".replace("\0", "").replace("\r", "\n")
    lines = text.split("\n")
    for found in _parsed(f"research/{kind}s/a.md", text).diagnostics:
        assert 1 <= found.location.line <= max(1, len(lines))
        assert 1 <= found.location.column <= len(lines[found.location.line - 1]) + 1


def test_one_wrong_field_does_not_hide_the_rest() -> None:
    """Wrong fields, wrong evidence and wrong names are told in one run."""
    text = interview('- "never said" #a ^x', date="soon", fields="colour: red")
    codes = [found.rule.code for found in _parsed("research/interviews/a.md", text).diagnostics]
    assert sorted(codes) == ["CP114", "CP116", "CP401"]


def test_evidence_is_not_judged_without_knowing_who_speaks() -> None:
    """Where participants are wrong, the words below them are left alone."""
    text = interview('- "nobody could say" #a ^x', side="nobody")
    codes = [found.rule.code for found in _parsed("research/interviews/a.md", text).diagnostics]
    assert codes == ["CP116"]


@pytest.mark.parametrize("coding", ["", "coding: open"])
def test_coding_is_done_once_there_is_evidence(coding: str) -> None:
    """Unless the file says otherwise."""
    entity = _parsed("research/interviews/a.md", interview(fields=coding)).entity
    assert getattr(entity, "coding", None) == ("open" if coding else "done")
    entity = _parsed("research/interviews/a.md", interview("", fields="")).entity
    assert getattr(entity, "coding", None) == "open"


@pytest.mark.parametrize(
    ("date", "fields", "until"),
    [
        ("2026-03-02", "", "2028-03-02"),
        ("2024-02-29", "", "2026-02-28"),
        ("2026-03-02", "retain_until: 2026-12-31", "2026-12-31"),
    ],
)
def test_retention_counts_from_the_interviews_date(date: str, fields: str, until: str) -> None:
    """The date plus the study's months, or what the file says."""
    entity = _parsed("research/interviews/a.md", interview(date=date, fields=fields)).entity
    assert str(getattr(entity, "retain_until", "")) == until


def test_lists_may_be_written_on_one_line() -> None:
    """`[a, b]`, `a, b` and one a line are the same."""
    ways = ("asked: [a, b]", "asked: a, b", "asked:\n  - a\n  - b")
    asked = [
        getattr(_parsed("research/interviews/a.md", interview(fields=way)).entity, "asked", None)
        for way in ways
    ]
    assert asked == [("a", "b")] * 3


def test_a_label_may_hold_a_comma() -> None:
    """In a list, a comma inside quotes is the label's."""
    text = interview(fields="").replace("[Mel]", '[Mel, "Mel, typing"]')
    entity = _parsed("research/interviews/a.md", text).entity
    assert getattr(entity, "interviewers", None) == ("Mel", "Mel, typing")


def test_can_be_sent_to_another_process() -> None:
    """What is parsed elsewhere comes back equal."""
    file = _parsed("research/interviews/a.md", interview())
    assert pickle.loads(pickle.dumps(file)) == file  # noqa: S301  (made here)
