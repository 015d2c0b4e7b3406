"""The codebook's page."""

from __future__ import annotations

from composed import page_at
from studies import study, theme


def test_what_is_retired_comes_last() -> None:
    """A reader looks for what is in use."""
    html = page_at(study(theme("a-old", status="retired"), theme("new")), "research/codebook/")
    assert html.index('<h3 id="new">') < html.index('<h3 id="a-old">')
