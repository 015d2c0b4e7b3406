"""The tool server: a study's answers over the Model Context Protocol, read-only."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Annotated

from mcp.server.mcpserver import MCPServer
from mcp.server.mcpserver.exceptions import ToolError
from mcp_types import ToolAnnotations
from pydantic import Field

from counterpoint.transfer.answers import (
    InterviewAnswer,
    Library,
    SearchAnswer,
    SidesAnswer,
    ThemeAnswer,
    UnknownNameError,
)
from counterpoint.transfer.export.records import Filter

INSTRUCTIONS = """\
Research interviews of {title}: what {first} and {second} each said, verbatim.
Quote only the `words` of an answer, say who said them (`speaker`, `side`), and put the `citation`
beside them. Numbers count participants, never mentions. A side that was not asked is not a side
that disagrees. Never fill a gap with words of your own: say that nobody was heard on it.
"""

READ_ONLY = ToolAnnotations(
    read_only_hint=True, destructive_hint=False, idempotent_hint=True, open_world_hint=False
)

HOW_TO_CITE = """\
Cite evidence with an ordinary Markdown link to the interview's file and the evidence's id, the
stamp in the title:

    [the words](/research/interviews/INTERVIEW.md#ID "sha256:STAMP")

The `citation` field of every answer is that link, ready to be pasted into any page of docs/ or
research/. `counterpoint check` then says when the words, or their speaker's side, have changed.
Evidence without an id can be linked by its address but not stamped: give it an id first (`^id` in
the interview, or `counterpoint check --fix`). A theme is cited as [title](/research/themes/ID.md).
"""

Words = Annotated[str, Field(description="Words to look for; empty for everything.")]
Side = Annotated[str, Field(description="Only this side's words: a side's key; empty for all.")]
Theme = Annotated[str, Field(description="Only on this theme: its id; empty for all.")]
Persona = Annotated[str, Field(description="Only this persona's: its id; empty for all.")]
Account = Annotated[str, Field(description="Only this account's: its id; empty for all.")]
Kind = Annotated[str, Field(description="Only of this kind, such as pain-point; empty for all.")]
Stance = Annotated[str, Field(description="for, against or neutral; empty for all.")]
Most = Annotated[int, Field(description="How many, at most.", ge=1, le=50)]


@contextmanager
def _told() -> Iterator[None]:
    """Tell the client what is near an unknown name, instead of that something failed."""
    try:
        yield
    except UnknownNameError as unknown:
        raise ToolError(str(unknown)) from unknown


def server(library: Callable[[], Library]) -> MCPServer:
    """Return the server of a study; `library` is called for each answer, so that it stays true."""
    study = library().study
    first, second = study.config.sides
    about = INSTRUCTIONS.format(
        title=study.config.title, first=first.plural.lower(), second=second.plural.lower()
    )
    made = MCPServer(
        "counterpoint", title=study.config.title, instructions=about, log_level="WARNING"
    )

    @made.tool(annotations=READ_ONLY)
    def search_evidence(  # noqa: PLR0913, PLR0917  (one parameter a filter)
        words: Words = "",
        side: Side = "",
        theme: Theme = "",
        persona: Persona = "",
        account: Account = "",
        kind: Kind = "",
        stance: Stance = "",
        most: Most = 10,
    ) -> SearchAnswer:
        """Find what people said: verbatim words with speaker, place and citation."""
        filters = (side, persona, account, theme, kind, stance)
        wanted = Filter(*((one,) if one else () for one in filters))
        return library().search(words, wanted, most)

    @made.tool(annotations=READ_ONLY)
    def theme(
        name: Annotated[str, Field(description="Its id, an alias or its title.")],
    ) -> ThemeAnswer:
        """Get a theme: definition, how the two sides stand to it in people, strongest words."""
        with _told():
            return library().theme(name)

    @made.tool(annotations=READ_ONLY)
    def what_both_sides_say(
        about: Annotated[str, Field(description="A theme, or a few words.")], most: Most = 3
    ) -> SidesAnswer:
        """Compare the two sides on something: relation, numbers and words of each."""
        return library().sides(about, most)

    @made.tool(annotations=READ_ONLY)
    def interview(
        id: Annotated[str, Field(description="The interview's id.")],  # noqa: A002
        first_turn: Annotated[int, Field(description="From which turn on.", ge=1)] = 1,
        most: Annotated[int, Field(description="How many turns, at most.", ge=1, le=500)] = 100,
    ) -> InterviewAnswer:
        """Read an interview: who took part, what was said, which words are evidence."""
        with _told():
            return library().interview(id, first_turn, most)

    @made.tool(annotations=READ_ONLY)
    def list_themes() -> list[str]:
        """List every theme: id, title and how the two sides stand to it."""
        now = library()
        return [
            f"{one.id}: {one.title} ({found.relation.value if found.relation else 'one side'})"
            for one in now.study.themes.values()
            if (found := now.analysis.themes.get(one.id))
        ]

    @made.tool(annotations=READ_ONLY)
    def how_to_cite() -> str:
        """Say how evidence is cited so that the citation is checked."""
        return HOW_TO_CITE

    return made
