"""Links of hand-written pages mean what they mean on a Git host, and show what they cite."""

from __future__ import annotations

import json
import os
from pathlib import Path
from urllib.parse import urlsplit
from xml.etree.ElementTree import Element

import markdown
import pytest
from markdown.treeprocessors import Treeprocessor

from counterpoint.citations import key

SOURCE = "docs/roadmap/x.md"
EVIDENCE = "/research/interviews/a.md#b"
HIDDEN = "/research/interviews/gone.md#words"


def fields(**changes: object) -> dict[str, object]:
    """Return what a build writes of one link."""
    nothing = {"address": "", "is_neutralised": False, "shown_title": "", "beside": "", "alone": ""}
    return nothing | changes


@pytest.fixture
def study(tmp_path: Path) -> Path:
    """Return a file as a build writes it."""
    links = {
        key(EVIDENCE, "sha256:0"): fields(
            address="../../research/interviews/a/#b", beside="<q>note</q>", alone="<div>card</div>"
        ),
        key("../other.md", ""): fields(address="../../other/"),
        key("/docs/img/a.png", ""): fields(address="../../img/a.png"),
        key(HIDDEN, ""): fields(is_neutralised=True),
        key(HIDDEN, "sha256:1"): fields(is_neutralised=True),
    }
    file = tmp_path / "citations.json"
    file.write_text(
        json.dumps({"version": 2, "pages": {SOURCE: links}, "signs": {"shared": "<svg/>"}})
    )
    return file


def render(study: Path, text: str, source: str = SOURCE) -> str:
    """Return a page as an engine renders it."""
    converter = markdown.Markdown(
        extensions=["counterpoint.citations", "md_in_html", "toc"],
        extension_configs={"counterpoint.citations": {"study": str(study)}},
    )
    return converter.convert(f"<!-- counterpoint: {source} -->\n\n{text}")


def test_a_link_gets_its_address_on_the_site(study: Path) -> None:
    """From the repository's root and relative ones alike."""
    assert '<a href="../../other/">o</a>' in render(study, "[o](../other.md)")
    assert '<img alt="i" src="../../img/a.png" />' in render(study, "![i](/docs/img/a.png)")
    assert '<a href="../../other/">o</a>' in render(study, "[o][r]\n\n[r]: ../other.md")


def test_raw_html_links_get_theirs_too(study: Path) -> None:
    """Pages may hold HTML."""
    assert '<a class="k" href="../../other/">o</a>' in render(
        study, 'x <a class="k" href="../other.md">o</a>'
    )
    assert 'href="../../other/"' in render(study, "<div><a href='../other.md'>o</a></div>")


def test_evidence_is_shown_beside_the_link(study: Path) -> None:
    """The stamp is for programs and does not stay as a tooltip."""
    page = render(study, f'She [said so]({EVIDENCE} "sha256:0").')
    assert 'aria-describedby="cp-cite-1"' in page
    assert 'role="tooltip" id="cp-cite-1"><q>note</q></span>.' in page
    assert "sha256" not in page


def test_alone_in_its_paragraph_evidence_is_a_card(study: Path) -> None:
    """In a sentence it is not."""
    assert render(study, f'[said so]({EVIDENCE} "sha256:0")') == "<div>card</div>"
    assert "card" not in render(study, f'[said so]({EVIDENCE} "sha256:0") indeed')


@pytest.mark.parametrize(
    "citation",
    [
        f"[her words]({HIDDEN})",
        f'*[her words]({HIDDEN} "sha256:1")*',
        f'x <a href="{HIDDEN}" title="her words">her words</a> y',
        f'<div><p><a\nhref="{HIDDEN}">her <b>words</b></a></p></div>',
        f'![her words]({HIDDEN} "sha256:1")',
        f"## [her words]({HIDDEN})",
    ],
)
def test_what_is_withheld_leaves_no_words(study: Path, citation: str) -> None:
    """Link, link text and title give way; headings and their anchors too."""
    page = render(study, citation)
    assert "evidence withheld" in page
    assert "her" not in page.replace("her/", "")
    assert "gone" not in page
    assert "sha256" not in page


def test_the_engine_does_not_count_finished_addresses_from_the_file(study: Path) -> None:
    """`../img/a.png`, right on the page, would be another file as seen from its source."""
    seen: list[str] = []

    class Engine(Treeprocessor):
        def run(self, root: Element) -> None:
            seen.extend(link.get("src", "") for link in root.iter("img"))

    converter = markdown.Markdown(
        extensions=["counterpoint.citations"],
        extension_configs={"counterpoint.citations": {"study": str(study)}},
    )
    converter.treeprocessors.register(Engine(converter), "relpath", 0)
    page = converter.convert(f"<!-- counterpoint: {SOURCE} -->\n\n![i](/docs/img/a.png)")
    assert [urlsplit(address).scheme for address in seen] == ["cp-finished"]
    assert 'src="../../img/a.png"' in page


def test_links_that_the_build_does_not_know_stay(study: Path) -> None:
    """So do all links of pages that are not ours."""
    assert 'href="https://x.org/"' in render(study, "[x](https://x.org/)")
    assert 'href="../other.md"' in render(study, "[o](../other.md)", source="docs/y.md")


def test_a_page_without_a_source_is_left_alone(tmp_path: Path) -> None:
    """The extension does nothing where no build went before."""
    missing = {"counterpoint.citations": {"study": str(tmp_path / "none.json")}}
    plain = markdown.markdown(
        "[o](x)", extensions=["counterpoint.citations"], extension_configs=missing
    )
    assert plain == '<p><a href="x">o</a></p>'


def test_a_missing_file_says_what_to_type(tmp_path: Path) -> None:
    """Somebody ran the engine without the build."""
    with pytest.raises(FileNotFoundError, match="counterpoint build --stage"):
        render(tmp_path / "none.json", "[o](x)")


def test_the_file_is_read_anew_once_it_changed(study: Path) -> None:
    """While serving, one process renders many builds."""
    assert "../../other/" in render(study, "[o](../other.md)")
    study.write_text(json.dumps({"version": 2, "pages": {}, "signs": {}}))
    os.utime(study, ns=(1, 1))
    assert "../../other/" not in render(study, "[o](../other.md)")


def test_a_badge_that_people_wrote_gets_its_sign(study: Path) -> None:
    """Colour is never the only sign; a key that nobody knows keeps its word."""
    shared = '<span class="cp-badge cp-badge--shared">'
    found = render(study, f"It is {shared}Shared</span>.")
    assert f"{shared}<svg/><span>Shared</span></span>" in found
    other = '<span class="cp-badge cp-badge--other">Other</span>'
    assert "<span>Other</span>" in render(study, other)
