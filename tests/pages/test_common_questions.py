"""Questions that readers come with."""

from __future__ import annotations

from composed import page_at
from studies import interview, person, says, study


def test_no_question_is_offered_before_anybody_counts() -> None:
    """A page that can only say that it is too early is no answer."""
    early = interview("i", "2026-01-01", person("b1"), says("b1", "audit"), coding="open")
    assert 'id="_questions"' not in page_at(study(early), "research/")
    coded = interview("i", "2026-01-01", person("b1"), says("b1", "audit"))
    assert 'id="_questions"' in page_at(study(coded), "research/")
