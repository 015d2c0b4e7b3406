"""Words for invented interviews: sentences that vary and never contain Markdown."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from random import Random


def _read_words(text: str) -> Mapping[str, tuple[str, ...]]:
    """Return lists of words by name, from lines `name: word word` and indented ones below."""
    lists = text.replace("\n  ", " ").splitlines()
    named = (line.split(": ", 1) for line in lists)
    return {name: tuple(words.split()) for name, words in named}


WORDS = _read_words(Path(__file__).with_name("words.txt").read_text(encoding="utf-8"))

SPEAKERS = WORDS["speakers"]

QUESTIONS = (
    "Can you walk me through the last time you had to deal with the {noun}?",
    "What happens when the {noun} does not do what you expect?",
    "Who else is involved when it comes to {noun} and {noun2}?",
    "You mentioned the {noun} earlier, can we go back to that for a moment?",
    "How did you find out that the {noun} was the thing to look at?",
    "What did you hope would change once the {noun} was in place?",
    "And if you could not use it tomorrow, what would you do about the {noun}?",
    "How often in a normal {period} does that come up?",
    "What would have to be true for you to trust the {noun} more than the {noun2}?",
    "Tell me about a {period} when the {noun} went really well.",
)

SENTENCES = (
    "So the {noun} is {adjective}, and I end up {doing} the {noun2} by hand, which takes"
    " {number} minutes every {period}",
    "We tried {doing} it with the {noun} first, but after {number} {period}s nobody believed"
    " the {noun2} any more",
    "I mean, honestly, the {noun} was {adjective} when we started and it is still {adjective2} now",
    "My manager asked for the {noun} on a Friday and I was {doing} the {noun2} until Sunday night",
    "There are {number} people in my team and about {number2} of them ever look at the {noun}",
    "What I like is that the {noun} stays {adjective} even when we are {doing} something else",
    "At {company} they had a {noun} that was {adjective}, and I keep comparing ours with that",
    "The thing with {doing} the {noun} is that you never know whether the {noun2} has seen it",
    "Um, I would say {number} out of {number2} times it works, and then there is the {noun}",
    "Nobody told us that the {noun} needs {doing} before the {noun2}, so we lost a {period}",
    "If the {noun} is {adjective} I can live with the {noun2} being {adjective2}",
    "You know, we pay for {number} seats, and the {noun} alone costs us {number2} hours a {period}",
    "I keep a spreadsheet beside it, because the {noun} forgets what I was {doing}",
    "Last {period} the {noun} went down in the middle of {doing} the {noun2}, and that was that",
    "It took {number} meetings with {company} before anybody could explain the {noun} to us",
    "They said the {noun} would be {adjective}, and to be fair, the {noun2} really is",
    "Well, for me the {noun} has to be {adjective}, otherwise I go back to {doing} it on paper",
    "When a new colleague starts I spend the first {period} {doing} the {noun} with them",
    "Our auditors wanted to see the {noun} and all we had was a {adjective} {noun2}",
    "I have asked for a {adjective} {noun} {number} times, and every time it ends with {doing}",
)

OPINIONS = {
    "for": (
        "{title} is the first thing I would ask for, because {doing} the {noun} eats my {period}",
        "without something like {title} we would not have signed, the {noun} was too {adjective}",
        "what we really need is {title}, {number} of my colleagues said the same about the {noun}",
        "I would trade the whole {noun} for {title}, and so would everybody {doing} the {noun2}",
    ),
    "against": (
        "{title} is nothing that I miss, I am {doing} the {noun} perfectly well as it is",
        "please do not give us {title}, it makes {doing} the {noun} {adjective} for everybody else",
        "{title} sounds nice in a meeting, but in {number} {period}s I never once needed it",
    ),
    "neutral": (
        "with {title} it goes like this, first the {noun} and then {number} {period}s of {doing}",
        "{title} is handled by the people at {company}, they start with the {noun}",
    ),
    "secondhand": (
        "they tell me that {title} is what keeps them {doing} the {noun} every {period}",
        "I hear from the others that {title} matters when they look at the {noun}",
    ),
}

NOTES = (
    "Said without being asked.",
    "She showed the screen while saying it.",
    "Compare with what the account's other people say.",
    "The number was checked afterwards and is about right.",
)

NOUNS = WORDS["nouns"]

ADJECTIVES = WORDS["adjectives"]

DOINGS = WORDS["doings"]

PERIODS = ("day", "week", "month", "quarter", "shift")
SYLLABLES = WORDS["syllables"]


def company(chance: Random) -> str:
    """Return an invented name of a company."""
    return "".join(chance.choices(SYLLABLES, k=chance.randint(2, 3))).capitalize()


def question(chance: Random) -> str:
    """Return something that an interviewer asks."""
    return _filled(chance.choice(QUESTIONS), chance)


def sentence(chance: Random) -> str:
    """Return a sentence of an answer, without its full stop."""
    return _filled(chance.choice(SENTENCES), chance)


def opinion(chance: Random, manner: str, title: str) -> str:
    """Return a sentence that takes a stance on a theme, without its full stop."""
    return _filled(chance.choice(OPINIONS[manner]), chance, title)


def _filled(pattern: str, chance: Random, title: str = "") -> str:
    return pattern.format(
        noun=chance.choice(NOUNS),
        noun2=chance.choice(NOUNS),
        adjective=chance.choice(ADJECTIVES),
        adjective2=chance.choice(ADJECTIVES),
        doing=chance.choice(DOINGS),
        period=chance.choice(PERIODS),
        number=chance.randint(2, 19),
        number2=chance.randint(20, 99),
        company=company(chance),
        title=title,
    )
