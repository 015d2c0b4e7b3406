"""What a file is, by its folder and its name."""

from __future__ import annotations

import pytest

from counterpoint.parse.layout import (
    BAD_NAME,
    MISSPELT_FOLDER,
    SAME_ID,
    STRAY,
    Kind,
    Place,
    layout_problems,
    place_of,
)
from counterpoint.sources import Repository, Source


def _problems(*paths: str, strays: tuple[str, ...] = ()) -> list[tuple[str, str]]:
    sources = tuple(Source(path, b"", "") for path in paths)
    repository = Repository(sources, (), (), strays, ())
    return [(found.rule.code, found.location.path) for found in layout_problems(repository)]


@pytest.mark.parametrize(
    ("path", "place"),
    [
        ("research/interviews/a.md", Place(Kind.INTERVIEW, "a")),
        ("research/interviews/2026/spring/a.md", Place(Kind.INTERVIEW, "a")),
        ("research/themes/a.md", Place(Kind.THEME, "a")),
        ("research/themes/deeper/a.md", None),
        ("research/a.md", None),
        ("research/research.yml", None),
        ("docs/roadmap/a.md", Place(Kind.PAGE, "docs/roadmap/a.md")),
    ],
)
def test_folder_says_what_a_file_is(path: str, place: Place | None) -> None:
    """Only interviews may stand in sub-folders."""
    assert place_of(path) == place


@pytest.mark.parametrize(
    "name",
    ["audit-trail", "a", "0", "2026-03-02-rep", "a" * 80],
)
def test_ids_are_lower_case_letters_digits_and_hyphens(name: str) -> None:
    """The file name without `.md` is the id."""
    assert _problems(f"research/themes/{name}.md") == []


@pytest.mark.parametrize(
    "name",
    [
        "Audit",
        "audit_trail",
        "-audit",
        "a--b",
        "a b",
        "é",
        "а",
        "a" * 81,
        "index",
        "con",
        "a\u202eb",
    ],
)
def test_other_names_are_refused(name: str) -> None:
    """Upper case, other letters, doubled hyphens, and names that are taken."""
    path = f"research/themes/{name}.md"
    assert _problems(path) == [(BAD_NAME.code, path)]


@pytest.mark.parametrize("name", ["what?", "a#b", "a%20b", "a\nb", " a", "a.", "b/research:"])
def test_pages_have_names_that_can_stand_in_an_address(name: str) -> None:
    """Hand-written pages are free in their names as far as addresses go."""
    path = f"docs/{name}.md"
    if name.endswith("."):
        path = f"docs/{name}/x.md"
    assert _problems(path) == [(BAD_NAME.code, path)]


def test_ids_are_unique_whatever_the_case_and_sub_folder() -> None:
    """The second of two is told of the first."""
    found = _problems("research/interviews/a.md", "research/interviews/b/a.md")
    assert found == [(SAME_ID.code, "research/interviews/b/a.md")]
    found = _problems("docs/A.md", "docs/a.md")
    assert found == [(SAME_ID.code, "docs/a.md")]


def test_addresses_are_unique() -> None:
    """`a.md` and `a/index.md` would be one page."""
    found = _problems("docs/a.md", "docs/a/index.md")
    assert found == [(SAME_ID.code, "docs/a/index.md")]


def test_generated_pages_keep_their_folder() -> None:
    """A page in docs/research/ would stand where the build writes."""
    found = _problems("docs/research/themes.md")
    assert found == [(BAD_NAME.code, "docs/research/themes.md")]


def test_files_elsewhere_are_named() -> None:
    """Nothing that looks like research is dropped in silence."""
    found = _problems("research/interview/a.md", "research/notes.md", strays=("docs/x.css",))
    assert found == [
        (STRAY.code, "docs/x.css"),
        (MISSPELT_FOLDER.code, "research/interview/a.md"),
        (STRAY.code, "research/notes.md"),
    ]
