"""Suggestions are like what was tagged, better than a guess, and only written when wanted."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from counterpoint.config import Config
from counterpoint.study import load
from counterpoint.transfer.drafts import DraftItem
from counterpoint.transfer.inserting import inserted
from counterpoint.transfer.suggest import letters, quality, suggestions
from transfer.studies_on_disk import NAMES, REAL, ROOT, STUDIES, TODAY, study_of

INTERVIEW = "research/interviews/2026-03-09-rep.md"


@pytest.mark.parametrize(
    ("root", "recall", "margin"), [(ROOT, 0.65, 2.0), (REAL, 0.45, 3.0)], ids=NAMES
)
def test_the_true_theme_is_often_among_the_first_three(
    root: Path, recall: float, margin: float
) -> None:
    """Each interview held out in turn; far above the most frequent themes."""
    study, _, _ = study_of(root)
    found = quality(study)
    assert found.tags > 100
    assert found.recall >= recall
    assert found.recall >= margin * found.baseline


@pytest.mark.parametrize("root", STUDIES, ids=NAMES)
def test_suggestions_are_words_of_participants_that_nobody_tagged(root: Path) -> None:
    """Best first, each with at most three themes."""
    study, _, _ = study_of(root)
    interview = next(iter(study.interviews.values()))
    found = suggestions(study, interview, 10)
    assert found
    assert [one.likelihood for one in found] == sorted(
        (one.likelihood for one in found), reverse=True
    )
    for one in found:
        turn = interview.turns[one.turn]
        assert turn.participant
        assert one.words in turn.text
        assert 0 < len(one.themes) <= 3
        assert not any(one.words in item.quote for item in interview.evidence)


@given(st.text(max_size=80))
def test_letters_of_any_text(text: str) -> None:
    """Three to five letters, or a whole short word with its spaces."""
    assert all(2 < len(one) <= 5 for one in letters(text))


@pytest.mark.parametrize("line_end", ["\n", "\r\n"])
def test_an_item_is_written_below_its_words_and_nothing_else_changes(
    small: Path, line_end: str
) -> None:
    """Byte for byte, whatever the line ends."""
    study = load(small, today=TODAY).study
    interview = study.interviews["2026-03-09-rep"]
    text = (small / INTERVIEW).read_text("utf-8").replace("\n", line_end)
    words = next(one.text for one in interview.turns if one.participant)
    item = DraftItem(words.split(". ")[0], (next(iter(study.themes)),))
    done = inserted(interview, text, item, Config())
    assert done
    lines = done.text.split(line_end)
    assert lines[done.line - 1].startswith('- "')
    rest = [*lines[: done.line - 2], *lines[done.line :]]
    assert line_end.join(rest) == text


def test_words_that_are_not_there_are_not_written(small: Path) -> None:
    """Nothing is tagged that check would not find."""
    study = load(small, today=TODAY).study
    interview = study.interviews["2026-03-09-rep"]
    text = (small / INTERVIEW).read_text("utf-8")
    item = DraftItem("words that nobody said", (next(iter(study.themes)),))
    assert inserted(interview, text, item, Config()) is None
