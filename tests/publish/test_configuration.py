"""The derived settings keep the user's own and add what the product needs."""

from __future__ import annotations

from typing import Any

import pytest
import yaml

from counterpoint.diagnostics import Diagnostic
from counterpoint.publish.configuration import Derived, SiteShape, derive

SHAPE = SiteShape(
    title="The study",
    generated=("research/index.md", "research/overlap.md", "research/themes/index.md"),
    handwritten=("index.md", "roadmap/x.md"),
    styles=("assets/counterpoint/a.css",),
    scripts=("assets/counterpoint/a.js",),
)

OWN = """\
site_name: Ours
repo_url: https://github.com/ours/research
edit_uri: edit/develop/docs/
theme:
  name: material
  custom_dir: overrides
  palette: {primary: teal}
nav:
  - Home: index.md
markdown_extensions:
  - toc: {permalink: true}
  - pymdownx.emoji:
      emoji_index: !!python/name:material.extensions.emoji.twemoji
plugins:
  - search
  - tags
hooks: [tools/hook.py]
extra_css: [own.css]
extra:
  key: !ENV [KEY, none]
"""


def read(text: str) -> dict[str, Any]:
    """Read YAML, unknown tags as their text."""

    class Loader(yaml.SafeLoader):
        pass

    Loader.add_multi_constructor("", lambda _, suffix, node: f"{suffix} {node.value}")
    values: dict[str, Any] = yaml.load(text, Loader)  # noqa: S506  (a safe loader)
    return values


def derived(own: str | None) -> dict[str, Any]:
    """Return the derived settings, read."""
    found = derive(own, SHAPE)
    assert isinstance(found, Derived)
    return read(found.text)


def test_what_the_user_wrote_survives() -> None:
    """Name, palette, extensions and tags are the user's."""
    settings = derived(OWN)
    assert settings["site_name"] == "Ours"
    assert settings["theme"]["palette"] == {"primary": "teal"}
    assert settings["extra_css"] == ["own.css", "assets/counterpoint/a.css"]
    names = [next(iter(one)) for one in settings["markdown_extensions"]]
    assert names == ["toc", "pymdownx.emoji", "counterpoint.citations"]


def test_yaml_tags_pass_through_unread() -> None:
    """Nothing in the user's file is executed or looked up while it is read."""
    found = derive(OWN, SHAPE)
    assert isinstance(found, Derived)
    assert "!!python/name:material.extensions.emoji.twemoji" in found.text
    assert "!ENV" in found.text


def test_folders_theme_and_plugins_are_the_products() -> None:
    """The built-in search is not shipped, and no font comes from elsewhere."""
    settings = derived(OWN)
    assert settings["docs_dir"] == "docs"
    assert settings["theme"]["custom_dir"] == "overrides"
    assert settings["theme"]["font"] is False
    assert settings["plugins"] == ["tags"]
    assert settings["hooks"] == ["../tools/hook.py"]


def test_the_users_overrides_are_remembered() -> None:
    """They are copied over the product's, for MkDocs knows one folder only."""
    found = derive(OWN, SHAPE)
    assert isinstance(found, Derived)
    assert found.custom_dir == "overrides"
    assert found.named == ("own.css",)


def test_generated_pages_follow_the_users_navigation() -> None:
    """Only pages that exist are listed, and the numerous ones are not."""
    assert derived(OWN)["nav"] == [
        {"Home": "index.md"},
        {"Findings": [{"Overview": "research/index.md"}, "research/overlap.md"]},
        {"Evidence": ["research/themes/index.md"]},
    ]


def test_the_user_may_say_where_the_generated_sections_go() -> None:
    """By the entry `research/`."""
    nav = derived("nav: [index.md, research/, roadmap/x.md]\n")["nav"]
    assert nav[0] == "index.md"
    assert [next(iter(entry)) for entry in nav[1:3]] == ["Findings", "Evidence"]
    assert nav[3:] == ["roadmap/x.md"]


def test_without_a_navigation_every_page_of_docs_is_listed() -> None:
    """Folders are sections, as MkDocs has it."""
    assert derived(None)["nav"][:2] == [{"Home": "index.md"}, {"Roadmap": ["roadmap/x.md"]}]


def test_without_settings_the_study_names_the_site() -> None:
    """A folder with research/ alone is enough."""
    settings = derived(None)
    assert settings["site_name"] == "The study"
    assert settings["theme"]["name"] == "material"


@pytest.mark.parametrize(
    ("settings", "base"),
    [
        (OWN, "https://github.com/ours/research/edit/develop/"),
        ("repo_url: https://github.com/a/b/\n", "https://github.com/a/b/edit/main/"),
        ("repo_url: https://gitlab.com/a/b\n", "https://gitlab.com/a/b/-/edit/main/"),
        ("repo_url: https://git.example.org/a/b\n", ""),
        ("repo_url: javascript:alert(1)\n", ""),
        ("site_name: x\n", ""),
    ],
)
def test_edit_this_page_starts_at_the_repository(settings: str, base: str) -> None:
    """`edit_uri` names the branch; the folder in it is dropped, for pages come from two."""
    assert derived(settings)["extra"]["counterpoint"]["edit_base"] == base


@pytest.mark.parametrize(
    ("broken", "line"),
    [
        ("site_name: [\n", 2),
        ("a: b\nc: d: e\n", 2),
        ("- list\n", 1),
        ("theme:\n  name: simple\n", 2),
    ],
)
def test_settings_that_cannot_be_used_are_a_finding(broken: str, line: int) -> None:
    """At the line, with what to type."""
    found = derive(broken, SHAPE)
    assert isinstance(found, Diagnostic)
    assert found.location.path == "mkdocs.yml"
    assert found.location.line == line
    assert found.hint
