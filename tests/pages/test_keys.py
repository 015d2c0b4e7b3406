"""Pages whose key is the same are the same: a key knows of all that its page shows."""

from __future__ import annotations

import datetime
import random
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest

from counterpoint.analysis import analyse
from counterpoint.model import Document, Study
from counterpoint.pages import compose, keys, portions
from counterpoint.pages.data import data_files
from counterpoint.pages.elsewhere import elsewhere_files
from counterpoint.pages.place import address_of
from counterpoint.pages.site import gather
from counterpoint.pages.twins import address, twin
from counterpoint.pages.values import Page
from counterpoint.recall import Recall
from counterpoint.study import load, parse_here, remembering
from edits import EDITS, say_more
from studies import interview, person, says, study

ROOT = Path(__file__).parents[2]
TODAY = datetime.date(2026, 7, 1)
EDITS_IN_A_ROW = 25
Known = dict[str, tuple[tuple[Page, bytes], ...]]


@pytest.fixture(scope="session")
def synthetic(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a repository of twelve interviews with every kind of file."""
    folder = tmp_path_factory.mktemp("keys") / "study"
    command = ("benchmarks/synthetic.py", str(folder), "--interviews", "12", "--seed", "5")
    subprocess.run([sys.executable, *command], cwd=ROOT, check=True, capture_output=True)
    return folder


def composed(study: Study) -> Known:
    """Return the pages of each portion, with their Markdown, by the portion's key."""
    own = {address_of(one): one for one in study.interviews.values()}
    found: Known = {}
    site = gather(study, analyse(study))
    for portion, key in zip(portions(site), keys(site), strict=True):
        pages = tuple(portion.compose())
        assert key not in found
        found[key] = tuple(
            (page, twin(page, own.get(address(page.path))).content) for page in pages
        )
    return found


def assert_keys_hold(before: Study, after: Study) -> Known:
    """Find portions of one key the same, and return those of the second study."""
    known, new = composed(before), composed(after)
    for key in known.keys() & new.keys():
        assert known[key] == new[key]
    return new


@pytest.mark.slow
@pytest.mark.parametrize("seed", range(3))
def test_pages_of_one_key_are_the_same(synthetic: Path, tmp_path: Path, seed: int) -> None:
    """However the study came to be as it is: words, tags, people, codebook, consent, links."""
    root = tmp_path / "study"
    subprocess.run(["cp", "-r", synthetic, root], check=True)
    chance = random.Random(seed)
    parse = remembering(parse_here)
    known: Known = {}
    taken_over = 0
    for _ in range(EDITS_IN_A_ROW):
        edit = chance.choice(EDITS)
        edit(root, chance)
        new = composed(load(root, today=TODAY, parse=parse).study)
        for key in known.keys() & new.keys():
            assert known[key] == new[key], edit.__name__
            taken_over += 1
        known |= new
    assert taken_over > EDITS_IN_A_ROW


@pytest.mark.slow
@pytest.mark.parametrize("seed", range(3))
def test_who_remembers_finds_the_same(synthetic: Path, tmp_path: Path, seed: int) -> None:
    """Keys and files are recalled from the build before only while they would come out the same."""
    root = tmp_path / "study"
    subprocess.run(["cp", "-r", synthetic, root], check=True)
    chance = random.Random(seed)
    parse = remembering(parse_here)
    recall = Recall()
    for _ in range(EDITS_IN_A_ROW):
        edit = chance.choice(EDITS)
        edit(root, chance)
        study = load(root, today=TODAY, parse=parse).study
        known = replace(study, interviews=recall.same(study.interviews))
        remembered = gather(known, analyse(known), recall=recall)
        apart = gather(study, analyse(study))
        assert keys(remembered) == keys(apart), edit.__name__
        assert data_files(remembered) == data_files(apart), edit.__name__
        assert elsewhere_files(remembered) == elsewhere_files(apart), edit.__name__
        for mine, theirs in zip(portions(remembered), portions(apart), strict=True):
            assert tuple(mine.compose()) == tuple(theirs.compose()), edit.__name__
        recall.turn()


def test_words_that_nobody_cites_change_one_page(synthetic: Path, tmp_path: Path) -> None:
    """The interview's own."""
    root = tmp_path / "study"
    subprocess.run(["cp", "-r", synthetic, root], check=True)
    before = composed(load(root, today=TODAY).study)
    say_more(root, random.Random(1))
    after = composed(load(root, today=TODAY).study)
    (changed,) = after.keys() - before.keys()
    assert after[changed][0][0].source.startswith("research/interviews/")


def test_only_its_own_page_looks_into_a_transcript(synthetic: Path) -> None:
    """All others are the same where nothing was said but what is cited."""
    study = load(synthetic, today=TODAY).study
    silent = {
        key: replace(
            one,
            transcript=replace(Document(), links=one.transcript.links),
            turns=(),
            words=0,
        )
        for key, one in study.interviews.items()
    }
    own = {one.path for one in study.interviews.values()}

    def others(of: Study) -> dict[str, Page]:
        return {one.path: one for one in compose(of, analyse(of)) if one.source not in own}

    assert others(replace(study, interviews=silent)) == others(study)


def test_who_says_otherwise_later_changes_where_it_was_said_before() -> None:
    """Also on pages that do not show the newer words: those of another kind of evidence."""
    who = person("u1", "user")
    first = interview("a", "2026-01-01", who, says("u1", "speed", "kind-feature-need"))
    later = interview("b", "2026-02-01", who, says("u1", "speed", "kind-workaround"))
    against = interview("b", "2026-02-01", who, says("u1", "speed", "against kind-workaround"))
    after = assert_keys_hold(study(first, later), study(first, against))
    earlier = [page.path for some in after.values() for page, text in some if b"Earlier" in text]
    assert "research/kinds/feature-need.md" in earlier


def test_who_says_otherwise_later_in_another_role_no_longer_speaks_for_the_first() -> None:
    """On the page of a persona whose words are the same as they were."""
    before = person("u1", "user", persona="maker")
    after = person("u1", "user", persona="lead")
    first = interview("a", "2026-01-01", before, says("u1", "speed"))
    later = interview("b", "2026-02-01", after, says("u1", "speed"))
    against = interview("b", "2026-02-01", after, says("u1", "speed", "against"))
    assert_keys_hold(study(first, later), study(first, against))


def test_another_day_is_another_key(synthetic: Path) -> None:
    """What is stale or over is told from the day."""
    study = load(synthetic, today=TODAY).study
    later = load(synthetic, today=TODAY + datetime.timedelta(days=1)).study
    assert not composed(study).keys() & composed(later).keys()
