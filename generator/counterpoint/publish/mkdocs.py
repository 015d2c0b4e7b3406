"""Run MkDocs on the staged tree, its warnings being failures."""

from __future__ import annotations

import logging
import os
import shutil
from collections.abc import Iterator
from pathlib import Path

from counterpoint.diagnostics import Diagnostic, Location
from counterpoint.publish.values import ENGINE_COMPLAINT, PublishError

SILENCED = {"NO_MKDOCS_2_WARNING": "1", "DISABLE_MKDOCS_2_WARNING": "true"}
"""What keeps MkDocs and Material from printing notices of their own."""


class _Complaints(logging.Handler):
    """Keeps what MkDocs warns of."""

    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.messages: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        """Keep the message, each once."""
        if (message := record.getMessage()) not in self.messages:
            self.messages.append(message)


def render(configuration: Path, site: Path) -> tuple[Diagnostic, ...]:
    """Publish what the settings say into a folder; return MkDocs' complaints.

    Raises PublishError where MkDocs gives up: its settings are wrong, a plugin is missing.
    """
    os.environ.update(SILENCED)
    complaints = _Complaints()
    logger = logging.getLogger("mkdocs")
    logger.addHandler(complaints)
    propagated, logger.propagate = logger.propagate, False
    try:
        _build(configuration, site)
    finally:
        logger.removeHandler(complaints)
        logger.propagate = propagated
    _drop_what_is_not_used(site)
    return tuple(_diagnostics(complaints.messages))


def _drop_what_is_not_used(site: Path) -> None:
    """Remove the theme's own search and its scripts' sources: a third of a small site."""
    scripts = site / "assets" / "javascripts"
    shutil.rmtree(scripts / "lunr", ignore_errors=True)
    shutil.rmtree(scripts / "workers", ignore_errors=True)
    for file in (site / "assets").glob("*/*.map"):
        file.unlink()


def _build(configuration: Path, site: Path) -> None:
    # Importing MkDocs takes 0.2 s, which only building should cost.
    from click import ClickException
    from mkdocs.commands.build import build
    from mkdocs.config import load_config
    from mkdocs.exceptions import MkDocsException

    try:
        config = load_config(str(configuration.absolute()), site_dir=str(site.absolute()))
        citations = config.mdx_configs.setdefault("counterpoint.citations", {})
        citations["study"] = str(configuration.with_name("citations.json").absolute())
        config.plugins.on_startup(command="build", dirty=False)
        build(config)
        config.plugins.on_shutdown()
    except (MkDocsException, ClickException) as error:
        raise PublishError(f"MkDocs gave up: {error}") from error


def _diagnostics(messages: list[str]) -> Iterator[Diagnostic]:
    for message in messages:
        yield ENGINE_COMPLAINT.at(
            Location("mkdocs.yml"),
            message.partition("\n")[0],
            "mend what it names; a warning of MkDocs stops the build",
        )
