"""A build that finds what earlier ones left makes what a build from nothing makes."""

from __future__ import annotations

import hashlib
import random
import re
import shutil
from collections.abc import Callable, Mapping
from functools import partial
from pathlib import Path

import pytest
from click.testing import CliRunner

from counterpoint.cli import group
from counterpoint.commands import pipeline
from counterpoint.commands.pipeline import Memory, Order
from counterpoint.publish.values import Onlooker
from counterpoint.study import today

pytestmark = pytest.mark.slow

EDITS = 6
"""Edits in a row, after each of which the site is compared."""
OPEN = 5
"""Of so many pages one is looked at."""


def build(root: Path) -> None:
    """Build a repository that has no errors."""
    result = CliRunner().invoke(group, ["build", "-C", str(root)])
    assert result.exit_code == 0, result.output


def build_on(root: Path, memory: Memory) -> None:
    """Build it as `serve` does, again and again, while pages are open in a browser."""
    pages = [file for file in site(root) if file.endswith(".html")][::OPEN]
    ignored = Onlooker(lambda: None, lambda: False, lambda: pages)
    outcome = pipeline.build(Order(root, today()), lambda _: None, ignored, memory)
    assert outcome.is_published, outcome.diagnostics


def site(root: Path) -> Mapping[str, str]:
    """Return the digest of every published file; of the search bundle the names of its parts.

    Pagefind packs the same records into other bytes every time.
    """
    folder = root / "build" / "site"
    return {
        file.relative_to(folder).as_posix(): hashlib.sha256(file.read_bytes()).hexdigest()
        for file in sorted(folder.rglob("*"))
        if file.is_file() and "pagefind" not in file.relative_to(folder).parts
    }


def some_file(root: Path, chance: random.Random, pattern: str) -> Path:
    """Return one of the repository's files."""
    return chance.choice(sorted(root.glob(pattern)))


def replace_text(file: Path, old: str, new: str) -> None:
    """Write other words for the first of some; nothing where they are not there."""
    text = file.read_text(encoding="utf-8")
    file.write_text(text.replace(old, new, 1), encoding="utf-8")


def say_more(root: Path, chance: random.Random) -> None:
    """Add a turn to an interview."""
    file = some_file(root, chance, "research/interviews/*.md")
    file.write_text(f"{file.read_text()}\nMore words: {chance.random()}.\n", encoding="utf-8")


def retitle(root: Path, chance: random.Random) -> None:
    """Give a theme another title, with markup in it."""
    file = some_file(root, chance, "research/themes/*.md")
    lines = file.read_text(encoding="utf-8").split("\n")
    kept = [
        f"title: A <b> & {chance.random()}" if one.startswith("title:") else one for one in lines
    ]
    file.write_text("\n".join(kept), encoding="utf-8")


def withdraw(root: Path, chance: random.Random) -> None:
    """Withdraw consent."""
    file = some_file(root, chance, "research/interviews/*.md")
    replace_text(file, "status: granted", "status: withdrawn")


def grant(root: Path, chance: random.Random) -> None:
    """Take a withdrawal back."""
    file = some_file(root, chance, "research/interviews/*.md")
    replace_text(file, "status: withdrawn", "status: granted")


def write(root: Path, chance: random.Random) -> None:
    """Add to a page by hand."""
    file = some_file(root, chance, "docs/**/*.md")
    file.write_text(f"{file.read_text()}\nMore: {chance.random()}.\n", encoding="utf-8")


def rename_page(root: Path, chance: random.Random) -> None:
    """Give a page by hand another title, which stands in the navigation of every page."""
    file = some_file(root, chance, "docs/**/*.md")
    replace_text(file, "\n# ", f"\n# {chance.choice('ABC')} ")


def restate(root: Path, chance: random.Random) -> None:
    """Move a roadmap item, which the navigation of every page shows."""
    file = some_file(root, chance, "docs/roadmap/*.md")
    text = file.read_text(encoding="utf-8")
    text = re.sub(r"(?m)^status: .*$", f"status: {chance.choice(['now', 'next', 'later'])}", text)
    file.write_text(text, encoding="utf-8")


def describe(root: Path, chance: random.Random) -> None:
    """Say more of a persona or an account, or the first words of it."""
    folder = chance.choice(["personas", "accounts"])
    file = some_file(root, chance, f"research/{folder}/*.md")
    file.write_text(f"{file.read_text()}\nMore: {chance.random()}.\n", encoding="utf-8")


def count_otherwise(root: Path, chance: random.Random) -> None:
    """Change a setting that every number depends on."""
    settings = root / "research" / "research.yml"
    text = settings.read_text(encoding="utf-8") if settings.exists() else ""
    lines = [one for one in text.split("\n") if not one.startswith("min_participants")]
    lines.append(f"min_participants: {chance.randint(1, 3)}")
    settings.write_text("\n".join(lines).strip() + "\n", encoding="utf-8")


def rename_site(root: Path, chance: random.Random) -> None:
    """Change what stands around every page."""
    (root / "mkdocs.yml").write_text(f"site_name: Site {chance.randint(1, 9)}\n", encoding="utf-8")


def damage(root: Path, chance: random.Random) -> None:
    """Put something else in place of some of what earlier builds left, and change a file too."""
    for file in some_left(root, chance):
        file.unlink()
        file.write_bytes(b"damaged")
    say_more(root, chance)


def overwrite(root: Path, chance: random.Random) -> None:
    """Write into some of what earlier builds left; some of these files are the site's too."""
    for file in some_left(root, chance):
        file.write_bytes(b"damaged")
    say_more(root, chance)


def some_left(root: Path, chance: random.Random) -> list[Path]:
    """Return three files that earlier builds left, or all if there are fewer."""
    left = [one for one in sorted((root / "build" / "cache").rglob("*")) if one.is_file()]
    return chance.sample(left, min(3, len(left)))


def build_elsewhere(root: Path, chance: random.Random) -> None:
    """Have another process build between two builds of one that remembers, and edit again."""
    say_more(root, chance)
    build(root)
    say_more(root, chance)


CHANGES: tuple[Callable[[Path, random.Random], None], ...] = (
    say_more,
    retitle,
    withdraw,
    grant,
    write,
    rename_page,
    restate,
    describe,
    count_otherwise,
    rename_site,
    damage,
    build_elsewhere,
)


@pytest.mark.parametrize("memory", [None, Memory()], ids=["apart", "in one process"])
@pytest.mark.parametrize("seed", range(3))
def test_edits_one_after_another_end_where_a_clean_build_ends(
    small: Path, tmp_path: Path, seed: int, memory: Memory | None
) -> None:
    """Whatever is edited, in whatever order, the published site is the same byte by byte.

    Builds of one process remember; the memory of another study is as good as none. They do not
    look again into files that nobody put, replaced or removed.
    """
    changes = CHANGES if memory else (*CHANGES, overwrite)
    chance = random.Random(seed)
    again = partial(build_on, memory=memory) if memory else build
    again(small)
    for number in range(EDITS):
        chance.choice(changes)(small, chance)
        again(small)
        clean = tmp_path / f"clean{number}"
        shutil.copytree(small, clean, ignore=shutil.ignore_patterns("build"))
        build(clean)
        assert site(small) == site(clean)


def test_nothing_edited_gives_the_same_site(small: Path) -> None:
    """The search bundle too, which is taken over as it is."""
    build(small)
    folder = small / "build" / "site"
    before = {one: one.read_bytes() for one in folder.rglob("*") if one.is_file()}
    build(small)
    assert {one: one.read_bytes() for one in folder.rglob("*") if one.is_file()} == before
