"""Themes that the same people speak of."""

from __future__ import annotations

from counterpoint.analysis import analyse
from counterpoint.analysis.cooccurrence import related_themes
from studies import interview, person, says, study, theme


def test_related_are_themes_with_participants_in_common() -> None:
    """Mentions do not matter, and fewer than k people relate nothing."""
    built = study(
        interview("i1", "2026-05-01", person("u1"), says("u1", "a b"), says("u1", "a c")),
        interview("i2", "2026-05-01", person("u2"), says("u2", "a"), says("u2", "b")),
        interview("i3", "2026-05-01", person("u3"), *[says("u3", "a c")] * 5),
        interview("i4", "2026-05-01", person("u4"), says("u4", "c")),
    )
    found = related_themes(built, analyse(built))
    assert [(one.theme, one.people) for one in found["a"]] == [
        ("b", ("u1", "u2")),
        ("c", ("u1", "u3")),
    ]
    assert [one.theme for one in found["b"]] == ["a"]


def test_retired_themes_relate_to_nothing() -> None:
    """They left the lists."""
    built = study(
        *[
            interview(f"i{n}", "2026-05-01", person(f"u{n}"), says(f"u{n}", "a b"))
            for n in range(3)
        ],
        theme("b", status="retired"),
    )
    assert related_themes(built, analyse(built)) == {"a": ()}
