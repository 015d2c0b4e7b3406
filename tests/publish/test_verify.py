"""A finished site is published only if every page and every link of it is good."""

from __future__ import annotations

from counterpoint.publish.links import Anchors
from counterpoint.publish.rendering import Around
from counterpoint.publish.verify import Checked, verify

FILES = ("index.html", "x/index.html", "a.png", "404.html")


def page(
    path: str, *targets: str, names: tuple[str, ...] = (), around: Around | None = None
) -> Checked:
    """Return a page that links to files and anchors, and has some itself."""
    return Checked(path, Anchors(frozenset(targets), frozenset(names)), around)


def problems(*pages: Checked, **sources: str) -> list[str]:
    """Return what is wrong with a site of these pages."""
    return [one.message for one in verify(FILES, pages, sources)]


def test_good_links_are_good() -> None:
    """Pages, anchors, files and the page itself."""
    home = page("index.html", "x/index.html#y", "a.png", "index.html", "x/index.html")
    assert problems(home, page("x/index.html", names=("y",))) == []


def test_a_missing_page_is_found() -> None:
    """Every staged page must have been published; the finding stands at its source."""
    (found,) = verify(FILES, (), {"gone/index.html": "docs/gone.md", "index.html": "docs/index.md"})
    assert found.message == "gone/index.html was not published"
    assert found.location.path == "docs/gone.md"


def test_broken_links_and_anchors_are_found_once() -> None:
    """From any page to any anchor; what many pages link to is one finding."""
    home = page("index.html", "gone/index.html", "x/index.html#z")
    assert problems(home, page("x/index.html", "gone/index.html")) == [
        "a link leads to /gone/, which is not there (and on 1 more page)",
        "a link leads to /x/#z: there is no such anchor",
    ]


def test_what_a_frame_links_to_is_looked_at_too() -> None:
    """Elsewhere and, on each page, within it."""
    around = Around(
        text="",
        elsewhere=frozenset({"gone/index.html", "x/index.html#y"}),
        within=frozenset({"top", "own"}),
        names=frozenset({"top"}),
    )
    home = page("index.html", names=("own",), around=around)
    other = page("x/index.html", names=("y",), around=around)
    assert problems(home, other) == [
        "a link leads to /gone/, which is not there (and on 1 more page)",
        "a link leads to /x/#own: there is no such anchor",
    ]


def test_names_of_a_frame_are_anchors_of_its_pages() -> None:
    """A link to them is good on every one of them."""
    around = Around("", frozenset(), frozenset(), frozenset({"top"}))
    home = page("index.html", "x/index.html#top")
    assert problems(home, page("x/index.html", around=around)) == []


def test_the_page_for_what_is_not_found_is_the_themes_own() -> None:
    """It is shown at any address, so that its links cannot be told."""
    assert problems(page("404.html", "gone/index.html")) == []
