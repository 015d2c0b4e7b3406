"""The navigation lists what exists, in a stable order."""

from __future__ import annotations

from counterpoint.publish.navigation import generated_entries, handwritten_entries


def test_handwritten_folders_nest() -> None:
    """A folder's own page comes first in it."""
    paths = ["b.md", "index.md", "guide/deep/x.md", "guide/index.md", "guide/a.md"]
    assert handwritten_entries(paths) == [
        {"Home": "index.md"},
        "b.md",
        {"Guide": ["guide/index.md", "guide/a.md", {"Deep": ["guide/deep/x.md"]}]},
    ]


def test_sections_without_pages_are_left_out() -> None:
    """Both spellings of a page are found."""
    paths = {"research/method.md", "research/personas/index.md", "research/personas/x.md"}
    assert generated_entries(paths) == [
        {"Evidence": ["research/personas/index.md"]},
        {"How it works": ["research/method.md"]},
    ]
