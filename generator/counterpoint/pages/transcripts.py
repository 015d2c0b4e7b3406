"""A transcript as its page shows it: cited words marked, tags beside them, permalinks."""

from __future__ import annotations

import html
import re
from dataclasses import dataclass

from markupsafe import Markup

from counterpoint.model import Evidence, Interview
from counterpoint.pages.cards import card
from counterpoint.pages.contributed import contributed, replace_items
from counterpoint.pages.place import Place
from counterpoint.pages.rendering import environment
from counterpoint.pages.views import Card, Hyperlink

_MARK = re.compile(r'<mark class="cp-quote" data-evidence="([\d ]+)">')
_PASSAGE = re.compile(
    r"(<p>(?:(?!</p>).)*</p>)\s*"
    r'((?:<div class="cp-item" data-item="\d+"></div>\s*)+)',
    re.DOTALL,
)
CITED_WORDS = 90


@dataclass(frozen=True, slots=True)
class Tagged:
    """A piece of evidence beside its words in the transcript."""

    card: Card
    anchor: str
    permalink: str
    citation: str
    """Markdown to paste into a page; empty where the contributor gave no id."""
    cited_by: tuple[Hyperlink, ...]


def transcript(here: Place, interview: Interview) -> Markup:
    """Return an interview's transcript as trusted HTML."""
    clean = contributed(here, interview.path, interview.transcript, deepest=3)
    marked = _Marks(here, interview.evidence).put_into(clean)
    beside = _PASSAGE.sub(
        r'<div class="cp-passage">\1<div class="cp-margin">\2</div></div>', marked
    )
    tagged = environment().get_template("parts/tagged.html").module.tagged  # type: ignore[attr-defined]

    def put(number: int) -> str:
        return str(tagged(_tagged(here, interview.evidence[number])))

    return Markup(replace_items(beside, put))  # noqa: S704  (cleaned, then our own templates)


def citation(words: str, path: str, evidence: Evidence | None = None) -> str:
    """Return the Markdown that cites an interview, or a piece of evidence with its stamp."""
    if len(words) > CITED_WORDS:
        words = f"{words[:CITED_WORDS].rsplit(' ', 1)[0]} …"
    text = re.sub(r"([\\\[\]])", r"\\\1", words)
    if evidence is None:
        return f"[{text}](/{path})"
    return f'[{text}](/{path}#{evidence.id} "sha256:{evidence.stamp}")'


def _tagged(here: Place, evidence: Evidence) -> Tagged:
    path = here.site.study.interviews[evidence.interview].path
    return Tagged(
        card=card(here, evidence),
        anchor=evidence.anchor,
        permalink=f"#{evidence.anchor}",
        citation=citation(evidence.quote, path, evidence) if evidence.id else "",
        cited_by=tuple(here.citing(one) for one in here.site.backlinks.of_evidence(evidence)),
    )


class _Marks:
    """The marked words of a transcript; the first run of each item carries its anchor."""

    def __init__(self, here: Place, evidence: tuple[Evidence, ...]) -> None:
        self._here = here
        self._evidence = evidence
        self._anchored: set[int] = set()

    def put_into(self, clean: str) -> str:
        marked = _MARK.sub(lambda found: self._opened(found[1]), clean)
        for number in sorted(set(range(len(self._evidence))) - self._anchored):
            place = f'<div class="cp-item" data-item="{number}"></div>'
            anchor = f'<span class="cp-anchor" id="{self._anchor(number)}"></span>'
            marked = marked.replace(place, place + anchor)
        return marked

    def _opened(self, written: str) -> str:
        numbers = [int(one) for one in written.split()]
        new = [one for one in numbers if one not in self._anchored]
        self._anchored.update(new)
        first = self._evidence[numbers[0]]
        look = self._here.side_of(first.participant).look
        anchor = f' id="{self._anchor(new[0])}"' if new else ""
        others = "".join(
            f'<span class="cp-anchor" id="{self._anchor(one)}"></span>' for one in new[1:]
        )
        all_anchors = " ".join(self._anchor(one) for one in numbers)
        return f'<mark class="cp-cited cp-is-{look}"{anchor} data-cp-of="{all_anchors}">{others}'

    def _anchor(self, number: int) -> str:
        return html.escape(self._evidence[number].anchor)
