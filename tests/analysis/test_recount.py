"""The numbers against an independent count."""

from __future__ import annotations

import csv
import io
from collections import Counter
from dataclasses import replace
from random import Random

import pytest

from counterpoint.analysis import analyse
from counterpoint.config import Config
from counterpoint.model import Evidence, Interview, Participant, Study
from counterpoint.pages.data import data_files
from counterpoint.pages.site import gather
from recount import Person, Recount, Row, Session, Settings
from studies import interview, person, says, study

HOWS = ["for", "for", "for", "against", "against", "neutral", "observed", "secondhand", "hearsay"]
METHODS = ["interview", "interview", "usability-test", "sales-call"]


def random_study(seed: int) -> Study:
    """Return a small study with everything in it that counting has to mind."""
    chance = Random(seed)
    themes = "abcdef"[: chance.randint(1, 6)]
    leaning = {(theme, side): chance.choice(HOWS) for theme in themes for side in "bux"}
    accounts = ["", "x", "y", "z"] if chance.random() < 0.8 else [""]
    talks = [
        _talk(chance, f"i{n}", themes, leaning, accounts) for n in range(chance.randint(0, 14))
    ]
    if chance.random() < 0.4:
        talks.append(interview("m", "2026-02-02", says("", themes[0]), method="survey"))
    config = Config(
        same_people=chance.random() < 0.15, min_participants=chance.choice((1, 2, 2, 2, 3))
    )
    return study(*talks, config=config)


def _talk(
    chance: Random,
    name: str,
    themes: str,
    leaning: dict[tuple[str, str], str],
    accounts: list[str],
) -> Interview:
    names = chance.sample(
        ["b1", "b2", "b3", "u1", "u2", "u3", "x1", "p1"], chance.choice((1, 1, 1, 2))
    )
    parts: list[Participant | Evidence] = [
        person(one, "both" if one == "x1" else "", account=chance.choice(accounts)) for one in names
    ]
    for _ in range(chance.randint(0, 5)):
        who, theme = chance.choice(names), chance.choice(themes)
        own = leaning[theme, who[0]] if who[0] != "p" else "for"
        how = own if chance.random() < 0.7 else chance.choice(HOWS)
        parts.append(says(who, theme, _attributed(chance, who, how)))
    return interview(
        name,
        f"{chance.choice((2024, 2025, 2026))}-0{chance.randint(1, 6)}-01",
        *parts,
        asked=" ".join(chance.sample(themes, chance.randint(0, 1))),
        coding=chance.choice(("done", "done", "done", "open")),
        method=chance.choice(METHODS),
    )


def _attributed(chance: Random, who: str, how: str) -> str:
    if who == "p1":
        return f"{how} about-{chance.choice(('buyer', 'user'))}"
    if who == "x1" and (how == "secondhand" or chance.random() < 0.5):
        return f"{how} as-{chance.choice(('buyer', 'user'))}"
    return how


def rows(of: Study, name: str) -> list[Row]:
    """Return the rows of a data file."""
    files = {
        one.path.rpartition("/")[2]: one.content for one in data_files(gather(of, analyse(of)))
    }
    return list(csv.DictReader(io.StringIO(files[name].decode(), newline="")))


def recount(of: Study) -> Recount:
    """Return the naive count of a study built by hand."""
    settings = Settings(
        same_people=of.config.same_people,
        k=of.config.min_participants,
        today=of.today,
        names_accounts=bool(of.accounts),
    )
    sessions = [
        Session(
            one.id,
            one.date,
            one.method.value,
            one.is_coded,
            tuple(Person(each.id, each.side, each.account) for each in one.participants),
            one.asked,
        )
        for one in of.interviews.values()
    ]
    return Recount(settings, sessions, rows(of, "evidence.csv"))


@pytest.mark.parametrize("start", range(0, 400, 100))
def test_two_counts_agree(start: int) -> None:
    """Every number of `themes.csv` is what a second reading of the rules gives."""
    relations: Counter[str] = Counter()
    for seed in range(start, start + 100):
        found = random_study(seed)
        count = recount(found)
        for row in rows(found, "themes.csv"):
            assert row == count.row(row["theme"]), f"seed {seed}"
            relations[row["relation"]] += 1
    assert len(relations) >= 8, relations


def test_the_counts_can_differ() -> None:
    """The comparison sees a number that is off by one."""
    talk = interview("i1", "2026-05-01", person("u1"), says("u1", "a"))
    count = recount(study(talk))
    more = study(talk, replace(talk, id="i2", participants=(person("u2"),), evidence=()))
    (row,) = rows(more, "themes.csv")
    assert row != count.row("a")
