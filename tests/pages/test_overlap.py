"""The overlap page."""

from __future__ import annotations

from composed import page_at, words
from studies import interview, person, says, study


def test_a_theme_that_one_side_was_not_asked_about_says_which() -> None:
    """Whom to ask, and who was asked and said nothing."""
    of = study(
        *(
            interview(f"i-{one}", "2026-01-01", person(one), says(one, "audit"))
            for one in ("u1", "u2")
        ),
        *(
            interview(f"i-{one}", "2026-01-01", person(one), says(one, "price"), asked="speed")
            for one in ("b1", "b2")
        ),
        *(
            interview(f"s-{one}", "2026-01-01", person(one), says(one, "speed"))
            for one in ("u3", "u4")
        ),
    )
    glance = words(page_at(of, "research/overlap/").partition('id="themes"')[0])
    assert "Audit ask buyers" in glance
    assert "Price ask users" in glance
    assert "Speed nothing from buyers" in glance
