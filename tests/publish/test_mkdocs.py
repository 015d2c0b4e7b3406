"""What MkDocs needs for its first page can be made ready before somebody waits for it."""

from __future__ import annotations

from pathlib import Path

import pytest
from jinja2 import Environment

from counterpoint.publish.mkdocs import compile_templates, render

SETTINGS = "site_name: S\ntheme: {name: material}\n"


@pytest.fixture
def configuration(tmp_path: Path) -> Path:
    """Return the settings of a site of one page."""
    (tmp_path / "docs").mkdir()
    (tmp_path / "docs/index.md").write_text("# Hello\n")
    (tmp_path / "citations.json").write_text('{"version": 2, "pages": {}, "signs": {}}')
    file = tmp_path / "mkdocs.yml"
    file.write_text(SETTINGS)
    return file


def test_what_was_compiled_is_not_compiled_again(
    configuration: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Only what templates name by a setting, such as an icon, is left to the first page."""
    compile_templates(configuration)
    compiled: list[str | None] = []

    def noted(self: Environment, source: str, name: str | None = None, *more: object) -> object:
        compiled.append(name)
        return compile_(self, source, name, *more)

    compile_ = Environment.compile
    monkeypatch.setattr(Environment, "compile", noted)
    assert render(configuration, configuration.parent / "site").complaints == ()
    assert not {"main.html", "base.html", "partials/nav.html"} & set(compiled)


@pytest.mark.parametrize("settings", ["", "theme: {name: nowhere}\n", "site_name: [\n"])
def test_settings_that_are_wrong_are_left_to_the_rendering(
    configuration: Path, settings: str
) -> None:
    """It says what is wrong with them."""
    configuration.write_text(settings)
    compile_templates(configuration)
    configuration.unlink()
    compile_templates(configuration)
