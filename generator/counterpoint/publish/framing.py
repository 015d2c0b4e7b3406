"""Put generated pages into the frames that MkDocs rendered."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cached_property

from counterpoint.publish.filling import Frame, TableOfContents
from counterpoint.publish.finishing import Composed
from counterpoint.publish.policy import theme_templates
from counterpoint.publish.rendering import Around, Rendered, block
from counterpoint.publish.staged import Staged
from counterpoint.publish.store import Store


class Framing:
    """What stands around each generated page of a site that has a frame."""

    def __init__(self, staged: Staged, rendered: Rendered, made: Store) -> None:
        """`made` is where the frames are."""
        frames, plan = rendered.frames, staged.plan
        named = (
            *((form.frame, one) for form in plan.forms for one in form.pages),
            *((one.page.path, one) for one in plan.alone),
        )
        self._templates = (str(staged.workspace.overrides), str(theme_templates()))
        self._made = made
        self._frames: dict[str, Frame] = {}
        self.around: Mapping[str, Around] = {
            one.page.path: frames[name] for name, one in named if name in frames
        }
        """By staged path."""

    @property
    def stands(self) -> bool:
        """Whether all frames are there still."""
        frames = {one.text for one in self.around.values()}
        return all((self._made.folder / one).is_file() for one in frames)

    def filled(self, one: Composed, composed: Store) -> bytes:
        """Return a page in its frame; `composed` is where its words are."""
        text = self.around[one.page.path].text
        if text not in self._frames:
            self._frames[text] = Frame(self._made.get(text).decode(), self._contents)
        return self._frames[text].filled(one.page, block(one, composed)).encode()

    @cached_property
    def _contents(self) -> TableOfContents:
        return TableOfContents(self._templates)
