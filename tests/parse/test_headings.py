"""Anchors of headings on hand-written pages."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown.extensions.toc import slugify, unique

from counterpoint.parse.headings import Anchors

HEADINGS = st.lists(
    st.sampled_from(["", "a", "a_1", "a_2", "A 1", "_1", "#"]) | st.text(max_size=6)
)


@given(HEADINGS)
def test_anchors_are_those_of_python_markdown(headings: list[str]) -> None:
    """Same slugs, same numbers, whatever stands above."""
    anchors, taken = Anchors(), set[str]()
    assert [anchors.of(one) for one in headings] == [
        unique(slugify(one, "-"), taken) for one in headings
    ]


@pytest.mark.parametrize("heading", ["Why", "_", "x_9"])
def test_many_headings_alike(heading: str) -> None:
    """Each has its own, in time that grows with their number."""
    anchors = Anchors()
    assert len({anchors.of(heading) for _ in range(20_000)}) == 20_000
