"""Front matter: text, its places, and what YAML is not allowed to do."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from counterpoint.diagnostics import Location
from counterpoint.parse.frontmatter import (
    CONFLICT,
    DUPLICATE_KEY,
    EMPTY,
    MALFORMED,
    MISSING,
    NOT_PLAIN,
    FrontMatter,
    read_front_matter,
    read_yaml,
)


def _at(line: int, column: int) -> Location:
    return Location("x.md", line, column)


def _front(yaml: str) -> FrontMatter:
    return read_front_matter("x.md", f"---\n{yaml}\n---\n\nBody\n")


@pytest.mark.parametrize("value", ["no", "0123", "12:30", "null", "~", "1e3", "2026-03-02", "y"])
def test_scalars_stay_text(value: str) -> None:
    """Nothing changes its meaning by looking like a number, a time or a truth."""
    assert _front(f"a: {value}").values == {"a": value}


def test_body_starts_below_the_front_matter() -> None:
    """Lines are counted in the whole file."""
    front = _front("a: b")
    assert front.body.text == "\nBody\n"
    assert front.body.first_line == 4


def test_places_are_those_of_the_file() -> None:
    """Keys, values, list items and the parts of a comma list know where they stand."""
    front = _front("a: b\nlist: [c,  d]\nmore:\n  - {x: y}\ncommas: one,  two\nquoted: 'a, b'")
    places = front.places
    assert places.of("a") == _at(2, 4)
    assert places.of_key("a") == _at(2, 1)
    assert places.of("list", 1) == _at(3, 12)
    assert places.of("more", 0, "x") == _at(5, 9)
    assert places.of("commas", 1) == _at(6, 15)
    assert places.of("quoted", 1) == _at(7, 13)
    assert places.of("more", 0, "missing") == _at(5, 5)
    assert places.of("nowhere") == _at(1, 1)


@pytest.mark.parametrize(
    ("yaml", "rule", "line", "column"),
    [
        ("a: b: c", MALFORMED, 2, 5),
        ("a:\n\tb: c", MALFORMED, 3, 1),
        ("a: [b, c\nd: e", MALFORMED, 2, 4),
        ("a: 'b", MALFORMED, 2, 4),
        ("a: @b", MALFORMED, 2, 4),
        ("a: b\nc", MALFORMED, 3, 1),
        ("a: \x07b", MALFORMED, 2, 4),
        ("just words", MALFORMED, 2, 1),
        ("- a", MALFORMED, 2, 1),
        ("a: b\nc: d\na: e", DUPLICATE_KEY, 4, 1),
        ("a: {b: c, b: d}", DUPLICATE_KEY, 2, 11),
        ("a: &x b", NOT_PLAIN, 2, 4),
        ("a: *x", NOT_PLAIN, 2, 4),
        ("a: !!python/object/apply:os.system [x]", NOT_PLAIN, 2, 4),
        ("? [a]\n: b", NOT_PLAIN, 2, 3),
        ("a: " + "[" * 30 + "]" * 30, NOT_PLAIN, 2, 24),
        ("a: b\n... \n--- \nc: d", NOT_PLAIN, 4, 1),
        ("<<<<<<< a\nx: y\n=======\nx: z\n>>>>>>> b", CONFLICT, 2, 1),
    ],
)
def test_says_what_is_wrong_and_where(yaml: str, rule: object, line: int, column: int) -> None:
    """Every problem has the place that is to be changed, and a hint."""
    found = read_yaml("x.md", f"\n{yaml}\n").diagnostics[0]
    assert (found.rule, found.location) == (rule, _at(line, column))
    assert found.hint


def test_a_colon_in_a_title_gets_quotes() -> None:
    """The hint is what to type."""
    (found,) = _front("title: Trail: audit").diagnostics
    assert found.hint == 'put quotes round it: title: "Trail: audit"'


@pytest.mark.parametrize(
    ("text", "rule", "line"),
    [
        ("", EMPTY, 1),
        (" \n\n", EMPTY, 1),
        ("# Words\n", MISSING, 1),
        ("\n\n---\na: b\n---\n", MISSING, 3),
        ("---\na: b\n", MISSING, 1),
    ],
)
def test_missing_front_matter(text: str, rule: object, line: int) -> None:
    """In research/ a file must have front matter, with a start and an end."""
    (found,) = read_front_matter("x.md", text).diagnostics
    assert (found.rule, found.location.line) == (rule, line)


def test_a_page_may_do_without() -> None:
    """In docs/ front matter is optional, but what is begun must be ended."""
    assert read_front_matter("x.md", "# Words\n", required=False).diagnostics == ()
    assert read_front_matter("x.md", "", required=False).diagnostics == ()
    assert read_front_matter("x.md", "---\n\nWords\n", required=False).diagnostics != ()


def test_a_setext_heading_is_no_conflict() -> None:
    """Only all three markers in order are one."""
    text = "---\na: b\n---\n\n<<<<<<< quoted\n\nHeading\n=======\n"
    assert read_front_matter("x.md", text).diagnostics == ()


def test_other_line_breaks_do_not_count() -> None:
    """YAML breaks lines at U+2028; editors do not."""
    front = _front("a: b\u2028c\nd: e: f")
    (found,) = front.diagnostics
    assert found.location == _at(3, 5)


@pytest.mark.parametrize(
    "text",
    [
        "[" * 60_000,
        "- " * 30_000,
        "a: &a [*a, *a]\n",
        "{" * 60_000,
        "? " * 30_000,
        "a: " + "x" * 70_000,
    ],
    ids=["brackets", "dashes", "bomb", "braces", "keys", "long"],
)
def test_hostile_yaml_is_refused_quickly(text: str) -> None:
    """No depth, size or alias costs more than it takes to read."""
    assert read_yaml("x.md", text).diagnostics


@given(st.text(alphabet=st.sampled_from("ab:-[]{}'\"&*!|>#%@,? \n\t\0\u2028é"), max_size=60))
def test_never_raises_and_points_into_the_file(text: str) -> None:
    """Whatever front matter holds, problems stand in the file."""
    front = read_front_matter("x.md", f"---\n{text}\n---\nBody")
    lines = f"---\n{text}\n---\nBody".split("\n")
    for found in front.diagnostics:
        assert 1 <= found.location.line <= len(lines)
        assert 1 <= found.location.column <= len(lines[found.location.line - 1]) + 1
