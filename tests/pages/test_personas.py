"""The index of personas."""

from __future__ import annotations

from composed import page_at, words
from counterpoint.config import Config
from studies import Part, interview, person, says, study

PEOPLE: tuple[Part, ...] = tuple(
    interview(
        f"i-{who}",
        "2026-05-01",
        person(who, persona=persona),
        says(who, "gate", "for" if who[0] == "b" else "against"),
        says(who, "speed"),
    )
    for who, persona in (("b1", "cfo"), ("b2", "cfo"), ("u1", "admin"), ("u2", "rep"))
)


def row(html: str, persona: str) -> str:
    """Return the words of a persona's row."""
    return next(words(one) for one in html.split("<tr") if f'personas/{persona}/"' in one)


def test_a_persona_says_what_it_and_the_other_side_pull_apart_over() -> None:
    """Whoever rejects what the other side wants is found without opening every page."""
    html = page_at(study(*PEOPLE), "research/personas/")
    assert "At odds with the other side over" in html
    assert "Gate" in row(html, "admin")
    assert "Speed" not in row(html, "admin")
    alone = page_at(study(*PEOPLE[:2]), "research/personas/")
    assert "nothing yet" in row(alone, "cfo")


def test_the_overview_asks_what_some_reject_that_others_want() -> None:
    """Only where somebody does."""
    question = "What do some users reject that buyers want?"
    assert question in page_at(study(*PEOPLE), "research/")
    assert question not in page_at(study(*PEOPLE[:2]), "research/")


def test_people_who_are_one_side_are_at_odds_with_nobody() -> None:
    """There is no other side."""
    folded = study(*PEOPLE, config=Config(same_people=True))
    assert "At odds" not in page_at(folded, "research/personas/")
