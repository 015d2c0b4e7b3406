"""What an evidence item's tags say: themes, id, stance, basis, role, whom it is about, kinds."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from counterpoint.diagnostics import Diagnostic, Location, Rule
from counterpoint.model import Basis, Stance
from counterpoint.parse import rules
from counterpoint.parse.items import WrittenTag
from counterpoint.parse.slugs import closest, is_slug, normalised
from counterpoint.parse.values import Tag, Vocabulary

STANCES = {stance.value: stance for stance in Stance}
BASES = {basis.value: basis for basis in (Basis.OBSERVED, Basis.SECONDHAND, Basis.HEARSAY)}
ROLE = "as-"
ABOUT = "about-"
RESERVED = ("section-", "quote-")

Locate = Callable[[WrittenTag], Location]


@dataclass(frozen=True, slots=True)
class Attribute:
    """An attribute with its place."""

    word: str
    location: Location


@dataclass(frozen=True, slots=True)
class Tagging:
    """What an item's tags say, before it is known who speaks."""

    id: str
    themes: tuple[Tag, ...]
    stance: Stance
    bases: tuple[Attribute, ...]
    roles: tuple[Attribute, ...]
    """The sides of `+as-…`, without the prefix."""
    about: tuple[Attribute, ...]
    """The sides of `+about-…`, without the prefix."""
    kinds: tuple[Attribute, ...]
    diagnostics: tuple[Diagnostic, ...]

    @property
    def basis(self) -> Basis | None:
        """The basis written, if one is."""
        return BASES[self.bases[0].word] if self.bases else None

    @property
    def role(self) -> str:
        """The side as which the participant speaks; empty where none is written."""
        return self.roles[0].word if self.roles else ""


def attribute_words(vocabulary: Vocabulary) -> tuple[str, ...]:
    """Return every word that may stand behind a `+`."""
    return (
        *STANCES,
        *BASES,
        *(f"{prefix}{side}" for prefix in (ROLE, ABOUT) for side in vocabulary.sides),
        *(kind.key for kind in vocabulary.kinds),
    )


def read_tags(tags: Iterable[WrittenTag], words: tuple[str, ...], locate: Locate) -> Tagging:
    """Read an item's tags; `words` are the attributes that there are."""
    tags = tuple(tags)
    ids = [tag for tag in tags if tag.sign == "^"]
    themes = tuple(
        Tag(normalised(tag.word), locate(tag), tag.word) for tag in tags if tag.sign == "#"
    )
    written = [tag for tag in tags if tag.sign == "+"]
    known = _once(
        Attribute(word, locate(tag)) for tag in written if (word := normalised(tag.word)) in words
    )
    stances = tuple(one for one in known if one.word in STANCES)
    bases = tuple(one for one in known if one.word in BASES)
    roles, about = _behind(ROLE, known), _behind(ABOUT, known)
    settled = {*stances, *bases}
    return Tagging(
        id=ids[0].word if ids else "",
        themes=themes,
        stance=STANCES[stances[0].word] if stances else Stance.FOR,
        bases=bases,
        roles=roles,
        about=about,
        kinds=tuple(
            one for one in known if one not in settled and not one.word.startswith((ROLE, ABOUT))
        ),
        diagnostics=(
            *_bad_words(ids, themes, locate),
            *_unknown(written, words, locate),
            *_two(rules.TWO_STANCES, stances, "write opposite stances as two items"),
            *_two(rules.TWO_BASES, bases, "keep one, or write two items"),
            *_two(rules.TWO_ROLES, roles, "keep one `+as-…`", ROLE),
            *_two(rules.TWO_ROLES, about, "keep one `+about-…`, or write two items", ABOUT),
        ),
    )


def _once(attributes: Iterable[Attribute]) -> tuple[Attribute, ...]:
    first: dict[str, Attribute] = {}
    for attribute in attributes:
        first.setdefault(attribute.word, attribute)
    return tuple(first.values())


def _behind(prefix: str, known: Iterable[Attribute]) -> tuple[Attribute, ...]:
    return tuple(
        Attribute(one.word.removeprefix(prefix), one.location)
        for one in known
        if one.word.startswith(prefix)
    )


def _bad_words(
    ids: list[WrittenTag], themes: tuple[Tag, ...], locate: Locate
) -> Iterable[Diagnostic]:
    for theme in themes:
        if not is_slug(theme.name):
            yield rules.BAD_WORD.at(
                theme.location,
                f"`#{theme.written}` cannot be a theme's id",
                "write it in the letters a to z, digits and single hyphens, 80 at most",
            )
    for tag in ids[:1]:
        yield from _bad_id(tag, locate)
    for tag in ids[1:]:
        yield rules.TWO_IDS.at(
            locate(tag), f"a second id, `^{tag.word}`, on one item", f"keep `^{ids[0].word}` only"
        )


def _bad_id(tag: WrittenTag, locate: Locate) -> Iterable[Diagnostic]:
    if not is_slug(tag.word):
        better = normalised(tag.word).strip("-")
        yield rules.BAD_WORD.at(
            locate(tag),
            f"`^{tag.word}` cannot be an id",
            f"write `^{better}`"
            if is_slug(better)
            else "write it in the letters a to z, digits and single hyphens, 80 at most",
        )
    elif tag.word.startswith(RESERVED):
        prefix = tag.word.partition("-")[0]
        yield rules.RESERVED_ID.at(
            locate(tag),
            f"ids starting with `{prefix}-` are taken, so `^{tag.word}` cannot be one",
            f"write `^{tag.word.removeprefix(prefix + '-') or 'words'}`, say",
        )


def _unknown(
    written: list[WrittenTag], words: tuple[str, ...], locate: Locate
) -> Iterable[Diagnostic]:
    for tag in written:
        word = normalised(tag.word)
        if word in words:
            continue
        near = closest(word, words)
        if word == Basis.STATED:
            hint = "leave it out: what nothing else is said of was told first-hand"
        elif near:
            hint = f"did you mean `+{near}`?"
        else:
            hint = f"a theme is written `#{word}`; words with a + are:\n{_listed(words)}"
        yield rules.UNKNOWN_ATTRIBUTE.at(locate(tag), f"unknown attribute `+{tag.word}`", hint)


def _listed(words: tuple[str, ...]) -> str:
    """Return the attributes by what they say, a line each."""
    sided = tuple(word for word in words if word.startswith((ROLE, ABOUT)))
    known = {*STANCES, *BASES, *sided}
    lines = (
        ("what they think", (*STANCES,)),
        ("how it is known", (*BASES,)),
        ("as whom, about whom", sided),
        ("what sort of thing", tuple(word for word in words if word not in known)),
    )
    return "\n".join(f"{what}: {' '.join(f'+{word}' for word in some)}" for what, some in lines)


def _two(
    rule: Rule, found: tuple[Attribute, ...], hint: str, prefix: str = ""
) -> Iterable[Diagnostic]:
    if len(found) > 1:
        first, second = found[:2]
        message = f"`+{prefix}{first.word}` and `+{prefix}{second.word}` on one item"
        yield rule.at(second.location, message, hint)
