"""Tell whether MkDocs, with some settings, reads nothing that a build does not give it."""

from __future__ import annotations

import re

import yaml
from yaml.nodes import MappingNode

from counterpoint.publish.yaml_nodes import entries, get, scalar

SELF_CONTAINED = frozenset(
    {
        *("abbr", "admonition", "attr_list", "codehilite", "def_list", "extra", "fenced_code"),
        *("footnotes", "md_in_html", "meta", "nl2br", "sane_lists", "smarty", "tables", "toc"),
        *("pymdownx.arithmatex", "pymdownx.betterem", "pymdownx.caret", "pymdownx.critic"),
        *("pymdownx.details", "pymdownx.emoji", "pymdownx.highlight", "pymdownx.inlinehilite"),
        *("pymdownx.keys", "pymdownx.mark", "pymdownx.smartsymbols", "pymdownx.superfences"),
        *("pymdownx.tabbed", "pymdownx.tasklist", "pymdownx.tilde", "counterpoint.citations"),
    }
)
"""Markdown extensions that read no files of their own."""
FOLDERS = frozenset({"custom_icons"})
"""Options of these by which they do."""
OF_YAML = "tag:yaml.org,2002:"
INSTALLED = re.compile(rf"{OF_YAML}(?!python/)|{OF_YAML}python/name:(?:material|pymdownx)\.")
"""Tags of plain values, and of functions of packages whose versions are known."""


def is_closed(settings: MappingNode, text: str) -> bool:
    """Tell whether settings, and their text, name no extension, file or value from elsewhere."""
    names = {
        scalar(one.value[0][0] if isinstance(one, MappingNode) else one)
        for one in entries(get(settings, "markdown_extensions"))
    }
    return names <= SELF_CONTAINED and all(map(_is_own, yaml.parse(text, Loader=yaml.CSafeLoader)))


def _is_own(event: yaml.Event) -> bool:
    tag = getattr(event, "tag", None)
    return (tag is None or bool(INSTALLED.match(tag))) and getattr(
        event, "value", ""
    ) not in FOLDERS
