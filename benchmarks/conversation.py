"""A synthetic transcript with its evidence items, every quotation verbatim."""

from __future__ import annotations

import hashlib
import itertools
import re
from collections.abc import Iterator
from dataclasses import dataclass
from random import Random

from speech import NOTES, opinion, question, sentence

ANSWERS = 16
KINDS = {
    "buyer": ["buying-criterion", "decision-process", "business-impact", "churn-risk", "expansion"],
    "user": ["workflow-fit", "usability", "feature-need", "workaround", "adoption-blocker"],
}
GAPPED = re.compile(r'- "([^"…]+) … ([^"…]+)"')
ANY_KIND = ["pain-point", "alternative", "opportunity", "aspiration"]


@dataclass(frozen=True, slots=True)
class Voice:
    """A participant and what they are likely to say."""

    participant: str
    speaker: str
    side: str
    column: str
    """The side as which they mostly speak."""
    themes: tuple[tuple[str, str], ...]
    """Id and title."""
    weights: tuple[float, ...]
    leanings: tuple[float, ...]


@dataclass(frozen=True, slots=True)
class Cited:
    """A citation, ready to be written into a document."""

    words: str
    link: str
    title: str


def transcript(
    chance: Random, interview: str, voices: tuple[Voice, ...]
) -> tuple[str, tuple[Cited, ...]]:
    """Return an interview's body and the citations that it allows."""
    wanted = max(2, round(chance.gauss(10, 2.5)))
    tagged = sorted(chance.choices(range(ANSWERS), k=wanted))
    ids = itertools.count(1)
    blocks: list[str] = []
    answers: list[str] = []
    cited: list[Cited] = []
    for number in range(ANSWERS):
        if number % 5 == 0:
            blocks.append(f"## Part {number // 5 + 1}: {sentence(chance).split(',')[0]}")
        voice = voices[number % len(voices)]
        blocks.append(f"**Mel** {question(chance)}")
        answer, items = _answer(chance, voice, tagged.count(number))
        minute = number * 3 + chance.randint(0, 2)
        blocks.append(f"**{voice.speaker}** [00:{minute:02}:{chance.randint(0, 59):02}] {answer}")
        answers.append(answer)
        if items:
            lines = [_item(chance, voice, one, next(ids)) for one in items]
            blocks.append("\n".join(lines))
            cited.extend(_citations(interview, voice, lines, items))
    return _unmistakable("\n\n".join(blocks) + "\n", " ".join(answers)), tuple(cited)


@dataclass(frozen=True, slots=True)
class _Said:
    words: str
    theme: str
    manner: str


def _answer(chance: Random, voice: Voice, items: int) -> tuple[str, tuple[_Said, ...]]:
    said = tuple(_statement(chance, voice) for _ in range(items))
    filler = [sentence(chance) for _ in range(chance.randint(4, 7))]
    sentences = [one.words for one in said] + filler
    chance.shuffle(sentences)
    return ". ".join(f"{one[0].upper()}{one[1:]}" for one in sentences) + ".", said


def _statement(chance: Random, voice: Voice) -> _Said:
    number = chance.choices(range(len(voice.themes)), voice.weights)[0]
    theme, title = voice.themes[number]
    lean = "for" if chance.random() < voice.leanings[number] else "against"
    manner = chance.choices((lean, "neutral", "secondhand"), (88, 8, 4))[0]
    return _Said(opinion(chance, manner, title), theme, manner)


def _unmistakable(body: str, said: str) -> str:
    """Return a body in which words are left out only of quotations that fit one place."""

    def fitting(found: re.Match[str]) -> str:
        if all(said.lower().count(part.lower()) == 1 for part in found.groups()):
            return found[0]
        whole = re.search("[^.]*?".join(map(re.escape, found.groups())), said, re.IGNORECASE)
        return f'- "{whole[0]}"' if whole else found[0]

    return GAPPED.sub(fitting, body)


def _item(chance: Random, voice: Voice, said: _Said, number: int) -> str:
    words = said.words.split()
    quote = said.words
    if chance.random() < 0.1 and len(words) > 14:
        quote = " ".join(words[:6]) + " … " + " ".join(words[-5:])
    line = f'- "{quote}" #{said.theme} {" ".join(_attributes(chance, voice, said))}'.rstrip()
    if chance.random() < 0.8:
        line += f" ^{_slug(words)}-{number}"
    return f"{line}\n  {chance.choice(NOTES)}" if chance.random() < 0.25 else line


def _attributes(chance: Random, voice: Voice, said: _Said) -> Iterator[str]:
    if said.manner in ("against", "neutral"):
        yield f"+{said.manner}"
    if said.manner == "secondhand":
        yield "+secondhand"
    elif chance.random() < 0.12:
        yield "+observed"
    if voice.side == "both" and (said.manner == "secondhand" or chance.random() < 0.5):
        yield f"+as-{voice.column}"
    if chance.random() < 0.5 and said.manner != "secondhand":
        own = KINDS[voice.column] if voice.side != "both" else ANY_KIND
        yield f"+{chance.choice([*own, *ANY_KIND])}"


def _slug(words: list[str]) -> str:
    return "-".join(re.sub(r"[^a-z0-9]", "", word.lower()) for word in words[:3])


def _citations(
    interview: str, voice: Voice, lines: list[str], items: tuple[_Said, ...]
) -> Iterator[Cited]:
    for line, said in zip(lines, items, strict=True):
        named = re.search(r"\^(\S+)", line)
        if not named or "…" in line:
            continue
        spoken = f"{said.words[0].upper()}{said.words[1:]}"
        key = "\x1f".join((spoken, voice.participant, voice.side))
        stamp = hashlib.sha256(key.encode()).hexdigest()[:12]
        yield Cited(
            words=" ".join(said.words.split()[:6]),
            link=f"/research/interviews/{interview}.md#{named[1]}",
            title=f'"sha256:{stamp}"',
        )
