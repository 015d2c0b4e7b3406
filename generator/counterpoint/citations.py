"""A Python-Markdown extension: links of hand-written pages that cite the study.

It knows the study only through the JSON file that a build writes (`publish/cited.py`), so that
any site engine that runs Python-Markdown shows the same.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from html import escape, unescape
from pathlib import Path
from typing import Any
from urllib.parse import unquote
from xml.etree.ElementTree import Element

from markdown import Markdown
from markdown.extensions import Extension
from markdown.postprocessors import Postprocessor
from markdown.preprocessors import Preprocessor
from markdown.treeprocessors import Treeprocessor

AFTER_INLINE = 15
"""After links are made (20), before headings are listed (5) and the engine looks at links (0)."""
AFTER_THE_ENGINE = -10
"""After the engine has looked at links, which it counts from the file and not from the page."""
AFTER_RAW_HTML = 15
"""After raw HTML is put back (30)."""
AFTER_WITHHELD = 14
BEFORE_EVERYTHING = 200
BEFORE_FENCES = 29
"""After white space is made regular (30), before fences (25) and raw HTML (20) are looked for."""

GENERATED = "<!-- counterpoint generated -->"
"""The line above the one line of HTML that is all of a generated page."""

SOURCE = re.compile(r"<!-- counterpoint: (\S+) -->\n?")
"""The line by which a staged page says which file it was."""
RAW_LINK = re.compile(
    r"<(a|img)\b([^<>]*?)\b(href|src)=(?:\"([^\"<>]*)\"|'([^'<>]*)')", re.IGNORECASE
)
FINISHED = "cp-finished:"
"""Before an address that is as the page needs it: a scheme of its own keeps the engine away."""
PATTERNS = re.compile(r'<svg class="cp-patterns".*?</svg>', re.DOTALL)
"""What fills bars; each card that has some brings them along, and a page needs them once."""
HIDDEN = "cp-withheld:"
HIDDEN_LINK = re.compile(rf"<a\b[^<>]*\"{HIDDEN}\"[^<>]*>.*?</a>", re.DOTALL | re.IGNORECASE)
HIDDEN_IMAGE = re.compile(rf"<img\b[^<>]*\"{HIDDEN}\"[^<>]*>", re.IGNORECASE)
BADGE = re.compile(r'(<span class="cp-badge cp-badge--(\w+)">)([^<]*)</span>')
"""A badge as people write it: a word without its sign."""
WITHHELD = "evidence withheld"
WITHHELD_HTML = f'<span class="cp-withheld">{WITHHELD}</span>'


@dataclass(frozen=True, slots=True)
class Cited:
    """What becomes of one link; the fields are those of the JSON file."""

    address: str
    is_neutralised: bool
    shown_title: str
    beside: str
    alone: str


@dataclass(frozen=True, slots=True)
class Written:
    """What a build writes down for hand-written pages."""

    pages: Mapping[str, Mapping[str, Cited]]
    """By source, then by href and title."""
    signs: Mapping[str, str]
    """SVG of each badge's sign, by the badge's key."""


class Citations(Extension):
    """Resolves links as a Git host does and shows what they cite."""

    def __init__(self, **settings: Any) -> None:
        self.config = {"study": ["citations.json", "the JSON file that a build writes"]}
        super().__init__(**settings)
        self.links: Mapping[str, Cited] = {}
        """Of the page at work, by href and title."""
        self.signs: Mapping[str, str] = {}
        """Of badges; none for a page that is no hand-written one."""

    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802 - Python-Markdown's name
        """Register with a Markdown converter."""
        md.preprocessors.register(_ReadSource(md, self), "counterpoint_source", BEFORE_EVERYTHING)
        md.preprocessors.register(_SetAside(md), "counterpoint_generated", BEFORE_FENCES)
        md.treeprocessors.register(_ShowCitations(md, self), "counterpoint", AFTER_INLINE)
        md.treeprocessors.register(_Finish(md), "counterpoint_finish", AFTER_THE_ENGINE)
        md.postprocessors.register(_HideWithheld(md), "counterpoint_withheld", AFTER_RAW_HTML)
        md.postprocessors.register(_SignBadges(md, self), "counterpoint_badges", AFTER_WITHHELD)

    def read(self, source: str) -> None:
        """Look up the links of a page; of none where it has no source."""
        written = _written(str(self.getConfig("study"))) if source else Written({}, {})
        self.links = written.pages.get(source, {})
        self.signs = written.signs

    def find(self, href: str, title: str) -> Cited | None:
        """Return what becomes of a link of the page at work; None where it stays as it is."""
        return self.links.get(key(href, title)) or self.links.get(key(href, ""))


def makeExtension(**settings: Any) -> Citations:  # noqa: N802 - Python-Markdown's name
    """Return the extension, as Python-Markdown asks for it."""
    return Citations(**settings)


def key(href: str, title: str) -> str:
    """Return what a link is looked up by, however its address is escaped."""
    return f"{unquote(unescape(href)).strip()}\n{' '.join(unescape(title).split())}"


class _ReadSource(Preprocessor):
    """Takes out the line that names the page's file."""

    def __init__(self, md: Markdown, extension: Citations) -> None:
        super().__init__(md)
        self.extension = extension

    def run(self, lines: list[str]) -> list[str]:
        source = ""
        for number, line in enumerate(lines):
            if found := SOURCE.fullmatch(line):
                source = unquote(found[1])
                lines = [*lines[:number], *lines[number + 1 :]]
                break
        self.extension.read(source)
        return lines


class _SetAside(Preprocessor):
    """Takes a generated page out of the converter's sight: it is finished, and looking is slow."""

    def run(self, lines: list[str]) -> list[str]:
        if GENERATED not in lines:
            return lines
        at = lines.index(GENERATED)
        placeholder = self.md.htmlStash.store(lines[at + 1])
        return [*lines[:at], placeholder, *lines[at + 2 :]]


class _ShowCitations(Treeprocessor):
    """Gives every link its address on the site, and what it cites beside it."""

    def __init__(self, md: Markdown, extension: Citations) -> None:
        super().__init__(md)
        self.extension = extension
        self.number = 0
        self.has_patterns = False

    def run(self, root: Element) -> None:
        self.number = 0
        self.has_patterns = False
        if not self.extension.links:
            return
        for parent, link in list(_links(root)):
            self._show(parent, link)
        blocks = self.md.htmlStash.rawHtmlBlocks
        blocks[:] = [self._raw(one) if isinstance(one, str) else one for one in blocks]

    def _show(self, parent: Element, link: Element) -> None:
        attribute = "src" if link.tag == "img" else "href"
        found = self.extension.find(link.get(attribute, ""), link.get("title", ""))
        if found is None:
            return
        if found.is_neutralised:
            _neutralise(link)
            return
        link.set(attribute, FINISHED + found.address)
        _retitle(link, found.shown_title)
        if found.alone and _stands_alone(parent, link):
            _replace(parent, self.md.htmlStash.store(self._card(found.alone)))
        elif found.beside:
            self._put_beside(link, found.beside)

    def _card(self, html: str) -> str:
        if self.has_patterns:
            return PATTERNS.sub("", html)
        self.has_patterns = PATTERNS.search(html) is not None
        return html

    def _put_beside(self, link: Element, note: str) -> None:
        self.number += 1
        name = f"cp-cite-{self.number}"
        link.set("aria-describedby", name)
        link.set("class", " ".join(filter(None, (link.get("class"), "cp-cite"))))
        html = f'<span class="cp-cite__note" role="tooltip" id="{name}">{note}</span>'
        link.tail = self.md.htmlStash.store(html) + (link.tail or "")

    def _raw(self, html: str) -> str:
        return RAW_LINK.sub(self._raw_link, html)

    def _raw_link(self, link: re.Match[str]) -> str:
        tag, before, attribute = link[1], link[2], link[3]
        found = self.extension.find(link[4] or link[5] or "", "")
        if found is None:
            return link[0]
        address = HIDDEN if found.is_neutralised else found.address
        return f'<{tag}{before}{attribute}="{escape(address)}"'


class _Finish(Treeprocessor):
    """Takes the mark off finished addresses."""

    def run(self, root: Element) -> None:
        for _, link in _links(root):
            attribute = "src" if link.tag == "img" else "href"
            if (address := link.get(attribute, "")).startswith(FINISHED):
                link.set(attribute, address.removeprefix(FINISHED))


class _HideWithheld(Postprocessor):
    """Replaces raw HTML links to what is withheld, now that they are whole."""

    def run(self, text: str) -> str:
        if HIDDEN not in text:
            return text
        return HIDDEN_IMAGE.sub(WITHHELD_HTML, HIDDEN_LINK.sub(WITHHELD_HTML, text))


class _SignBadges(Postprocessor):
    """Gives badges that people wrote the signs that they have everywhere else."""

    def __init__(self, md: Markdown, extension: Citations) -> None:
        super().__init__(md)
        self.extension = extension

    def run(self, text: str) -> str:
        signs = self.extension.signs
        if not signs:
            return text
        return BADGE.sub(
            lambda badge: f"{badge[1]}{signs.get(badge[2], '')}<span>{badge[3]}</span></span>", text
        )


def _links(root: Element) -> Iterator[tuple[Element, Element]]:
    for parent in root.iter():
        for child in parent:
            if child.tag in {"a", "img"}:
                yield parent, child


def _neutralise(link: Element) -> None:
    tail = link.tail
    link.clear()
    link.tag, link.text, link.tail = "span", WITHHELD, tail
    link.set("class", "cp-withheld")


def _retitle(link: Element, title: str) -> None:
    if title:
        link.set("title", title)
    else:
        link.attrib.pop("title", None)


def _stands_alone(parent: Element, link: Element) -> bool:
    is_all = len(parent) == 1 and not (parent.text or "").strip() and not (link.tail or "").strip()
    return parent.tag == "p" and is_all


def _replace(paragraph: Element, placeholder: str) -> None:
    paragraph.clear()
    paragraph.tag, paragraph.text = "p", placeholder


def _written(study: str) -> Written:
    path = _file(study)
    return _read(path, path.stat().st_mtime_ns)


def _file(study: str) -> Path:
    """Return the JSON file, from wherever the engine was started."""
    for candidate in (Path(study), Path("build", study)):
        if candidate.is_file():
            return candidate
    raise FileNotFoundError(f"{study} is not there: run `counterpoint build --stage` first")


@lru_cache(maxsize=1)
def _read(path: Path, changed: int) -> Written:  # noqa: ARG001
    content = json.loads(path.read_bytes())
    pages = {
        source: {link: Cited(**fields) for link, fields in links.items()}
        for source, links in content["pages"].items()
    }
    return Written(pages, content["signs"])
