"""From single files to a study."""

from __future__ import annotations

import pytest

from counterpoint.model import Audience, Basis, Evidence, ThemeStatus, Withholding
from repositories import codes, interview, loaded, theme

IV = "research/interviews/one.md"


def _evidence(text: str) -> Evidence:
    found = loaded({IV: text})
    assert codes(found) == []
    (evidence,) = found.study.interviews["one"].evidence
    return evidence


@pytest.mark.parametrize(
    ("side", "attributes", "sides", "basis", "about"),
    [
        ("user", "", ("user",), Basis.STATED, ""),
        ("user", "+observed", ("user",), Basis.OBSERVED, ""),
        ("buyer", "+secondhand", ("buyer",), Basis.SECONDHAND, "user"),
        ("user", "+hearsay", ("user",), Basis.HEARSAY, ""),
        ("both", "", ("buyer", "user"), Basis.STATED, ""),
        ("both", "+as-buyer", ("buyer",), Basis.STATED, ""),
        ("both", "+as-buyer +secondhand", ("buyer",), Basis.SECONDHAND, "user"),
        ("proxy", "+about-buyer", (), Basis.SECONDHAND, "buyer"),
    ],
)
def test_where_words_stand(
    side: str, attributes: str, sides: tuple[str, ...], basis: Basis, about: str
) -> None:
    """The speaker's side, the role and the basis say where an item counts and whom it is about."""
    evidence = _evidence(interview(f'- "nobody could say" #audit-trail {attributes} ^a', side=side))
    assert (evidence.sides, evidence.basis, evidence.about) == (sides, basis, about)


def test_what_was_measured_is_nobodys() -> None:
    """A study without participants counts none."""
    text = (
        "---\ntitle: Usage\ndate: 2026-01-01\nparticipants: []\nmethod: usage-data\n"
        "consent: {status: granted, audience: internal}\n---\n\nNine of ten reports wait.\n\n"
        '- "nine of ten" #audit-trail ^nine\n'
    )
    evidence = _evidence(text)
    assert (evidence.participant, evidence.sides, evidence.basis) == (None, (), Basis.MEASURED)


def test_themes_are_resolved_once_and_sorted() -> None:
    """Aliases, spellings and repetitions come to one id."""
    found = loaded(
        {
            IV: interview('- "nobody could say" #Audit_Log #audit-trail #a ^x'),
            "research/themes/audit-trail.md": theme(fields="aliases: [audit-log]"),
            "research/themes/a.md": theme(),
        }
    )
    assert codes(found) == []
    assert found.study.interviews["one"].evidence[0].themes == ("a", "audit-trail")


def test_tension_is_symmetric() -> None:
    """Whichever theme declares it, both have it."""
    files = {"research/themes/a.md": theme(fields="tension: b"), "research/themes/b.md": theme()}
    themes = loaded(files).study.themes
    assert (themes["a"].tension, themes["b"].tension) == (("b",), ("a",))


def test_a_circle_of_parents_is_cut() -> None:
    """Whoever walks up comes to an end."""
    files = {
        "research/themes/a.md": theme(fields="parent: b"),
        "research/themes/b.md": theme(fields="parent: a"),
        "research/themes/c.md": theme(fields="parent: a"),
    }
    themes = loaded(files).study.themes
    assert [themes[name].parent for name in "abc"] == ["", "", "a"]


def test_an_open_codebook_takes_proposals() -> None:
    """A new theme, persona or account has an entry without a path, until its file exists."""
    text = interview('- "nobody could say" #brand-new ^a', more="-of-sales, account: contoso")
    study = loaded({IV: text}).study
    assert study.themes["brand-new"].status is ThemeStatus.PROPOSED
    assert study.themes["brand-new"].path == study.personas["rep-of-sales"].path == ""
    assert (study.personas["rep-of-sales"].side, study.accounts["contoso"].title) == (
        "user",
        "Contoso",
    )


def test_a_closed_codebook_takes_none() -> None:
    """What is unknown is an error, and left out."""
    found = loaded(
        {
            IV: interview('- "nobody could say" #brand-new ^a'),
            "research/research.yml": "codebook: closed\n",
        }
    )
    assert codes(found) == ["CP203"]
    assert "brand-new" not in found.study.themes


def test_what_is_withheld_proposes_nothing() -> None:
    """A theme, persona or account that only a withheld interview names leaves no trace."""
    text = interview(
        '- "nobody could say" #canary-theme ^canary-item',
        title="Canary title",
        participant="canary-participant",
        more="canary, account: canary-account",
        audience="restricted",
        fields="aliases: [canary-alias]\nasked: [canary-asked]\nforgotten: [canary-gone]",
    )
    found = loaded({IV: text})
    assert found.study.withheld == {
        "canary-alias": Withholding.WITHHELD,
        "one": Withholding.WITHHELD,
    }
    shown = repr(found.study).lower().replace("canary-alias", "")
    assert "canary" not in shown
    assert "nobody could say" not in shown
    assert "one" in loaded({IV: text}, audience=Audience.RESTRICTED).study.interviews


def test_a_tombstone_is_withdrawn() -> None:
    """Citations of a forgotten interview are understood."""
    found = loaded({IV: "---\ndate: 2026-01-01\nforgotten: true\n---\n"})
    assert codes(found) == []
    assert found.study.withheld == {"one": Withholding.WITHDRAWN}


def test_forgotten_evidence_is_remembered_by_its_id() -> None:
    """Where one of several was forgotten, the ids of their evidence stay."""
    found = loaded({IV: interview(fields="forgotten: [gone, ^also-gone]")})
    assert found.study.forgotten_evidence == {"one": frozenset({"gone", "also-gone"})}


def test_errors_of_what_is_not_shown_do_not_stop_a_build() -> None:
    """A withdrawal takes effect whatever else is wrong with the interview."""
    found = loaded({IV: interview('- "never said" #audit-trail ^a', status="withdrawn")})
    assert {one.severity.value for one in found.diagnostics} == {"error", "warning"}
    assert {one.severity.value for one in found.for_build} == {"warning"}


@pytest.mark.parametrize(
    ("text", "severity"),
    [
        (interview(date="soon"), "error"),
        (interview(audience="everybody"), "error"),
        (interview(date="soon", status="withdrawn"), "warning"),
    ],
)
def test_wrong_fields_are_no_reason_to_leave_an_interview_out(text: str, severity: str) -> None:
    """A mistyped date or audience stops the build, unless consent is gone anyway."""
    (found,) = loaded({IV: text}).for_build
    assert found.severity.value == severity


def test_names_that_differ_in_digits_are_different() -> None:
    """`round-2` is no slip of the pen for `round-1`; `round-one` for `round-ones` is."""
    files = {"research/themes/round-1.md": theme(), "research/themes/round-one.md": theme()}
    assert codes(loaded(files | {IV: interview('- "nobody could say" #round-2 ^a')})) == ["CP301"]
    assert codes(loaded(files | {IV: interview('- "nobody could say" #round-ones ^a')})) == [
        "CP203"
    ]


def test_file_order_does_not_matter() -> None:
    """The same files make the same study, whichever is read first."""
    files = {
        "research/interviews/a.md": interview(participant="p1", more="x"),
        "research/interviews/b.md": interview(participant="p2", more="x", side="buyer"),
        "research/themes/a.md": theme(fields="tension: [b]\nparent: new"),
        "research/themes/b.md": theme(fields="parent: new"),
    }
    assert loaded(files) == loaded(dict(reversed(files.items())))
