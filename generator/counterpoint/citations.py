"""A Python-Markdown extension: links of hand-written pages that cite the study."""

from __future__ import annotations

from typing import Any

from markdown import Markdown
from markdown.extensions import Extension


class Citations(Extension):
    """Resolves Git-host links and shows what they cite."""

    def __init__(self, **settings: Any) -> None:
        self.config = {"study": ["", "the JSON file that the build writes"]}
        super().__init__(**settings)

    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802 - Python-Markdown's name
        """Register with a Markdown converter."""


def makeExtension(**settings: Any) -> Citations:  # noqa: N802 - Python-Markdown's name
    """Return the extension, as Python-Markdown asks for it."""
    return Citations(**settings)
