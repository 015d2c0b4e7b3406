"""Write a synthetic study of any size: seeded, with realistic lengths and distributions of tags.

    python benchmarks/synthetic.py DIR --interviews 1000 --seed 1

Interviews have about 2,000 words and 10 pieces of evidence. Themes grow with the logarithm of the
number of interviews, as codebooks do; how often each is tagged follows Zipf's law. Whether a side
wants a theme is drawn once for each theme and side, so every relation occurs.
"""

from __future__ import annotations

import argparse
import datetime
import math
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from random import Random

from conversation import Cited, Voice, transcript
from speech import ADJECTIVES, NOUNS, SPEAKERS, company

UNTIL = datetime.date(2026, 6, 30)
"""The last day of the study: fixed, so that a seed yields the same bytes on every day."""
DAYS = 700
BUYER_PERSONAS = ("finance-chief", "procurement", "security-lead", "sales-director", "founder")
USER_PERSONAS = (
    "sales-rep",
    "new-sales-rep",
    "sales-manager",
    "marketing-manager",
    "administrator",
    "support-agent",
    "analyst",
)
SEGMENTS = ("enterprise", "mid-market", "smb", "consumer")
LIFECYCLES = ("prospect", "onboarding", "engaged", "engaged", "engaged", "unengaged", "churned")
METHODS = ("interview",) * 7 + ("contextual-inquiry", "usability-test", "sales-call")
BUYER_ROLES = ("decider", "buyer", "approver", "gatekeeper", "initiator")
USER_ROLES = ("user", "user", "influencer", "champion", "administrator")


@dataclass(frozen=True, slots=True)
class Theme:
    """A theme with what each side thinks of it."""

    id: str
    title: str
    weights: tuple[float, float]
    """How often buyers and users speak of it."""
    leanings: tuple[float, float]
    """The share of buyers and of users who are for it."""


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody who takes part, the same in each of their interviews."""

    id: str
    speaker: str
    side: str
    persona: str
    account: str
    role: str
    lifecycle: str


@dataclass(frozen=True, slots=True)
class Plan:
    """What all files of one study share."""

    seed: int
    interviews: int
    themes: tuple[Theme, ...]
    accounts: tuple[str, ...]

    def chance(self, *what: object) -> Random:
        """Return the random numbers of one thing, independent of everything else's."""
        return Random(":".join(map(str, (self.seed, *what))))


def plan(interviews: int, seed: int) -> Plan:
    """Return the codebook and the accounts of a study of so many interviews."""
    chance = Random(f"{seed}:codebook")
    count = 60 + round(12 * math.log2(1 + interviews / 50))
    accounts = tuple(f"account-{n:04}" for n in range(max(4, interviews // 4)))
    return Plan(seed, interviews, tuple(_themes(chance, count)), accounts)


def _themes(chance: Random, count: int) -> Iterator[Theme]:
    pairs = [(adjective, noun) for adjective in ADJECTIVES for noun in sorted(set(NOUNS))]
    for rank, (adjective, noun) in enumerate(chance.sample(pairs, count), start=1):
        shares = (chance.random(), chance.random())
        yield Theme(
            id=f"{adjective}-{noun}",
            title=f"{adjective} {noun}",
            weights=(shares[0] ** 2 / rank**0.8, shares[1] ** 2 / rank**0.8),
            leanings=(_leaning(chance), _leaning(chance)),
        )


def _leaning(chance: Random) -> float:
    return chance.choice((0.95, 0.9, 0.85, 0.6, 0.15))


def person(study: Plan, number: int) -> Person:
    """Return the participant of that number."""
    chance = study.chance("person", number)
    side = chance.choices(("buyer", "user", "both"), (38, 57, 5))[0]
    is_buyer = side == "buyer"
    return Person(
        id=f"p{number:06}",
        speaker=chance.choice(SPEAKERS),
        side=side,
        persona=chance.choice(BUYER_PERSONAS if is_buyer else USER_PERSONAS),
        account=chance.choice(study.accounts) if chance.random() < 0.9 else "",
        role=chance.choice(BUYER_ROLES if is_buyer else USER_ROLES),
        lifecycle=chance.choice(LIFECYCLES),
    )


def write(root: Path, study: Plan) -> None:
    """Write the whole study below a folder, which is made where it is missing."""
    files = {"research/research.yml": SETTINGS, "docs/index.md": HOME}
    files.update(_codebook(study))
    cited: list[Cited] = []
    for path, text in files.items():
        _put(root / path, text)
    for number in range(study.interviews):
        name, text, quotable = interview(study, number)
        _put(root / f"research/interviews/{name}.md", text)
        if number < 200:
            cited.extend(quotable[:1])
    for path, text in _roadmap(study, cited):
        _put(root / path, text)


def _put(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8", newline="\n")


def interview(study: Plan, number: int) -> tuple[str, str, tuple[Cited, ...]]:
    """Return one interview's id, its file's text and the evidence in it that can be cited."""
    chance = study.chance("interview", number)
    age = int(DAYS * (1 - math.sqrt((number + 1) / study.interviews)))
    date = UNTIL - datetime.timedelta(days=age + chance.randint(0, 6))
    if chance.random() < 0.01:
        return _measured(study, chance, f"{date.isoformat()}-usage-{number:05}", date)
    people = _cast(study, chance, number)
    name = f"{date.isoformat()}-{people[0].persona}-{number:05}"
    voices = tuple(_voice(study, one) for one in people)
    body, cited = transcript(chance, name, voices)
    front = _front_matter(study, chance, date, people)
    return name, f"---\n{front}---\n\n{body}", cited


def _measured(
    study: Plan, chance: Random, name: str, date: datetime.date
) -> tuple[str, str, tuple[Cited, ...]]:
    theme = chance.choice(study.themes)
    share = chance.randint(5, 95)
    finding = f"{share} of 100 accounts opened the {theme.title} in a month"
    text = (
        f"---\ntitle: Usage of the {theme.title}\ndate: {date}\nparticipants: []\n"
        "method: usage-data\nconsent: {status: granted, audience: internal}\n---\n\n"
        f"Product analytics: {finding}.\n\n"
        f'- "{finding}" #{theme.id} ^share\n'
    )
    return name, text, ()


def _cast(study: Plan, chance: Random, number: int) -> tuple[Person, ...]:
    first = person(study, number)
    if number and chance.random() < 0.06:
        first = person(study, chance.randrange(number))
    if chance.random() >= 0.04:
        return (first,)
    second = person(study, study.interviews + number)
    return (first,) if second.speaker == first.speaker else (first, second)


def _voice(study: Plan, one: Person) -> Voice:
    side = {"buyer": 0, "user": 1, "both": Random(one.id).randint(0, 1)}[one.side]
    return Voice(
        participant=one.id,
        speaker=one.speaker,
        side=one.side,
        column=("buyer", "user")[side],
        themes=tuple((theme.id, theme.title) for theme in study.themes),
        weights=tuple(theme.weights[side] for theme in study.themes),
        leanings=tuple(theme.leanings[side] for theme in study.themes),
    )


def _front_matter(
    study: Plan, chance: Random, date: datetime.date, people: tuple[Person, ...]
) -> str:
    names = " and ".join(one.persona.replace("-", " ") for one in people)
    asked = ", ".join(one.id for one in chance.sample(study.themes, chance.randint(0, 6)))
    coding = "coding: open\n" if chance.random() < 0.08 else ""
    audience = chance.choices(("public", "internal", "restricted"), (10, 87, 3))[0]
    return (
        f"title: A {names} on {chance.choice(NOUNS)} and {chance.choice(NOUNS)}\ndate: {date}\n"
        "participants:\n"
        + "".join(map(_participant, people))
        + f"interviewers: [Mel]\nmethod: {chance.choice(METHODS)}\nasked: [{asked}]\n{coding}"
        f"consent: {{status: granted, audience: {audience}, date: {date}}}\n"
    )


def _participant(one: Person) -> str:
    account = f"    account: {one.account}\n" if one.account else ""
    return (
        f"  - id: {one.id}\n    speaker: {one.speaker}\n    side: {one.side}\n"
        f"    persona: {one.persona}\n{account}    roles: [{one.role}]\n"
        f"    lifecycle: {one.lifecycle}\n"
    )


def _codebook(study: Plan) -> Iterator[tuple[str, str]]:
    chance = study.chance("files")
    names = [theme.id for theme in study.themes]
    for number, theme in enumerate(study.themes):
        parent = f"parent: {chance.choice(names[:8])}\n" if number >= 8 and number % 3 else ""
        tension = f"tension: [{chance.choice(names)}]\n" if number and number % 5 == 0 else ""
        yield (
            f"research/themes/{theme.id}.md",
            f"---\ntitle: {theme.title.capitalize()}\n{parent}"
            f"{tension if theme.id not in tension else ''}"
            f"---\n\nWhatever makes the {theme.title} what it is, or keeps it from being so.\n",
        )
    for persona in (*BUYER_PERSONAS, *USER_PERSONAS):
        side = "buyer" if persona in BUYER_PERSONAS else "user"
        title = persona.replace("-", " ").capitalize()
        yield f"research/personas/{persona}.md", f"---\ntitle: {title}\nside: {side}\n---\n"
    for account in study.accounts:
        front = f"title: {company(chance)}\nsegment: {chance.choice(SEGMENTS)}\n"
        yield f"research/accounts/{account}.md", f"---\n{front}---\n"
    for number, theme in enumerate(study.themes[::9]):
        front = (
            f"title: What becomes of the {theme.title}\ndate: {UNTIL}\nthemes: [{theme.id}]\n"
            f"status: {chance.choice(('decided', 'decided', 'proposed'))}\n"
        )
        yield f"research/decisions/decision-{number}.md", f"---\n{front}---\n\nFor now.\n"
    yield "research/outcomes/renewals.md", OUTCOME


def _roadmap(study: Plan, cited: list[Cited]) -> Iterator[tuple[str, str]]:
    chance = study.chance("roadmap")
    statuses = ("now", "next", "later")
    for number in range(min(8, len(cited))):
        theme = study.themes[number]
        proofs = [cited[n] for n in range(number, len(cited), 8)][:5]
        links = "\n".join(f"- [{one.words}]({one.link} {one.title})" for one in proofs)
        yield (
            f"docs/roadmap/item-{number}.md",
            f"---\ntitle: A better {theme.title}\nstatus: {statuses[number % 3]}\n"
            f"benefits: {chance.choice(('buyer', 'user', 'both'))}\n"
            "value_for_other: Fewer questions for everybody else.\noutcome: renewals\n---\n\n"
            f"# A better {theme.title}\n\n{links}\n\n"
            f"Theme: [{theme.title}](/research/themes/{theme.id}.md)\n",
        )


SETTINGS = "title: Synthetic study\nretention_months: none\n"
HOME = """# Synthetic study

Nobody said any of this: the study is made by `benchmarks/synthetic.py` to measure with.
"""
OUTCOME = """---
title: Renewals
metric: {name: Net revenue retention, side: buyer}
hear:
  - {side: buyer, lifecycle: churned, participants: 5}
  - {side: user, persona: sales-rep, participants: 8}
---
"""


def main() -> None:
    """Read the command line and write the study."""
    parser = argparse.ArgumentParser(description="Write a synthetic study.")
    parser.add_argument("folder", type=Path)
    parser.add_argument("--interviews", type=int, default=1000)
    parser.add_argument("--seed", type=int, default=1)
    given = parser.parse_args()
    write(given.folder, plan(given.interviews, given.seed))
    sys.stdout.write(f"{given.interviews} interviews in {given.folder}\n")


if __name__ == "__main__":
    main()
