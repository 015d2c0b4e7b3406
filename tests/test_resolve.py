"""From single files to a study."""

from __future__ import annotations

from pathlib import Path

import pytest

from counterpoint.model import Audience, Basis, Evidence, ThemeStatus, Withholding
from counterpoint.recall import Recall
from counterpoint.resolve import Release
from counterpoint.sources import Asset
from counterpoint.study import load_repository, remembering
from repositories import ITEM, PERSONA, TODAY, codes, interview, loaded, repository, theme

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
        ("user", "+secondhand", ("user",), Basis.SECONDHAND, "buyer"),
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


@pytest.mark.parametrize(("item", "is_quoted"), [('"nobody could say" ', True), ("", False)])
def test_evidence_knows_whether_it_quotes(item: str, is_quoted: bool) -> None:  # noqa: FBT001
    """Without a quotation it covers the block above."""
    assert _evidence(interview(f"- {item}#audit-trail ^a")).has_quotation is is_quoted


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


RENAMED = {
    "research/personas/rep.md": PERSONA.replace("side", "aliases: [seller]\nside"),
    "research/accounts/northwind.md": "---\ntitle: Northwind\naliases: [nw]\n---\n",
    "research/guides/talk.md": (
        "---\ntitle: Talk\nside: user\naliases: [chat]\ncovers: [log, a]\n---\n"
    ),
    "research/themes/audit-trail.md": theme(fields="aliases: [log]"),
    "research/themes/a.md": theme(),
    "research/outcomes/renewal.md": (
        "---\ntitle: Renewal\naliases: [nrr]\nmetric: {name: NRR, side: buyer}\n"
        "hear: [{side: user, persona: seller, participants: 3}]\n---\n"
    ),
    "research/decisions/new.md": (
        "---\ntitle: New\naliases: [newer]\ndate: 2026-05-02\nthemes: [log, a, log]\n"
        "status: decided\n---\n"
    ),
    "research/decisions/old.md": (
        "---\ntitle: Old\ndate: 2026-05-01\nthemes: [a]\nstatus: superseded\n"
        "superseded_by: newer\n---\n"
    ),
    "docs/roadmap/x.md": ("---\ntitle: X\nstatus: now\nbenefits: both\noutcome: nrr\n---\n\n# X\n"),
    IV: interview(
        '- "nobody could say" #log ^a',
        more="",
        fields="coding: done\nguide: chat\nasked: [log, a]",
    ).replace("persona: rep", "persona: seller, account: nw"),
}


def test_every_reference_may_be_an_old_id() -> None:
    """Of whatever kind, wherever it stands."""
    found = loaded(RENAMED)
    assert codes(found) == []
    study = found.study
    (talk,) = study.interviews.values()
    assert (talk.guide, talk.asked) == ("talk", ("a", "audit-trail"))
    assert [(one.persona, one.account) for one in talk.participants] == [("rep", "northwind")]
    assert talk.evidence[0].participant == talk.participants[0]
    assert study.guides["talk"].covers == ("audit-trail", "a")
    assert study.outcomes["renewal"].hear[0].persona == "rep"
    assert study.decisions["new"].themes == ("a", "audit-trail")
    assert study.decisions["old"].superseded_by == "new"
    roadmap = study.pages["docs/roadmap/x.md"].roadmap
    assert roadmap is not None
    assert roadmap.outcome == "renewal"


def test_a_reference_that_leads_nowhere_is_left_out() -> None:
    """And so is one to a file whose front matter cannot be read."""
    files = RENAMED | {"research/themes/a.md": "no front matter", "research/guides/talk.md": ""}
    (talk,) = loaded(files).study.interviews.values()
    assert (talk.guide, talk.asked) == ("", ("audit-trail",))


def test_proposals_are_called_as_their_ids_are_spelt() -> None:
    """In words; a persona that people of both sides have is of both."""
    more = "-of-sales, account: big-corp"
    files = {
        IV: interview('- "nobody could say" #brand-new ^a', more=more),
        "research/interviews/two.md": interview(participant="p2", side="buyer", more=more),
    }
    study = loaded(files).study
    assert study.themes["brand-new"].title == "Brand new"
    persona, account = study.personas["rep-of-sales"], study.accounts["big-corp"]
    assert (persona.title, persona.side) == ("Rep of sales", "both")
    assert (account.title, account.path) == ("Big corp", "")


def shot(*names: str, **given: str) -> str:
    """Return an interview that shows images, the last of them in a note."""
    shown = "".join(f"![x](../images/{name}.png)\n\n" for name in names[:-1])
    note = f"{ITEM}\n  ![x](../images/{names[-1]}.png)"
    return interview(f"{shown}{note}", **given)


def test_images_of_what_is_withheld_go_with_it() -> None:
    """Each with its interview's reason; what an interview that is shown shows too stays."""
    images = tuple(f"research/images/{name}.png" for name in ("a", "b", "c", "d", "e", "nobodys"))
    files = {
        "research/interviews/1.md": shot("a", "b", participant="p1", status="withdrawn"),
        "research/interviews/2.md": shot("c", "d", participant="p2", audience="restricted"),
        "research/interviews/3.md": shot("b", "gone", participant="p3"),
        "research/interviews/4.md": shot("d", "e", participant="p4"),
        "research/themes/audit-trail.md": theme() + "\n![x](../images/a.png)\n",
    }
    study = loaded(files, assets=tuple(Asset(one, Path()) for one in images)).study
    assert study.withheld_assets == {
        "research/images/a.png": Withholding.WITHDRAWN,
        "research/images/c.png": Withholding.WITHHELD,
    }
    assert study.assets == frozenset(images) - study.withheld_assets.keys()


def test_what_is_recalled_makes_the_same_study() -> None:
    """Of a file that is the same, too, where a name in it comes to mean something else."""
    interviews = {
        IV: interview(ITEM + " #speed", more=", account: acme", fields="guide: buyers"),
        "research/interviews/two.md": interview(participant="p2"),
    }
    account = "---\ntitle: Acme\n---\n"
    guide = "---\ntitle: Buyers\nside: buyer\n---\n\n- How? #speed\n"
    added: list[dict[str, str]] = [
        {},
        {"research/themes/pace.md": theme(fields="aliases: [speed]")},
        {"research/themes/speed.md": theme(), "research/accounts/acme.md": account},
        {"research/research.yml": "title: A study\ncodebook: closed\n"},
        {"research/accounts/zenith.md": "---\ntitle: Zenith\naliases: [acme]\n---\n"},
        {"research/guides/buyers.md": guide},
        {IV: interview(status="withdrawn")},
        {},
    ]
    parse, recall, release = remembering(), Recall(), Release(TODAY, Audience.INTERNAL)
    for more in added:
        there = repository({**interviews, **more})
        found = load_repository(there, release, parse=parse, recall=recall)
        recall.turn()
        assert found == load_repository(there, release)
