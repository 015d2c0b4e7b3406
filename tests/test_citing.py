"""Citations and their states."""

from __future__ import annotations

import pytest

from counterpoint.citing import Citation, CitationState, Fault, TargetKind, citations_of
from counterpoint.diagnostics import Location
from counterpoint.model import Link, Study
from repositories import interview, loaded, theme

HERE = "docs/index.md"
FILES = {
    "research/interviews/one.md": interview(fields="aliases: [was-one]\nforgotten: [gone]"),
    "research/interviews/secret.md": interview(
        audience="restricted", fields="aliases: [was-secret]", participant="p2"
    ),
    "research/interviews/buried.md": "---\ndate: 2026-01-01\nforgotten: true\n---\n",
    "research/themes/audit-trail.md": theme(fields="aliases: [audit-log]") + "\n## When\n",
    HERE: "# Home\n",
    "docs/roadmap/index.md": "# Roadmap\n",
}
STAMP = "f0c80d610074"


@pytest.fixture(scope="module")
def study() -> Study:
    """Return a study with something in every state."""
    return loaded(FILES).study


def _cite(study: Study, href: str, title: str = "") -> Citation:
    (found,) = citations_of(study, HERE, [Link(href, "text", title, Location(HERE))])
    return found


def test_a_stamp_that_fits_is_live(study: Study) -> None:
    """The words are as they were cited; the address is the quote's."""
    found = _cite(study, "/research/interviews/one.md#no-trail", f"sha256:{STAMP}")
    assert (found.state, found.target, found.fault) == (
        CitationState.LIVE,
        TargetKind.EVIDENCE,
        None,
    )
    assert found.address == "research/interviews/one/#no-trail"
    assert found.evidence
    assert found.evidence.stamp == STAMP


def test_another_stamp_is_suspect(study: Study) -> None:
    """The words, or their speaker's side, changed since."""
    found = _cite(study, "/research/interviews/one.md#no-trail", "sha256:000000000000")
    assert found.state is CitationState.SUSPECT
    assert found.evidence


@pytest.mark.parametrize(
    "title", ["sha256:44a1", "md5:44a1363ef6b1", f"sha512:{STAMP}", "SHA-1: x"]
)
def test_stamps_of_another_kind_are_faults(study: Study, title: str) -> None:
    """Whatever looks like a stamp must be one."""
    found = _cite(study, "/research/interviews/one.md#no-trail", title)
    assert found.fault is Fault.BAD_STAMP
    assert STAMP in found.hint


def test_a_title_in_words_is_no_stamp(study: Study) -> None:
    """Ordinary titles stay allowed; the citation is unstamped."""
    found = _cite(study, "/research/interviews/one.md#no-trail", "What Dana said")
    assert (found.state, found.fault) == (CitationState.LIVE, Fault.UNSTAMPED)


def test_an_old_name_still_leads_there(study: Study) -> None:
    """Links to aliases live, of interviews and of themes."""
    found = _cite(study, "/research/interviews/was-one.md#no-trail", f"sha256:{STAMP}")
    assert (found.state, found.address) == (
        CitationState.LIVE,
        "research/interviews/one/#no-trail",
    )
    assert _cite(study, "/research/themes/audit-log.md").address == "research/themes/audit-trail/"


@pytest.mark.parametrize(
    ("href", "state"),
    [
        ("/research/interviews/secret.md#no-trail", CitationState.WITHHELD),
        ("/research/interviews/secret.md", CitationState.WITHHELD),
        ("/research/interviews/was-secret.md#x", CitationState.WITHHELD),
        ("/research/interviews/buried.md#x", CitationState.WITHDRAWN),
        ("/research/interviews/one.md#gone", CitationState.WITHDRAWN),
        ("/research/interviews/was-one.md#gone", CitationState.WITHDRAWN),
    ],
)
def test_what_is_withheld_shows_nothing(study: Study, href: str, state: CitationState) -> None:
    """Neither address nor words nor a fault that would stop a build."""
    found = _cite(study, href, "sha256:000000000000")
    assert (found.state, found.is_neutralised) == (state, True)
    assert (found.address, found.evidence, found.entity, found.fault) == ("", None, None, None)


@pytest.mark.parametrize(
    ("href", "fault"),
    [
        ("/research/interviews/none.md#x", Fault.NO_FILE),
        ("/research/interviews/one.md#none", Fault.NO_ANCHOR),
        ("/research/themes/audit-trail.md#none", Fault.NO_ANCHOR),
        ("#none", Fault.NO_ANCHOR),
        ("/research/overlap", Fault.NOT_PUBLISHED),
        ("/research/research.yml", Fault.NOT_PUBLISHED),
        ("javascript:x", Fault.NOT_ALLOWED),
    ],
)
def test_what_is_not_there_is_broken(study: Study, href: str, fault: Fault) -> None:
    """With a hint that says what to type."""
    found = _cite(study, href)
    assert (found.state, found.fault) == (CitationState.BROKEN, fault)
    assert found.hint


@pytest.mark.parametrize(
    ("href", "target", "address"),
    [
        ("/research/", TargetKind.GENERATED, "research/"),
        ("/research/overlap/#map", TargetKind.GENERATED, "research/overlap/#map"),
        ("/research/kinds/usability/", TargetKind.GENERATED, "research/kinds/usability/"),
        ("/research/data/themes.csv", TargetKind.GENERATED, "research/data/themes.csv"),
        ("/", TargetKind.GENERATED, ""),
        ("#home", TargetKind.PAGE, "#home"),
        ("roadmap/", TargetKind.PAGE, "roadmap/"),
        (
            "/research/themes/audit-trail.md#when",
            TargetKind.ENTITY,
            "research/themes/audit-trail/#when",
        ),
        ("https://example.org", TargetKind.EXTERNAL, "https://example.org"),
        (
            "/research/interviews/one.md#today",
            TargetKind.ENTITY,
            "research/interviews/one/#section-today",
        ),
    ],
)
def test_links_to_other_things(study: Study, href: str, target: TargetKind, address: str) -> None:
    """Pages, generated addresses, headings as a Git host names them."""
    found = _cite(study, href)
    assert (found.target, found.address, found.fault) == (target, address, None)


def test_evidence_without_id_is_not_for_citing() -> None:
    """Its permalink changes with its words."""
    found = loaded({"research/interviews/one.md": interview('- "two days" #audit-trail')})
    stamp = found.study.interviews["one"].evidence[0].stamp
    cited = _cite(found.study, f"/research/interviews/one.md#quote-{stamp}")
    assert (cited.state, cited.fault) == (CitationState.LIVE, Fault.PERMALINK)
