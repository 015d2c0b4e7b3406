"""What must hold of every study, whatever went wrong in it."""

from __future__ import annotations

import re
from collections.abc import Mapping

from hypothesis import given
from hypothesis import strategies as st

from counterpoint.analysis import analyse
from counterpoint.diagnostics import Diagnostic
from counterpoint.fixes import mend
from counterpoint.report import format_text
from whole.plans import Plan
from whole.reading import loaded, published, release, repository, sources
from whole.strategies import FEW, MANY, damaged, plans
from whole.writing import Files, written

NAMED = {
    "CP203": re.compile(r"unknown theme `?([^\s`]+)"),
    "CP204": re.compile(r"unknown persona `?([^\s`]+)"),
    "CP205": re.compile(r"unknown account `?([^\s`]+)"),
    "CP206": re.compile(r"unknown \S+ `?([^\s`]+)"),
    "CP301": re.compile(r"`?([^\s`]+)`? is a"),
    "CP302": re.compile(r"`?([^\s`]+)`? is a"),
    "CP303": re.compile(r"`?([^\s`]+)`? is a"),
    "CP114": re.compile(r"unknown key `([^`\s]+)`"),
    "CP407": re.compile(r"unknown attribute `?(\+[^`\s]+)"),
}
"""What a finding's message repeats of the text at its place."""


def lines_of(files: Files) -> Mapping[str, list[str]]:
    """Return the lines of every file that is text, as editors count them."""
    return {one.path: one.text.split("\n") for one in sources(files)}


def misplaced(found: Diagnostic, lines: Mapping[str, list[str]]) -> str:
    """Return what is wrong with a finding's place; nothing where it points at what it names."""
    where = found.location
    text = lines.get(where.path, [""])
    if not 1 <= where.line <= len(text):
        return f"line {where.line} of {len(text)}"
    line = text[where.line - 1]
    if not 1 <= where.column <= len(line) + 1:
        return f"column {where.column} of {len(line)}"
    named = NAMED[found.rule.code].search(found.message) if found.rule.code in NAMED else None
    there = "\n".join([line[where.column - 1 :], *text[where.line :]]).lstrip("'\"")
    if named and not spelt(there).startswith(spelt(named[1])):
        return f"{named[1]!r} is not at {there[:40]!r}"
    return ""


def spelt(name: str) -> str:
    """Return a name as its file is called: `Audit_Trail` is `audit-trail`, over two lines too."""
    return re.sub(r"[\s_]+", "-", name.lower())


@given(damaged())
@MANY
def test_findings_point_at_what_they_name(files: Files) -> None:
    """Reading and checking end, without an exception, and every place is in its file."""
    lines = lines_of(files)
    found = loaded(files).diagnostics
    wrong = {one: why for one in found if (why := misplaced(one, lines))}
    assert wrong == {}
    assert [one for one in found if not one.message or not one.hint] == []
    assert format_text(found)


@given(damaged(), st.sampled_from(("public", "restricted")))
@FEW
def test_whatever_can_be_read_can_be_shown(files: Files, audience: str) -> None:
    """Pages and tables are made of every study, for a build stops for its errors only."""
    assert dict(published(loaded(files, audience).study))


@given(damaged(), st.booleans())
@FEW
def test_mending_twice_is_mending_once(files: Files, unsafe: bool) -> None:  # noqa: FBT001
    """And it changes no file but those that it names."""
    first = repository(sources(files))
    once = mend(first, release(), lambda _: True, unsafe=unsafe)
    assert set(once.changes) <= {fix.path or fix.cause for fix in once.fixes}
    after = {one.path: one.data for one in first.sources} | dict(once.changes)
    text = {path: data.decode() for path, data in after.items()}
    again = mend(repository(sources(text)), release(), lambda _: True, unsafe=unsafe)
    assert again.changes == {}


@given(plans())
@FEW
def test_mending_changes_no_number(plan: Plan) -> None:
    """What is in order counts as before; only its items have ids now, and its proposals files."""
    files = written(plan)
    before = loaded(files, plan.audience).study
    mended = mend(repository(sources(files)), release(plan.audience), lambda _: True)
    files |= {path: data.decode() for path, data in mended.changes.items()}
    after = loaded(files, plan.audience)
    items = [one for talk in after.study.interviews.values() for one in talk.evidence]
    assert all(one.id for one in items)
    old, new = analyse(before).themes, analyse(after.study).themes
    assert {name: (one.relation, one.sides) for name, one in old.items()} == {
        name: (one.relation, one.sides) for name, one in new.items()
    }
