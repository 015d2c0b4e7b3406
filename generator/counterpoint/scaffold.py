"""First drafts of every kind of file in research/: what `counterpoint new` writes."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Mapping
from dataclasses import dataclass

import yaml

from counterpoint.config import Config
from counterpoint.model import Guide
from counterpoint.parse.layout import Kind
from counterpoint.parse.slugs import in_words


@dataclass(frozen=True, slots=True)
class Wish:
    """What the writer of a new file said about it; what is left empty gets an example."""

    id: str
    today: datetime.date
    config: Config
    title: str = ""
    side: str = ""
    persona: str = ""
    account: str = ""
    participant: str = ""
    guide: Guide | None = None

    @property
    def heading(self) -> str:
        """The title, by the id where none is given."""
        return self.title or in_words(self.id)

    @property
    def side_key(self) -> str:
        """The side, the first of the settings where none is given."""
        return self.side or self.config.sides[0].key

    @property
    def sides(self) -> str:
        """What a side may be: `buyer | user`."""
        return " | ".join(side.key for side in self.config.sides)


def draft(kind: Kind, wish: Wish) -> str:
    """Return the text of a new file of a kind, ready to be filled in; `check` accepts it."""
    return DRAFTS[kind](wish)


def _interview(wish: Wish) -> str:
    someone = wish.participant or "p001"
    fields = [
        f"title: {_quoted(wish.heading)}",
        f"date: {wish.today}",
        "participants:",
        f"  - id: {someone}                # a pseudonym, never a name",
        f"    side: {wish.side or _guide_side(wish)}             # {wish.sides} | both | proxy",
        f"    persona: {wish.persona or 'somebody'}      # a file in research/personas/",
    ]
    if wish.account:
        fields.append(f"    account: {wish.account}")
    fields += ["interviewers: [Interviewer]", "method: interview"]
    if wish.guide:
        fields += [f"guide: {wish.guide.id}", *_asked(wish.guide)]
    fields += [
        "coding: open                  # done, once you have tagged what matters",
        "consent:",
        "  status: granted             # granted | withdrawn | expired: what did they agree to?",
        "  audience: internal          # public | internal | restricted",
    ]
    return _file(fields, "\n".join(_questions(wish.guide, someone)))


def _guide_side(wish: Wish) -> str:
    known = {side.key for side in wish.config.sides}
    return wish.guide.side if wish.guide and wish.guide.side in known else wish.side_key


def _asked(guide: Guide) -> list[str]:
    if not guide.covers:
        return []
    return [f"asked: [{', '.join(guide.covers)}]  # strike out what you did not reach"]


def _questions(guide: Guide | None, someone: str) -> list[str]:
    headings = [one.text for one in guide.body.headings] if guide else ["How work goes today"]
    lines = []
    for heading in headings:
        lines += [f"## {heading}", "", "**Interviewer** …", "", f"**{someone}** …", ""]
    return lines


def _theme(wish: Wish) -> str:
    fields = [f"title: {_quoted(wish.heading)}", "expresses: need    # need | problem"]
    return _file(
        fields,
        "What somebody wants, in a sentence that could be answered with yes or no.\n\n"
        "**When to use it:** …\n\n**When not:** …\n\n**Example:** …",
    )


def _persona(wish: Wish) -> str:
    fields = [f"title: {_quoted(wish.heading)}", f"side: {wish.side_key}    # {wish.sides}"]
    return _file(fields, "Who they are, what a normal week looks like, what they answer for.")


def _account(wish: Wish) -> str:
    fields = [f"title: {_quoted(wish.heading)}    # or a code name", "segment: smb"]
    return _file(fields, "What the organisation does, and since when it has been a customer.")


def _decision(wish: Wish) -> str:
    fields = [
        f"title: {_quoted(wish.heading)}",
        f"date: {wish.today}",
        "themes: [theme-id]           # it settles the conflict on each of these",
        "status: proposed             # proposed | decided | superseded",
        f"optimise_for: both           # {wish.sides} | both",
        "revisit_when: What would make us think again",
    ]
    return _file(fields, "What was decided, why, and what was given up for it.")


def _outcome(wish: Wish) -> str:
    side = wish.side_key
    fields = [
        f"title: {_quoted(wish.heading)}",
        f"metric: {{name: What is measured, side: {side}}}",
        "hear:                        # whom to interview, and how many",
        *(f"  - {{side: {one.key}, participants: 5}}" for one in wish.config.sides),
    ]
    return _file(fields, "What would be different, and for whom.")


def _guide(wish: Wish) -> str:
    fields = [
        f"title: {_quoted(wish.heading)}",
        f"side: {wish.side_key}    # {wish.sides}",
        "covers: []     # themes that these questions raise",
    ]
    questions = (
        "What part do you have: did you decide to buy it, do you use it every day, or both?",
        "Walk me through the last time you did this",
        "Where does it slow you down, and what do you do instead?",
    )
    return _file(fields, "\n\n".join(f"## {question}" for question in questions))


def _file(fields: list[str], body: str) -> str:
    return "\n".join(["---", *fields, "---", "", body.rstrip("\n"), ""])


def _quoted(text: str) -> str:
    """Return a text as YAML reads it back, in quotes only where it needs them."""
    return yaml.safe_dump(text, allow_unicode=True, width=1000).removesuffix("\n...\n").rstrip("\n")


DRAFTS: Mapping[Kind, Callable[[Wish], str]] = {
    Kind.INTERVIEW: _interview,
    Kind.THEME: _theme,
    Kind.PERSONA: _persona,
    Kind.ACCOUNT: _account,
    Kind.DECISION: _decision,
    Kind.OUTCOME: _outcome,
    Kind.GUIDE: _guide,
}
"""What writes the first draft of each kind."""
