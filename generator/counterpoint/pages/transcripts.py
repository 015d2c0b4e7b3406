"""A transcript as its page shows it: cited words marked, tags beside them, permalinks."""

from __future__ import annotations

import html
import re

from markupsafe import Markup

from counterpoint.model import Evidence, Interview
from counterpoint.pages.cards import tagged
from counterpoint.pages.contributed import contributed, replace_items
from counterpoint.pages.place import Place
from counterpoint.pages.rendering import environment

_MARK = re.compile(r'<mark class="cp-quote" data-evidence="([\d ]+)">')
_SPEAKER = re.compile(r'<span class="cp-speaker">([^<]*)</span>')
_PASSAGE = re.compile(
    r"(<p>[^<]*+(?:<(?!/p>)[^<]*+)*+</p>)\s*"
    r'((?:<div class="cp-item" data-item="\d+"></div>\s*)+)'
)


def transcript(here: Place, interview: Interview) -> Markup:
    """Return an interview's transcript as trusted HTML."""
    clean = contributed(here, interview.path, interview.transcript, deepest=3)
    named = _named(here, interview, clean)
    marked = _anchored(interview.evidence, _marked(here, interview.evidence, named))
    beside = _PASSAGE.sub(
        r'<div class="cp-passage">\1<div class="cp-margin">\2</div></div>', marked
    )
    write = environment().get_template("parts/quotation.html").module.tagged  # type: ignore[attr-defined]

    def put(number: int) -> str:
        return str(write(tagged(here, interview.evidence[number])))

    return Markup(replace_items(beside, put))  # noqa: S704  (cleaned, then our own templates)


def _named(here: Place, interview: Interview, clean: str) -> str:
    """Return a transcript in which participants' labels look like their side."""
    looks = {
        (one.speaker or one.id).casefold(): here.side_of(one).look for one in interview.participants
    }

    def label(found: re.Match[str]) -> str:
        look = looks.get(html.unescape(found[1]).casefold())
        side = f" cp-is-{look}" if look else ""
        return f'<strong class="cp-speaker{side}">{found[1]}</strong>'

    return _SPEAKER.sub(label, clean)


def _marked(here: Place, evidence: tuple[Evidence, ...], clean: str) -> str:
    """Return a transcript whose cited words look like their speaker's side and know their items."""

    def opened(found: re.Match[str]) -> str:
        items = [evidence[int(one)] for one in found[1].split()]
        look = here.side_of(items[0].participant).look
        anchors = html.escape(" ".join(item.anchor for item in items))
        return f'<mark class="cp-cited cp-is-{look}" data-cp-of="{anchors}">'

    return _MARK.sub(opened, clean)


def _anchored(evidence: tuple[Evidence, ...], marked: str) -> str:
    """Return a transcript in which items without marked words have their anchor at their place."""
    for number, item in enumerate(evidence):
        anchor = f'id="{html.escape(item.anchor)}"'
        if anchor not in marked:
            place = f'<div class="cp-item" data-item="{number}"></div>'
            marked = marked.replace(place, f'<span class="cp-anchor" {anchor}></span>{place}')
    return marked
