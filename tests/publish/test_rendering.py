"""MkDocs is asked again when it would read something else, and not otherwise."""

from __future__ import annotations

import re
from collections.abc import Collection
from pathlib import Path

import pytest
from click.testing import CliRunner
from markdown import Markdown

from counterpoint.cli import group
from counterpoint.pages.values import Page
from counterpoint.publish import rendering
from counterpoint.publish.finishing import Composed
from counterpoint.publish.frames import plan
from counterpoint.publish.links import Anchors
from counterpoint.publish.mkdocs import Instead, Run, render
from counterpoint.publish.rendering import Job
from counterpoint.publish.store import Store

INTERVIEW = "research/interviews/2026-03-02-finance.md"
THEME = "research/themes/audit-trail.md"


class Asked:
    """Builds a study, and tells how often MkDocs was asked."""

    def __init__(self, root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        self.root = root
        self._count = 0
        monkeypatch.setenv("SOURCE_DATE_EPOCH", "1780272000")
        monkeypatch.setattr(rendering, "render", self._render)

    def _render(self, *given: object) -> object:
        self._count += 1
        return render(*given)  # type: ignore[arg-type]

    def times(self) -> int:
        """Build, and return how often MkDocs was asked meanwhile."""
        before = self._count
        result = CliRunner().invoke(group, ["build", "-C", str(self.root)])
        assert result.exit_code == 0, result.output
        return self._count - before

    def add(self, path: str, words: str) -> None:
        """Add words to a file."""
        file = self.root / path
        file.write_text(f"{file.read_text()}\n{words}\n", encoding="utf-8")

    def replace(self, path: str, before: str, after: str) -> None:
        """Change words of a file."""
        file = self.root / path
        text = file.read_text(encoding="utf-8")
        assert before in text
        file.write_text(text.replace(before, after), encoding="utf-8")


@pytest.fixture
def asked(small: Path, monkeypatch: pytest.MonkeyPatch) -> Asked:
    """Return a study that was built once."""
    found = Asked(small, monkeypatch)
    assert found.times() == 1
    return found


def noting(monkeypatch: pytest.MonkeyPatch) -> list[Collection[str]]:
    """Return a list into which goes what MkDocs is to fill in, whenever it is asked."""
    wanted: list[Collection[str]] = []

    def noted(configuration: Path, site: Path, instead: Instead) -> Run:
        wanted.append(instead.only)
        return render(configuration, site, instead)

    monkeypatch.setattr(rendering, "render", noted)
    return wanted


def test_words_of_generated_pages_are_nothing_to_mkdocs(asked: Asked) -> None:
    """It rendered the frames that they are put into."""
    assert asked.times() == 0
    asked.add(INTERVIEW, "More was said.")
    asked.add(THEME, "More is known.")
    assert asked.times() == 0
    site = asked.root / "build/site/research"
    assert "More was said." in (site / "interviews/2026-03-02-finance/index.html").read_text()
    assert "More is known." in (site / "themes/audit-trail/index.html").read_text()


def framed(*titles: str, words: str = "", size: int = 10) -> Job:
    """Return the job of pages in one frame, of which the last has these words."""
    nothing = Anchors(frozenset(), frozenset())
    pages = [
        Composed(
            Page(f"research/themes/t{number}.md", title, ""),
            size if title == titles[-1] else 20,
            has_title=True,
            staged=words if title == titles[-1] else "",
            twin="",
            anchors=nothing,
        )
        for number, title in enumerate(titles)
    ]
    return Job(plan(pages, ()), (), (), tuple(pages), Store(Path()), Path(), "settings", {})


def read(job: Job) -> object:
    """Return what decides whether MkDocs is asked."""
    return job.surroundings, job.texts


def test_the_page_that_tests_a_frame_may_say_something_else() -> None:
    """What MkDocs makes of it is compared and not kept; another page may be the smaller one now."""
    before = read(framed("A", "B", "C"))
    assert read(framed("A", "B", "C", words="other")) == before
    assert read(framed("A", "B", "C", size=30)) == before


def test_a_first_title_with_markup_tests_a_frame_anew() -> None:
    """No page before could show that it is escaped as MkDocs does."""
    assert framed("A", "B", "C & D").texts != framed("A", "B", "C").texts


def test_first_words_of_a_page_have_its_frame_made_and_no_other(
    asked: Asked, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It has a description from now on, which stands in its head."""
    persona = "research/personas/sales-rep.md"
    (asked.root / persona).write_text("---\ntitle: Sales rep\nside: user\n---\n")
    asked.times()
    wanted = noting(monkeypatch)
    asked.add(persona, "Visits shops.")
    asked.times()
    assert wanted == [{persona}]
    page = asked.root / "build/site/research/personas/sales-rep/index.html"
    assert '<meta name="description" content="Visits shops.">' in page.read_text()


def test_a_page_by_hand_is_rendered_anew(asked: Asked) -> None:
    """And what it cites."""
    asked.add("docs/roadmap/audit-log.md", "More is planned.")
    assert asked.times() == 1
    page = asked.root / "build/site/roadmap/audit-log/index.html"
    assert "More is planned." in page.read_text()


def test_only_the_pages_by_hand_whose_words_change_are_filled_in(
    asked: Asked, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Of the others MkDocs learns only what is shown of them elsewhere."""
    (asked.root / "docs/other.md").write_text("# Other\n")
    asked.times()
    wanted = noting(monkeypatch)
    asked.add("docs/roadmap/audit-log.md", "More is planned.")
    asked.times()
    asked.add(INTERVIEW, "Nobody cites this.")
    asked.times()
    asked.replace(INTERVIEW, "speaker: Dana", "speaker: Dora")
    asked.replace(INTERVIEW, "**Dana**", "**Dora**")
    asked.times()
    assert wanted == [{"roadmap/audit-log.md"}, {"roadmap/audit-log.md"}]


def test_pages_by_hand_whose_words_are_the_same_are_not_converted(
    asked: Asked, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Their titles, which the navigation shows, are known."""
    (asked.root / "docs/other.md").write_text("# *Another* & more\n\nThe same words.\n")
    asked.times()
    converted: list[str] = []

    def noted(self: Markdown, source: str) -> str:
        converted.append(source)
        return convert(self, source)

    convert = Markdown.convert
    monkeypatch.setattr(Markdown, "convert", noted)
    asked.add("docs/roadmap/audit-log.md", "More is planned.")
    assert asked.times() == 1
    assert "More is planned." in "".join(converted)
    assert "The same words." not in "".join(converted)
    page = (asked.root / "build/site/roadmap/audit-log/index.html").read_text()
    assert re.search(r"Another &amp; more\s*</span>", page)


@pytest.mark.parametrize(
    ("before", "after", "shown"),
    [
        ("title: Audit log", "title: Record of everything", "Record of everything"),
        ("status: next", "status: later", "On the roadmap: later"),
    ],
)
def test_what_is_shown_of_a_page_by_hand_elsewhere_changes_there(
    asked: Asked, before: str, after: str, shown: str
) -> None:
    """It stands in the navigation of every page."""
    around = asked.root / "build/site/research/themes/audit-trail/index.html"
    assert shown not in around.read_text()
    asked.replace("docs/roadmap/audit-log.md", before, after)
    asked.times()
    assert shown in around.read_text()


def test_settings_templates_and_new_pages_are_read(asked: Asked) -> None:
    """The name of the site stands on every page, and every page in the sitemap."""
    (asked.root / "mkdocs.yml").write_text("site_name: Another\n")
    assert asked.times() == 1
    assert "Another" in (asked.root / "build/site/research/index.html").read_text()
    (asked.root / "docs/new.md").write_text("# New\n")
    assert asked.times() == 1
    (asked.root / THEME).with_name("new.md").write_text("---\ntitle: New\n---\n\nWords.\n")
    assert asked.times() == 1


def test_another_day_is_another_sitemap(asked: Asked, monkeypatch: pytest.MonkeyPatch) -> None:
    """It has the day in it."""
    (asked.root / "mkdocs.yml").write_text("site_name: S\nsite_url: https://example.org/\n")
    asked.times()
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1780358400")
    assert asked.times() == 1
    assert "2026-06-02" in (asked.root / "build/site/sitemap.xml").read_text()


def test_what_was_kept_of_it_is_believed_only_whole(asked: Asked) -> None:
    """A content that somebody removed or changed has it asked again."""
    contents = sorted((asked.root / "build/cache/rendered/contents").iterdir())
    contents[0].unlink()
    assert asked.times() == 1
    contents[1].write_bytes(b"damaged")
    assert asked.times() == 1
    (asked.root / "build/cache/rendered/notes").write_bytes(b"damaged")
    assert asked.times() == 1


def test_settings_that_may_read_anything_have_it_asked_always(asked: Asked) -> None:
    """As may templates of the user's own."""
    (asked.root / "ours").mkdir()
    (asked.root / "mkdocs.yml").write_text(
        "site_name: Ours\ntheme: {name: material, custom_dir: ours}\n"
    )
    assert asked.times() == 1
    assert asked.times() == 1
