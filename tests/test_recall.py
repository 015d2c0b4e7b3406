"""What a build leaves to the next is recalled while it is of the same values, and no longer."""

from __future__ import annotations

from counterpoint.config import Side
from counterpoint.recall import Recall


def side(label: str) -> Side:
    """Return a value that no other one is."""
    return Side(key="buyer", label=label, plural=f"{label}s")


def test_what_was_made_of_a_value_is_made_once() -> None:
    """In one build and the next, as long as it is the same object."""
    recall, asked = Recall(), []

    def label(one: Side) -> str:
        asked.append(one)
        return one.label

    one = side("Buyer")
    assert recall.of(label, one) == recall.of(label, one) == "Buyer"
    recall.turn()
    assert recall.of(label, one) == "Buyer"
    assert len(asked) == 1
    assert recall.of(label, side("Payer")) == "Payer"
    assert len(asked) == 2


def test_two_functions_do_not_share_what_they_made() -> None:
    """What is recalled is the function's own."""
    recall, one = Recall(), side("Buyer")
    assert recall.of(lambda it: it.label, one) == "Buyer"
    assert recall.of(lambda it: it.plural, one) == "Buyers"


def test_what_it_is_made_of_besides_is_compared() -> None:
    """Another of these makes it anew."""
    recall, one = Recall(), side("Buyer")

    def called(of: Side, name: str) -> str:
        return f"{of.label} {name}"

    assert recall.of(called, one, "A") == "Buyer A"
    assert recall.of(called, one, "B") == "Buyer B"


def test_what_a_key_says_is_made_once() -> None:
    """In one build and the next; another key makes it anew, and nothing is kept longer."""
    recall, asked = Recall(), []

    def ask(key: str) -> int:
        return recall.known("number", key, lambda: asked.append(key) or len(asked))

    assert (ask("a"), ask("a"), ask("b")) == (1, 1, 2)
    recall.turn()
    assert ask("a") == 1
    recall.turn()
    assert ask("b") == 3


def test_what_something_was_made_with_stays_as_long_as_it() -> None:
    """Though nobody asked for it; but not what was made of a value that is gone."""
    recall, asked = Recall(), []
    here = recall.same({"a": side("Buyer"), "b": side("User")})

    def label(one: Side) -> str:
        asked.append(one.label)
        return one.label

    def labels() -> list[str]:
        return [recall.of(label, one) for one in here.values()]

    recall.known("labels", "digest", labels)
    recall.turn()
    recall.same({"a": side("Buyer"), "b": side("Other")})
    assert recall.known("labels", "digest", labels) == ["Buyer", "User"]
    recall.turn()
    assert labels() == ["Buyer", "User"]
    assert asked == ["Buyer", "User", "User"]


def test_what_is_known_by_a_digest_can_be_kept_unasked() -> None:
    """For a later build may ask for it while the digest is still the same."""
    recall, asked = Recall(), []
    recall.known("number", "a", lambda: asked.append("a"))
    recall.turn()
    recall.keep("a")
    recall.turn()
    recall.known("number", "a", lambda: asked.append("a"))
    assert asked == ["a"]


def test_what_was_made_of_several_values_is_made_once() -> None:
    """As long as all of them are the same objects, in the same order."""
    recall, asked = Recall(), []
    one, other = side("Buyer"), side("User")
    for values in ((one, other), (one, other), (other, one), (one, side("User"))):
        recall.of_all(asked.append, values)
    assert asked == [(one, other), (other, one), (one, side("User"))]


def test_what_is_left_is_there_for_the_next_build_only() -> None:
    """Whoever wants it longer leaves it again."""
    recall = Recall()
    recall.leave("note", 1)
    assert recall.left("note") is None
    recall.turn()
    assert recall.left("note") == 1
    recall.turn()
    assert recall.left("note") is None


def test_equal_values_become_the_ones_of_the_last_build() -> None:
    """Those that changed, or have another name now, do not."""
    recall, kept = Recall(), side("Buyer")
    recall.same({"a": kept, "b": side("User")})
    again = recall.same({"a": side("Buyer"), "b": side("Other"), "c": side("Buyer")})
    assert again["a"] is kept
    assert again == {"a": kept, "b": side("Other"), "c": kept}
    assert again["c"] is not kept


def test_what_a_build_did_not_ask_for_is_forgotten() -> None:
    """Nobody's words stay in memory longer than their interview."""
    recall, one, asked = Recall(), side("Buyer"), []
    recall.of(asked.append, one)
    recall.turn()
    recall.turn()
    recall.of(asked.append, one)
    assert len(asked) == 2
