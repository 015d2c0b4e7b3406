"""Lists in front matter are changed in place, however they are written."""

from __future__ import annotations

import pytest

from counterpoint.editing.edits import edited
from counterpoint.editing.fields import field_lines, with_entries


def changed(front: str, *more: str, without: str = "") -> str:
    """Return front matter with words added to its aliases, and one taken out."""
    text = f"---\n{front}---\nbody\n"
    fields = field_lines("a.md", text)
    assert fields

    def change(old: tuple[str, ...]) -> tuple[str, ...]:
        return tuple(one for one in (*old, *more) if one != without)

    edit = with_entries(fields, "aliases", change)
    whole = edited(text.encode(), [edit]).decode() if edit else text
    return whole.removeprefix("---\n").removesuffix("---\nbody\n")


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("title: x\n", "title: x\naliases: [new]\n"),
        ("title: x\naliases: [a, b]\n", "title: x\naliases: [a, b, new]\n"),
        ("aliases: a, b\ntitle: x\n", "aliases: [a, b, new]\ntitle: x\n"),
        ("aliases: [a]  # old ids\ntitle: x\n", "aliases: [a, new]  # old ids\ntitle: x\n"),
        ("aliases:\n  - a\n  - b\n# note\ntitle: x\n", "aliases: [a, b, new]\n# note\ntitle: x\n"),
        ("aliases:\n  [a,\n   b]\ntitle: x\n", "aliases: [a, b, new]\ntitle: x\n"),
        ("title: x\naliases:\n# last\n", "title: x\naliases: [new]\n# last\n"),
    ],
)
def test_a_word_is_added_however_the_list_is_written(before: str, after: str) -> None:
    """What stands around it stays."""
    assert changed(before, "new") == after


def test_a_list_that_gets_empty_goes() -> None:
    """And comes back the same."""
    assert changed("title: x\naliases: [a]\n", without="a") == "title: x\n"


def test_what_is_no_plain_mapping_is_left_alone() -> None:
    """Nobody can say where a line belongs in it."""
    assert field_lines("a.md", "---\n{title: x, aliases: [a]}\n---\n") is None
    assert field_lines("a.md", "---\ntitle: x\n") is None
