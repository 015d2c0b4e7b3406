"""What may be said of evidence, given who speaks: basis, role, whom it is about, kinds."""

from __future__ import annotations

from collections.abc import Iterator

from counterpoint.diagnostics import Diagnostic, Location
from counterpoint.model import BOTH, PROXY, Basis, Participant
from counterpoint.parse import rules
from counterpoint.parse.attributes import Attribute, Tagging
from counterpoint.parse.values import Vocabulary

EITHER = "either"


def basis_of(tagging: Tagging, participant: Participant | None) -> Basis:
    """Return an item's basis: what nobody said is measured, what a proxy says is second-hand."""
    if participant is None:
        return Basis.MEASURED
    if participant.side == PROXY:
        return Basis.SECONDHAND
    return tagging.basis or Basis.STATED


def about_of(tagging: Tagging, participant: Participant | None) -> str:
    """Return the side that a proxy's words are about; for everybody else nothing is written."""
    if participant and participant.side == PROXY and tagging.about:
        return tagging.about[0].word
    return ""


def check_speaker(
    tagging: Tagging, participant: Participant | None, where: Location, vocabulary: Vocabulary
) -> Iterator[Diagnostic]:
    """Yield what does not go with who speaks; `where` is the item's place."""
    yield from _role(tagging, participant, where, vocabulary)
    yield from _about(tagging, participant, where, vocabulary)
    yield from _basis(tagging, participant)
    if participant:
        yield from _kinds(tagging, participant, vocabulary)


def _role(
    tagging: Tagging, participant: Participant | None, where: Location, vocabulary: Vocabulary
) -> Iterator[Diagnostic]:
    if participant and participant.side == BOTH:
        if tagging.basis is Basis.SECONDHAND and not tagging.roles:
            yield rules.MISSING_ROLE.at(
                where,
                f"{participant.id} is on both sides, so whom `+secondhand` is about is open",
                _either("+as-", vocabulary, "in which role these words were said"),
            )
        return
    for role in tagging.roles:
        yield rules.MISPLACED_ROLE.at(
            role.location,
            f"`+as-{role.word}` is for participants whose side is `both`; {_is(participant)}",
            f"take `+as-{role.word}` out",
        )


def _about(
    tagging: Tagging, participant: Participant | None, where: Location, vocabulary: Vocabulary
) -> Iterator[Diagnostic]:
    if participant and participant.side == PROXY:
        if not tagging.about:
            yield rules.MISSING_ABOUT.at(
                where,
                f"{participant.id} is a proxy: whom are these words about?",
                _either("+about-", vocabulary, "whom they speak of"),
            )
        return
    for about in tagging.about:
        yield rules.MISPLACED_ABOUT.at(
            about.location,
            f"`+about-{about.word}` is for participants whose side is `proxy`; {_is(participant)}",
            f"take `+about-{about.word}` out; about people of the other side write `+secondhand`",
        )


def _basis(tagging: Tagging, participant: Participant | None) -> Iterator[Diagnostic]:
    for basis in tagging.bases:
        if participant is None and basis.word != Basis.OBSERVED:
            yield rules.MEASURED.at(
                basis.location,
                f"`+{basis.word}` has no meaning where nobody speaks: the item counts as measured",
                f"take `+{basis.word}` out",
            )
        elif participant and participant.side == PROXY:
            yield rules.PROXY_BASIS.at(
                basis.location,
                f"`+{basis.word}` on the words of {participant.id}, a proxy, which are second-hand",
                f"take `+{basis.word}` out",
            )


def _kinds(
    tagging: Tagging, participant: Participant, vocabulary: Vocabulary
) -> Iterator[Diagnostic]:
    side = tagging.role or participant.side
    if side not in vocabulary.sides or tagging.basis is Basis.SECONDHAND:
        return
    owners = {kind.key: kind.side for kind in vocabulary.kinds}
    for kind in tagging.kinds:
        if owners[kind.word] not in (EITHER, side):
            yield _other_sides(kind, side, owners[kind.word])


def _other_sides(kind: Attribute, side: str, owner: str) -> Diagnostic:
    return rules.OTHER_SIDES_KIND.at(
        kind.location,
        f"{_article(side)} on `+{kind.word}`: first-hand, or `+secondhand`?",
        f"`+{kind.word}` belongs to the {owner}; add `+secondhand` if it is about people of that "
        "side, or choose another kind",
    )


def _either(prefix: str, vocabulary: Vocabulary, meaning: str) -> str:
    first, second = vocabulary.sides
    return f"add `{prefix}{first}` or `{prefix}{second}`: {meaning}"


def _is(participant: Participant | None) -> str:
    if participant is None:
        return "nobody speaks in this file"
    return f"{participant.id} is `{participant.side}`"


def _article(noun: str) -> str:
    return f"{'an' if noun[:1] in 'aeio' else 'a'} {noun}"
