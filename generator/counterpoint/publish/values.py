"""What publishing passes around: files to be written, and what can go wrong with them."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from counterpoint.diagnostics import Rule, Severity
from counterpoint.publish.left import Left

CLASH = Rule("CP801", Severity.ERROR, "two files would be published at one address")
BAD_CONFIGURATION = Rule("CP802", Severity.ERROR, "mkdocs.yml cannot be used")
ENGINE_COMPLAINT = Rule("CP803", Severity.ERROR, "MkDocs is not content with the staged pages")
MISSING_PAGE = Rule("CP804", Severity.ERROR, "a page that belongs to the site was not published")
BROKEN_LINK = Rule("CP805", Severity.ERROR, "a link of the published site leads nowhere")
OWN_BROKEN_LINK = Rule("CP807", Severity.WARNING, "a link of a generated page leads nowhere")
NO_SEARCH = Rule("CP806", Severity.ERROR, "the search index could not be made")

RULES = (
    CLASH,
    BAD_CONFIGURATION,
    ENGINE_COMPLAINT,
    MISSING_PAGE,
    BROKEN_LINK,
    NO_SEARCH,
    OWN_BROKEN_LINK,
)
"""Every rule of this stage, for the reference."""


ALONE = 128
"""So many interviews make one shard of the search index."""


class PublishError(Exception):
    """Something outside the study stops publishing: its message is one line for the terminal."""


@dataclass(frozen=True, slots=True)
class StagedFile:
    """One file of the staged tree."""

    path: str
    """Relative to `build/docs`, with forward slashes."""
    content: bytes
    source: str = ""
    """The repository file it comes from; empty where it has none."""


@dataclass(frozen=True, slots=True)
class Onlooker:
    """Who looks at the site while it is built: open pages come first, then all, then the search."""

    shown: Callable[[], None]
    """Hears that new pages are there."""
    has_more: Callable[[], bool]
    """Tells, perhaps after a moment, whether something was saved meanwhile."""
    open_files: Callable[[], Collection[str]] = tuple
    """Returns which pages of the site are looked at, as paths in it."""
    ahead: Callable[[Mapping[str, bytes]], None] = lambda _: None
    """Takes such pages by their paths as they will be, before the site has them."""


@dataclass(frozen=True, slots=True)
class Workspace:
    """The folders that a build may write, all below one."""

    build: Path
    """`build/` of the repository; nothing outside it is ever written."""
    left: Left = field(default_factory=Left, compare=False)
    """How this process left them."""

    @property
    def docs(self) -> Path:
        """The staged tree."""
        return self.build / "docs"

    @property
    def overrides(self) -> Path:
        """The theme's templates that the product replaces."""
        return self.build / "overrides"

    @property
    def configuration(self) -> Path:
        """The derived settings of MkDocs."""
        return self.build / "mkdocs.yml"

    @property
    def citations(self) -> Path:
        """What the citations extension knows of the study."""
        return self.build / "citations.json"

    @property
    def composed(self) -> Path:
        """The pages of the last build."""
        return self.build / "cache" / "pages"

    @property
    def rendered(self) -> Path:
        """What MkDocs made in the last build."""
        return self.build / "cache" / "rendered"

    @property
    def trees(self) -> Path:
        """What the staged tree and the site hold."""
        return self.build / "cache" / "trees"

    @property
    def search(self) -> Path:
        """The search index of the last build."""
        return self.build / "cache" / "search"

    @property
    def site(self) -> Path:
        """The published site."""
        return self.build / "site"

    @property
    def next_site(self) -> Path:
        """The site being made, swapped in once it is whole; the second one between builds."""
        return self.build / "site.next"


def refuse_link(folder: Path) -> None:
    """Raise PublishError where the folder is a symbolic link, through which others' files hang."""
    if folder.is_symlink() or folder.parent.is_symlink():
        raise PublishError(f"{folder.name}/ is a symbolic link; remove it, it is made anew")
