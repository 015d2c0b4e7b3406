"""What is searched is divided so that an edit concerns one part and moves nothing else."""

from __future__ import annotations

import pytest

from counterpoint.analysis import analyse
from counterpoint.pages.site import Site, gather
from counterpoint.publish.shards import (
    PAGES,
    Shard,
    divided,
    how_many,
    place,
    shard_of_pages,
)
from repositories import interview, loaded, theme

IDS = tuple(f"2026-03-{number:02}-someone" for number in range(1, 29))
NUMBER = how_many(len(IDS), alone=1)


def study(*ids: str, **edited: str) -> Site:
    """Return a study of interviews; texts by path are put in."""
    files = {f"research/interviews/{one}.md": interview() for one in ids}
    study = loaded(files | edited).study
    return gather(study, analyse(study))


def shards(site: Site) -> list[Shard]:
    """Return a study's shards, the one of pages first, divided as if few interviews were many."""
    return [shard_of_pages(site, ()), *divided(site, alone=1).interviews]


def anew(before: Site, after: Site) -> set[str]:
    """Return the names of the shards that have to be made."""
    known = {one.digest for one in shards(before)}
    return {one.name for one in shards(after) if one.digest not in known}


@pytest.mark.parametrize(
    ("interviews", "shards"),
    [(0, 1), (128, 1), (129, 2), (512, 2), (1_000, 4), (10_000, 16), (100_000, 32)],
)
def test_shards_grow_with_the_study(interviews: int, shards: int) -> None:
    """Four times as many interviews make twice as many shards, each twice as large."""
    assert how_many(interviews) == shards


def test_every_interview_is_in_one_shard() -> None:
    """And nobody in the shard of pages."""
    site = study(*IDS)
    found = divided(site, alone=1).interviews
    assert len(found) == NUMBER
    assert sorted(one.id for some in found.values() for one in some) == sorted(IDS)
    assert shard_of_pages(site, ()).people == frozenset()


@pytest.mark.parametrize("one", IDS)
def test_where_shards_double_half_of_each_stays(one: str) -> None:
    """The others go to one and the same new shard."""
    assert place(one, 8) in {place(one, 4), place(one, 4) + 4}


def test_what_is_the_same_is_not_made_again() -> None:
    """Nor what other texts lie beside each other."""
    assert anew(study(*IDS), study(*reversed(IDS))) == set()


@pytest.mark.parametrize("text", [interview('- "who changed" #audit-trail ^who'), ""])
def test_one_interview_concerns_its_own_shard(text: str) -> None:
    """Edited, or taken away: all others stay where they are, as they are."""
    one = IDS[3]
    rest = tuple(each for each in IDS if each != one)
    after = study(*rest, **({f"research/interviews/{one}.md": text} if text else {}))
    assert anew(study(*IDS), after) == {str(place(one, NUMBER))}


def test_what_a_theme_is_concerns_the_pages_and_its_name_every_interview() -> None:
    """Evidence is found by the names of its themes, not by what is written about them."""
    before, path = study(*IDS), "research/themes/audit-trail.md"
    other = theme().replace("What it is.", "What it is not.")
    assert anew(before, study(*IDS, **{path: other})) == {PAGES}
    renamed = anew(before, study(*IDS, **{path: theme("Another")}))
    assert renamed == {one.name for one in shards(before)}


def test_a_shard_knows_who_is_in_it() -> None:
    """Its interviews and who took part in them: nobody who left may be found in an old one."""
    for shard, some in divided(study(*IDS), alone=1).interviews.items():
        took_part = {"p1"} if some else set()
        assert shard.people == {one.id for one in some} | took_part
