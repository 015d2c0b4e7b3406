"""The page of a kind of evidence."""

from __future__ import annotations

from composed import page_at
from studies import interview, person, says, study


def test_a_kinds_own_page_does_not_repeat_it_at_every_quotation() -> None:
    """Other kinds of the same words are named."""
    of = study(
        interview(
            "u",
            "2026-01-01",
            person("u1"),
            says("u1", "audit", "kind-workaround kind-pain-point"),
        )
    )
    tags = page_at(of, "research/kinds/workaround/").split('<ul class="cp-tags')[1]
    assert "Pain point" in tags
    assert "Workaround" not in tags.split("</ul>")[0]
