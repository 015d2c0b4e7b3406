"""From a repository to its published site, whole."""

from __future__ import annotations

import gzip
import hashlib
import os
import shutil
import signal
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path
from time import sleep

import pytest
from click.testing import CliRunner, Result

from counterpoint.cli import group

CORPUS = Path(__file__).parents[3] / "shared" / "corpus" / "mismatches"
INTERVIEW = "research/interviews/2026-03-02-finance.md"
COMMAND = (sys.executable, "-c", "from counterpoint.cli import main; main()", "build")


def build(root: Path, *options: str) -> Result:
    """Build a repository in this process."""
    return CliRunner().invoke(group, ["build", "-C", str(root), *options])


def built(root: Path) -> Path:
    """Build a repository that has no errors; return its site."""
    result = build(root)
    assert result.exit_code == 0, result.output
    return root / "build" / "site"


def fingerprint(folder: Path) -> Mapping[str, str]:
    """Return the digest of every file below a folder."""
    return {
        file.relative_to(folder).as_posix(): hashlib.sha256(file.read_bytes()).hexdigest()
        for file in sorted(folder.rglob("*"))
        if file.is_file()
    }


def change(file: Path, old: str, new: str) -> None:
    """Replace words in a file that holds them."""
    text = file.read_text(encoding="utf-8")
    assert old in text
    file.write_text(text.replace(old, new), encoding="utf-8")


def test_a_study_becomes_a_site(small: Path) -> None:
    """Pages by hand and generated ones, data and search, each with its policy."""
    site = built(small)
    for page in ("", "research/", "research/themes/audit-trail/", "roadmap/audit-log/"):
        text = (site / page / "index.html").read_text()
        assert "Content-Security-Policy" in text
        assert "fonts.googleapis" not in text
    for page in site.rglob("*.html"):
        assert "Content-Security-Policy" in page.read_text(), page
    assert (site / "research/data/themes.csv").read_text().startswith("theme,relation,buyer_for")
    assert (site / "pagefind/pagefind.js").is_file()
    assert not (site / "search").exists()
    assert not list((small / "build").glob("site.*"))


def test_the_overview_is_the_home_page_too(small: Path) -> None:
    """Its links are right from there; a page by hand takes its place."""
    site = built(small)
    home, overview = site / "index.html", site / "research/index.html"
    assert 'href="research/themes/fewer-steps/"' in home.read_text()
    assert 'href="themes/fewer-steps/"' in overview.read_text()
    (small / "docs/index.md").write_text("# Welcome\n")
    built(small)
    assert "fewer-steps" not in home.read_text()


def test_errors_leave_the_old_site_as_it_was(small: Path) -> None:
    """Also those that only MkDocs or the finished site show."""
    site = built(small)
    before = fingerprint(site)
    change(small / INTERVIEW, "status: granted", "status: maybe")
    assert build(small).exit_code == 1
    change(small / INTERVIEW, "status: maybe", "status: granted")
    (small / "docs/x.md").write_text('<a href="../gone/">raw</a>\n\n<div id="a"></div>\n')
    result = build(small)
    assert result.exit_code == 1
    assert "the last good site stays" in result.stderr
    assert fingerprint(site) == before


def test_a_page_may_not_take_a_generated_ones_place(small: Path) -> None:
    """Two files at one address are an error."""
    (small / "docs/research").mkdir()
    (small / "docs/research/overlap.md").write_text("# Mine\n")
    result = build(small)
    assert result.exit_code == 1
    assert "docs/research/overlap.md" in result.stdout


def test_a_withdrawal_takes_effect_though_a_roadmap_cites_it(small: Path) -> None:
    """Not one word of it is left in any file, decompressed, and the build goes on.

    Nor in what is kept of pages and search for the next build.
    """
    file = small / INTERVIEW
    change(file, "## The last audit", "![plan](/research/images/plan.png)\n\n## Zebrafish heading")
    change(file, "nobody could say", "zebrafish could say")
    change(file, "title: Budgets at Northwind", "title: Zebrafish budgets")
    change(file, "speaker: Dana", "speaker: Zebrafish")
    change(file, "**Dana**", "**Zebrafish**")
    (small / "research/images").mkdir()
    (small / "research/images/plan.png").write_bytes(b"zebrafish")
    change(small / "docs/roadmap/audit-log.md", "[nobody could say]", "[the zebrafish could say]")
    for _ in range(2):
        assert "zebrafish" in (built(small) / "roadmap/audit-log/index.html").read_text()
    change(file, "status: granted", "status: withdrawn")
    site = built(small)
    kept = ("site.next", "cache/pages", "cache/rendered", "cache/search")
    folders = (site, *(small / "build" / one for one in kept))
    for path in (path for folder in folders for path in folder.rglob("*")):
        assert "2026-03-02-finance" not in path.name
        if path.is_file():
            data = path.read_bytes()
            data = gzip.decompress(data) if data.startswith(b"\x1f\x8b") else data
            assert b"zebrafish" not in data.lower(), path
            assert b"2026-03-02-finance" not in data, path
    assert "evidence withheld" in (site / "roadmap/audit-log/index.html").read_text()


def test_images_come_with_the_page_that_shows_them(small: Path) -> None:
    """Those below research/ that no page shows are not published."""
    folder = small / "research/images"
    folder.mkdir()
    (folder / "shown.png").write_bytes(b"shown")
    (folder / "unused.png").write_bytes(b"unused")
    change(small / INTERVIEW, "## The last audit", "![A plan](../images/shown.png)\n\n## Audit")
    site = built(small)
    assert (site / "research/images/shown.png").read_bytes() == b"shown"
    assert not (site / "research/images/unused.png").exists()


def test_two_clean_builds_are_the_same_byte_for_byte(small: Path, tmp_path: Path) -> None:
    """Whatever the folder, time zone, locale and hash seed; the search bundle apart."""
    found = []
    for name, seed, zone in (("one", "1", "Asia/Tokyo"), ("the-other", "2", "America/Lima")):
        root = tmp_path / name / "study"
        shutil.copytree(small, root)
        environment = os.environ | {"PYTHONHASHSEED": seed, "TZ": zone, "LC_ALL": "C"}
        environment |= {"SOURCE_DATE_EPOCH": "1780272000"}
        subprocess.run(COMMAND, cwd=root, env=environment, check=True, capture_output=True)
        files = fingerprint(root / "build/site")
        found.append({path: one for path, one in files.items() if "pagefind/" not in path})
    assert found[0] == found[1]


@pytest.mark.slow
def test_a_build_that_is_killed_leaves_a_whole_site(small: Path) -> None:
    """At any moment: the old site byte for byte, or the new one."""
    site = built(small)
    old = fingerprint(site)
    change(small / "research/themes/audit-trail.md", "It can be shown", "It can be proved")
    for step in range(8):
        with subprocess.Popen(
            COMMAND, cwd=small, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
        ) as process:
            sleep(0.15 * (step + 1))
            process.send_signal(signal.SIGKILL)
        now = fingerprint(site)
        is_new = "It can be proved" in (site / "research/themes/audit-trail/index.html").read_text()
        assert is_new or now == old
        assert set(now) >= {path for path in old if not path.startswith("pagefind/")}
    built(small)
    assert "proved" in (site / "research/themes/audit-trail/index.html").read_text()


def test_the_users_own_settings_and_overrides_are_used(small: Path) -> None:
    """Name, style sheets, templates and YAML tags."""
    (small / "mkdocs.yml").write_text(
        "site_name: Ours\n"
        "repo_url: https://github.com/ours/research\n"
        "theme: {name: material, custom_dir: ours, palette: {scheme: default}}\n"
        "extra_css: [own.css]\n"
        "markdown_extensions:\n"
        "  - pymdownx.emoji:\n"
        "      emoji_index: !!python/name:material.extensions.emoji.twemoji\n"
        "      emoji_generator: !!python/name:material.extensions.emoji.to_svg\n"
    )
    (small / "docs/own.css").write_text("p { color: red; }\n")
    (small / "docs/index.md").write_text("# Hello\n\n:smile:\n")
    (small / "ours/partials").mkdir(parents=True)
    (small / "ours/partials/footer.html").write_text("<footer>our footer</footer>")
    home = (built(small) / "index.html").read_text()
    assert "our footer" in home
    assert 'href="own.css"' in home
    assert "<svg" in home
    assert "https://github.com/ours/research/edit/main/docs/index.md" in home
    assert not (small / "build/site/ours").exists()


def test_warnings_of_mkdocs_are_failures(small: Path) -> None:
    """A page that the navigation names and that is not there, say."""
    (small / "mkdocs.yml").write_text("site_name: x\nnav: [gone.md]\n")
    result = build(small)
    assert result.exit_code == 1
    assert "CP803" in result.stdout
    assert "gone.md" in result.stdout


def test_stopped_before_mkdocs_any_engine_publishes_the_same(small: Path) -> None:
    """`build --stage`, then plain MkDocs on the derived settings."""
    site = built(small)
    theme = "research/themes/audit-trail/index.html"
    wanted = (site / theme).read_text().partition("<article")[2].partition("</article>")[0]
    shutil.rmtree(small / "build")
    assert build(small, "--stage").exit_code == 0
    assert not site.exists()
    command = (sys.executable, "-m", "mkdocs", "build", "--quiet", "-f", "build/mkdocs.yml")
    environment = os.environ | {"NO_MKDOCS_2_WARNING": "1"}
    subprocess.run(command, cwd=small, env=environment, check=True)
    page = (site / theme).read_text()
    assert page.partition("<article")[2].partition("</article>")[0] == wanted


@pytest.mark.slow
def test_the_staged_tree_can_be_published_with_another_engine(small: Path) -> None:
    """Zensical reads the same settings and shows the same pages, citations included."""
    mine = built(small)
    pages = {file.relative_to(mine).as_posix() for file in mine.rglob("index.html")}
    shutil.rmtree(mine)
    command = (Path(sys.executable).with_name("zensical"), "build", "-f", "build/mkdocs.yml")
    subprocess.run(command, cwd=small, check=True, capture_output=True)
    theirs = {file.relative_to(mine).as_posix() for file in mine.rglob("index.html")}
    assert theirs >= pages
    assert "cp-cite__note" in (mine / "roadmap/audit-log/index.html").read_text()
    assert "Four screens" in (mine / "research/themes/fewer-steps/index.html").read_text()


def test_a_build_folder_that_is_a_link_is_refused(small: Path, tmp_path: Path) -> None:
    """Nothing outside the repository is written."""
    outside = tmp_path / "outside"
    outside.mkdir()
    (small / "build").symlink_to(outside)
    result = build(small)
    assert result.exit_code == 1
    assert list(outside.iterdir()) == []


def test_the_real_study_is_published_as_it_stands(tmp_path: Path) -> None:
    """Real transcripts, renamed sides, own kinds, a closed codebook, no mkdocs.yml."""
    if not CORPUS.is_dir():
        pytest.skip(f"the real study is not there: {CORPUS.name}")
    root = tmp_path / "study"
    shutil.copytree(CORPUS, root)
    site = built(root)
    assert (site / "research/interviews/donald-1/index.html").is_file()
    assert 'id="de-facto-on-call"' in (site / "research/interviews/donald-1/index.html").read_text()
