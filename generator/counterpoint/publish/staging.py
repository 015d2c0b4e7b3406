"""Assemble the folder of plain Markdown, images and assets that a site engine publishes."""

from __future__ import annotations

import html
import json
import re
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path, PurePosixPath
from typing import Any
from urllib.parse import quote

import yaml
from yaml import CSafeDumper as SafeDumper
from yaml import CSafeLoader as SafeLoader

from counterpoint.citations import GENERATED
from counterpoint.diagnostics import Diagnostic, Location
from counterpoint.model import Heading
from counterpoint.pages.values import DataFile, Page
from counterpoint.publish.values import CLASH, StagedFile

ASSETS = "assets/counterpoint"
"""Where the package's own styles and scripts are staged."""

NOT_AS_IT_STANDS = re.compile(
    "[^\t\n\x20-\x7e\xa0-\u2027\u202a-\ud7ff\ue000-\ufefe\uff00-\ufffd\U00010000-\U0010ffff]"
)
"""What YAML, unlike JSON, wants to be escaped; without it JSON is YAML, and written faster."""
FRONT_MATTER = re.compile(r"\A---[ \t]*\n(.*?\n)??(?:---|\.\.\.)[ \t]*(?:\n|\Z)", re.DOTALL)
PREFORMATTED = re.compile(r"(<pre\b.*?</pre>)", re.DOTALL)


def generated_file(page: Page) -> StagedFile:
    """Return a generated page as it is staged."""
    text = generated_text(front_matter(page), sealed(page.html))
    return StagedFile(page.path, text.encode(), page.source)


def generated_text(above: str, block: str) -> str:
    """Return a page's front matter and one raw HTML block that no engine interprets."""
    return f'{above}\n{GENERATED}\n<div class="cp">{block}</div>\n'


def block_of(text: str) -> str:
    """Return the HTML block of a generated page's text, as it was put there."""
    _, _, rest = text.partition(f'\n{GENERATED}\n<div class="cp">')
    return rest.removesuffix("</div>\n")


def front_matter(page: Page) -> str:
    """Return what engines are told of a generated page."""
    meta: dict[str, Any] = {"title": html.escape(page.title), "source": page.source}
    if page.adds:
        meta["adds"] = page.adds
    if page.description:
        meta["description"] = html.escape(page.description)
    contents = table_of_contents(page.headings)
    meta |= {"contents": contents} if contents else {"hide": ["toc"]}
    written = "".join(
        f"{key}: {json.dumps(one, ensure_ascii=False)}\n" for key, one in meta.items()
    )
    return _front_matter(meta) if NOT_AS_IT_STANDS.search(written) else f"---\n{written}---\n"


def sealed(block: str) -> str:
    """Return HTML on one line, without braces, meaning the same.

    Extensions that a user switches on (fences, snippets, macros) look at the lines and the double
    braces of the whole file before HTML is recognised; there is nothing left for them to find.
    """
    parts = PREFORMATTED.split(block.replace("\r", "").replace("\t", "&#9;").replace("{", "&#123;"))
    parts[::2] = [part.replace("\n", " ") for part in parts[::2]]
    parts[1::2] = [part.replace("\n", "&#10;") for part in parts[1::2]]
    return "".join(parts)


def handwritten_file(path: str, text: str, appendix: str = "") -> StagedFile:
    """Return a page of `docs/` with its source noted and an HTML block put at its end."""
    found = FRONT_MATTER.match(text)
    meta = (yaml.load(found[1] or "", Loader=SafeLoader) or {}) if found else {}
    body = text[found.end() :] if found else text
    if isinstance(title := meta.get("title"), str):
        meta["title"] = html.escape(title, quote=False)
    ending = f'\n\n<div class="cp">{sealed(appendix)}</div>\n' if appendix else ""
    mark = f"<!-- counterpoint: {quote(path)} -->\n"
    staged = f"{_front_matter(meta | {'source': path})}\n{mark}\n{body}{ending}"
    return StagedFile(staged_path(path), staged.encode(), path)


def staged_path(path: str) -> str:
    """Return where a repository file is staged: `docs/x.md` as `x.md`, others as they are."""
    return path.removeprefix("docs/")


def published_path(staged: str) -> str:
    """Return where a staged file lies in the site."""
    if not staged.endswith(".md"):
        return staged
    path = staged.removesuffix(".md")
    name = path.rpartition("/")[2]
    if name in {"index", "README"}:
        return f"{path.removesuffix(name)}index.html"
    return f"{path}/index.html"


def package_assets() -> Iterator[StagedFile]:
    """Yield the package's own styles, scripts and icons."""
    folder = Path(__file__).parent.parent / "assets"
    for file in sorted(folder.rglob("*")):
        if file.is_file() and not file.name.startswith("."):
            name = file.relative_to(folder).as_posix()
            yield StagedFile(f"{ASSETS}/{name}", file.read_bytes())


def loaded_assets() -> Iterator[str]:
    """Yield the staged paths of what every page loads: the rest is loaded by pages that need it."""
    for file in package_assets():
        if PurePosixPath(file.path).parent == PurePosixPath(ASSETS):
            yield file.path


def data_file(file: DataFile) -> StagedFile:
    """Return a generated file that is no page."""
    return StagedFile(file.path, file.content)


def clashes(files: Iterable[StagedFile]) -> Iterator[Diagnostic]:
    """Yield a finding for each file whose address an earlier one has, whatever the case."""
    seen: dict[str, StagedFile] = {}
    for file in files:
        page = file.path.casefold().removesuffix("index.md").removesuffix("index.html")
        address = page.removesuffix(".md").rstrip("/")
        first = seen.setdefault(address, file)
        if first is not file:
            yield CLASH.at(
                Location(file.source or first.source or file.path),
                f"{file.path} would take the place of {first.source or 'a generated page'}",
                "give the file another name",
            )


def _front_matter(meta: Mapping[str, Any]) -> str:
    dumped = yaml.dump(
        dict(meta), Dumper=SafeDumper, sort_keys=False, allow_unicode=False, width=1_000_000
    )
    return f"---\n{dumped}---\n"


def table_of_contents(headings: tuple[Heading, ...]) -> list[dict[str, Any]]:
    """Return headings nested by their levels, as Material's templates walk them."""
    top: list[dict[str, Any]] = []
    open_entries: list[tuple[int, list[dict[str, Any]]]] = [(0, top)]
    for heading in headings:
        entry = contents_entry(heading.level, heading.text, heading.anchor)
        while open_entries[-1][0] >= heading.level:
            open_entries.pop()
        open_entries[-1][1].append(entry)
        open_entries.append((heading.level, entry["children"]))
    return top


def contents_entry(level: int, text: str, anchor: str) -> dict[str, Any]:
    """Return one entry of a table of contents, nothing below it yet."""
    return {"title": html.escape(text), "url": f"#{anchor}", "level": level, "children": []}
