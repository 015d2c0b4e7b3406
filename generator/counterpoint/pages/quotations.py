"""Evidence as HTML, without a template: every piece is shown three times on average."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from markupsafe import Markup, escape

from counterpoint.pages.hyperlinks import hyperlink, hyperlinks
from counterpoint.pages.views import Badge, Card, Hyperlink, SideView, Tag, Tagged

COPY = (
    '<button type="button" class="cp-copy" data-cp-copy title="Copy citation" hidden>Cite</button>'
)
PERMALINK = (
    'title="Link to these words"><span aria-hidden="true">#</span>'
    '<span class="cp-hidden">Link to these words</span></a>'
)

SOURCE = '<span class="cp-source">'
BY = '<span class="cp-note__by">Note</span> '


@dataclass(frozen=True, slots=True)
class Quotations:
    """Writes pieces of evidence with the signs that templates draw."""

    badge: Callable[[Badge], str]
    side_name: Callable[[SideView, str], str]
    sign: Callable[[str], str]
    """Of a side's look."""

    def whole(self, card: Card) -> Markup:
        """Return a quotation with all that a reader needs to judge it."""
        who = self.side_name(card.side, card.speaker)
        group = f"{_named(card.persona)}{_named(card.account)}"
        return self._figure(card, "", f"\n{SOURCE}{who}{group}")

    def bare(self, card: Card) -> Markup:
        """Return a quotation that stands below its speaker's name."""
        return self._figure(card, " cp-card--bare", SOURCE)

    def tagged(self, one: Tagged) -> Markup:
        """Return what stands beside the words in their transcript."""
        anchor = escape(one.anchor)
        cited = f'<p class="cp-cited-by">Cited by {hyperlinks(one.cited_by)}</p>'
        citation = (
            '<details class="cp-citation"><summary>Citation</summary>'
            f"<code data-cp-citation>{escape(one.citation)}</code></details>"
        )
        return Markup(  # noqa: S704  (escaped, or our own)
            f'<div role="note" class="cp-tagged cp-is-{one.side.look}" aria-label="Evidence"'
            f' data-cp-of="{anchor}">\n'
            f'<p class="cp-tagged__who">{self.sign(one.side.look)}{escape(one.speaker)}'
            f'<a class="cp-permalink" href="#{anchor}" {PERMALINK}{COPY if one.citation else ""}'
            f"</p>\n{_tags(one.tags, one.kinds)}{self._marks(one.marks)}"
            f"{_note('', one.note)}{cited if one.cited_by else ''}"
            f"{citation if one.citation else ''}</div>"
        )

    def _figure(self, card: Card, look: str, source: str) -> Markup:
        interview = escape(card.interview.text)
        return Markup(  # noqa: S704  (escaped, or our own)
            f'<figure class="cp-card{look} cp-is-{card.side.look}">\n'
            f'<blockquote class="cp-words"><p>{escape(card.quote)}</p></blockquote>\n'
            f"<figcaption>{source}<span>{escape(card.date)}</span> "
            f'<a class="cp-context" href="{escape(card.context)}" title="{interview}">in context'
            f'<span class="cp-hidden">: {interview}</span></a></span>\n'
            f"{self._marks(card.marks)}{_tags(card.tags, card.kinds)}</figcaption>\n"
            f"{_note(BY, card.note)}</figure>"
        )

    def _marks(self, marks: tuple[Badge, ...]) -> str:
        return f"{''.join(map(self.badge, marks))}\n" if marks else ""


def _named(link: Hyperlink | None) -> str:
    return f"<span>{hyperlink(link)}</span>" if link else ""


def _tags(tags: tuple[Tag, ...], kinds: tuple[Hyperlink, ...]) -> str:
    if not tags and not kinds:
        return ""
    themes = "".join(map(_tag, tags))
    rest = "".join(f'<li class="cp-tag cp-tag--kind">{hyperlink(one)}</li>' for one in kinds)
    return f'<ul class="cp-tags cp-plain" aria-label="Tags">{themes}{rest}</ul>\n'


def _tag(tag: Tag) -> str:
    return (
        f'<li class="cp-tag cp-tag--{tag.stance}"><a href="{escape(tag.theme.href)}">'
        f'<span class="cp-hidden">{tag.word} </span>{escape(tag.theme.text)}</a></li>'
    )


def _note(by: str, note: Markup) -> str:
    return f'<div class="cp-note">{by}{note}</div>' if note else ""
