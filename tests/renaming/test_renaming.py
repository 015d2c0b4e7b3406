"""Renaming rewrites every place that names a file, and nothing else."""

from __future__ import annotations

import pytest

from counterpoint.model import Audience
from counterpoint.parse.layout import Kind
from counterpoint.renaming.planning import plan
from counterpoint.renaming.values import Order, Plan, RenameError
from counterpoint.resolve import Release
from counterpoint.sources import Repository, source_of
from counterpoint.study import load_repository
from repositories import PERSONA, TODAY, interview, theme

RELEASE = Release(TODAY, Audience.RESTRICTED)
ONE = "research/interviews/one.md"
OLD = "research/themes/audit-trail.md"
NEW = "research/themes/records.md"

FILES = {
    "research/personas/rep.md": PERSONA,
    OLD: theme("Audit trail", "tension: [fewer-steps]"),
    "research/themes/fewer-steps.md": theme("Fewer steps", 'parent: "audit-trail"'),
    "research/themes/old-name.md": theme("Another", "aliases: [older-name]"),
    "research/decisions/d.md": (
        "---\ntitle: D\ndate: 2026-01-01\nthemes:\n  - audit-trail\n  - fewer-steps\n"
        "status: decided\n---\n[it](../themes/audit-trail.md#section)\n\n## Section\n"
    ),
    "research/guides/g.md": (
        "---\ntitle: G\nside: user\ncovers: Audit_Trail, fewer-steps\n---\n# Q\n"
    ),
    ONE: interview(
        '- "two days" #Audit_Trail, #fewer-steps\n'
        '- "nobody could say" #audit-trail #fewer-steps ^no-trail\n'
        "  Said of #audit-trail, see [it](/research/themes/audit-trail.md) and `#audit-trail`.\n"
        '- "not said" #audit-trail ^wrong',
        fields="guide: g\nasked: [fewer-steps, 'audit-trail']  # audit-trail",
    ),
    "docs/page.md": (
        "# audit-trail\n\n[x](/research/themes/audit-trail.md?y#z 'title') and "
        '[y][r] and <a href="../research/themes/audit-trail.md">z</a> and '
        "[![i](img.png)](../research/themes/audit-trail.md)\n\n"
        "    [code](/research/themes/audit-trail.md)\n\n[r]: ../research/themes/audit-trail.md\n"
    ),
}


def repository(files: dict[str, str]) -> Repository:
    """Return files as a repository."""
    sources = (source_of(path, text.encode())[0] for path, text in sorted(files.items()))
    return Repository(tuple(one for one in sources if one), (), (), (), ())


def renamed(
    files: dict[str, str], old: str, new: str, kind: Kind = Kind.THEME
) -> tuple[Plan, dict[str, str]]:
    """Return the plan, and the files after it."""
    found = plan(Order(kind, old, new), repository(files), RELEASE)
    after = dict(files)
    for path, data in found.changes.items():
        if data is None:
            del after[path]
        else:
            after[path] = data.decode()
    return found, after


def test_every_tag_field_and_link_is_rewritten() -> None:
    """Also in evidence with an error, in notes, in definitions of links and in HTML."""
    _, after = renamed(FILES, "audit-trail", "records")
    assert OLD not in after
    assert after[NEW] == theme("Audit trail", "tension: [fewer-steps]\naliases: [audit-trail]")
    left = {
        path: [line for line in text.split("\n") if "audit-trail" in line.lower()]
        for path, text in after.items()
        if "audit" in text.lower() and path != NEW
    }
    assert left == {
        ONE: [
            "asked: [fewer-steps, 'records']  # audit-trail",
            "  Said of #records, see [it](/research/themes/records.md) and `#audit-trail`.",
        ],
        "docs/page.md": ["# audit-trail"],
    }
    assert "covers: records, fewer-steps" in after["research/guides/g.md"]
    assert "[it](../themes/records.md#section)" in after["research/decisions/d.md"]
    assert "(/research/themes/records.md?y#z 'title')" in after["docs/page.md"]
    assert '"../research/themes/records.md">z' in after["docs/page.md"]


def test_nothing_is_wrong_afterwards_that_was_right() -> None:
    """Links live, tags are known."""
    _, after = renamed(FILES, "audit-trail", "records")
    assert sorted(_codes(after)) == sorted(_codes(FILES))


def _codes(files: dict[str, str]) -> list[str]:
    return [one.rule.code for one in load_repository(repository(files), RELEASE).diagnostics]


def test_there_and_back_is_the_same_but_for_the_alias() -> None:
    """Spellings such as `Audit_Trail` come back as the id."""
    _, there = renamed(FILES, "audit-trail", "records")
    _, back = renamed(there, "records", "audit-trail")
    back[OLD] = back[OLD].replace("\naliases: [records]", "")
    normal = {path: text.replace("Audit_Trail", "audit-trail") for path, text in FILES.items()}
    assert back == normal


def test_merging_leaves_each_item_one_tag() -> None:
    """And a theme does not pull against itself, nor is it its own parent."""
    found, after = renamed(FILES, "audit-trail", "fewer-steps")
    assert found.is_merge
    assert OLD not in after
    assert '- "two days" #fewer-steps\n' in after[ONE]
    assert '- "nobody could say" #fewer-steps ^no-trail' in after[ONE]
    assert "asked: [fewer-steps]  # audit-trail" in after[ONE]
    assert "themes:\n  - fewer-steps\nstatus" in after["research/decisions/d.md"]
    assert "covers: fewer-steps\n" in after["research/guides/g.md"]
    kept = after["research/themes/fewer-steps.md"]
    assert kept == theme("Fewer steps", "aliases: [audit-trail]")


def test_a_theme_that_takes_another_in_takes_over_what_pulls_against_it() -> None:
    """Its text is its own."""
    files = FILES | {
        "research/themes/records.md": theme("Records", "influences: [pricing]"),
        OLD: theme(
            "Audit trail", "aliases: [log]\ntension: [fewer-steps]\ninfluences: positioning"
        ),
    }
    _, after = renamed(files, "audit-trail", "records")
    assert after[NEW] == theme(
        "Records",
        "influences: [pricing, positioning]\naliases: [log, audit-trail]\ntension: [fewer-steps]",
    )


@pytest.mark.parametrize(
    ("kind", "old", "new", "path", "expected"),
    [
        (Kind.PERSONA, "rep", "seller", ONE, "persona: seller}"),
        (Kind.GUIDE, "g", "guide-one", ONE, "guide: guide-one\n"),
        (
            Kind.INTERVIEW,
            "one",
            "uno",
            "docs/cites.md",
            "[x](/research/interviews/uno.md#no-trail)",
        ),
        (Kind.DECISION, "d", "e", "docs/cites.md", "[y](../research/decisions/e.md)"),
        (Kind.OUTCOME, "o", "renewals", "docs/roadmap/r.md", "outcome: renewals\n"),
        (Kind.PERSONA, "rep", "seller", "research/outcomes/o.md", "persona: seller,"),
        (Kind.ACCOUNT, "acme", "apex", "research/interviews/two.md", "account: apex}"),
    ],
)
def test_every_kind_can_be_renamed(
    kind: Kind, old: str, new: str, path: str, expected: str
) -> None:
    """Wherever it is named."""
    files = FILES | {
        "docs/cites.md": (
            "[x](/research/interviews/one.md#no-trail) [y](../research/decisions/d.md)\n"
        ),
        "docs/roadmap/r.md": "---\nstatus: now\noutcome: o\n---\n",
        "research/outcomes/o.md": (
            "---\ntitle: O\nhear:\n  - {persona: rep, participants: 5}\n---\n"
        ),
        "research/accounts/acme.md": "---\ntitle: Acme\n---\n",
        "research/interviews/two.md": interview(participant="p2", more=", account: acme"),
    }
    _, after = renamed(files, old, new, kind)
    assert expected in after[path]
    assert f"{kind.folder}/{new}.md" in after
    assert f"aliases: [{old}]" in after[f"{kind.folder}/{new}.md"]


def test_what_is_only_proposed_can_be_renamed_and_merged() -> None:
    """It has no file, so no link to it can break."""
    files = FILES | {ONE: interview('- "two days" #something-new')}
    _, after = renamed(files, "something-new", "brand-new")
    assert "#brand-new" in after[ONE]
    _, after = renamed(files, "something-new", "fewer-steps")
    assert "#fewer-steps" in after[ONE]


@pytest.mark.parametrize(
    ("kind", "old", "new", "why"),
    [
        (Kind.THEME, "audit-trial", "x", "did you mean audit-trail"),
        (Kind.THEME, "older-name", "x", "is an old name of old-name: rename old-name"),
        (Kind.THEME, "audit-trail", "audit-trail", "has this name already"),
        (Kind.THEME, "audit-trail", "Not an id", "cannot be an id"),
        (Kind.THEME, "audit-trail", "index", "cannot be an id"),
        (Kind.THEME, "audit-trail", "older-name", "rename theme audit-trail old-name` to merge"),
        (Kind.INTERVIEW, "one", "two", "two interviews cannot become one"),
    ],
)
def test_what_cannot_be_renamed_is_refused(kind: Kind, old: str, new: str, why: str) -> None:
    """With what to type instead."""
    files = FILES | {"research/interviews/two.md": interview(participant="p2")}
    with pytest.raises(RenameError, match=why):
        renamed(files, old, new, kind)


@pytest.mark.parametrize(
    ("path", "text", "why"),
    [
        ("research/themes/bad.md", "no front matter", "cannot be read"),
        (ONE, "<<<<<<< a\n=======\n>>>>>>> b\n", "never reconciled"),
        (
            "research/guides/g.md",
            '---\ntitle: G\nside: user\ncovers: ["audit\\x2dtrail"]\n---\n',
            "cannot be changed safely",
        ),
    ],
)
def test_with_a_file_that_cannot_be_understood_nothing_is_renamed(
    path: str, text: str, why: str
) -> None:
    """It might name the theme."""
    with pytest.raises(RenameError, match=why):
        renamed(FILES | {path: text}, "audit-trail", "records")


def test_a_forgotten_interview_names_nothing() -> None:
    """Its tombstone stays as it is."""
    gone = "---\ndate: 2026-01-01\nforgotten: true\n---\n"
    _, after = renamed(FILES | {"research/interviews/gone.md": gone}, "audit-trail", "records")
    assert after["research/interviews/gone.md"] == gone
    assert NEW in after


def test_other_bytes_stay_as_they_are() -> None:
    """Line ends and byte order mark too."""
    text = FILES[ONE].replace("\n", "\r\n")
    _, after = renamed(FILES | {ONE: "\ufeff" + text}, "fewer-steps", "quick")
    assert after[ONE] == "\ufeff" + text.replace("fewer-steps", "quick")
