"""Attributes and who may carry them, with renamed sides and kinds of a study's own."""

from __future__ import annotations

import pytest

from counterpoint.config import EvidenceKind
from counterpoint.model import Participant
from counterpoint.parse.transcript import read_transcript
from counterpoint.parse.values import Body, Cast, Item, Transcript, Vocabulary
from parse.reading import PATH

VOCABULARY = Vocabulary(
    ("maintainer", "downstream"),
    (
        EvidenceKind("burden", "maintainer"),
        EvidenceKind("reliance", "downstream"),
        EvidenceKind("history", "either"),
    ),
)


def read(side: str, tags: str) -> Transcript:
    """Read an item on the words of somebody of a side; no side: nobody speaks."""
    people = (Participant(id="m01", side=side, speaker="Kim"),) if side else ()
    body = Body(PATH, f'**Kim** Words.\n\n- "Words" #a {tags}\n', 1)
    return read_transcript(body, Cast(people, ()), VOCABULARY)


def item(side: str, tags: str) -> Item:
    """Return the one item read."""
    (found,) = read(side, tags).items
    return found


@pytest.mark.parametrize(
    ("side", "tags", "codes"),
    [
        ("maintainer", "+burden +history +against +observed", []),
        ("maintainer", "+reliance", ["CP416"]),
        ("maintainer", "+reliance +hearsay", ["CP416"]),
        ("maintainer", "+reliance +secondhand", []),
        ("downstream", "+burden", ["CP416"]),
        ("maintainer", "+as-maintainer", ["CP410"]),
        ("maintainer", "+about-downstream", ["CP412"]),
        ("maintainer", "+as-buyer", ["CP407"]),
        ("maintainer", "+usability", ["CP407"]),
        ("maintainer", "+Burden", []),
        ("maintainer", "+for +for", []),
        ("maintainer", "+for +neutral +against", ["CP408"]),
        ("both", "+burden +reliance", []),
        ("both", "+as-downstream +burden", ["CP416"]),
        ("both", "+as-downstream +reliance", []),
        ("both", "+secondhand", ["CP411"]),
        ("both", "+secondhand +as-maintainer", []),
        ("both", "+about-downstream", ["CP412"]),
        ("both", "+as-maintainer +as-downstream", ["CP418"]),
        ("proxy", "", ["CP413"]),
        ("proxy", "+about-downstream +burden", []),
        ("proxy", "+about-downstream +secondhand", ["CP414"]),
        ("proxy", "+about-downstream +as-downstream", ["CP410"]),
        ("", "+neutral +history +burden +observed", []),
        ("", "+secondhand", ["CP419"]),
        ("", "+as-maintainer", ["CP410"]),
        ("", "+about-maintainer", ["CP412"]),
    ],
)
def test_attributes_go_with_who_speaks(side: str, tags: str, codes: list[str]) -> None:
    """Roles are for who is on both sides, whom words are about for proxies, kinds for a side."""
    assert [found.rule.code for found in read(side, tags).diagnostics] == codes


@pytest.mark.parametrize(
    ("side", "tags", "basis", "about"),
    [
        ("maintainer", "", "stated", ""),
        ("maintainer", "+observed", "observed", ""),
        ("maintainer", "+hearsay", "hearsay", ""),
        ("maintainer", "+secondhand", "secondhand", ""),
        ("proxy", "+about-downstream", "secondhand", "downstream"),
        ("", "+observed", "measured", ""),
    ],
)
def test_a_basis_follows_from_tag_and_speaker(side: str, tags: str, basis: str, about: str) -> None:
    """Told first-hand by default; a proxy's is second-hand, what nobody said is measured."""
    found = item(side, tags)
    assert (found.basis.value, found.about) == (basis, about)


def test_stance_role_kinds_and_themes_are_read() -> None:
    """In any order; themes as written and as their ids."""
    found = item("both", "+history ^x +against #Release_Notes +as-downstream")
    assert (found.stance.value, found.as_side, found.kinds, found.id) == (
        "against",
        "downstream",
        ("history",),
        "x",
    )
    assert [(tag.name, tag.written) for tag in found.tags] == [
        ("a", "a"),
        ("release-notes", "Release_Notes"),
    ]


def test_an_unknown_attribute_gets_a_suggestion() -> None:
    """From the study's own vocabulary."""
    (found,) = read("maintainer", "+burdn").diagnostics
    assert "did you mean `+burden`?" in found.hint
