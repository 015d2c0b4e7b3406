"""Run MkDocs on the staged tree, its warnings being failures."""

from __future__ import annotations

import logging
import os
import re
import shutil
from collections.abc import Callable, Collection, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass, field, replace
from functools import cache
from pathlib import Path
from types import CodeType
from typing import Any

from jinja2 import BytecodeCache, Environment
from jinja2.bccache import Bucket
from jinja2.meta import find_referenced_templates

from counterpoint.diagnostics import Diagnostic, Location
from counterpoint.parse.heavy import TOO_HEAVY
from counterpoint.publish.values import ENGINE_COMPLAINT, PublishError

SILENCED = {"NO_MKDOCS_2_WARNING": "1", "DISABLE_MKDOCS_2_WARNING": "true"}
"""What keeps MkDocs and Material from printing notices of their own."""


PAGE_TEMPLATE = "main.html"
"""What MkDocs makes a page with, unless its front matter names another."""

TOO_DEEP = re.compile(r"Error reading page '(.+)': +maximum recursion depth exceeded")


class _Complaints(logging.Handler):
    """Keeps what MkDocs warns of."""

    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.messages: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        """Keep the message, each once."""
        if (message := record.getMessage()) not in self.messages:
            self.messages.append(message)


@dataclass(frozen=True, slots=True)
class Label:
    """What other pages may show of a page."""

    title: str | None
    """None where it is no text."""
    meta: str
    """Its front matter that was not given, as it prints."""


@dataclass(frozen=True, slots=True)
class Instead:
    """What MkDocs reads otherwise than it stands in the staged tree."""

    given: Mapping[str, str] = field(default_factory=dict)
    """Texts by staged path, some of which are in the tree and some are not."""
    hidden: Collection[str] = ()
    """Staged paths of pages that are not rendered; links to them stay good."""
    static: Collection[str] = ()
    """Staged paths of files that are no pages and need not be copied; links to them stay good."""
    only: Collection[str] = ()
    """Staged paths of the pages that are wanted; others are read only for what these show of them.

    Where there are none, all that is not hidden is wanted, and what the theme brings.
    """
    titles: Mapping[str, str] = field(default_factory=dict)
    """Titles of pages that are not wanted, by staged path: what these say need not be read."""


@dataclass(frozen=True, slots=True)
class Run:
    """What MkDocs said of a site that it made."""

    complaints: tuple[Diagnostic, ...] = ()
    left_out: tuple[str, ...] = ()
    """Static files that the settings exclude."""
    labels: Mapping[str, Label] = field(default_factory=dict)
    """Those of the pages that were read, by staged path."""


class _Diversion:
    """Puts the texts in their places as soon as MkDocs has listed its files."""

    def __init__(self, instead: Instead) -> None:
        self._instead = instead
        self.left_out: list[str] = []
        self.labels: dict[str, Label] = {}

    def on_files(self, files: Any, config: Any) -> Any:
        """Take MkDocs' list of files; return it changed."""
        from mkdocs.structure.files import File, InclusionLevel

        for path, text in self._instead.given.items():
            if (file := files.get_file_from_path(path)) is not None:
                file.content_string = text
            else:
                files.append(File.generated(config, path, content=text))
        for path in self._instead.static:
            file = files.get_file_from_path(path)
            if file is None or file.inclusion.is_excluded():
                self.left_out.append(path)
            else:
                file.inclusion = InclusionLevel.EXCLUDED
        for path in self._instead.hidden:
            files.get_file_from_path(path).inclusion = InclusionLevel.EXCLUDED
        return files

    def on_page_markdown(self, markdown: str, page: Any, **_given: object) -> str:
        """Take what a page says; return nothing of it where its title is known and enough."""
        title = self._instead.titles.get(page.file.src_uri)
        if title is None:
            return markdown
        page.title = title
        return ""

    def on_env(self, env: Environment, files: Any, **_given: object) -> Environment:
        """Take the theme's templates and all pages, read; return the templates.

        They are compiled where they are not yet, and only the pages that are wanted are filled in.
        """
        from mkdocs.structure.files import InclusionLevel

        env.bytecode_cache = _compiled()
        only = self._instead.only
        for file in files.documentation_pages():
            title, meta = file.page.title, file.page.meta
            own = {} if file.src_uri in self._instead.given else meta
            self.labels[file.src_uri] = Label(title if isinstance(title, str) else None, repr(own))
            if only and file.src_uri not in only:
                file.inclusion = InclusionLevel.EXCLUDED
        return env


class _Compiled(BytecodeCache):
    """Templates compiled by this process, by the digests of their names and texts."""

    def __init__(self) -> None:
        self._known: dict[tuple[str, str], CodeType | None] = {}

    def load_bytecode(self, bucket: Bucket) -> None:
        """Give a template what it was compiled to."""
        bucket.code = self._known.get((bucket.key, bucket.checksum))

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Keep what a template was compiled to."""
        self._known[bucket.key, bucket.checksum] = bucket.code


@cache
def _compiled() -> _Compiled:
    """Return the templates that need not be compiled again: a quarter of a rendering."""
    return _Compiled()


def compile_templates(configuration: Path) -> None:
    """Import MkDocs, and compile what pages are made with: then the first one need not wait.

    What is wrong with settings or templates is left to `render` to say.
    """
    os.environ.update(SILENCED)
    from click import ClickException
    from jinja2 import TemplateError
    from mkdocs.config import load_config
    from mkdocs.exceptions import MkDocsException

    with suppress(MkDocsException, ClickException, TemplateError, OSError):
        env = load_config(str(configuration.absolute())).theme.get_env()
        env.bytecode_cache = _compiled()
        known: set[str] = set()
        waiting = {PAGE_TEMPLATE}
        while waiting:
            known |= waiting
            named = (_named(env, one) for one in waiting)
            waiting = set().union(*named) - known


def _named(env: Environment, template: str) -> set[str]:
    """Compile a template; return those that it names."""
    file = env.get_template(template).filename
    text = Path(file).read_text(encoding="utf-8") if file else ""
    return {one for one in find_referenced_templates(env.parse(text)) if one}


def render(configuration: Path, site: Path, instead: Instead | None = None) -> Run:
    """Publish what the settings say into a folder.

    Raises PublishError where MkDocs gives up: its settings are wrong, a plugin is missing.
    """
    os.environ.update(SILENCED)
    complaints = _Complaints()
    logger = logging.getLogger("mkdocs")
    logger.addHandler(complaints)
    propagated, logger.propagate = logger.propagate, False
    try:
        run = _build(configuration, site, instead or Instead())
    finally:
        logger.removeHandler(complaints)
        logger.propagate = propagated
    _drop_what_is_not_used(site)
    return replace(run, complaints=tuple(_diagnostics(complaints.messages)))


def _drop_what_is_not_used(site: Path) -> None:
    """Remove the theme's own search and its scripts' sources: a third of a small site."""
    scripts = site / "assets" / "javascripts"
    shutil.rmtree(scripts / "lunr", ignore_errors=True)
    shutil.rmtree(scripts / "workers", ignore_errors=True)
    for file in (site / "assets").glob("*/*.map"):
        file.unlink()


def _build(configuration: Path, site: Path, instead: Instead) -> Run:
    # Importing MkDocs takes 0.2 s, which only building should cost.
    from click import ClickException
    from jinja2 import TemplateError
    from mkdocs.commands.build import build
    from mkdocs.config import load_config
    from mkdocs.exceptions import MkDocsException

    try:
        config = load_config(str(configuration.absolute()), site_dir=str(site.absolute()))
        citations = config.mdx_configs.setdefault("counterpoint.citations", {})
        citations["study"] = str(configuration.with_name("citations.json").absolute())
        diversion = _Diversion(instead)
        config.plugins["counterpoint"] = diversion  # type: ignore[assignment]
        if instead.only:
            _without_files(config.theme)
        config.plugins.on_startup(command="build", dirty=False)
        build(config)
        config.plugins.on_shutdown()
    except (MkDocsException, ClickException, TemplateError) as error:
        raise PublishError(f"MkDocs gave up: {error}") from error
    except RecursionError:
        return Run()  # MkDocs has complained of the page
    return Run(left_out=tuple(diversion.left_out), labels=diversion.labels)


def _without_files(theme: Any) -> None:
    """Have MkDocs neither list nor copy what a theme brings: thousands of files, mostly icons."""
    made: Callable[[], Environment] = theme.get_env

    def bare() -> Environment:
        env = made()
        env.list_templates = lambda *_, **__: []  # type: ignore[method-assign]
        return env

    theme.get_env = bare
    theme.static_templates = set()


def _diagnostics(messages: list[str]) -> Iterator[Diagnostic]:
    for message in messages:
        if found := TOO_DEEP.match(message):
            yield TOO_HEAVY.at(
                Location(f"docs/{found[1]}"),
                "what it nests is too deep for MkDocs",
                "take lists, quotations or emphasis out of each other",
            )
            continue
        yield ENGINE_COMPLAINT.at(
            Location("mkdocs.yml"),
            message.partition("\n")[0],
            "mend what it names; a warning of MkDocs stops the build",
        )
