"""What a file refers to."""

from __future__ import annotations

from pathlib import Path

from counterpoint.config import Config
from counterpoint.names import mentions, named
from counterpoint.parse.layout import Kind
from counterpoint.sources import read_repository
from counterpoint.study import parse_here
from repositories import interview, repository

ROOT = Path(__file__).parent.parent
IV = "research/interviews/one.md"


def test_every_name_of_a_file_is_one_that_it_mentions() -> None:
    """In fields and tags, of every kind of file; each once."""
    for file in parse_here(read_repository(ROOT).sources, Config()):
        found = [(one.kind, one.name) for one in mentions(file)] if file else []
        assert list(named(file) if file else ()) == list(dict.fromkeys(found))


def test_a_mention_says_where_and_how_it_is_written() -> None:
    """A tag with its `#`, a field with the place of its value."""
    text = interview('- "nobody could say" #Audit_Log ^a')
    file = next(one for one in parse_here(repository({IV: text}).sources, Config()) if one)
    tag = next(one for one in mentions(file) if one.kind is Kind.THEME)
    persona = next(one for one in mentions(file) if one.kind is Kind.PERSONA)
    lines = text.split("\n")
    assert (tag.name, tag.written) == ("audit-log", "#Audit_Log")
    assert lines[tag.location.line - 1][tag.location.column - 1 :].startswith(tag.written)
    value = lines[persona.location.line - 1][persona.location.column - 1 :]
    assert value.startswith(persona.written.strip("`"))
