"""Links as written, paths in the repository, addresses on the site."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from counterpoint.references import (
    Reference,
    ReferenceKind,
    asset_address,
    page_address,
    relative_address,
    resolve_href,
)

HERE = "docs/roadmap/item.md"


@pytest.mark.parametrize(
    ("href", "path", "fragment"),
    [
        ("/research/themes/a.md", "research/themes/a.md", ""),
        ("other.md#why", "docs/roadmap/other.md", "why"),
        ("../../research/themes/a.md", "research/themes/a.md", ""),
        ("../index.md", "docs/index.md", ""),
        ("#why", HERE, "why"),
        ("", HERE, ""),
        ("/", "", ""),
        ("/research/", "research/", ""),
        ("./", "docs/roadmap/", ""),
        ("..", "docs/", ""),
        ("../..", "", ""),
        ("a%20b.md#%C3%A9", "docs/roadmap/a b.md", "é"),
        ("a.md?plain=1#x", "docs/roadmap/a.md", "x"),
        ("/docs/./a//b.md", "docs/a/b.md", ""),
    ],
)
def test_links_mean_what_they_mean_on_a_git_host(href: str, path: str, fragment: str) -> None:
    """A slash starts at the repository's root, all else beside the file."""
    assert resolve_href(HERE, href) == Reference(ReferenceKind.PATH, path, fragment)


@pytest.mark.parametrize("href", ["https://example.org/a", "HTTP://example.org", "mailto:a@b.c"])
def test_links_to_elsewhere(href: str) -> None:
    """Web and mail addresses are left as they are."""
    assert resolve_href(HERE, href).kind is ReferenceKind.EXTERNAL


@pytest.mark.parametrize(
    "href",
    [
        "javascript:alert(1)",
        "java\nscript:alert(1)",
        " JAVASCRIPT:alert(1)",
        "data:text/html,x",
        "vbscript:x",
        "file:///etc/passwd",
        "//example.org/a",
        "\\\\host\\a",
        "../../../etc/passwd",
        "/../x.md",
        "/..%2f..%2fetc/passwd",
        "a%00.md",
        "a\\b.md",
    ],
)
def test_links_that_no_page_may_have(href: str) -> None:
    """Other schemes, and whatever leads out of the repository, are refused."""
    found = resolve_href(HERE, href)
    assert found.kind is ReferenceKind.INVALID
    assert found.problem


@given(st.text(max_size=40))
def test_a_path_never_leads_out(href: str) -> None:
    """Whatever is written, a path stays inside."""
    found = resolve_href(HERE, href)
    if found.kind is ReferenceKind.PATH:
        assert not found.path.startswith("/")
        assert ".." not in found.path.split("/")


@pytest.mark.parametrize(
    ("path", "address"),
    [
        ("docs/index.md", ""),
        ("docs/README.md", ""),
        ("docs/roadmap/x.md", "roadmap/x/"),
        ("docs/roadmap/index.md", "roadmap/"),
        ("research/themes/x.md", "research/themes/x/"),
        ("research/interviews/2026/x.md", "research/interviews/2026/x/"),
    ],
)
def test_pages_have_addresses(path: str, address: str) -> None:
    """docs/ is the site's root; every page is a folder."""
    assert page_address(path) == address


def test_assets_keep_their_names() -> None:
    """Images are addressed as they are called."""
    assert asset_address("docs/img/a.png") == "img/a.png"
    assert asset_address("research/a.png") == "research/a.png"


@pytest.mark.parametrize(
    ("here", "there", "link"),
    [
        ("research/themes/a/", "research/themes/b/", "../b/"),
        ("research/themes/a/", "research/themes/a/", "./"),
        ("", "research/", "research/"),
        ("research/", "", "../"),
        ("", "", "./"),
        ("roadmap/x/", "img/a.png", "../../img/a.png"),
    ],
)
def test_addresses_relative_to_a_page(here: str, there: str, link: str) -> None:
    """A site works in whatever folder it is put."""
    assert relative_address(here, there) == link
