"""What is saved is noticed, and whether browsers have more to load of it than pages."""

from __future__ import annotations

from pathlib import Path

from counterpoint.commands.saved import Saved
from counterpoint.study import today


def save(saved: Saved, *files: Path) -> None:
    """Write some files, and wait until that is noticed."""
    for file in files:
        file.write_bytes(b"words")
    saved.wait(today())


def test_only_pages_can_be_shown_without_what_they_load(tmp_path: Path) -> None:
    """Until an image that was saved is on the site: also where a build failed in between."""
    saved = Saved([tmp_path])
    save(saved, tmp_path / "a.md")
    assert saved.is_of_pages
    save(saved, tmp_path / "chart.PNG")
    assert not saved.is_of_pages
    save(saved, tmp_path / "a.md")
    assert not saved.is_of_pages
    saved.shown()
    save(saved, tmp_path / "a.md")
    assert saved.is_of_pages


def test_what_is_saved_during_a_build_is_noticed_after_it(tmp_path: Path) -> None:
    """At once, and only once."""
    saved = Saved([tmp_path])
    assert not saved.has_more()
    (tmp_path / "a.md").write_text("words")
    assert saved.has_more()
    saved.wait(today())
    assert not saved.has_more()
