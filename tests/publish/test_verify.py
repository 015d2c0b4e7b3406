"""A finished site is published only if every page and every link of it is good."""

from __future__ import annotations

from pathlib import Path

from counterpoint.publish.values import StagedFile
from counterpoint.publish.verify import seal_and_verify

HEAD = '<html><head><meta charset="utf-8"></head><body>'


def write(site: Path, **pages: str) -> None:
    """Publish pages by name, `home` at the root."""
    for name, body in pages.items():
        file = site / ("" if name == "home" else name) / "index.html"
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(HEAD + body)


def problems(site: Path, *staged: str) -> list[str]:
    """Return what is wrong with a site that should hold these staged files."""
    files = [StagedFile(path, b"") for path in staged]
    return [one.message for one in seal_and_verify(site, files)]


def test_good_links_are_good(tmp_path: Path) -> None:
    """Pages, anchors, files and the page itself."""
    (tmp_path / "a.png").write_bytes(b"")
    write(tmp_path, home='<a href="x/#y">l</a><img src="a.png"><a href="">l</a>', x='<p id="y">')
    assert problems(tmp_path, "index.md", "x.md", "a.png") == []


def test_a_missing_page_is_found(tmp_path: Path) -> None:
    """Every staged page must have been published."""
    write(tmp_path, home="")
    assert problems(tmp_path, "index.md", "gone.md") == ["gone/index.html was not published"]


def test_broken_links_and_anchors_are_found_once(tmp_path: Path) -> None:
    """From any page to any anchor; what many pages link to is one finding."""
    write(tmp_path, home='<a href="gone/">l</a><a href="x/#z">l</a>', x='<a href="../gone/">l</a>')
    assert problems(tmp_path) == [
        "a link leads to /gone/, which is not there (and on 1 more page)",
        "a link leads to /x/#z: there is no such anchor",
    ]


def test_every_page_gets_its_policy(tmp_path: Path) -> None:
    """The policy is part of the page, whatever server it is put on."""
    write(tmp_path, home="")
    assert problems(tmp_path) == []
    assert "Content-Security-Policy" in (tmp_path / "index.html").read_text()
