"""Pages that are put into frames are what MkDocs would have made of them."""

from __future__ import annotations

import hashlib
import shutil
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

import pytest
from click.testing import CliRunner

from counterpoint.cli import group
from counterpoint.diagnostics import Location
from counterpoint.model import Heading
from counterpoint.pages.values import Page
from counterpoint.publish import rendering, staged
from counterpoint.publish.finishing import Composed
from counterpoint.publish.frames import ADDRESS, FOLDER, Plan, plan
from counterpoint.publish.links import Anchors

ROOT = Path(__file__).parents[2]
SETTINGS = """\
site_name: R & D "x"
site_url: https://example.com/sub/
repo_url: https://github.com/example/research
theme:
  name: material
  features: [content.action.edit, navigation.tabs, navigation.path]
"""


@pytest.fixture
def study(tmp_path: Path) -> Path:
    """Return a repository of twelve interviews, with settings that show on every page."""
    folder = tmp_path / "study"
    command = ("benchmarks/synthetic.py", str(folder), "--interviews", "12", "--seed", "3")
    subprocess.run([sys.executable, *command], cwd=ROOT, check=True, capture_output=True)
    (folder / "mkdocs.yml").write_text(SETTINGS, encoding="utf-8")
    return folder


def published(root: Path) -> Mapping[str, str]:
    """Build and return the digests of the site's files, search apart."""
    result = CliRunner().invoke(group, ["build", "-C", str(root)])
    assert result.exit_code == 0, result.output
    folder = root / "build" / "site"
    return {
        file.relative_to(folder).as_posix(): hashlib.sha256(file.read_bytes()).hexdigest()
        for file in sorted(folder.rglob("*"))
        if file.is_file() and "pagefind" not in file.relative_to(folder).parts
    }


@pytest.mark.slow
def test_framed_pages_are_mkdocs_own_byte_for_byte(
    study: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Titles, addresses, tables of contents, edit links and the sitemap."""
    framed = published(study)
    monkeypatch.setattr(staged, "plan", lambda *_: Plan())
    assert published(study) == framed


@pytest.mark.slow
def test_where_a_frame_differs_mkdocs_renders_all(
    study: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A theme that looks at more than a frame knows costs time, not truth."""
    framed = published(study)
    calls: list[str] = []

    def differing(*_: object) -> str:
        calls.append("compared")
        raise rendering.FrameMismatchError

    monkeypatch.setattr(rendering, "_compared", differing)
    shutil.rmtree(study / "build")
    assert published(study) == framed
    assert calls
    shown = study / "build/site/research/interviews"
    files = study.glob("research/interviews/*.md")
    interview = max(one for one in files if (shown / one.stem).exists())
    with interview.open("a", encoding="utf-8") as file:
        file.write("\nMore was said.\n")
    published(study)
    page = (shown / interview.stem / "index.html").read_text(encoding="utf-8")
    assert "More was said." in page


@pytest.mark.slow
def test_a_hook_of_the_users_sees_every_page(study: Path) -> None:
    """What it does to a page it does to all of them."""
    hook = "def on_post_page(output, page, config):\n    return output + '<!-- hooked -->'\n"
    (study / "hook.py").write_text(hook, encoding="utf-8")
    (study / "mkdocs.yml").write_text(f"{SETTINGS}hooks: [hook.py]\n", encoding="utf-8")
    published(study)
    pages = list((study / "build/site/research").rglob("index.html"))
    assert len(pages) > 12
    assert all("<!-- hooked -->" in page.read_text(encoding="utf-8") for page in pages)


def page(path: str, *, title: str = "T", **more: str) -> Composed:
    """Return a page with one heading."""
    headings = (Heading(2, "A", "a", Location(path)),)
    bare = Page(path, title, "", f"{path}", headings=headings, **more)
    nothing = Anchors(frozenset(), frozenset())
    return Composed(bare, 10, has_title=True, staged="", twin="", anchors=nothing)


def test_pages_alike_in_one_folder_share_a_frame() -> None:
    """Those in the navigation, indexes and small groups have their own."""
    alike = [page(f"research/themes/t{n}.md") for n in range(4)]
    apart = [page("research/themes/index.md"), page("research/overlap.md")]
    other = page("research/themes/u.md", description="Described")
    found = plan([*alike, *apart, other], {"research/overlap.md"})
    assert [form.pages for form in found.forms] == [tuple(alike)]
    assert found.forms[0].frame == f"research/themes/{ADDRESS}0101.md"
    assert found.alone == (*apart, other)
    assert len(list(found.hidden)) == 3


def test_pages_alike_in_folders_beside_each_other_share_a_frame() -> None:
    """Most themes have a page or two of evidence, each theme in a folder of its own."""
    alike = [page(f"research/themes/t{n}/evidence-1.md") for n in range(3)]
    found = plan([*alike, page("research/themes/t0.md")], ())
    assert [form.pages for form in found.forms] == [tuple(alike)]
    assert found.forms[0].frame == f"research/themes/{FOLDER}/{ADDRESS}0101.md"


def test_the_page_to_compare_has_markup_in_its_title_if_one_has() -> None:
    """What is escaped is where a frame would be wrong first."""
    pages = [page(f"research/themes/t{n}.md", title=t) for n, t in enumerate(("A", "B & C", "D"))]
    assert plan(pages, ()).forms[0].probe.page.title == "B & C"
