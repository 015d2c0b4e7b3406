"""Let MkDocs render what stands around generated pages once a folder, and put the pages into it.

MkDocs' own pages repeat the same head, header, navigation and footer: for a thousand interviews
that is a thousand times the same work. It is given one *frame* for all pages that are alike, of one
folder or of folders beside each other, with words in the places where they differ. What comes of it
is compared, whenever it is rendered, with MkDocs' own rendering of one of the pages; where a single
byte differs, MkDocs renders all.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass

from counterpoint.diagnostics import Location
from counterpoint.model import Heading
from counterpoint.pages.values import Page
from counterpoint.publish.finishing import Composed
from counterpoint.publish.staging import front_matter, generated_text

WORD = "cpframe"
"""With what every place begins."""
TITLE = "cpframetitle"
DESCRIPTION = "cpframedescription"
SOURCE = "cpframesource"
ADDS = "cpframeadds"
ADDRESS = "cpframeaddress"
FOLDER = "cpframefolder"
BODY = "<h1>cpframebody</h1>"
CONTENTS = ("cpframecontents1", "cpframecontents2")
DEPTH = 2
"""So many folders above those that are each of one thing: `research/themes/`."""
FEWEST = 3
"""Pages that are alike, for which a frame and a comparison cost less than rendering them."""
MARKUP = re.compile(r"[&<>\"']")


@dataclass(frozen=True, slots=True)
class Form:
    """Pages around which MkDocs puts the same."""

    frame: str
    """The staged path of the frame; no page of the study has it."""
    pages: tuple[Composed, ...]

    @property
    def probe(self) -> Composed:
        """The page that MkDocs renders too: a small one, with markup in its title if one has."""
        return min(self.pages, key=lambda one: (not _has_markup(one), one.size))

    @property
    def has_markup(self) -> bool:
        """Whether there is markup in the title of a page, which only such a page can test."""
        return any(map(_has_markup, self.pages))


def _has_markup(one: Composed) -> bool:
    return bool(MARKUP.search(one.page.title))


@dataclass(frozen=True, slots=True)
class Plan:
    """What MkDocs is given instead of all pages."""

    forms: tuple[Form, ...] = ()
    alone: tuple[Composed, ...] = ()
    """Pages with a frame of their own, for example those in the navigation: they lend it all but
    their body."""
    in_navigation: frozenset[str] = frozenset()
    """Staged paths in the navigation, whose titles are on every page."""

    @property
    def given(self) -> Iterator[tuple[str, str]]:
        """Yield staged paths with the text that MkDocs reads there in place of a page's own."""
        for one in self.alone:
            yield one.page.path, generated_text(front_matter(one.page), BODY)
        for form in self.forms:
            yield form.frame, _frame(form)

    def part(self, frames: Collection[str]) -> Plan:
        """Return the part of it that some frames make, by their staged paths."""
        forms = tuple(one for one in self.forms if one.frame in frames)
        alone = tuple(one for one in self.alone if one.page.path in frames)
        return Plan(forms, alone, self.in_navigation)

    @property
    def hidden(self) -> Iterator[str]:
        """Yield staged paths of pages that MkDocs need not render."""
        for form in self.forms:
            probe = form.probe
            yield from (one.page.path for one in form.pages if one is not probe)


def plan(pages: Iterable[Composed], in_navigation: Collection[str]) -> Plan:
    """Return how generated pages are divided into those with a frame of their own and the rest."""
    alone: list[Composed] = []
    alike: dict[tuple[str, *tuple[bool, ...]], list[Composed]] = {}
    for one in pages:
        path = one.page.path
        if not one.has_title:
            continue
        if path in in_navigation or path.rpartition("/")[2] == "index.md":
            alone.append(one)
        else:
            alike.setdefault(_form(one.page), []).append(one)
    forms: list[Form] = []
    for (folder, *traits), group in alike.items():
        if len(group) < FEWEST:
            alone.extend(group)
        else:
            number = "".join(str(int(one)) for one in traits)
            forms.append(Form(f"{folder}/{ADDRESS}{number}.md", tuple(group)))
    return Plan(tuple(forms), tuple(alone), frozenset(in_navigation))


def _form(page: Page) -> tuple[str, *tuple[bool, ...]]:
    """Return what a page's surroundings depend on, besides the words that are put in."""
    return (
        _place(page.path.rpartition("/")[0]),
        bool(page.description),
        bool(page.source),
        bool(page.adds),
        bool(page.headings),
    )


def _place(folder: str) -> str:
    """Return the folder of the frame of pages in a folder."""
    above, _, _ = folder.rpartition("/")
    return f"{above}/{FOLDER}" if above.count("/") == DEPTH - 1 else folder


def _frame(form: Form) -> str:
    like = form.pages[0].page
    contents = tuple(Heading(2, one, one, Location(form.frame)) for one in CONTENTS)
    words = Page(
        path=form.frame,
        title=TITLE,
        html="",
        source=SOURCE if like.source else "",
        description=DESCRIPTION if like.description else "",
        headings=contents if like.headings else (),
        adds=ADDS if like.adds else "",
    )
    return generated_text(front_matter(words), BODY)
