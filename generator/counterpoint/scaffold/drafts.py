"""First drafts of every kind of file in research/: what `counterpoint new` writes."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from counterpoint.config import Config
from counterpoint.model import Participant
from counterpoint.parse.layout import Kind
from counterpoint.parse.slugs import in_words
from counterpoint.scaffold.interviews import Session, interview_body, interview_fields
from counterpoint.scaffold.writing import quoted


@dataclass(frozen=True, slots=True)
class Wish:
    """What the writer of a new file said about it; what is left empty gets an example."""

    id: str
    today: datetime.date
    config: Config
    title: str = ""
    side: str = ""
    session: Session | None = None
    """For an interview."""

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
    someone = Participant("p001", wish.side_key, persona="somebody")
    session = wish.session or Session(wish.today, (someone,), ("Interviewer",))
    return _file(interview_fields(wish.heading, session, wish.sides), interview_body(session))


def _theme(wish: Wish) -> str:
    fields = [f"title: {quoted(wish.heading)}", "expresses: need    # need | problem"]
    return _file(
        fields,
        "What somebody wants, in a sentence that could be answered with yes or no.\n\n"
        "**When to use it:** …\n\n**When not:** …\n\n**Example:** …",
    )


def _persona(wish: Wish) -> str:
    fields = [f"title: {quoted(wish.heading)}", f"side: {wish.side_key}    # {wish.sides}"]
    return _file(fields, "Who they are, what a normal week looks like, what they answer for.")


def _account(wish: Wish) -> str:
    fields = [f"title: {quoted(wish.heading)}    # or a code name", "segment: smb"]
    return _file(fields, "What the organisation does, and since when it has been a customer.")


def _decision(wish: Wish) -> str:
    fields = [
        f"title: {quoted(wish.heading)}",
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
        f"title: {quoted(wish.heading)}",
        f"metric: {{name: What is measured, side: {side}}}",
        "hear:                        # whom to interview, and how many",
        *(f"  - {{side: {one.key}, participants: 5}}" for one in wish.config.sides),
    ]
    return _file(fields, "What would be different, and for whom.")


def _guide(wish: Wish) -> str:
    fields = [
        f"title: {quoted(wish.heading)}",
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
