"""Derive `build/mkdocs.yml` from the user's, whose own settings and YAML tags survive."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml
from yaml.nodes import MappingNode, Node, ScalarNode, SequenceNode

from counterpoint.diagnostics import Diagnostic, Location
from counterpoint.model import RoadmapStatus
from counterpoint.publish.closed import is_closed
from counterpoint.publish.navigation import (
    OUT_OF_THE_NAVIGATION,
    generated_entries,
    handwritten_entries,
)
from counterpoint.publish.values import BAD_CONFIGURATION
from counterpoint.publish.yaml_nodes import (
    compose,
    entries,
    get,
    items,
    joined,
    new_mapping,
    put,
    put_default,
    scalar,
    take,
    to_node,
)

NAME = "mkdocs.yml"
DEFAULT = Path(__file__).parent.parent / "defaults" / NAME
REPLACED_PLUGINS = frozenset({"search", "material/search"})
"""Plugins that the product does without: it has a search of its own."""

RESEARCH_MARK = "research/"
"""An entry of the user's `nav` that the generated sections take the place of."""

ROADMAP_STATES = {state.value: f"On the roadmap: {state.value}" for state in RoadmapStatus}
"""What the theme shows beside a page that has a `status`."""

MAY_CHANGE_PAGES = ("plugins", "hooks", "INHERIT", "extra_templates")
"""Settings with which MkDocs may make other pages than it is given."""

EDIT_PATHS = {"github.com": "edit/main/", "gitlab.com": "-/edit/main/"}
"""Where a host's editor opens a file of the main branch, by the host's name."""


@dataclass(frozen=True, slots=True)
class SiteShape:
    """What the derived settings need to know of the site."""

    title: str
    """The study's title, for a site that has no name of its own."""
    generated: tuple[str, ...]
    """Staged paths of generated pages."""
    handwritten: tuple[str, ...]
    """Staged paths of the pages of `docs/`."""
    styles: tuple[str, ...]
    """Staged paths of style sheets, in the order of loading."""
    scripts: tuple[str, ...]
    """Staged paths of scripts, in the order of loading."""
    as_of: str = ""
    """What every page says of itself where the site looks back; empty for today's."""
    as_of_day: str = ""
    """The day that it looks back to, for the site's name."""


@dataclass(frozen=True, slots=True)
class Derived:
    """The settings that MkDocs is run with."""

    text: str
    custom_dir: str
    """The user's own theme overrides, relative to the repository; empty where there are none."""
    named: tuple[str, ...]
    """Style sheets and scripts of `docs/` that the user's settings name."""
    in_navigation: frozenset[str]
    """Staged paths that the navigation names."""
    is_plain: bool
    """Whether no plugin and no hook of the user's may change what MkDocs makes of a page."""
    is_closed: bool
    """Whether MkDocs reads nothing but these settings, the staged tree and the product's own."""


def derive(own: str | None, shape: SiteShape) -> Derived | Diagnostic:
    """Return the derived settings, or what is wrong with the user's.

    `own` is the text of the user's mkdocs.yml; without one the package's default serves. Nothing
    in it is executed: tags such as `!ENV` and `!!python/name:` pass through unread.
    """
    default = compose(DEFAULT.read_text(encoding="utf-8"))
    try:
        settings = compose(own) if own is not None else default
    except yaml.MarkedYAMLError as error:
        return _unreadable(error)
    if not isinstance(settings, MappingNode) or not isinstance(default, MappingNode):
        return BAD_CONFIGURATION.at(
            Location(NAME), "it holds no settings", "start with `site_name: …`"
        )
    theme = _theme(settings, default)
    if isinstance(theme, Diagnostic):
        return theme
    custom_dir = scalar(take(theme, "custom_dir"))
    put(theme, "custom_dir", to_node("overrides"))
    put(theme, "font", to_node(value=False))
    named = tuple(
        scalar(one) for key in ("extra_css", "extra_javascript") for one in items(settings, key)
    )
    _fill(settings, default, shape)
    text = yaml.serialize(settings, Dumper=yaml.CSafeDumper, width=1000)
    return Derived(
        text=text,
        custom_dir=custom_dir,
        named=named,
        in_navigation=frozenset(_leaves(get(settings, "nav"))),
        is_plain=not any(entries(get(settings, key)) for key in MAY_CHANGE_PAGES),
        is_closed=not custom_dir and is_closed(settings, text),
    )


def _fill(settings: MappingNode, default: MappingNode, shape: SiteShape) -> None:
    """Put in what the product needs, beside or instead of what the user wrote."""
    put_default(settings, "site_name", to_node(shape.title))
    if shape.as_of:
        _look_back(settings, shape)
    edit_base = "" if shape.as_of else _edit_base(settings)
    for key in ("edit_uri_template", "strict"):
        take(settings, key)
    for key, value in _fixed_settings().items():
        put(settings, key, to_node(value))
    extensions = get(settings, "markdown_extensions") or get(default, "markdown_extensions")
    citations = {"counterpoint.citations": {"study": "citations.json"}}
    put(settings, "markdown_extensions", joined(entries(extensions), [citations]))
    put(settings, "plugins", joined(_without_search(get(settings, "plugins")), []))
    put(settings, "nav", _navigation(get(settings, "nav"), shape))
    put(settings, "not_in_nav", _not_in_nav(get(settings, "not_in_nav")))
    put(settings, "hooks", joined(_rebased(get(settings, "hooks")), []))
    put(settings, "extra_css", joined(items(settings, "extra_css"), shape.styles))
    put(settings, "extra_javascript", joined(items(settings, "extra_javascript"), shape.scripts))
    extra = get(settings, "extra")
    extra = extra if isinstance(extra, MappingNode) else new_mapping()
    put(extra, "counterpoint", to_node({"edit_base": edit_base, "as_of": shape.as_of}))
    put_default(extra, "status", to_node(ROADMAP_STATES))
    if "index.md" not in shape.handwritten:
        put_default(extra, "homepage", to_node("."))
    put(settings, "extra", extra)
    if isinstance(inherited := get(settings, "INHERIT"), ScalarNode):
        inherited.value = _outwards(inherited.value)


def _look_back(settings: MappingNode, shape: SiteShape) -> None:
    """Mark the site's name, and forget the navigation of pages that may not have been there."""
    name = scalar(get(settings, "site_name"))
    put(settings, "site_name", to_node(f"{name} ({shape.as_of_day})"))
    take(settings, "nav")


def _fixed_settings() -> dict[str, Any]:
    return {
        "docs_dir": "docs",
        "site_dir": "site",
        "use_directory_urls": True,
        "edit_uri": "",
        "validation": {
            "nav": {"omitted_files": "ignore", "not_found": "warn", "absolute_links": "warn"},
            "links": {
                "not_found": "warn",
                "absolute_links": "ignore",
                "unrecognized_links": "ignore",
                "anchors": "ignore",
            },
        },
    }


def _theme(settings: MappingNode, default: MappingNode) -> MappingNode | Diagnostic:
    """Return the theme's settings, the default's filled in where the user leaves them out."""
    theirs = get(settings, "theme")
    ours = get(default, "theme")
    if not isinstance(theirs, MappingNode):
        theirs = new_mapping(name=theirs) if isinstance(theirs, ScalarNode) else new_mapping()
    name = get(theirs, "name")
    if isinstance(name, ScalarNode) and name.value != "material":
        line = name.start_mark.line + 1 if name.start_mark else 1
        return BAD_CONFIGURATION.at(
            Location(NAME, line),
            f"the theme {name.value} cannot show the generated pages",
            "write `name: material` below `theme:`",
        )
    if isinstance(ours, MappingNode):
        for key, value in ours.value:
            put_default(theirs, key.value, value)
    put(settings, "theme", theirs)
    return theirs


def _navigation(theirs: Node | None, shape: SiteShape) -> Node:
    """Return the user's entries with the generated sections where `research/` stands, or last."""
    own: list[Any] = [*handwritten_entries(shape.handwritten)]
    if isinstance(theirs, SequenceNode):
        own = theirs.value
    marks = [place for place, entry in enumerate(own) if _is_mark(entry)]
    before = own[: marks[0]] if marks else own
    after = own[marks[0] + 1 :] if marks else []
    return joined([*before, *generated_entries(shape.generated)], after)


def _leaves(entry: Node | None) -> Iterator[str]:
    """Yield every scalar value at or below an entry of the navigation."""
    if isinstance(entry, ScalarNode):
        yield entry.value
    elif isinstance(entry, SequenceNode):
        for one in entry.value:
            yield from _leaves(one)
    elif isinstance(entry, MappingNode):
        for _, one in entry.value:
            yield from _leaves(one)


def _is_mark(entry: object) -> bool:
    return isinstance(entry, ScalarNode) and entry.value == RESEARCH_MARK


def _not_in_nav(theirs: Node | None) -> Node:
    return to_node("\n".join([scalar(theirs), *OUT_OF_THE_NAVIGATION]).lstrip("\n"))


def _without_search(plugins: Node | None) -> Iterator[Node]:
    for plugin in entries(plugins):
        name = plugin.value[0][0] if isinstance(plugin, MappingNode) else plugin
        if scalar(name) not in REPLACED_PLUGINS:
            yield plugin


def _rebased(hooks: Node | None) -> Iterator[Node]:
    for hook in entries(hooks):
        yield to_node(_outwards(scalar(hook)))


def _edit_base(settings: MappingNode) -> str:
    """Return the address that a repository path is appended to; empty where none is known."""
    repository = scalar(get(settings, "repo_url")).rstrip("/")
    if not repository.startswith("https://"):
        return ""
    host = repository.split("/")[2]
    folder = scalar(get(settings, "docs_dir")) or "docs"
    written = scalar(get(settings, "edit_uri")).removesuffix(f"{folder}/")
    path = written or EDIT_PATHS.get(host, "")
    return f"{repository}/{path.lstrip('/')}" if path else ""


def _unreadable(error: yaml.MarkedYAMLError) -> Diagnostic:
    mark = error.problem_mark
    line, column = (mark.line + 1, mark.column + 1) if mark else (1, 1)
    return BAD_CONFIGURATION.at(
        Location(NAME, line, column), error.problem or "it is no YAML", "mend the YAML"
    )


def _outwards(path: str) -> str:
    """Return a path written beside mkdocs.yml as seen from `build/`."""
    return path if path.startswith("/") else f"../{path}"
