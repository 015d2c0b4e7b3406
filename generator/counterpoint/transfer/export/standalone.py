"""One page of the site as a single HTML file, to be sent to somebody without access."""

from __future__ import annotations

import base64
import mimetypes
import re
import tempfile
from collections.abc import Callable, Iterator, Mapping
from importlib.resources import files
from pathlib import Path

import nh3
from markdown import Markdown
from markupsafe import Markup

from counterpoint.analysis.values import Analysis
from counterpoint.citations import Citations
from counterpoint.model import Study
from counterpoint.pages import PAGE_KINDS
from counterpoint.pages.rendering import environment
from counterpoint.pages.site import gather
from counterpoint.pages.values import Page
from counterpoint.parse.frontmatter import read_front_matter
from counterpoint.publish.cited import citations_file
from counterpoint.publish.links import is_internal, resolve, with_addresses
from counterpoint.references import page_address
from counterpoint.sources import DOCS, Source

STYLES = ("counterpoint.css", "parts.css", "pages.css", "citations.css")
EXTENSIONS = ("admonition", "attr_list", "def_list", "footnotes", "md_in_html", "tables", "toc")
NOWHERE = "cp-nowhere:"
_FONT = re.compile(r"@font-face\s*{[^}]*}")
_NOWHERE_LINK = re.compile(rf'\shref="{NOWHERE}"')
_NOWHERE_IMAGE = re.compile(rf'<img\b[^>]*\ssrc="{NOWHERE}"[^>]*>')
_SCRIPT = re.compile(r"<script\b.*?</script>", re.DOTALL | re.IGNORECASE)

Images = Mapping[str, bytes]
"""Images by their path in the repository."""


def addresses(study: Study, analysis: Analysis) -> tuple[str, ...]:
    """Return the address of every page that can be sent, sorted."""
    generated = (_address(page.path) for page in _pages(study, analysis))
    return tuple(sorted({*generated, *(page_address(path) for path in study.pages)}))


def standalone_page(
    study: Study,
    analysis: Analysis,
    address: str,
    sources: Mapping[str, Source],
    images: Images,
) -> str | None:
    """Return the page at an address of the site as one HTML file; `None` where there is none.

    It asks for nothing else: no scripts, no fonts, no links that lead nowhere without the site.
    """
    wanted = address.strip("/")
    for path in study.pages:
        if page_address(path).strip("/") == wanted and path in sources:
            title, body = study.pages[path].title, _handwritten(study, analysis, sources[path])
            return _document(study, title, body, _embedded(page_address(path), images))
    for page in _pages(study, analysis):
        if _address(page.path).strip("/") == wanted:
            return _document(study, page.title, page.html, _embedded(_address(page.path), images))
    return None


def _pages(study: Study, analysis: Analysis) -> Iterator[Page]:
    """Yield generated pages as they are asked for, so that one page does not cost them all."""
    site = gather(study, analysis)
    return (page for kind in PAGE_KINDS for page in kind(site))


def _address(path: str) -> str:
    """Return the address of a staged page."""
    return page_address(f"{DOCS}/{path}")


def _handwritten(study: Study, analysis: Analysis, source: Source) -> str:
    front = read_front_matter(source.path, source.text, required=False)
    with tempfile.TemporaryDirectory() as folder:
        cited = Path(folder) / "citations.json"
        cited.write_bytes(citations_file(gather(study, analysis)))
        markdown = Markdown(extensions=[*EXTENSIONS, Citations(study=str(cited))])
        written: str = markdown.convert(f"<!-- counterpoint: {source.path} -->\n{front.body.text}")
    attributes = {tag: {"class", "id"} | known for tag, known in nh3.ALLOWED_ATTRIBUTES.items()}
    attributes["*"] = {"class", "id"}
    clean: str = nh3.clean(written, attributes=attributes, link_rel=None)
    return clean


def _embedded(address: str, images: Images) -> Callable[[str], str]:
    """Return what becomes of each address on a page: a place on it, a picture, or nothing."""

    def changed(written: str) -> str:
        if written.startswith("#") or not is_internal(written):
            return written
        path = resolve(address, written)
        name = next((one for one in (path, f"{DOCS}/{path}") if one in images), None)
        if name is None:
            return NOWHERE
        kind = mimetypes.guess_type(name)[0] or "application/octet-stream"
        return f"data:{kind};base64,{base64.b64encode(images[name]).decode('ascii')}"

    return changed


def _document(study: Study, title: str, body: str, change: Callable[[str], str]) -> str:
    changed = with_addresses(_SCRIPT.sub("", body), change)
    without = _NOWHERE_LINK.sub("", _NOWHERE_IMAGE.sub("", changed))
    template = environment().get_template("standalone.html")
    view = {"title": title, "study": study.config.title, "today": study.today.isoformat()}
    return template.render(view, styles=Markup(_styles()), body=Markup(without)) + "\n"  # noqa: S704


def _styles() -> str:
    folder = files("counterpoint") / "assets"
    texts = ((folder / name).read_text("utf-8") for name in STYLES)
    return _FONT.sub("", "\n".join(texts)).replace("</", "<\\/")
