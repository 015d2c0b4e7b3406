"""MkDocs need not be asked again only where it is known what it reads."""

from __future__ import annotations

import pytest

from counterpoint.publish.configuration import Derived, SiteShape, derive

SHAPE = SiteShape(title="The study", generated=(), handwritten=(), styles=(), scripts=())
EMOJI = """\
markdown_extensions:
  - pymdownx.emoji:
      emoji_index: !!python/name:material.extensions.emoji.twemoji
"""


def derived(more: str) -> Derived:
    """Return what is derived from a study's own settings."""
    found = derive(f"site_name: Ours\n{more}", SHAPE)
    assert isinstance(found, Derived)
    return found


@pytest.mark.parametrize(
    "more",
    [
        "",
        "site_url: https://example.org/\nnav: [index.md]\nextra_css: [own.css]\n",
        "markdown_extensions: [tables, toc: {permalink: true}]\n",
        "markdown_extensions: {tables: {}, footnotes: {}}\n",
        EMOJI,
    ],
)
def test_known_extensions_and_plain_values_read_nothing_else(more: str) -> None:
    """Nor do functions of the theme."""
    assert derived(more).is_closed


@pytest.mark.parametrize(
    "more",
    [
        "markdown_extensions: [pymdownx.snippets]\n",
        "markdown_extensions: {ours.extension: {}}\n",
        f"{EMOJI}      options: {{custom_icons: [icons]}}\n",
        EMOJI.replace("material.extensions.emoji", "ours"),
        "site_author: !ENV [AUTHOR, nobody]\n",
        "extra: {deep: [!relative x]}\n",
        "extra: {made: !!python/object/apply:os.getcwd []}\n",
        "theme: {name: material, custom_dir: ours}\n",
    ],
)
def test_what_may_come_from_elsewhere_is_noticed(more: str) -> None:
    """Extensions that read files or are not known, other values of the environment, templates."""
    assert not derived(more).is_closed


@pytest.mark.parametrize(
    "more",
    ["plugins: [tags]\n", "hooks: [hook.py]\n", "INHERIT: x.yml\n", "extra_templates: [a.xml]\n"],
)
def test_what_may_change_pages_is_noticed(more: str) -> None:
    """Then MkDocs renders all of them itself."""
    assert not derived(more).is_plain
