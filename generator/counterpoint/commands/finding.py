"""What `counterpoint cite WORDS` does once its options are read."""

from __future__ import annotations

import json
import textwrap
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, TypeAlias

import click

from counterpoint import study as studies
from counterpoint.citing import citation_link
from counterpoint.commands.options import CLEAN
from counterpoint.model import BOTH, PROXY, Account, Audience, Persona, Study, Theme, Turn
from counterpoint.parse.slugs import closest, normalised
from counterpoint.transfer.export.records import Filter
from counterpoint.transfer.finding import Found, find_evidence

Named: TypeAlias = Mapping[str, Theme] | Mapping[str, Persona] | Mapping[str, Account]

LONGEST_TURN = 280
INDENT = "   "


@dataclass(frozen=True, slots=True)
class Search:
    """What is to be found."""

    root: Path
    audience: Audience
    words: str
    wanted: Filter
    number: int


def run(search: Search, *, as_json: bool) -> int:
    """Print what is found, and return the exit status; UsageError for an unknown name."""
    if not search.words.strip() and search.wanted == Filter():
        raise click.UsageError("what is to be found? type words, or --theme, --side …")
    today = studies.today()
    study = studies.load(search.root, today=today, audience=search.audience).study
    wanted = _known(study, search.wanted)
    found = find_evidence(study, search.words, wanted)
    shown = found[: max(1, search.number)]
    if as_json:
        click.echo(json.dumps([_record(study, one) for one in shown], ensure_ascii=False, indent=1))
        return CLEAN
    for theme in _themes(study, search.words, wanted):
        click.echo(f"{citation_link(theme.title, theme.path)}\n")
    for number, one in enumerate(shown, 1):
        click.echo(_shown(study, one, number))
    _close(found, shown)
    return CLEAN


def _close(found: tuple[Found, ...], shown: tuple[Found, ...]) -> None:
    if not found:
        click.echo("Nothing was said about this: that is silence, not disagreement.", err=True)
    elif len(found) > len(shown):
        click.echo(f"{len(found) - len(shown)} more: raise --number, or add words.", err=True)


def _known(study: Study, wanted: Filter) -> Filter:
    """Return the filter with today's ids; UsageError for a name that nothing has."""
    sides = {key: key for key in (*study.side_keys, BOTH, PROXY)}
    return replace(
        wanted,
        themes=_ids("theme", wanted.themes, _names(study.themes)),
        personas=_ids("persona", wanted.personas, _names(study.personas)),
        accounts=_ids("account", wanted.accounts, _names(study.accounts)),
        sides=_ids("side", wanted.sides, sides),
    )


def _names(
    entities: Mapping[str, Theme] | Mapping[str, Persona] | Mapping[str, Account],
) -> dict[str, str]:
    """Return ids by id and by old id."""
    old = {alias: one.id for one in entities.values() for alias in one.aliases}
    return old | {key: key for key in entities}


def _ids(what: str, given: Iterable[str], known: Mapping[str, str]) -> tuple[str, ...]:
    found = []
    for name in given:
        key = normalised(name.lstrip("#"))
        if key not in known:
            near = closest(key, known)
            hint = f"did you mean {near}?" if near else f"there are: {', '.join(sorted(known))}"
            raise click.UsageError(f"there is no {what} {name}; {hint}")
        found.append(known[key])
    return tuple(found)


def _themes(study: Study, words: str, wanted: Filter) -> Iterable[Theme]:
    """Yield the themes that are asked for by name: they can be cited too."""
    asked = words.casefold().strip()
    for theme in study.themes.values():
        names = (theme.id, theme.title.casefold(), *theme.aliases)
        if theme.path and (theme.id in wanted.themes or asked in names):
            yield theme


def _shown(study: Study, one: Found, number: int) -> str:
    record = one.record
    persona, account = study.personas.get(record.persona), study.accounts.get(record.account)
    who = (record.participant or record.method, record.side, persona, account)
    names = (part if isinstance(part, str) else part.title for part in who if part)
    marks = [record.basis] if record.basis != "stated" else []
    marks += ["coding not finished"] if record.coding != "done" else []
    themes = ", ".join(f"#{theme}" for theme in record.themes)
    about = "; ".join((", ".join(names), record.date, f"{record.stance} {themes}", *marks))
    lines = [f"{number}. {about}", *_context(one), _citation(study, one), ""]
    return "\n".join(lines)


def _context(one: Found) -> Iterable[str]:
    turns = [turn for turn in (one.before, one.around, one.after) if turn and turn.text]
    if not one.around:
        turns = []
        yield from _wrapped(f"“{one.record.quote}”")
    for turn in turns:
        mark = ">" if turn is one.around else " "
        yield from _wrapped(f"{turn.speaker or '…'}: {_excerpt(turn, one)}", mark)


def _excerpt(turn: Turn, one: Found) -> str:
    """Return a turn's words; of a long one those around the quotation."""
    if turn is not one.around:
        return textwrap.shorten(turn.text, LONGEST_TURN // 2, placeholder=" …")
    start = one.record.quote.split(" … ")[0]
    at = max(turn.text.find(start), 0)
    if len(turn.text) <= LONGEST_TURN:
        return turn.text
    first = max(at - LONGEST_TURN // 4, 0)
    length = max(LONGEST_TURN, at - first + len(start) + LONGEST_TURN // 4)
    words = turn.text[first : first + length]
    if first:
        words = f"… {words.partition(' ')[2]}"
    return f"{words.rpartition(' ')[0]} …" if first + length < len(turn.text) else words


def _wrapped(words: str, mark: str = " ") -> list[str]:
    lines = textwrap.wrap(words, 96)
    return [f" {mark if number == 0 else ' '} {line}" for number, line in enumerate(lines)]


def _citation(study: Study, one: Found) -> str:
    interview = study.interviews[one.record.interview]
    if one.item.id:
        return citation_link(one.item.quote, interview.path, one.item)
    return (
        f"{INDENT}no id to cite yet: write ^ and an id behind the tags at "
        f"{interview.path}:{one.record.line}, or type `counterpoint check --fix`"
    )


def _record(study: Study, one: Found) -> dict[str, Any]:
    record = one.record
    interview = study.interviews[record.interview]
    cited = citation_link(one.item.quote, interview.path, one.item) if one.item.id else ""
    return {
        "citation": cited,
        "quote": record.quote,
        "path": interview.path,
        "line": record.line,
        "evidence": record.evidence,
        "stamp": record.stamp,
        "address": record.address,
        "interview": record.interview,
        "date": record.date,
        "counts": one.item.counts and interview.is_coded,
        "participant": record.participant,
        "side": record.side,
        "persona": record.persona,
        "account": record.account,
        "themes": record.themes,
        "stance": record.stance,
        "basis": record.basis,
        "before": one.before.text if one.before else "",
        "around": one.around.text if one.around else "",
        "after": one.after.text if one.after else "",
    }
