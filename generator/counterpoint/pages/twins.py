"""Every page once more as Markdown, and `llms.txt`: the site for programs that read."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from counterpoint.model import Evidence, Interview, Study
from counterpoint.pages.place import address_of
from counterpoint.pages.plain_markdown import markdown_of
from counterpoint.pages.values import DataFile, Page

ARTICLE = re.compile(r"<article\b[^>]*>(.*)</article>", re.DOTALL)
EDIT_BUTTONS = re.compile(r'<a\b[^>]*class="[^"]*md-content__button[^"]*"[^>]*>.*?</a>', re.DOTALL)
PERMALINK = re.compile(r'<a\b[^>]*class="headerlink"[^>]*>.*?</a>', re.DOTALL)
FIRST = ("research/", "research/overlap/", "research/conflicts/", "research/assumptions/")
"""What a reader, or a program, should look at first."""


def address(path: str) -> str:
    """Return the address of a staged page: `research/themes/x.md` is `research/themes/x/`."""
    if path.endswith("index.md"):
        return path.removesuffix("index.md")
    return f"{path.removesuffix('.md')}/"


def twins(study: Study, pages: Iterable[Page]) -> Iterator[DataFile]:
    """Yield every generated page as Markdown, at its address plus `index.md`.

    Interviews are written from their turns, which is fast however many there are; the others from
    their HTML. Like the pages they hold nothing that is withheld.
    """
    interviews = {address_of(one): one for one in study.interviews.values()}
    for page in pages:
        yield twin(page, interviews.get(address(page.path)))


def twin(page: Page, own: Interview | None) -> DataFile:
    """Return a page as Markdown; `own` is the interview whose page it is, if it is one."""
    text = _interview(own) if own else markdown_of(page.html)
    return DataFile(f"{address(page.path)}index.md", text.encode("utf-8"))


def published_twin(path: str, published: str) -> DataFile:
    """Return a hand-written page as Markdown, from the HTML that was published at its address."""
    article = ARTICLE.search(published)
    inside = article[1] if article else published
    clean = PERMALINK.sub("", EDIT_BUTTONS.sub("", inside))
    return DataFile(f"{address(path)}index.md", markdown_of(clean).encode("utf-8"))


def llms_txt(
    study: Study, pages: Iterable[Page], handwritten: Iterable[tuple[str, str]]
) -> DataFile:
    """Return the list of pages for language models; `handwritten` are staged paths and titles."""
    generated = {address(page.path): page for page in pages}
    first, second = study.config.sides
    lines = [
        f"# {study.config.title}",
        "",
        f"> What {first.plural.lower()} and {second.plural.lower()} said in interviews, verbatim, "
        "by theme, with how many people of each side stand where. Quote the words as they stand, "
        "with the link beside them.",
        "",
        "## Start here",
        "",
        *(_line(generated[one].title, one) for one in FIRST if one in generated),
    ]
    documents = sorted(handwritten)
    if documents:
        lines += [
            "",
            "## Documents",
            "",
            *(_line(title, address(path)) for path, title in documents),
        ]
    for heading, folder in (("Themes", "research/themes/"), ("Personas", "research/personas/")):
        own = [one for one in sorted(generated) if one.startswith(folder) and one != folder]
        if own:
            lines += ["", f"## {heading}", ""]
            lines += (_line(generated[one].title, one, generated[one].description) for one in own)
    rest = ("research/interviews/", "research/accounts/", "research/method/", "research/codebook/")
    lines += ["", "## Optional", ""]
    lines += (_line(generated[one].title, one) for one in rest if one in generated)
    return DataFile("llms.txt", ("\n".join(lines) + "\n").encode("utf-8"))


def _line(title: str, here: str, description: str = "") -> str:
    said = f": {description}" if description else ""
    return f"- [{title}]({here}index.md){said}"


def _interview(interview: Interview) -> str:
    people = (
        f"- {one.id}: {', '.join(fact for fact in (one.side, one.persona, one.account) if fact)}"
        for one in interview.participants
    )
    lines = [
        f"# {interview.title}",
        "",
        f"{interview.date.isoformat()}, {interview.method.value.replace('-', ' ')}",
        "",
        *people,
    ]
    below: dict[int, list[Evidence]] = {}
    for item in interview.evidence:
        below.setdefault(item.turn, []).append(item)
    for number, turn in enumerate(interview.turns):
        who = turn.speaker or turn.participant
        lead = f"**{who}**{f' [{turn.time}]' if turn.time else ''} " if who else ""
        lines += ["", f"{lead}{turn.text}"]
        lines += _items(below.get(number, ()))
    lines += _items(below.get(-1, ()))
    return "\n".join(lines) + "\n"


def _items(items: Iterable[Evidence]) -> Iterator[str]:
    for position, item in enumerate(items):
        if not position:
            yield ""
        themes = " ".join(f"#{theme}" for theme in item.themes)
        yield f'- "{item.quote}" {themes} +{item.stance.value} ([link](#{item.anchor}))'
