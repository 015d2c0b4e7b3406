"""Real names to pseudonyms throughout a text, and the words that may be names all the same."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from counterpoint.transfer.transcripts.labels import PARTICLES
from counterpoint.transfer.words import (
    CALENDAR,
    HONORIFICS,
    NAMES_THAT_ARE_WORDS,
    OPENERS,
    ROLES,
)

SHORTEST_PART = 2
SHORTEST_IN_LOWER_CASE = 3

_NUMBERED = re.compile(r"[^\W\d_]+(?:[ _.-]*\d+)+")
"""`Speaker 1`, `Committee 2`: a label, nobody's name."""
_BRACKETS = re.compile(r"[(\[].*?[)\]]")
_BEHIND_NAME = re.compile(r"\s*[|/]|\s+[-–—@]\s+")
"""What parts a name from an organisation or a place."""
_NOT_IN_NAMES = re.compile(r"[^\w\s.'’-]|[\d_]")
_BEFORE = r"(?<![^\W_])"
_AFTER = r"(?![^\W_])"
_SENTENCE_END = re.compile(r"(?:^|[.!?…:\n\"“”()\[\]]|--|–|—)[\s\"“”‘’'(\[]*$")
_CAPITALISED = re.compile(r"(?<![^\W_])[^\W\d_a-z][^\W\d_]*(?:['’-][^\W\d_]+)*")
_SAYS = re.compile(r"\s+(?:and|asked|does|had|has|is|said|says|told|was|went|will|would)\b|['’]s\b")


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody, or something, whose name must not be written."""

    name: str
    """The real name, as fully as it is known: `Dana Reyes`."""
    pseudonym: str


@dataclass(frozen=True, slots=True)
class Edit:
    """One replacement: the span it took in the old text and the length it has in the new."""

    start: int
    end: int
    length: int


@dataclass(frozen=True, slots=True)
class Replaced:
    """A text without the names, and where its places have moved to."""

    text: str
    edits: tuple[Edit, ...] = ()

    def moved(self, offset: int, *, is_end: bool = False) -> int:
        """Return where an offset of the old text is in the new.

        Within a replaced name it moves out of it: to its start, or to its end.
        """
        shift = 0
        for edit in self.edits:
            if edit.start >= offset:
                break
            if offset < edit.end:
                return edit.start + shift + (edit.length if is_end else 0)
            shift += edit.length - (edit.end - edit.start)
        return offset + shift


@dataclass(frozen=True, slots=True)
class Doubt:
    """A word that a person should look at."""

    word: str
    times: int
    is_known: bool
    """Whether it is a name that was to be replaced, left because it may be a common word."""


class Pseudonyms:
    """Replaces names by pseudonyms; made once for all texts of an import.

    A name's parts stand for it too: `Dana Reyes`, `Dana`, `Reyes`, `Reyes, Dana`, `dana.reyes`,
    in any case and with any accents; never inside a word. A part that is a common word (`Will`,
    `Mark`) is replaced only where it is written like a name in the middle of a sentence. A part
    that two people share becomes both pseudonyms.
    """

    def __init__(self, people: Iterable[Person]) -> None:
        self._whole: dict[str, str] = {}
        self._parts: dict[str, list[str]] = {}
        self._spoken: dict[str, str] = {}
        for person in people:
            self._add(person)
        self._pattern = self._compiled()

    def _add(self, person: Person) -> None:
        bare = _BEHIND_NAME.split(_BRACKETS.sub(" ", person.name).strip(), maxsplit=1)[0]
        name = " ".join(_NOT_IN_NAMES.sub(" ", bare).split())
        self._spoken[_folded(person.name)] = person.pseudonym
        parts = [part for part in re.split(r"[\s]+", name) if _is_part(part)]
        own = {_folded(part) for part in parts} | {
            _folded(piece) for part in parts for piece in part.split("-") if _is_part(piece)
        }
        if _stands_for_itself(person):
            return
        for part in sorted(own):
            known = self._parts.setdefault(part, [])
            if person.pseudonym not in known:
                known.append(person.pseudonym)
        if len(parts) > 1:
            for order in _orders(parts):
                self._whole[_folded(order)] = person.pseudonym

    def _compiled(self) -> re.Pattern[str] | None:
        whole = sorted(self._whole, key=len, reverse=True)
        parts = sorted(self._parts, key=len, reverse=True)
        forms = [_bounded(name, _pattern_of(name, r"[\s.,_-]*")) for name in whole]
        forms += [_bounded(part, _pattern_of(part, "")) for part in parts]
        return re.compile("|".join(forms), re.IGNORECASE) if forms else None

    def label(self, speaker: str) -> str:
        """Return the pseudonym of a speaker's label; the label with names replaced if unknown."""
        return self._spoken.get(_folded(speaker)) or self.replace(speaker).text

    def replace(self, text: str) -> Replaced:
        """Return a text with every name replaced, and what moved."""
        if self._pattern is None:
            return Replaced(text)
        pieces, edits, done = list[str](), list[Edit](), 0
        for match in self._pattern.finditer(text):
            pseudonym = self._pseudonym(match, text)
            if pseudonym is None:
                continue
            pieces += [text[done : match.start()], pseudonym]
            edits.append(Edit(match.start(), match.end(), len(pseudonym)))
            done = match.end()
        return Replaced("".join([*pieces, text[done:]]), tuple(edits))

    def _pseudonym(self, match: re.Match[str], text: str) -> str | None:
        """Return what a name becomes; `None` where it is more likely a common word."""
        written = _folded(match[0])
        if len(re.split(r"[\s.,_-]+", match[0])) > 1 or written not in self._parts:
            whole = self._whole.get(" ".join(re.split(r"[\s.,_-]+", written)))
            return whole or self._squashed(written)
        if _may_be_word(written) and not _is_written_as_name(match, text):
            return None
        return " or ".join(self._parts[written])

    def _squashed(self, written: str) -> str | None:
        bare = re.sub(r"[\s.,_-]", "", written)
        found = (to for name, to in self._whole.items() if name.replace(" ", "") == bare)
        return next(found, None)

    def doubts(self, text: str) -> tuple[Doubt, ...]:
        """Return the words of a text, names already replaced, that may be names, oftenest first."""
        known = Counter(
            match[0]
            for match in (self._pattern.finditer(text) if self._pattern else ())
            if match[0][:1].isupper()
        )
        taken = {word for to in self._spoken.values() for word in to.split()}
        others = Counter(word for word in _name_like(text) if word not in taken | set(known))
        left = [Doubt(word, times, is_known=True) for word, times in known.most_common()]
        return (*left, *(Doubt(word, times, is_known=False) for word, times in _ordered(others)))


def _ordered(counted: Counter[str]) -> list[tuple[str, int]]:
    return sorted(counted.items(), key=lambda entry: (-entry[1], entry[0]))


def is_generic(label: str) -> bool:
    """Tell a label that says nothing of who somebody is: `Speaker 1`, `Interviewee`, `P07`, `Q`.

    The same label in another transcript is somebody else.
    """
    bare = label.strip().rstrip(":. ")
    words = {part.casefold() for part in re.split(r"[\s_.-]+", bare) if _is_part(part)}
    return bool(_NUMBERED.fullmatch(bare)) or words <= ROLES


def _stands_for_itself(person: Person) -> bool:
    """Tell whether a name is its own pseudonym, or no name."""
    return is_generic(person.name) or person.name.casefold() == person.pseudonym.casefold()


def _is_part(part: str) -> bool:
    bare = part.strip(".'’-")
    folded = bare.casefold()
    return len(bare) >= SHORTEST_PART and folded not in PARTICLES and folded not in HONORIFICS


def _orders(parts: list[str]) -> Iterator[str]:
    first, last = parts[0], parts[-1]
    yield " ".join(parts)
    yield f"{first} {last}"
    yield f"{last} {first}"
    yield f"{first[0]} {last}"


def _folded(text: str) -> str:
    """Return a text without case, accents and kinds of apostrophe."""
    flat = unicodedata.normalize("NFKD", text.replace("’", "'"))
    return "".join(one for one in flat if not unicodedata.combining(one)).casefold()


_ACCENTED = "àáâãäåāăą çćč ďđ èéêëēęě ğ ìíîïīı ľł ñńň òóôõöøō řŕ śšş ťţ ùúûüūůű ýÿ žźż"
_VARIANTS = {_folded(group[0]): group for group in _ACCENTED.split()}


def _pattern_of(name: str, between: str) -> str:
    """Return a pattern for a folded name, whatever its accents; `between` joins its words."""
    return (between or " ").join(
        "".join(_letter(letter) for letter in word) for word in name.split(" ")
    )


def _bounded(name: str, pattern: str) -> str:
    """Return a pattern that matches whole words only, in scripts that write words apart."""
    before = _BEFORE if _has_case(name[0]) else ""
    return f"{before}{pattern}{_AFTER if _has_case(name[-1]) else ''}"


def _has_case(letter: str) -> bool:
    return letter.lower() != letter.upper() or not letter.isalpha()


def _letter(letter: str) -> str:
    if letter == "'":
        return "['’]"
    base = _folded(letter)
    accents = _VARIANTS.get(base, "")
    return (
        f"[{re.escape(letter)}{accents}][\u0300-\u036f]*" if letter.isalpha() else re.escape(letter)
    )


def _may_be_word(folded: str) -> bool:
    is_short = len(folded) < SHORTEST_IN_LOWER_CASE and _has_case(folded[0])
    return is_short or folded in NAMES_THAT_ARE_WORDS


def _is_written_as_name(match: re.Match[str], text: str) -> bool:
    """Tell a capital in the middle of a sentence, somebody called, or what belongs to somebody."""
    if not match[0][0].isupper():
        return False
    after = text[match.end() : match.end() + 12]
    is_called = after.startswith(",") and len(match[0]) > SHORTEST_IN_LOWER_CASE
    return not _opens_sentence(text, match.start()) or is_called or bool(_SAYS.match(after))


def _opens_sentence(text: str, at: int) -> bool:
    return bool(_SENTENCE_END.search(text[max(0, at - 8) : at])) or at == 0


def _name_like(text: str) -> Iterator[str]:
    """Yield capitalised words that no sentence's start explains."""
    for match in _CAPITALISED.finditer(text):
        word = re.sub(r"['’]s$", "", match[0])
        if (
            len(word) < SHORTEST_PART
            or word.casefold() in CALENDAR
            or word.startswith(("I'", "I’"))
        ):
            continue
        opens = _opens_sentence(text, match.start())
        if opens and (word.casefold() in OPENERS or not _SAYS.match(text[match.end() :][:12])):
            continue
        if not (word.isupper() and len(word) <= LONGEST_ACRONYM):
            yield word


LONGEST_ACRONYM = 5
